#include "core/checks/iod/functional_groups.h"

#include "core/dicom/dictionary.h"

#include <algorithm>
#include <array>

namespace mi {

namespace {

constexpr Tag sharedGroups{0x5200, 0x9229};
// Of all frames, of the frame that is being sent (PS3.3 C.7.6.27), of some frames (PS3.3 C.7.6.29): an IOD has one of
// them.
constexpr Tag selectedFrames{0x3002, 0x0101};
constexpr std::array frameGroups{Tag{0x5200, 0x9230}, Tag{0x0006, 0x0001}, selectedFrames};

} // namespace

FunctionalGroups::FunctionalGroups(RuleRun &run, LevelChecker &checker) : m_run(run), m_checker(checker)
{
    if (run.iod == nullptr)
        return;
    for (const GroupUse &use : run.tables.groupsOf(*run.iod))
        m_groups.push_back({.use = &use, .tag = sequenceOf(use.macro)});
    m_isThere.resize(m_groups.size());
    m_isSparse = std::ranges::any_of(run.tables.modulesOf(*run.iod), [&](const ModuleUse &use) {
        const auto rows = run.tables.rows(run.tables.blocks()[use.module].rows);
        return std::ranges::find(rows, selectedFrames, &AttributeRow::tag) != rows.end();
    });
}

bool FunctionalGroups::isOf(Tag tag) const
{
    return tag == sharedGroups || std::ranges::find(frameGroups, tag) != frameGroups.end();
}

// Every Functional Group Macro is one Sequence.
Tag FunctionalGroups::sequenceOf(std::uint32_t macro) const
{
    for (const AttributeRow &row : m_run.tables.rows(m_run.tables.blocks()[macro].rows)) {
        if (!row.isInclude())
            return row.tag;
    }
    return {};
}

void FunctionalGroups::check()
{
    m_shared = m_run.instance.find(sharedGroups);
    for (auto tag = frameGroups.begin(); tag != frameGroups.end() && m_perFrame == nullptr; ++tag)
        m_perFrame = m_run.instance.find(*tag);
    if (m_groups.empty() || (m_shared == nullptr && m_perFrame == nullptr))
        return; // the Multi-frame Functional Groups Module says that they are missing
    m_isCutOff = m_run.instance.stoppedAt.has_value();
    if (m_shared != nullptr)
        checkShared(*m_shared);
    if (m_perFrame != nullptr)
        checkFrames(*m_perFrame);
    if (m_frames == 0)
        judgeUnframed();
    m_run.decided += static_cast<std::uint32_t>(m_groups.size());
    // Behind a stop there may be more frames, and more in them.
    if (!m_isCutOff)
        reportGroups();
    else
        m_run.hasUnread = true;
}

void FunctionalGroups::findGroups()
{
    m_isThere.assign(m_groups.size(), false);
    m_sources.clear();
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        if (m_checker.rowsAt(1).find(m_groups[i].tag) == noElement)
            continue;
        m_isThere[i] = true;
        const std::uint32_t macro = m_groups[i].use->macro;
        m_sources.push_back({m_run.tables.blocks()[macro].rows, macro, static_cast<std::uint32_t>(i)});
    }
}

void FunctionalGroups::judgeItem(const Place &place)
{
    LevelRows &rows = m_checker.rowsAt(1);
    rows.open(m_run, place);
    findGroups();
    for (const RowSource &source : m_sources)
        rows.add(m_run, place, source);
    rows.sort();
    m_checker.judge(rows, place, 1);
}

void FunctionalGroups::checkShared(const Element &sequence)
{
    const std::uint32_t item = m_run.instance.indexOf(sequence) + 1;
    if (item >= sequence.end)
        return;
    m_run.log.enter(sharedGroups);
    judgeItem({item, Element::noParent});
    m_run.log.leave();
    for (std::size_t i = 0; i < m_groups.size(); ++i)
        m_groups[i].isShared = m_isThere[i];
}

void FunctionalGroups::checkFrames(const Element &sequence)
{
    const std::vector<Element> &elements = m_run.instance.elements;
    m_run.log.enter(sequence.tag);
    for (std::uint32_t i = m_run.instance.indexOf(sequence) + 1; i < sequence.end; i = elements[i].end) {
        m_run.log.setItem(++m_frames);
        judgeItem({i, i});
        countFrame({Element::noParent, i}, m_frames);
    }
    m_run.log.leave();
}

