// FunctionalGroups: the Functional Group Macros of a multi-frame IOD (PS3.3 C.7.6.16): which are there, shared or for
// each frame, and what is inside; and the dimension indexes against the frames (C.7.6.17). One thread.
#pragma once

#include "core/checks/iod/level_checker.h"
#include "core/checks/iod/rule_run.h"

#include <cstdint>
#include <vector>

namespace mi {

class FunctionalGroups {
public:
    FunctionalGroups(RuleRun &run, LevelChecker &checker);

    // One of the two Sequences that hold the groups.
    bool isOf(Tag tag) const;
    // After the root was judged.
    void check();

private:
    struct Group {
        const GroupUse *use;
        Tag tag;                   // of its Sequence
        bool isShared = false;     // in the shared Item
        std::uint32_t frames = 0;  // that have it
        std::uint32_t lacking = 0; // frames that ought to have it, and do not
        std::uint32_t firstLacking = 0;
        bool isAskedFor = false;   // in some frame, or at all
        bool isUnexpected = false; // there though its condition is false
        bool wasUndecided = false;
    };
    Tag sequenceOf(std::uint32_t macro) const;
    void checkShared(const Element &sequence);
    void checkFrames(const Element &sequence);
    // The groups that are in an Item, as indexes of m_groups.
    void findGroups();
    void judgeItem(const Place &place);
    void countFrame(const Place &place, std::uint32_t number);
    void judgeUnframed();
    void reportMissing(const Group &group);
    void reportGroups();
    void report(std::string_view id, const Group &group, std::string observed, const Element *sequence,
                std::uint32_t count = 1);
    std::string usageText(const Group &group) const;

    RuleRun &m_run;
    LevelChecker &m_checker;
    std::vector<Group> m_groups;
    std::vector<bool> m_isThere;      // by group, of the Item that is judged
    std::vector<RowSource> m_sources; // of that Item
    const Element *m_shared = nullptr;
    const Element *m_perFrame = nullptr;
    std::uint32_t m_frames = 0;
    bool m_isCutOff = false;
    bool m_isSparse = false; // the IOD tells the functional groups of some frames only
};

} // namespace mi
