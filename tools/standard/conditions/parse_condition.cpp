#include "tools/standard/conditions/parse_condition.h"

#include "tools/standard/conditions/clauses.h"
#include "tools/standard/conditions/expression.h"
#include "tools/standard/conditions/grammar.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace mi::standard {

namespace {

using Otherwise = ParsedCondition::Otherwise;

struct Collected {
    std::vector<Expression> required;
    std::vector<Expression> allowed;
    std::vector<Expression> forbidden;
    Otherwise otherwise = Otherwise::unstated;
};

// Value 1 of Image Type and Frame Type has three values; a test for all of them says nothing (PS3.3 C.7.6.1.1.2,
// C.8.16.1.1).
Expression withoutCertainties(const Expression &expression)
{
    const auto has = [&expression](std::string_view value) {
        return std::find(expression.literals.begin(), expression.literals.end(), value) != expression.literals.end();
    };
    const bool isOrigin =
        expression.path.ends_with("ImageType[value 1]") || expression.path.ends_with("FrameType[value 1]");
    if (expression.is(Expression::Kind::oneOf) && isOrigin && has("ORIGINAL") && has("DERIVED"))
        return Expression{};
    Expression result = expression;
    for (Expression &part : result.parts)
        part = withoutCertainties(part);
    return result;
}

bool collect(const Clause &clause, const ClausePlace &place, const AttributeIndex &index, Collected &into)
{
    if (clause.kind == Clause::Kind::allowedOtherwise) {
        into.otherwise = Otherwise::allowed;
        return true;
    }
    if (clause.kind == Clause::Kind::forbiddenOtherwise) {
        into.otherwise = Otherwise::forbidden;
        return true;
    }
    auto expression = parseClause(clause.text, place, index);
    if (!expression)
        return false;
    if (clause.kind == Clause::Kind::required) {
        into.required.push_back(std::move(*expression));
    } else if (clause.kind == Clause::Kind::allowed) {
        into.otherwise = Otherwise::allowed;
        into.allowed.push_back(std::move(*expression));
    } else {
        into.forbidden.push_back(std::move(*expression));
    }
    return true;
}

} // namespace

std::optional<ParsedCondition> parseCondition(std::string_view description, const ConditionContext &context)
{
    if (context.attributes == nullptr)
        return std::nullopt;
    const ClausePlace place{{context.unit, context.path}, context.isUsage};
    Collected found;
    const auto clauses = clausesOf(description);
    for (const Clause &clause : clauses) {
        if (!collect(clause, place, *context.attributes, found))
            return std::nullopt;
    }
    if (found.required.empty() && found.allowed.empty() && found.forbidden.empty())
        return std::nullopt;

    ParsedCondition result;
    result.otherwise = found.otherwise;
    if (!found.required.empty())
        result.when = toText(simplified(Expression::any(found.required)));
    if (!found.allowed.empty()) { // neither required nor allowed
        std::vector<Expression> mayBeThere = found.required;
        mayBeThere.insert(mayBeThere.end(), found.allowed.begin(), found.allowed.end());
        const Expression inside = simplified(withoutCertainties(simplified(Expression::any(std::move(mayBeThere)))));
        const Expression outside = simplified(Expression::no(inside));
        if (!outside.is(Expression::Kind::unknown) && !outside.is(Expression::Kind::no))
            found.forbidden.push_back(outside);
    }
    if (!found.forbidden.empty())
        result.forbidden = toText(simplified(Expression::any(found.forbidden)));
    return result;
}

} // namespace mi::standard