// `place` is the root, as conditions about groups are written, with the frame.
void FunctionalGroups::countFrame(const Place &place, std::uint32_t number)
{
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        Group &group = m_groups[i];
        const bool isThere = m_isThere[i] || group.isShared;
        group.frames += m_isThere[i] ? 1U : 0U;
        if (group.use->usage == Usage::userOption)
            continue;
        const bool isOptional = group.use->usage == Usage::conditional && group.use->otherwise == Otherwise::allowed;
        if (isThere && (isOptional || group.use->usage == Usage::mandatory))
            continue;
        const Truth isAskedFor =
            group.use->usage == Usage::mandatory ? Truth::yes : m_run.holds(group.use->when, place);
        group.wasUndecided = group.wasUndecided || (isAskedFor == Truth::unknown && !isThere);
        group.isUnexpected = group.isUnexpected || (isThere && isAskedFor == Truth::no);
        if (isThere || isAskedFor != Truth::yes)
            continue;
        group.isAskedFor = true;
        if (group.lacking++ == 0)
            group.firstLacking = number;
    }
}

// Without per-frame Items, which may be left out when they would all be empty (PS3.3 C.7.6.16.1.2).
void FunctionalGroups::judgeUnframed()
{
    m_isThere.assign(m_groups.size(), false);
    countFrame({}, 0);
}

std::string FunctionalGroups::usageText(const Group &group) const
{
    const std::string what = m_run.blockText(group.use->macro);
    switch (group.use->usage) {
    case Usage::mandatory:
        return what + ", mandatory in " + m_run.iodText();
    case Usage::conditional:
        return what + ", in " + m_run.iodText() + " when " + m_run.conditionWords(group.use->when);
    case Usage::userOption:
        break;
    }
    return what + ", optional in " + m_run.iodText();
}

void FunctionalGroups::report(std::string_view id, const Group &group, std::string observed, const Element *sequence,
                              std::uint32_t count)
{
    const bool isPerFrame = sequence != nullptr && sequence == m_perFrame;
    m_run.log.enter(isPerFrame ? m_perFrame->tag : sharedGroups);
    if (isPerFrame && group.firstLacking > 0)
        m_run.log.setItem(group.firstLacking);
    m_run.log.add(
        id, group.tag,
        [&] {
            FindingLog::Entry entry;
            entry.isAbsent = observed == "absent";
            entry.because = group.use->when;
            entry.inside = m_run.tables.rows(m_run.tables.blocks()[group.use->macro].rows).front().children;
            entry.facts.observed = std::move(observed);
            entry.facts.expected = usageText(group);
            entry.facts.section = m_run.section(group.use->macro);
            if (sequence != nullptr)
                entry.facts.offset = sequence->offset;
            return entry;
        },
        count);
    m_run.log.leave();
}

// Where the Sequence that would hold it is missing or empty, another rule says so.
void FunctionalGroups::reportMissing(const Group &group)
{
    const bool isOfFrame = group.use->place == GroupPlace::perFrameOnly;
    const Element *sequence = isOfFrame ? m_perFrame : m_shared;
    const bool hasItem = sequence != nullptr && m_run.instance.indexOf(*sequence) + 1 < sequence->end;
    // Of some frames nothing has to be said.
    if (hasItem || (isOfFrame && m_perFrame == nullptr && !m_isSparse))
        report("iod.group.missing", group, "absent", hasItem ? sequence : m_shared);
}

void FunctionalGroups::reportGroups()
{
    for (const Group &group : m_groups) {
        const bool isThere = group.isShared || group.frames > 0;
        const std::string frames = std::to_string(group.frames) + " of " + std::to_string(m_frames) + " frames";
        if (group.isShared && group.frames > 0) {
            report("iod.group.shared-and-per-frame", group, "shared, and in " + frames, m_perFrame);
        } else if (group.use->place == GroupPlace::perFrameOnly && group.isShared) {
            report("iod.group.not-allowed-here", group, "shared", m_shared);
        } else if (group.use->place == GroupPlace::sharedOnly && group.frames > 0) {
            report("iod.group.not-allowed-here", group, "in " + frames, m_perFrame);
        } else if (group.isAskedFor && group.frames == 0) {
            reportMissing(group);
        } else if (group.isAskedFor) {
            report("iod.group.in-some-frames-only", group, "in " + frames, m_perFrame, group.lacking);
        } else if (isThere && group.isUnexpected) {
            const bool isForbidden = group.use->otherwise == Otherwise::forbidden;
            report(isForbidden ? "iod.group.not-allowed" : "iod.group.not-expected", group,
                   group.isShared ? "shared" : "in " + frames, group.isShared ? m_shared : m_perFrame);
        }
        if (group.wasUndecided && !group.isAskedFor)
            m_run.noteUndecided(Match{.tag = group.tag}, group.use->when, {});
    }
}

} // namespace mi
