#include "core/standard/rule_search.h"

#include "core/dicom/dictionary.h"
#include "core/standard/condition.h"

#include <algorithm>

namespace mi {

namespace {

class Counter {
public:
    explicit Counter(const RuleTables &tables) : m_tables(tables) {}

    void count(ConditionId when)
    {
        if (when == ConditionId::none)
            return;
        const ConditionTraits traits = traitsOf(m_tables, when);
        ++counts.conditions;
        counts.open += traits.isOpen ? 1U : 0U;
        counts.realWorld += traits.isRealWorld && !traits.isOpen ? 1U : 0U;
    }

    void countRows(RuleRange range)
    {
        for (const AttributeRow &row : m_tables.rows(range)) {
            counts.attributeRows += row.isInclude() ? 0U : 1U;
            count(row.when);
            for (const CountRule &rule : m_tables.counts(row.counts))
                count(rule.when);
            for (const ValueRule &rule : m_tables.values(row.values))
                count(rule.when);
            for (const NumberRule &rule : m_tables.numbers(row.numbers))
                count(rule.when);
            for (const ConditionId condition : m_tables.conditions(row.forbidden))
                count(condition);
            countRows(row.children);
        }
    }

    RuleCounts counts;

private:
    const RuleTables &m_tables;
};

void addPlaces(const RuleTables &tables, RuleRange range, Tag tag, const RowPlace &around,
               std::vector<RowPlace> &places)
{
    for (const AttributeRow &row : tables.rows(range)) {
        RowPlace place = around;
        place.row = &row;
        if (!row.isInclude() && row.tag == tag)
            places.push_back(place);
        if (row.children.isEmpty())
            continue;
        place.path += std::string{keywordOf(row.tag)} + ">";
        addPlaces(tables, row.children, tag, place, places);
    }
}

void addIncluded(const RuleTables &tables, RuleRange range, std::vector<std::uint32_t> &included)
{
    for (const AttributeRow &row : tables.rows(range)) {
        if (row.isInclude())
            included.push_back(row.macro);
        addIncluded(tables, row.children, included);
    }
}

std::string numberText(double number)
{
    std::string text = std::to_string(number);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

} // namespace

RuleCounts countRules(const RuleTables &tables)
{
    Counter counter(tables);
    for (const RuleBlock &block : tables.blocks()) {
        (block.isMacro ? counter.counts.macros : counter.counts.modules) += 1;
        counter.countRows(block.rows);
    }
    for (const ProfileRule &profile : tables.profiles())
        counter.countRows(profile.rows);
    for (const IodRule &iod : tables.iods()) {
        for (const ModuleUse &use : tables.modulesOf(iod))
            counter.count(use.when);
        for (const GroupUse &use : tables.groupsOf(iod))
            counter.count(use.when);
    }
    return counter.counts;
}

std::vector<RowPlace> placesOf(const RuleTables &tables, Tag tag)
{
    std::vector<RowPlace> places;
    for (const RuleBlock &block : tables.blocks())
        addPlaces(tables, block.rows, tag, {.block = &block, .profile = nullptr, .row = nullptr, .path = {}}, places);
    for (const ProfileRule &profile : tables.profiles())
        addPlaces(tables, profile.rows, tag, {.block = nullptr, .profile = &profile, .row = nullptr, .path = {}},
                  places);
    return places;
}

std::vector<const IodRule *> iodsWith(const RuleTables &tables, const std::vector<const RuleBlock *> &blocks)
{
    const auto count = static_cast<std::uint32_t>(tables.blocks().size());
    std::vector<std::vector<std::uint32_t>> includers(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        std::vector<std::uint32_t> included;
        addIncluded(tables, tables.blocks()[i].rows, included);
        for (const std::uint32_t macro : included)
            includers[macro].push_back(i);
    }
    std::vector<char> isWanted(count, 0);
    std::vector<std::uint32_t> toVisit;
    for (const RuleBlock *block : blocks)
        toVisit.push_back(static_cast<std::uint32_t>(block - tables.blocks().data()));
    while (!toVisit.empty()) {
        const std::uint32_t next = toVisit.back();
        toVisit.pop_back();
        if (isWanted[next] != 0)
            continue;
        isWanted[next] = 1;
        toVisit.insert(toVisit.end(), includers[next].begin(), includers[next].end());
    }
    std::vector<const IodRule *> found;
    for (const IodRule &iod : tables.iods()) {
        const bool hasOne =
            std::ranges::any_of(tables.modulesOf(iod),
                                [&](const ModuleUse &use) { return isWanted[use.module] != 0; }) ||
            std::ranges::any_of(tables.groupsOf(iod), [&](const GroupUse &use) { return isWanted[use.macro] != 0; });
        if (hasOne)
            found.push_back(&iod);
    }
    std::ranges::sort(found, {}, &IodRule::id);
    return found;
}

std::string_view typeText(AttributeType type)
{
    switch (type) {
    case AttributeType::type1:
        return "1";
    case AttributeType::type1C:
        return "1C";
    case AttributeType::type2:
        return "2";
    case AttributeType::type2C:
        return "2C";
    case AttributeType::type3:
        return "3";
    case AttributeType::notAllowed:
        break;
    }
    return "0";
}

std::string_view usageText(Usage usage)
{
    return usage == Usage::mandatory ? "M" : usage == Usage::conditional ? "C" : "U";
}

std::string_view placeText(GroupPlace place)
{
    return place == GroupPlace::perFrameOnly ? "per-frame" : place == GroupPlace::sharedOnly ? "shared" : "";
}

std::string whenText(const RuleTables &tables, ConditionId when, Otherwise otherwise)
{
    if (when == ConditionId::none)
        return {};
    std::string text = "when " + conditionText(tables, when);
    if (otherwise != Otherwise::unstated)
        text += otherwise == Otherwise::allowed ? " else allowed" : " else forbidden";
    return text;
}

std::vector<std::string> propertyTexts(const RuleTables &tables, const AttributeRow &row)
{
    static constexpr std::string_view symbols[] = {"<", "<=", ">", ">=", "="};
    std::vector<std::string> texts;
    const auto which = [&tables](std::uint16_t valueNumber, ConditionId when) {
        std::string text = valueNumber != 0 ? " value " + std::to_string(valueNumber) : std::string{};
        return when != ConditionId::none ? text + " " + whenText(tables, when) + " :" : text;
    };
    for (const CountRule &rule : tables.counts(row.counts)) {
        std::string text = (rule.of == CountRule::Of::items ? "items " : "vm ") + std::to_string(rule.least);
        if (rule.most != rule.least)
            text += "-" + (rule.most == unbounded ? std::string{"n"} : std::to_string(rule.most));
        texts.push_back(text + (rule.when != ConditionId::none ? " " + whenText(tables, rule.when) : ""));
    }
    for (const ValueRule &rule : tables.values(row.values)) {
        std::string text = rule.kind == ValueRule::Kind::enumerated ? "enum" : "terms";
        text += which(rule.valueNumber, rule.when);
        const char *separator = " ";
        for (const std::string_view value : tables.texts(rule.values)) {
            const bool isPlain = value.find_first_of(" |:\"{\\") == std::string_view::npos;
            text += separator + (isPlain ? std::string{value} : "\"" + std::string{value} + "\"");
            separator = " | ";
        }
        texts.push_back(text);
    }
    for (const NumberRule &rule : tables.numbers(row.numbers))
        texts.push_back("number" + which(rule.valueNumber, rule.when) + " " +
                        std::string{symbols[static_cast<std::size_t>(rule.op)]} + " " + numberText(rule.bound));
    for (const ConditionId condition : tables.conditions(row.forbidden))
        texts.push_back("forbidden " + whenText(tables, condition));
    for (const CodeRule &rule : tables.codes(row.codes))
        texts.push_back("codes " + std::to_string(rule.contextGroup) + (rule.isBaseline ? " baseline" : " defined"));
    return texts;
}

} // namespace mi
