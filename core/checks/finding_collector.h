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
    std::uint32_t count = 1;      // occurrences that these facts stand for
    std::string section = {};     // of PS3.3: "C.7.6.3"
    bool standsForOthers = false; // see Finding
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
    // What the file alone cannot decide, with its reason; the first maxNotDecidable are kept. countChecks() counts all.
    void addNotDecidable(NotDecidable entry);
    static constexpr std::size_t maxNotDecidable = 32;
    // A root attribute that a finding at another attribute speaks for: what else is wrong with it has the same cause.
    void cover(Tag tag);
    // Counts for "Passed 214 checks": a check that was decided, and one that the file alone cannot decide.
    void countChecks(std::uint32_t decided, std::uint32_t notDecidable = 0);

    bool has(std::string_view id) const;
    bool isCovered(Tag tag) const;
    // Whether the value of the attribute, in whatever Item, is in doubt already: a finding that is no Info names it.
    bool isInDoubt(Tag tag) const;
    const std::vector<Finding> &findings() const { return m_findings; }
    const std::vector<NotChecked> &notChecked() const { return m_notChecked; }
    const std::vector<NotDecidable> &notDecidable() const { return m_undecided; }
    std::uint32_t decidedChecks() const { return m_decided; }
    std::uint32_t notDecidableChecks() const { return m_notDecidable; }
    std::vector<Finding> takeFindings();
    std::vector<NotChecked> takeNotChecked() { return std::move(m_notChecked); }
    std::vector<NotDecidable> takeNotDecidable() { return std::move(m_undecided); }

private:
    std::vector<Finding> m_findings;
    std::unordered_map<const CheckRule *, std::vector<std::size_t>> m_byRule; // indexes of m_findings
    std::vector<NotChecked> m_notChecked;
    std::vector<NotDecidable> m_undecided;
    std::vector<Tag> m_covered;
    std::uint32_t m_decided = 0;
    std::uint32_t m_notDecidable = 0;
};

} // namespace mi
