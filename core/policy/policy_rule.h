// PolicyRule: one rule of a site policy: what it applies to, and what it does to it. Immutable once read; any thread.
#pragma once

#include "core/domain/finding.h"
#include "core/policy/attribute_pattern.h"

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mi {

// Where an instance comes from, as far as a policy asks: decoded values of the instance, "" if there are none.
struct InstanceOrigin {
    std::string manufacturer;
    std::string model;
    std::string sopClassUid;
    bool operator==(const InstanceOrigin &) const = default;
};

// A name to compare with: whole, or its beginning when written with "*" at the end. Whatever the case of a to z.
class NamePattern {
public:
    explicit NamePattern(std::string_view text);
    bool matches(std::string_view name) const;

private:
    std::string m_text;
    bool m_isBeginning;
};

struct PolicyRule {
    std::string id;        // as written: "value.date.impossible" or "value.*"
    bool isPrefix = false; // `id` ends in ".*"
    std::string scope;     // as written, for people: "manufacturer Acme, attribute PatientID"; "" for all
    std::optional<NamePattern> manufacturer;
    std::optional<NamePattern> model;
    std::vector<std::string> sopClassUids; // one of these; empty: any
    std::optional<AttributePattern> attribute;
    std::string privateCreator;
    std::optional<std::chrono::year_month_day> expires; // the last day
    std::shared_ptr<const PolicyDecision> decision;     // never null
    std::size_t reached = 0;                            // how many checks of the catalogue it is about
    std::size_t outOfReach = 0;                         // how many its id names that no such rule may touch

    bool isAbout(std::string_view checkId) const;
    bool isInForceOn(std::chrono::year_month_day day) const { return !expires || day <= *expires; }
    // Whether everything the scope asks for is known of the finding and fits. `origins`: of all instances it is about.
    bool matches(const Finding &finding, std::span<const InstanceOrigin> origins) const;
    // Whether this goes before `other` for a check that both are about: an id in full before a beginning, a longer
    // beginning before a shorter one, then the narrower scope, then the later rule.
    bool isBefore(const PolicyRule &other) const;

private:
    std::size_t narrowness() const;
    bool matchesOrigin(const InstanceOrigin &origin) const;
};

} // namespace mi
