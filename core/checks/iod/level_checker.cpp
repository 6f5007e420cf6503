#include "core/checks/iod/level_checker.h"

#include "core/checks/iod/allowed_values.h"
#include "core/checks/iod/code_items.h"
#include "core/checks/iod/condition_paths.h"
#include "core/checks/iod/functional_groups.h"
#include "core/dicom/dictionary.h"

#include <algorithm>

namespace mi {

namespace {

FindingLog::Entry factsOfElement(const Element &element, std::string observed, std::string expected,
                                 std::string section)
{
    FindingLog::Entry entry;
    entry.facts.vr = element.vr;
    entry.facts.offset = element.offset;
    entry.facts.observed = std::move(observed);
    entry.facts.expected = std::move(expected);
    entry.facts.section = std::move(section);
    return entry;
}

// Why the attribute must not be there: `because`, or else the condition of its row or of the macro around.
ConditionId whyForbidden(const Match &by, ConditionId because)
{
    if (because != ConditionId::none)
        return because;
    return by.applies == Truth::no ? by.included : by.row->when;
}

std::string forbiddenText(RuleRun &run, const Match &by, ConditionId because, const Place &place)
{
    return "absent; " + run.blockText(by.block) + run.becauseText(by, because, place);
}

// What may stand at any level of any object: PS3.5 7.5.3 and 7.9, PS3.10 7.2, PS3.15 C, or has rules of its own.
bool isAllowedAnywhere(Tag tag, bool isRoot)
{
    if (tag.isPrivate() || tag.isGroupLength() || tag.group <= 0x0002 || tag.group == 0xFFFE)
        return true;
    if (tag == tags::DataSetTrailingPadding)
        return true;
    constexpr Tag macParameters{0x4FFE, 0x0001};
    constexpr Tag digitalSignatures{0xFFFA, 0xFFFA};
    return !isRoot && (tag == tags::SpecificCharacterSet || tag == macParameters || tag == digitalSignatures);
}

// Type 1C of which nobody can tell whether it applies, and that may not be there otherwise: it needs a value if it
// does, and has to be left out if not.
bool isValueOrNothing(const Demand &demand, std::span<const Match> matches)
{
    const Match &match = matches.front();
    return matches.size() == 1 && demand.undecidedBy == &match && match.applies == Truth::yes &&
           match.row->type == AttributeType::type1C && match.row->otherwise != Otherwise::allowed;
}

} // namespace

LevelChecker::Level &LevelChecker::levelAt(std::size_t depth)
{
    while (m_levels.size() <= depth)
        m_levels.emplace_back();
    return m_levels[depth];
}

LevelRows &LevelChecker::rowsAt(std::size_t depth)
{
    return levelAt(depth).rows;
}

void LevelChecker::checkItem(const Place &place, std::span<const RowSource> sources, std::size_t depth)
{
    LevelRows &rows = rowsAt(depth);
    rows.open(m_run, place);
    for (const RowSource &source : sources)
        rows.add(m_run, place, source);
    rows.sort();
    judge(rows, place, depth);
}

void LevelChecker::judge(LevelRows &rows, const Place &place, std::size_t depth)
{
    const bool isCode = m_run.ids.judgesCodes && place.item != Element::noParent && isCodeLevel(rows);
    if (isCode)
        checkCodeItem(m_run, place, rows);
    if (m_run.reportsForeign)
        reportForeign(rows);
    const std::vector<Match> &matches = rows.matches();
    for (std::size_t i = 0; i < matches.size();) {
        const std::span<const Match> same = rows.sameAttribute(i);
        if (!isCode || !isOfCodeMacro(same.front().tag))
            judgeAttribute(same, place, depth);
        i += same.size();
    }
}

void LevelChecker::judgeAttribute(std::span<const Match> matches, const Place &place, std::size_t depth)
{
    const Demand demand = demandOf(m_run, place, matches);
    ++m_run.decided;
    const Match &first = matches.front();
    if (first.isAbsent()) {
        judgeAbsent(demand, first.tag, place);
        return;
    }
    const Element &element = m_run.instance.elements[first.element];
    const AttributeValue value(m_run.instance, element);
    if (judgePresence(demand, matches, element, value, place))
        judgeValue(matches, element, value, place, depth);
}

void LevelChecker::judgeAbsent(const Demand &demand, Tag tag, const Place &place)
{
    using Strength = Demand::Strength;
    if (demand.undecidedBy != nullptr && (demand.strength == Strength::none ||
                                          (demand.strength == Strength::mayBeEmpty && demand.isUndecidedAboutValue))) {
        m_run.noteUndecided(*demand.undecidedBy, demand.undecided, place);
        --m_run.decided;
    }
    if (demand.strength == Strength::none)
        return;
    std::string_view id = m_run.ids.missingMayBeEmpty;
    if (demand.strength == Strength::value)
        id = demand.because == ConditionId::none ? m_run.ids.missing : m_run.ids.missingConditional;
    m_run.log.add(id, tag, [&] {
        FindingLog::Entry entry;
        entry.isAbsent = true;
        entry.because = demand.because;
        entry.inside = demand.by->row->children;
        entry.facts.observed = "absent";
        entry.facts.expected = m_run.typeText(*demand.by, demand.because, place);
        entry.facts.section = m_run.section(demand.by->block);
        if (place.item != Element::noParent)
            entry.facts.offset = m_run.instance.elements[place.item].offset;
        return entry;
    });
}

bool LevelChecker::judgePresence(const Demand &demand, std::span<const Match> matches, const Element &element,
                                 const AttributeValue &value, const Place &place)
{
    using Strength = Demand::Strength;
    const auto report = [&](std::string_view id, const Match &by, ConditionId because, auto expected) {
        m_run.log.add(id, element.tag, [&] {
            FindingLog::Entry entry = factsOfElement(element, value.shown(), expected(), m_run.section(by.block));
            entry.because = because;
            entry.inside = by.row->children;
            return entry;
        });
    };
    if (value.isEmpty() && !m_run.isOpenAtStop(element)) {
        if (demand.strength == Strength::value) {
            report(m_run.ids.empty, *demand.by, demand.because,
                   [&] { return m_run.typeText(*demand.by, demand.because, place); });
            return false;
        }
        if (isValueOrNothing(demand, matches)) {
            report(m_run.ids.emptyConditional, matches.front(), matches.front().row->when,
                   [&] { return m_run.typeText(matches.front(), ConditionId::none, place); });
            return false;
        }
        if (demand.undecidedBy != nullptr && demand.isUndecidedAboutValue) {
            m_run.noteUndecided(*demand.undecidedBy, demand.undecided, place);
            --m_run.decided;
        }
    }
    if (value.isEmpty())
        m_run.log.noteEmpty(element.tag);
    if (demand.strength == Strength::none && demand.forbiddenBy != nullptr) {
        const Match &by = *demand.forbiddenBy;
        const bool isHarmless = by.row->type == AttributeType::notAllowed && value.isEmpty();
        if (!isHarmless) {
            const ConditionId because = whyForbidden(by, demand.forbiddenBecause);
            report(m_run.ids.notAllowed, by, because, [&] { return forbiddenText(m_run, by, because, place); });
        }
        return false;
    }
    const bool isExpected = demand.isAllowed || demand.strength != Strength::none;
    const bool isJudged =
        m_run.reportsForeign || demand.unexpectedBy == nullptr || demand.unexpectedBy->applies != Truth::no;
    const bool saysNothing =
        value.isEmpty() && (demand.unexpectedBy == nullptr || demand.unexpectedBy->row->type != AttributeType::type1C);
    if (!isExpected && demand.unexpectedBy != nullptr && !saysNothing && isJudged) {
        const Match &by = *demand.unexpectedBy;
        const ConditionId because = whyForbidden(by, ConditionId::none);
        report(m_run.ids.notExpected, by, because, [&] { return forbiddenText(m_run, by, because, place); });
    }
    return !value.isEmpty() &&
           std::ranges::any_of(matches, [](const Match &match) { return match.applies != Truth::no; });
}

void LevelChecker::judgeValue(std::span<const Match> matches, const Element &element, const AttributeValue &value,
                              const Place &place, std::size_t depth)
{
    checkAllowedValues(m_run, place, matches, element, value);
    if (!value.isSequence())
        return;
    if (m_run.ids.judgesCodes)
        checkContextGroups(m_run, matches, element);
    if (m_groups != nullptr && place.item == Element::noParent && m_groups->isOf(element.tag))
        return;
    std::vector<RowSource> &inside = levelAt(depth).inside;
    inside.clear();
    for (const Match &match : matches) {
        const RuleRange rows = match.row->children;
        const bool isKnown =
            std::ranges::any_of(inside, [&](const RowSource &source) { return source.rows.begin == rows.begin; });
        if (!rows.isEmpty() && match.applies != Truth::no && !isKnown)
            inside.push_back({rows, match.block, match.owner});
    }
    if (!inside.empty())
        judgeItems(element, place, depth);
}

void LevelChecker::judgeItems(const Element &sequence, const Place &place, std::size_t depth)
{
    const std::vector<Element> &elements = m_run.instance.elements;
    const std::vector<RowSource> &inside = levelAt(depth).inside;
    std::uint32_t number = 0;
    std::uint32_t emptyItems = 0;
    std::uint32_t firstEmpty = 0;
    m_run.log.enter(sequence.tag);
    for (std::uint32_t i = m_run.instance.indexOf(sequence) + 1; i < sequence.end; i = elements[i].end) {
        m_run.log.setItem(++number);
        if (elements[i].end != i + 1) {
            checkItem({i, place.frameItem}, inside, depth + 1);
        } else if (!m_run.isOpenAtStop(elements[i])) {
            firstEmpty = emptyItems++ == 0 ? i : firstEmpty;
        }
    }
    m_run.log.leave();
    if (emptyItems > 0)
        judgeEmptyItems(sequence, {firstEmpty, place.frameItem}, depth, emptyItems);
}

// All of them are alike, so the first stands for all.
void LevelChecker::judgeEmptyItems(const Element &sequence, const Place &place, std::size_t depth, std::uint32_t count)
{
    LevelRows &rows = rowsAt(depth + 1);
    rows.open(m_run, place);
    for (const RowSource &source : levelAt(depth).inside)
        rows.add(m_run, place, source);
    rows.sort();
    m_run.decided += count;
    const std::vector<Match> &matches = rows.matches();
    for (std::size_t i = 0; i < matches.size();) {
        const std::span<const Match> same = rows.sameAttribute(i);
        const Demand demand = demandOf(m_run, place, same);
        i += same.size();
        if (demand.strength == Demand::Strength::none)
            continue;
        const Match &by = *demand.by;
        m_run.log.add(
            m_run.ids.itemsEmpty, sequence.tag,
            [&] {
                std::string expected =
                    std::string(keywordOf(by.tag)) + ": " + m_run.typeText(by, demand.because, place);
                FindingLog::Entry entry =
                    factsOfElement(sequence, "empty Item", std::move(expected), m_run.section(by.block));
                entry.facts.offset = m_run.instance.elements[place.item].offset;
                entry.because = demand.because;
                return entry;
            },
            count);
        return;
    }
}

// Attributes of the standard that no row of the IOD has at this place.
void LevelChecker::reportForeign(const LevelRows &rows)
{
    const std::vector<Match> &matches = rows.matches();
    auto match = matches.begin();
    const bool isRoot = rows.isRoot();
    for (const LevelRows::Child &child : rows.children()) {
        while (match != matches.end() && match->tag.key() < child.key)
            ++match;
        if (match != matches.end() && match->tag.key() == child.key)
            continue;
        const Element &element = m_run.instance.elements[child.element];
        if (isAllowedAnywhere(element.tag, isRoot) || findInDictionary(element.tag) == nullptr)
            continue;
        const auto facts = [&] {
            return factsOfElement(element, "present", "an attribute of " + m_run.iodText(),
                                  std::string(m_run.iod->section));
        };
        m_run.log.addOncePerTag(foreignRuleId, element.tag, facts);
    }
}

} // namespace mi
