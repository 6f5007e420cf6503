// FindingCollector: where checks put what they find about one instance. One root cause, one finding: the same rule at
// the same attribute (whatever the item) is counted, not repeated. One thread.
#pragma once

#include "core/domain/finding.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mi {

// What a check knows of an occurrence; all of it is optional.
struct FindingFacts {
    AttributePath attribute = {};
    Vr vr = Vr::none;
    std::string observed = {}; // escapedForDisplay() has been applied
    std::string expected = {};
    std::optional<std::uint64_t> offset = {};
    std::uint32_t count = 1; // occurrences that these facts stand for
};

class FindingCollector {
public:
    // A rule that is broken at more attributes than this is counted at the last of them, so that a hostile file cannot
    // make a million findings.
    static constexpr std::size_t maxAttributesPerRule = 64;

    // `id` must be in the catalogue (core/checks/catalogue.h); an unknown id is a defect of the program and asserts.
    void add(std::string_view id, FindingFacts facts = {});
    // Takes one occurrence back: another finding, of a family that comes later, names the same cause better. Nothing
    // happens when there is none.
    void withdraw(std::string_view id, const AttributePath &attribute);
    // The same reason for the same thing is kept once.
    void addNotChecked(std::string_view what, std::string reason);
    // Counts for "Passed 214 checks": a check that was decided, and one that the file alone cannot decide.
    void countChecks(std::uint32_t decided, std::uint32_t notDecidable = 0);

    bool has(std::string_view id) const;
    const std::vector<Finding> &findings() const { return m_findings; }
    const std::vector<NotChecked> &notChecked() const { return m_notChecked; }
    std::uint32_t decidedChecks() const { return m_decided; }
    std::uint32_t notDecidableChecks() const { return m_notDecidable; }
    std::vector<Finding> takeFindings();
    std::vector<NotChecked> takeNotChecked() { return std::move(m_notChecked); }

private:
    std::vector<Finding> m_findings;
    std::unordered_map<const CheckRule *, std::vector<std::size_t>> m_byRule; // indexes of m_findings
    std::vector<NotChecked> m_notChecked;
    std::uint32_t m_decided = 0;
    std::uint32_t m_notDecidable = 0;
};

} // namespace mi
