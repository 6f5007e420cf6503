#include "tools/standard/conditions/parse_condition.h"

#include "tools/standard/conditions/clauses.h"
#include "tools/standard/conditions/expression.h"
#include "tools/standard/conditions/grammar.h"

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
        const Expression outside = simplified(Expression::no(simplified(Expression::any(std::move(mayBeThere)))));
        if (!outside.is(Expression::Kind::unknown))
            found.forbidden.push_back(outside);
    }
    if (!found.forbidden.empty())
        result.forbidden = toText(simplified(Expression::any(found.forbidden)));
    return result;
}

} // namespace mi::standard
