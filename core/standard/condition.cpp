#include "core/standard/condition.h"

#include "core/standard/condition_words.h"
#include "core/standard/evaluation/condition_evaluator.h"
#include "core/standard/reading/expression_parser.h"

namespace mi {

namespace {

// Ids that nothing is asked about.
class AnyNames final : public RuleNames {
public:
    std::uint32_t moduleIndex(std::string_view) override { return 0; }
    std::uint32_t macroIndex(std::string_view) override { return 0; }
    std::uint32_t iodIndex(std::string_view) override { return 0; }
};

bool has(const ConditionPool &pool, std::uint32_t index, ConditionPool::Kind kind)
{
    const ConditionPool::Node &node = pool.nodes[index];
    switch (node.kind) {
    case ConditionPool::Kind::negation:
        return has(pool, node.first, kind);
    case ConditionPool::Kind::conjunction:
    case ConditionPool::Kind::disjunction:
        for (const std::uint32_t child : pool.childrenOf(node)) {
            if (has(pool, child, kind))
                return true;
        }
        return false;
    default:
        return node.kind == kind;
    }
}

std::uint32_t indexOf(ConditionId condition)
{
    return static_cast<std::uint32_t>(condition);
}

} // namespace

Truth operator!(Truth truth)
{
    if (truth == Truth::unknown)
        return truth;
    return truth == Truth::yes ? Truth::no : Truth::yes;
}

Truth both(Truth a, Truth b)
{
    if (a == Truth::no || b == Truth::no)
        return Truth::no;
    return a == Truth::yes && b == Truth::yes ? Truth::yes : Truth::unknown;
}

Truth either(Truth a, Truth b)
{
    if (a == Truth::yes || b == Truth::yes)
        return Truth::yes;
    return a == Truth::no && b == Truth::no ? Truth::no : Truth::unknown;
}

Truth evaluate(const RuleTables &tables, ConditionId condition, const ConditionScope &scope)
{
    return ConditionEvaluator(tables, scope).evaluate(indexOf(condition));
}

std::string_view undecidedReason(const RuleTables &tables, ConditionId condition, const ConditionScope &scope)
{
    ConditionEvaluator evaluator(tables, scope);
    const bool isUndecided = evaluator.evaluate(indexOf(condition)) == Truth::unknown;
    return isUndecided ? evaluator.undecidedReason(indexOf(condition)) : std::string_view{};
}

std::string conditionBecause(const RuleTables &tables, ConditionId condition, const ConditionScope &scope)
{
    ConditionEvaluator evaluator(tables, scope);
    return evaluator.because(indexOf(condition), evaluator.evaluate(indexOf(condition)));
}

std::string conditionText(const RuleTables &tables, ConditionId condition)
{
    return condition == ConditionId::none ? std::string{} : expressionText(tables, indexOf(condition));
}

ConditionTraits traitsOf(const RuleTables &tables, ConditionId condition)
{
    const ConditionPool &pool = tables.conditionPool();
    return {.isRealWorld = has(pool, indexOf(condition), ConditionPool::Kind::realWorld),
            .isOpen = has(pool, indexOf(condition), ConditionPool::Kind::open)};
}

std::optional<std::string> conditionError(std::string_view expression)
{
    std::string text(expression);
    if (text.find_first_of("\t\r\n") != std::string::npos)
        return "an expression is one line, without tabs";
    LineCursor line(text);
    ConditionPool pool;
    AnyNames names;
    if (ExpressionParser(pool, names).parse(line) && !line.atEnd()) {
        const std::uint32_t at = line.column();
        line.failAt(at, "the expression should end before " + quotedForMessage(line.takeBare({})));
    }
    return line.hasFailed() ? std::optional{line.failure()} : std::nullopt;
}

} // namespace mi
