// The rows of the tables that apply at one level, the root or an Item, each with the element that it is about. Buffers
// are reused from level to level, so that nothing is allocated for the next Item. One thread.
#pragma once

#include "core/checks/iod/rule_run.h"

#include <span>
#include <vector>

namespace mi {

class LevelRows {
public:
    // The elements of the level, to be asked about below.
    void open(const RuleRun &run, const Place &place);
    // Adds what applies of the rows. Rows of Type 3 and 0 are left out where their attribute is absent, and all rows
    // whose attribute may lie behind the point where reading stopped.
    void add(RuleRun &run, const Place &place, const RowSource &source);
    // After the last add(): sorted by tag, then in the order of the tables.
    void sort();

    std::vector<Match> &matches() { return m_matches; }
    const std::vector<Match> &matches() const { return m_matches; }
    // The matches about the same attribute as `first`, which is one of matches().
    std::span<const Match> sameAttribute(std::size_t first) const;
    // The element with this tag, or noElement.
    std::uint32_t find(Tag tag) const;
    struct Child {
        std::uint32_t key;     // of the tag
        std::uint32_t element; // its index; of duplicates the first is first
    };
    std::span<const Child> children() const { return m_children; }
    bool isRoot() const { return m_isRoot; }
    bool isUnread(Tag tag) const { return m_isOpen && tag.key() > m_lastCertain; }

private:
    // Of the includes around: whether they apply, and the condition that keeps them from it.
    struct Included {
        Truth applies = Truth::yes;
        ConditionId by = ConditionId::none;
    };
    void walk(RuleRun &run, const Place &place, const RowSource &source, const Included &included, unsigned depth);

    void addRow(RuleRun &run, const AttributeRow &row, const RowSource &source, const Included &included);
    void addRepeated(RuleRun &run, const AttributeRow &row, const RowSource &source, const Included &included);
    void addOne(RuleRun &run, const AttributeRow &row, Tag tag, const RowSource &source, const Included &included);

    std::vector<Child> m_children; // sorted
    std::vector<Match> m_matches;
    bool m_isRoot = true;
    bool m_isOpen = false;           // reading stopped in here
    std::uint32_t m_lastCertain = 0; // whatever is absent and above may have been cut off
};

} // namespace mi
