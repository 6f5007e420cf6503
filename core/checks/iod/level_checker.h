// LevelChecker: applies rows of the tables to a level, the root or an Item, and to the Items inside of it, at all
// depths. Linear in the elements that it sees, whatever they are; the scan has bounded their depth. One thread.
#pragma once

#include "core/checks/iod/attribute_value.h"
#include "core/checks/iod/demand.h"
#include "core/checks/iod/level_rows.h"
#include "core/checks/iod/rule_run.h"

#include <deque>
#include <span>
#include <vector>

namespace mi {

class FunctionalGroups;

class LevelChecker {
public:
    explicit LevelChecker(RuleRun &run) : m_run(run) {}
    // Judges the Functional Groups Sequences instead of this; null: nobody does.
    void setFunctionalGroups(FunctionalGroups *groups) { m_groups = groups; }

    // Buffers for the level that is `depth` Items below the root.
    LevelRows &rowsAt(std::size_t depth);
    // Judges everything that is in `rows` (sorted), and what is inside.
    void judge(LevelRows &rows, const Place &place, std::size_t depth);
    // Judges one Item with these rows.
    void checkItem(const Place &place, std::span<const RowSource> sources, std::size_t depth);

private:
    struct Level {
        LevelRows rows;
        std::vector<RowSource> inside; // of the Sequence that is judged at this level
    };
    Level &levelAt(std::size_t depth);
    void judgeAttribute(std::span<const Match> matches, const Place &place, std::size_t depth);
    void judgeAbsent(const Demand &demand, Tag tag, const Place &place);
    // False when there is a finding, or nothing more to judge.
    bool judgePresence(const Demand &demand, std::span<const Match> matches, const Element &element,
                       const AttributeValue &value, const Place &place);
    void judgeValue(std::span<const Match> matches, const Element &element, const AttributeValue &value,
                    const Place &place, std::size_t depth);
    void judgeItems(const Element &sequence, const Place &place, std::size_t depth);
    void judgeEmptyItems(const Element &sequence, const Place &place, std::size_t depth, std::uint32_t count);
    void reportForeign(const LevelRows &rows);

    RuleRun &m_run;
    FunctionalGroups *m_groups = nullptr;
    std::deque<Level> m_levels; // by depth; grows, and what is there stays where it is
};

} // namespace mi
