// The part of ConditionEvaluator that says what decided an expression.
#include "core/dicom/dictionary.h"
#include "core/standard/condition_words.h"
#include "core/standard/evaluation/condition_evaluator.h"
#include "core/standard/evaluation/instance_values.h"
#include "core/support/text.h"

namespace mi {

namespace {

using Kind = ConditionPool::Kind;

constexpr std::size_t shownBytes = 64; // of a value

} // namespace

std::string_view ConditionEvaluator::undecidedReason(std::uint32_t index)
{
    const Node &node = m_pool.nodes[index];
    switch (node.kind) {
    case Kind::negation:
        return undecidedReason(node.first);
    case Kind::conjunction:
    case Kind::disjunction:
        for (const std::uint32_t child : m_pool.childrenOf(node)) {
            if (evaluate(child) == Truth::unknown)
                return undecidedReason(child);
        }
        return {};
    case Kind::realWorld:
    case Kind::open:
        return m_pool.literalsOf(node).front().text;
    case Kind::module:
    case Kind::iod:
        return m_scope.iod == nullptr ? "the kind of object is not known" : "whether the module is there is not known";
    default:
        return "the value was not read";
    }
}

std::string ConditionEvaluator::because(std::uint32_t index, Truth truth)
{
    const Node &node = m_pool.nodes[index];
    if (truth == Truth::unknown)
        return std::string{undecidedReason(index)};
    switch (node.kind) {
    case Kind::always:
    case Kind::never:
    case Kind::realWorld:
    case Kind::open:
        return {};
    case Kind::negation:
        return because(node.first, !truth);
    case Kind::conjunction:
    case Kind::disjunction:
        return becauseOfParts(node, truth);
    case Kind::module:
    case Kind::functionalGroup:
        return std::string{m_tables.blocks()[node.first].name} + (truth == Truth::yes ? " is there" : " is not there");
    case Kind::iod:
        return "the IOD is " + std::string{m_scope.iod->name};
    default:
        return becauseOfPath(node, truth);
    }
}

// One true part makes "or" true, and one false part "and" false; otherwise it takes all of them.
std::string ConditionEvaluator::becauseOfParts(const Node &node, Truth truth)
{
    const bool isOneEnough = (node.kind == Kind::disjunction) == (truth == Truth::yes);
    std::string text;
    for (const std::uint32_t child : m_pool.childrenOf(node)) {
        const Truth part = evaluate(child);
        if (part != truth)
            continue;
        const std::string reason = because(child, part);
        if (isOneEnough)
            return reason;
        if (!reason.empty() && text.find(reason) == std::string::npos)
            text += (text.empty() ? "" : " and ") + reason;
    }
    return text;
}

// The element that decided: the one that is as asked, else the first.
std::string ConditionEvaluator::becauseOfPath(const Node &node, Truth truth)
{
    const Element *decisive = nullptr;
    auto test = [&](const Element *element) {
        const Truth one = testElement(node, element);
        if (one == Truth::yes || decisive == nullptr)
            decisive = element;
        return one;
    };
    m_walk.any(m_pool.pathOf(node), test);
    return stepsText(m_pool, m_pool.pathOf(node)) + describe(node, decisive, truth);
}

std::string ConditionEvaluator::describe(const Node &node, const Element *element, Truth truth)
{
    const ScannedInstance &instance = m_scope.instance;
    if (element == nullptr)
        return " is absent";
    if (node.kind == Kind::itemCount) {
        std::uint64_t count = 0;
        m_walk.eachItem(*element, 0, [&count](std::uint32_t) {
            ++count;
            return Truth::no;
        });
        return " has " + std::to_string(count) + (count == 1 ? " Item" : " Items");
    }
    if (node.kind == Kind::valueCount) {
        const std::uint64_t count = countValues(instance, *element).value_or(0);
        return " has " + std::to_string(count) + (count == 1 ? " value" : " values");
    }
    if (node.kind == Kind::present && truth == Truth::yes)
        return " is present";
    if (isFilled(instance, *element, m_pool.pathOf(node).valueNumber) == Truth::no)
        return m_pool.pathOf(node).valueNumber != 0 ? " is not there" : " is empty";
    if (node.kind == Kind::code) {
        if (truth == Truth::no)
            return " has another code";
        const auto literals = m_pool.literalsOf(node);
        for (std::size_t i = 0; i + 1 < literals.size(); i += 2) {
            Node single = node;
            single.first += static_cast<std::uint32_t>(i);
            single.count = 2;
            if (testCode(single, element) == Truth::yes)
                return " has the code " + std::string{literals[i].text} + ":" + std::string{literals[i + 1].text};
        }
    }
    if (effectiveVr(instance, *element) == Vr::SQ)
        return " has Items";
    if (effectiveVr(instance, *element) == Vr::none)
        return " is there"; // an Item
    const std::string values = shownValues(node, *element, truth);
    return values.empty() ? " has a value" : " = " + values;
}

// The value that compared as asked, or that is asked for, or all of them.
std::string ConditionEvaluator::shownValues(const Node &node, const Element &element, Truth truth)
{
    std::uint32_t number = m_pool.pathOf(node).valueNumber;
    if (node.kind == Kind::comparison && truth == Truth::yes) {
        compares(m_scope.instance, element,
                 {.comparand = node.comparand,
                  .op = node.op,
                  .literals = m_pool.literalsOf(node),
                  .valueNumber = m_pool.pathOf(node).valueNumber},
                 &number);
    }
    return escapedForDisplay(valueText(m_scope.instance, element, number), shownBytes);
}

} // namespace mi
