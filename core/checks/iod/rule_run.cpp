#include "core/checks/iod/rule_run.h"

#include "core/checks/iod/condition_paths.h"
#include "core/standard/condition_pool.h"
#include "core/support/text.h"

#include <algorithm>

namespace mi {

namespace {

constexpr std::size_t maxConditionText = 160;

std::string_view typeName(AttributeType type)
{
    switch (type) {
    case AttributeType::type1:
        return "Type 1";
    case AttributeType::type1C:
        return "Type 1C";
    case AttributeType::type2:
        return "Type 2";
    case AttributeType::type2C:
        return "Type 2C";
    case AttributeType::type3:
        return "Type 3";
    case AttributeType::notAllowed:
        break;
    }
    return "not to be there";
}

} // namespace

RuleRun::RuleRun(const ScannedInstance &scanned, const RuleTables &ruleTables, const RuleIds &ruleIds)
    : instance(scanned), tables(ruleTables), ids(ruleIds), log()
{}

ConditionScope RuleRun::scopeOf(const Match &match, const Place &place)
{
    ConditionScope scope{instance, place.item, place.frameItem, iod, modules};
    if (match.row != nullptr && !match.row->isInclude())
        scope.repeatingGroup = static_cast<std::uint16_t>(match.tag.group - match.row->tag.group);
    scope.budget = &m_budget;
    return scope;
}

Truth RuleRun::holds(ConditionId when, const Place &place)
{
    return holds(Match{}, when, place);
}

Truth RuleRun::holds(const Match &match, ConditionId when, const Place &place)
{
    if (when == ConditionId::none)
        return Truth::yes;
    const ConditionScope scope = scopeOf(match, place);
    const bool isOnce = place.item == Element::noParent && place.frameItem == Element::noParent;
    if (isOnce || scope.repeatingGroup != 0)
        return evaluate(tables, when, scope);
    Known &known = knownAt(when, place);
    if (known == Known::notAsked) {
        const Extent extent = place.item == Element::noParent ? Extent::allFrames : Extent::allItems;
        known = Known::differs;
        if (isSameFor(tables, when, extent)) {
            const Truth truth = evaluate(tables, when, scope);
            known = truth == Truth::yes ? Known::yes : truth == Truth::no ? Known::no : Known::unknown;
        }
    }
    switch (known) {
    case Known::yes:
        return Truth::yes;
    case Known::no:
        return Truth::no;
    case Known::unknown:
        return Truth::unknown;
    default:
        return evaluate(tables, when, scope);
    }
}

RuleRun::Known &RuleRun::knownAt(ConditionId when, const Place &place)
{
    if (m_known.empty())
        m_known.resize(2 * tables.conditionPool().nodes.size());
    const std::size_t index = 2 * std::size_t{static_cast<std::uint32_t>(when)};
    return m_known[place.item == Element::noParent ? index + 1 : index];
}

std::string RuleRun::blockText(std::uint32_t block) const
{
    if (block == noBlock)
        return profile != nullptr ? "the profile " + std::string(profile->id) : std::string{};
    const RuleBlock &rule = tables.blocks()[block];
    std::string text(rule.name);
    if (!rule.section.empty())
        text += " (PS3.3 " + std::string(rule.section) + ")";
    return text;
}

std::string RuleRun::iodText() const
{
    if (iod == nullptr)
        return "an IOD that is not known";
    std::string text(iod->name);
    if (!iod->section.empty())
        text += " (PS3.3 " + std::string(iod->section) + ")";
    return text;
}

std::string RuleRun::section(std::uint32_t block) const
{
    return block == noBlock ? std::string{} : std::string(tables.blocks()[block].section);
}

std::string RuleRun::conditionWords(ConditionId condition) const
{
    return escapedForDisplay(conditionText(tables, condition), maxConditionText);
}

std::string RuleRun::typeText(const Match &match, ConditionId because, const Place &place)
{
    return std::string(typeName(match.row->type)) + " of " + blockText(match.block) +
           becauseText(match, because, place);
}

std::string RuleRun::becauseText(const Match &match, ConditionId because, const Place &place)
{
    if (because == ConditionId::none)
        return {};
    const std::string reason = conditionBecause(tables, because, scopeOf(match, place));
    return ", because " + (reason.empty() ? conditionWords(because) : reason);
}

void RuleRun::noteUndecided(const Match &match, ConditionId condition, const Place &place)
{
    ++undecided;
    const std::pair key{condition, match.tag};
    const auto known = std::ranges::find(m_undecidedKeys, key);
    if (known != m_undecidedKeys.end()) {
        ++m_undecided[static_cast<std::size_t>(known - m_undecidedKeys.begin())].count;
        return;
    }
    if (m_undecided.size() >= FindingCollector::maxNotDecidable)
        return;
    const std::string_view reason = condition == ConditionId::none
                                        ? std::string_view{"depends on another rule that cannot be decided"}
                                        : undecidedReason(tables, condition, scopeOf(match, place));
    m_undecidedKeys.push_back(key);
    m_undecided.push_back({log.pathTo(match.tag), std::string(reason), 1});
}

bool RuleRun::isOpenAtStop(const Element &element) const
{
    return instance.stoppedAt && element.end == instance.elements.size();
}

void RuleRun::tell(FindingCollector &findings)
{
    log.flush(tables, findings);
    for (NotDecidable &entry : m_undecided)
        findings.addNotDecidable(std::move(entry));
    findings.countChecks(decided, undecided);
}

} // namespace mi
