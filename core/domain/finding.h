// Finding: one thing that is wrong, unusual or worth knowing about an instance or a study. Facts only, no prose: words
// are in core/report. Value types; any thread.
#pragma once

#include "core/domain/attribute_path.h"
#include "core/domain/value_representation.h"

#include <cstdint>
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

// A row of the check catalogue (core/checks/catalogue.h). Rows live as long as the program.
struct CheckRule {
    std::string_view id; // "meta.group-length.wrong": stable, never reused
    Severity severity;
    Filing filing;
    std::string_view source; // "PS3.10 7.1"; "" only for rules of our own
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
    std::string section = {};            // of PS3.3, where it is more exact than the rule's source: "C.7.6.3"

    std::string_view id() const { return rule->id; }
    // The section of the standard that settles it: "PS3.3 C.7.6.3"; "" for rules of our own.
    std::string source() const;
    bool blocksFiling() const { return rule->filing == Filing::blocked; }
};

// Something that could not be or was not looked at, with the reason: facts, like a finding.
struct NotChecked {
    std::string_view what; // stable id: "pixel-data.decoding"; lives as long as the program
    std::string reason;    // UTF-8, short: "no decoder for 1.2.840.10008.1.2.4.201"
    bool operator==(const NotChecked &) const = default;
};

// A rule of the standard that the file alone cannot decide: whether the attribute is required depends on something
// else.
struct NotDecidable {
    AttributePath attribute;
    std::string reason;      // UTF-8, short: "contrast media was used"
    std::uint32_t count = 1; // occurrences in this instance
    bool operator==(const NotDecidable &) const = default;
};

// The highest severity; nothing for an empty list.
std::optional<Severity> worstSeverity(const std::vector<Finding> &findings);

} // namespace mi
