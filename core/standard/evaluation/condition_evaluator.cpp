#include "core/standard/evaluation/condition_evaluator.h"

#include "core/standard/evaluation/instance_values.h"
#include "core/support/text.h"

namespace mi {

namespace {

using Kind = ConditionPool::Kind;
using Operator = ConditionPool::Operator;

constexpr Tag codeValue{0x0008, 0x0100};
constexpr Tag codingSchemeDesignator{0x0008, 0x0102};
constexpr Tag longCodeValue{0x0008, 0x0119};
constexpr Tag urnCodeValue{0x0008, 0x0120};

Truth asTruth(bool value)
{
    return value ? Truth::yes : Truth::no;
}

// `isLeast`: there may be more than `count`.
Truth compareCount(Operator op, std::uint64_t count, std::uint64_t bound, bool isLeast)
{
    const auto ifMore = [isLeast](bool isCertain, bool value) {
        return isLeast && !isCertain ? Truth::unknown : asTruth(value);
    };
    switch (op) {
    case Operator::equal:
        return ifMore(count > bound, count == bound);
    case Operator::less:
        return ifMore(count >= bound, count < bound);
    case Operator::lessOrEqual:
        return ifMore(count > bound, count <= bound);
    case Operator::greater:
        return ifMore(count > bound, count > bound);
    case Operator::greaterOrEqual:
        return ifMore(count >= bound, count >= bound);
    }
    return Truth::unknown;
}

} // namespace

ConditionEvaluator::ConditionEvaluator(const RuleTables &tables, const ConditionScope &scope)
    : m_tables(tables), m_pool(tables.conditionPool()), m_scope(scope),
      m_walk(m_pool, scope, scope.budget != nullptr ? *scope.budget : m_ownBudget)
{}

Truth ConditionEvaluator::evaluate(std::uint32_t index)
{
    const Node &node = m_pool.nodes[index];
    switch (node.kind) {
    case Kind::always:
        return Truth::yes;
    case Kind::never:
        return Truth::no;
    case Kind::negation:
        return !evaluate(node.first);
    case Kind::conjunction:
        return evaluateAll(node);
    case Kind::disjunction:
        return evaluateAny(node);
    case Kind::module:
        return evaluateModule(node);
    case Kind::functionalGroup:
        return evaluateGroup(node);
    case Kind::iod:
        return evaluateIod(node);
    case Kind::realWorld:
    case Kind::open:
        return Truth::unknown;
    default:
        return evaluatePath(node);
    }
}

Truth ConditionEvaluator::evaluateAll(const Node &node)
{
    Truth result = Truth::yes;
    for (const std::uint32_t child : m_pool.childrenOf(node)) {
        result = both(result, evaluate(child));
        if (result == Truth::no)
            break;
    }
    return result;
}

Truth ConditionEvaluator::evaluateAny(const Node &node)
{
    Truth result = Truth::no;
    for (const std::uint32_t child : m_pool.childrenOf(node)) {
        result = either(result, evaluate(child));
        if (result == Truth::yes)
            break;
    }
    return result;
}

Truth ConditionEvaluator::evaluatePath(const Node &node)
{
    auto test = [this, &node](const Element *element) { return testElement(node, element); };
    return m_walk.any(m_pool.pathOf(node), test);
}

Truth ConditionEvaluator::testElement(const Node &node, const Element *element)
{
    const std::uint16_t valueNumber = m_pool.pathOf(node).valueNumber;
    switch (node.kind) {
    case Kind::itemCount:
        return testItemCount(node, element);
    case Kind::valueCount:
        return testValueCount(node, element);
    default:
        break;
    }
    if (element == nullptr)
        return Truth::no;
    switch (node.kind) {
    case Kind::present: {
        if (valueNumber == 0)
            return Truth::yes;
        const std::optional<std::uint64_t> count = countValues(m_scope.instance, *element);
        return count ? asTruth(*count >= valueNumber) : Truth::unknown;
    }
    case Kind::filled:
        return isFilled(m_scope.instance, *element, valueNumber);
    case Kind::empty:
        return !isFilled(m_scope.instance, *element, valueNumber);
    case Kind::comparison:
        return compares(m_scope.instance, *element,
                        {.comparand = node.comparand,
                         .op = node.op,
                         .literals = m_pool.literalsOf(node),
                         .valueNumber = valueNumber});
    case Kind::code:
        return testCode(node, element);
    default:
        return Truth::unknown;
    }
}

Truth ConditionEvaluator::testItemCount(const Node &node, const Element *element)
{
    if (element == nullptr)
        return compareCount(node.op, 0, node.first, false);
    if (!hasReadableItems(m_scope.instance, *element))
        return Truth::unknown;
    std::uint64_t count = 0;
    m_walk.eachItem(*element, 0, [&count](std::uint32_t) {
        ++count;
        return Truth::no;
    });
    return compareCount(node.op, count, node.first, isCutOff(m_scope.instance, *element));
}

Truth ConditionEvaluator::testValueCount(const Node &node, const Element *element)
{
    const std::optional<std::uint64_t> count =
        element != nullptr ? countValues(m_scope.instance, *element) : std::optional<std::uint64_t>{0};
    return count ? compareCount(node.op, *count, node.first, false) : Truth::unknown;
}

Truth ConditionEvaluator::testCode(const Node &node, const Element *element)
{
    const std::uint32_t number = m_pool.stepsOf(m_pool.pathOf(node)).back().item;
    if (number != 0) // the path ends at an Item
        return hasCode(node, m_scope.instance.indexOf(*element));
    if (!hasReadableItems(m_scope.instance, *element))
        return Truth::unknown;
    const Truth found = m_walk.eachItem(*element, 0, [&](std::uint32_t item) { return hasCode(node, item); });
    return isCutOff(m_scope.instance, *element) ? either(found, Truth::unknown) : found;
}

Truth ConditionEvaluator::hasCode(const Node &node, std::uint32_t item)
{
    const auto literals = m_pool.literalsOf(node);
    Truth result = Truth::no;
    for (std::size_t i = 0; i + 1 < literals.size() && result != Truth::yes; i += 2) {
        const auto has = [this, item](Tag tag, const ConditionPool::Literal &literal) {
            const PathWalk::Found found = m_walk.find(item, tag);
            if (found.element == nullptr)
                return found.mayBeUnread ? Truth::unknown : Truth::no;
            return compares(m_scope.instance, *found.element,
                            {.comparand = {}, .op = Operator::equal, .literals = {&literal, 1}});
        };
        const Truth value = either(has(codeValue, literals[i + 1]),
                                   either(has(longCodeValue, literals[i + 1]), has(urnCodeValue, literals[i + 1])));
        result = either(result, both(has(codingSchemeDesignator, literals[i]), value));
    }
    return result;
}

// A module that the IOD does not have is not there.
Truth ConditionEvaluator::evaluateModule(const Node &node) const
{
    if (m_scope.iod == nullptr)
        return Truth::unknown;
    const std::span<const ModuleUse> uses = m_tables.modulesOf(*m_scope.iod);
    for (std::size_t i = 0; i < uses.size(); ++i) {
        if (uses[i].module == node.first)
            return i < m_scope.modules.size() ? m_scope.modules[i] : Truth::unknown;
    }
    return Truth::no;
}

// Whether an Item of functional groups has one of the macro's attributes.
bool ConditionEvaluator::hasGroup(std::uint32_t groups, const Node &node, bool &isUnsure)
{
    for (const AttributeRow &row : m_tables.rows(m_tables.blocks()[node.first].rows)) {
        if (row.isInclude())
            continue;
        const PathWalk::Found found = m_walk.find(groups, row.tag);
        if (found.element != nullptr)
            return true;
        isUnsure = isUnsure || found.mayBeUnread;
    }
    return false;
}

Truth ConditionEvaluator::evaluateGroup(const Node &node)
{
    bool isUnsure = false;
    Truth result = Truth::no;
    for (const Tag tag : {PathWalk::sharedGroups, PathWalk::perFrameGroups}) {
        const PathWalk::Found found = m_walk.find(Element::noParent, tag);
        isUnsure = isUnsure || found.mayBeUnread;
        if (found.element == nullptr || result == Truth::yes)
            continue;
        result = m_walk.eachItem(*found.element, 0,
                                 [&](std::uint32_t item) { return asTruth(hasGroup(item, node, isUnsure)); });
        isUnsure = isUnsure || isCutOff(m_scope.instance, *found.element);
    }
    return isUnsure || m_walk.isExhausted() ? either(result, Truth::unknown) : result;
}

Truth ConditionEvaluator::evaluateIod(const Node &node) const
{
    if (m_scope.iod == nullptr)
        return Truth::unknown;
    for (const std::uint32_t index : m_pool.childrenOf(node)) {
        if (&m_tables.iods()[index] == m_scope.iod)
            return Truth::yes;
    }
    return Truth::no;
}

} // namespace mi
