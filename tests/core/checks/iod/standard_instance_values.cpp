// The part of StandardInstance that makes values.
#include "core/dicom/dictionary.h"
#include "tests/core/checks/iod/standard_instance.h"
#include "tests/core/checks/iod/standard_values.h"

#include <algorithm>
#include <optional>
#include <span>

namespace mi::test {

namespace {

constexpr int deepestOptional = 3; // Sequences of Type 2 are filled down to here

std::optional<double> asNumber(const std::string &text)
{
    try {
        std::size_t used = 0;
        const double number = std::stod(text, &used);
        return used == text.size() ? std::optional(number) : std::nullopt;
    } catch (const std::exception &) {
        return std::nullopt;
    }
}

bool isListed(const std::string &value, std::string_view listed)
{
    if (value == listed)
        return true;
    const std::optional<double> number = asNumber(value);
    return number && number == asNumber(std::string(listed));
}

bool isWithin(double number, const NumberRule &rule)
{
    using Operator = NumberRule::Operator;
    switch (rule.op) {
    case Operator::less:
        return number < rule.bound;
    case Operator::lessOrEqual:
        return number <= rule.bound;
    case Operator::greater:
        return number > rule.bound;
    case Operator::greaterOrEqual:
        return number >= rule.bound;
    case Operator::equal:
        break;
    }
    return number == rule.bound;
}

std::string numberText(double number)
{
    std::string text = std::to_string(number);
    while (text.find('.') != std::string::npos && (text.ends_with('0') || text.ends_with('.'))) {
        const bool isPoint = text.ends_with('.');
        text.pop_back();
        if (isPoint)
            break;
    }
    return text;
}

} // namespace

std::uint32_t StandardInstance::itemsFor(const std::vector<RowUse> &uses, const ConditionScope &scope) const
{
    std::uint32_t items = 1;
    for (const RowUse &use : uses) {
        for (const CountRule &rule : m_tables.counts(use.row->counts)) {
            if (rule.of == CountRule::Of::items && use.applies != Truth::no &&
                evaluate(m_tables, rule.when, scope) != Truth::no)
                items = std::max(items, rule.least);
        }
    }
    return items;
}

TreeElement StandardInstance::made(Tag tag, const std::vector<RowUse> &uses, const ConditionScope &scope) const
{
    TreeElement element{.vr = firstVrOf(tag)};
    if (element.vr != Vr::SQ) {
        element.text = madeText(tag, element.vr, uses, scope);
        return element;
    }
    int depth = 0;
    for (std::uint32_t item = scope.item; item != Element::noParent; item = m_scan.elements[item].parent)
        depth += m_scan.elements[item].tag == tags::Item ? 1 : 0;
    if (judge(uses, scope).demanded == Demanded::mayBeEmpty && depth >= deepestOptional)
        return element;
    element.items.resize(itemsFor(uses, scope));
    for (const RowUse &use : uses) {
        for (const CodeRule &code : m_tables.codes(use.row->codes)) {
            const ContextGroupRule *group = m_tables.contextGroup(code.contextGroup);
            if (group == nullptr || group->codes.isEmpty())
                continue;
            const ContextCode &first = m_tables.contextCodes(group->codes).front();
            for (TreeItem &item : element.items) {
                item.elements[Tag{0x0008, 0x0100}] = {.vr = Vr::SH, .text = std::string(first.code)};
                item.elements[Tag{0x0008, 0x0102}] = {.vr = Vr::SH, .text = std::string(first.scheme)};
                item.elements[Tag{0x0008, 0x0104}] = {.vr = Vr::LO, .text = "A meaning"};
            }
            return element;
        }
    }
    return element;
}

std::string StandardInstance::madeText(Tag tag, Vr vr, const std::vector<RowUse> &uses,
                                       const ConditionScope &scope) const
{
    std::size_t count = leastValues(tag);
    const std::size_t most = mostValues(tag);
    for (const RowUse &use : uses) {
        if (use.applies == Truth::no)
            continue;
        for (const CountRule &rule : m_tables.counts(use.row->counts)) {
            if (rule.of == CountRule::Of::values && evaluate(m_tables, rule.when, scope) != Truth::no)
                count = std::max<std::size_t>(count, rule.least);
        }
        for (const ValueRule &rule : m_tables.values(use.row->values)) {
            const bool isPossible = most == 0 || rule.valueNumber <= most;
            if (isPossible && evaluate(m_tables, rule.when, scope) != Truth::no)
                count = std::max<std::size_t>(count, rule.valueNumber);
        }
    }
    std::string text;
    for (std::size_t i = 1; i <= count; ++i)
        text += (i == 1 ? "" : "\\") + madeValue(tag, vr, i, uses, scope);
    return text;
}

std::string StandardInstance::madeValue(Tag tag, Vr vr, std::size_t number, const std::vector<RowUse> &uses,
                                        const ConditionScope &scope) const
{
    std::string value = defaultValue(tag, vr, number);
    for (const auto kind : {ValueRule::Kind::definedTerms, ValueRule::Kind::enumerated}) {
        std::vector<std::string> allowed;
        bool isFirst = true;
        for (const RowUse &use : uses) {
            if (use.applies == Truth::no)
                continue;
            for (const ValueRule &rule : m_tables.values(use.row->values)) {
                const bool isAbout = rule.kind == kind && (rule.valueNumber == 0 || rule.valueNumber == number);
                if (!isAbout || evaluate(m_tables, rule.when, scope) == Truth::no)
                    continue;
                const std::span<const std::string_view> listed = m_tables.texts(rule.values);
                if (isFirst)
                    allowed.assign(listed.begin(), listed.end());
                else
                    std::erase_if(allowed, [&](const std::string &one) {
                        return std::ranges::none_of(listed,
                                                    [&](std::string_view other) { return isListed(one, other); });
                    });
                isFirst = false;
            }
        }
        const bool isIn = std::ranges::any_of(allowed, [&](const std::string &one) { return isListed(value, one); });
        if (!allowed.empty() && !isIn)
            value = allowed.front();
    }
    for (const RowUse &use : uses) {
        for (const NumberRule &rule : m_tables.numbers(use.row->numbers)) {
            const std::optional<double> present = asNumber(value);
            const bool isAbout = rule.valueNumber == 0 || rule.valueNumber == number;
            if (!isAbout || use.applies == Truth::no || !present || isWithin(*present, rule) ||
                evaluate(m_tables, rule.when, scope) == Truth::no)
                continue;
            using Operator = NumberRule::Operator;
            const double step = rule.op == Operator::less ? -1 : rule.op == Operator::greater ? 1 : 0;
            value = numberText(rule.bound + step);
        }
    }
    return value;
}

bool StandardInstance::isWrong(Tag tag, const TreeElement &element, const std::vector<RowUse> &uses,
                               const ConditionScope &scope) const
{
    const std::vector<std::string> values = splitValues(element.text);
    if (element.text.empty() && (element.isKept || judge(uses, scope).demanded != Demanded::no))
        return true;
    for (const RowUse &use : uses) {
        if (use.applies == Truth::no)
            continue;
        for (const ValueRule &rule : m_tables.values(use.row->values)) {
            for (std::size_t i = 0; i < values.size(); ++i) {
                const bool isAbout = rule.valueNumber == 0 || rule.valueNumber == i + 1;
                const bool isIn = std::ranges::any_of(m_tables.texts(rule.values),
                                                      [&](std::string_view one) { return isListed(values[i], one); });
                if (isAbout && !isIn && evaluate(m_tables, rule.when, scope) == Truth::yes)
                    return true;
            }
        }
        for (const NumberRule &rule : m_tables.numbers(use.row->numbers)) {
            for (std::size_t i = 0; i < values.size(); ++i) {
                const bool isAbout = rule.valueNumber == 0 || rule.valueNumber == i + 1;
                const std::optional<double> number = asNumber(values[i]);
                if (isAbout && number && !isWithin(*number, rule) && evaluate(m_tables, rule.when, scope) == Truth::yes)
                    return true;
            }
        }
        for (const CountRule &rule : m_tables.counts(use.row->counts)) {
            if (rule.of == CountRule::Of::values && (values.size() < rule.least || values.size() > rule.most) &&
                evaluate(m_tables, rule.when, scope) == Truth::yes)
                return true;
        }
    }
    static_cast<void>(tag);
    return false;
}

} // namespace mi::test
