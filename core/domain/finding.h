// Finding: one thing that is wrong, unusual or worth knowing about an instance or a study. Facts only, no prose: words
// are in core/report. Value types; any thread.
#pragma once

#include "core/domain/attribute_path.h"
#include "core/domain/slice_positions.h"
#include "core/domain/value_representation.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mi {

enum class Severity : std::uint8_t { info, warning, error };

// "error", "warning", "info": stable, used in JSON and CSV.
std::string_view toString(Severity severity);

// Whether a finding keeps a study out of the archive.
enum class Filing : std::uint8_t { allowed, blocked };

// How far a site policy may go with what a check finds (docs/site-policy.md).
enum class PolicyReach : std::uint8_t {
    everything,
    notHidden, // another severity, filed or not; but it stays in sight: data or a person may be the wrong one
    nothing,   // it says that this program did not look, or that there is no place to file to
};

// A row of the check catalogue (core/checks/catalogue.h). Rows live as long as the program.
struct CheckRule {
    std::string_view id; // "meta.group-length.wrong": stable, never reused
    Severity severity;
    Filing filing;
    std::string_view source; // "PS3.10 7.1"; "" only for rules of our own
    PolicyReach reach = PolicyReach::everything;
};

// What one rule of a site policy does to the findings it applies to. Immutable.
struct PolicyDecision {
    std::uint32_t rule = 0; // its number in the policy, from 1
    std::string reason;     // as the site gives it, UTF-8
    std::optional<Severity> severity = {};
    std::optional<Filing> filing = {};
    bool suppresses = false;
};

struct Finding {
    const CheckRule *rule = nullptr; // never null in a finding that is reported
    Severity severity = Severity::info;
    AttributePath attribute;
    Vr vr = Vr::none;
    std::string observed;                // escaped for display, UTF-8, short
    std::string expected;                // "even length", "128 bytes", ...: facts, not sentences
    std::optional<std::uint64_t> offset; // bytes from the start of the file, of the first occurrence
    std::uint32_t count = 1;             // occurrences in this instance
    bool standsForOthers = false;        // `count` holds occurrences at further attributes: there were too many
    std::string section = {};            // of PS3.3, where it is more exact than the rule's source: "C.7.6.3"
    std::string privateCreator = {}; // of a private attribute, or of the private Sequence around it; "" if not known

    // Of a finding about slices: the stacks it is about. Null for all others.
    std::shared_ptr<const std::vector<SlicePositions>> slices = {};

    // What the site policy made of it; the rule's word if there is nothing here.
    std::shared_ptr<const PolicyDecision> policy = {};

    std::string_view id() const { return rule->id; }
    // The section of the standard that settles it: "PS3.3 C.7.6.3"; "" for rules of our own.
    std::string source() const;
    bool blocksFiling() const { return (policy && policy->filing ? *policy->filing : rule->filing) == Filing::blocked; }
    // Kept for the record, shown as a count.
    bool isSuppressed() const { return policy && policy->suppresses; }
    // In sight, but with another severity, or another say in filing, than the check gives it.
    bool isChangedByPolicy() const
    {
        return policy && !isSuppressed() &&
               (severity != rule->severity || blocksFiling() != (rule->filing == Filing::blocked));
    }
};

// Something that could not be or was not looked at, with the reason: facts, like a finding.
struct NotChecked {
    std::string_view what; // stable id: "pixel-data.decoding"; lives as long as the program
    std::string reason;    // UTF-8, short: "no decoder for 1.2.840.10008.1.2.4.201"
    bool operator==(const NotChecked &) const = default;
};

// By severity, then by offset: the order in which findings are listed is worst first.
bool isWorse(const Finding &a, const Finding &b);

// Takes out what a site policy suppressed; both parts are worst first afterwards.
std::vector<Finding> takeSuppressed(std::vector<Finding> &findings);

// A rule of the standard that the file alone cannot decide: whether the attribute is required depends on something
// else.
struct NotDecidable {
    AttributePath attribute;
    std::string reason;      // UTF-8, short: "contrast media was used"
    std::uint32_t count = 1; // occurrences in this instance
    bool operator==(const NotDecidable &) const = default;
};

// The highest severity of those that are not suppressed; nothing if there are none.
std::optional<Severity> worstSeverity(const std::vector<Finding> &findings);

} // namespace mi
