#include "tools/standard/conditions/expression.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

namespace mi::standard {

namespace {

using Kind = Expression::Kind;

Expression joined(Kind kind, std::vector<Expression> parts)
{
    if (parts.size() == 1)
        return std::move(parts.front());
    Expression result;
    result.kind = kind;
    result.parts = std::move(parts);
    return result;
}

bool has(const std::vector<Expression> &list, const Expression &wanted)
{
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

bool isEquality(const Expression &e)
{
    return (e.is(Kind::compare) && e.op == "=") || e.is(Kind::oneOf);
}

// What `e` being true says about its path: that it has a value.
bool impliesFilled(const Expression &e)
{
    switch (e.kind) {
    case Kind::compare:
    case Kind::oneOf:
    case Kind::filled:
    case Kind::code:
        return true;
    case Kind::items:
    case Kind::values:
        return e.op == ">" || (e.op == ">=" && e.literals.front() != "0") || (e.op == "=" && e.literals.front() != "0");
    default:
        return false;
    }
}

std::string_view withoutValueNumber(std::string_view path)
{
    return path.substr(0, path.find("[value "));
}

// `weak` says nothing beside `strong` in the same conjunction: present(X) beside X = A.
bool isImplied(const Expression &weak, const Expression &strong)
{
    if (weak == strong)
        return false;
    const std::string_view path = withoutValueNumber(strong.path);
    if (weak.is(Kind::present))
        return weak.path == path && (impliesFilled(strong) || strong.is(Kind::empty));
    if (weak.is(Kind::filled))
        return weak.path != strong.path ? weak.path == path && impliesFilled(strong)
                                        : impliesFilled(strong) && !strong.is(Kind::filled);
    return false;
}

void flatten(Kind kind, const Expression &part, std::vector<Expression> &into)
{
    if (part.kind == kind) {
        for (const Expression &inner : part.parts)
            flatten(kind, inner, into);
    } else if (!has(into, part)) {
        into.push_back(part);
    }
}

// X = A or X = B is X in {A, B}; code(X) likewise.
void mergeLists(std::vector<Expression> &parts)
{
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (std::size_t j = i + 1; j < parts.size();) {
            Expression &first = parts[i];
            const Expression &second = parts[j];
            const bool sameKind =
                (isEquality(first) && isEquality(second)) || (first.is(Kind::code) && second.is(Kind::code));
            if (!sameKind || first.path != second.path) {
                ++j;
                continue;
            }
            for (const std::string &literal : second.literals) {
                if (std::find(first.literals.begin(), first.literals.end(), literal) == first.literals.end())
                    first.literals.push_back(literal);
            }
            if (first.is(Kind::compare) && first.literals.size() > 1) {
                first.kind = Kind::oneOf;
                first.op.clear();
            }
            parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(j));
        }
    }
}

// empty(X) or filled(X) is present(X).
void mergePresence(std::vector<Expression> &parts)
{
    for (Expression &part : parts) {
        if (part.is(Kind::empty) && has(parts, Expression::atom(Kind::filled, part.path)))
            part.kind = Kind::present;
    }
    const std::vector<Expression> before = parts;
    std::erase_if(parts, [&before](const Expression &part) {
        return part.is(Kind::filled) && has(before, Expression::atom(Kind::present, part.path));
    });
}

// not X = A and not X = B is not X in {A, B}.
void mergeNegations(std::vector<Expression> &parts)
{
    std::vector<Expression> negated;
    for (const Expression &part : parts) {
        if (part.is(Kind::negation) && isEquality(part.parts.front()))
            negated.push_back(part.parts.front());
    }
    mergeLists(negated);
    std::size_t next = 0;
    std::erase_if(parts, [&negated, &next](Expression &part) {
        if (!part.is(Kind::negation) || !isEquality(part.parts.front()))
            return false;
        const bool isFirst = next < negated.size() && negated[next].path == part.parts.front().path;
        if (isFirst)
            part.parts.front() = negated[next++];
        return !isFirst;
    });
}

// A and B or A and C is A and (B or C).
Expression factored(std::vector<Expression> parts)
{
    const bool areAllConjunctions =
        parts.size() > 1 &&
        std::all_of(parts.begin(), parts.end(), [](const Expression &e) { return e.is(Kind::all); });
    if (!areAllConjunctions)
        return joined(Kind::any, std::move(parts));
    std::vector<Expression> common;
    for (const Expression &candidate : parts.front().parts) {
        const bool isEverywhere = std::all_of(parts.begin(), parts.end(), [&candidate](const Expression &alternative) {
            return has(alternative.parts, candidate);
        });
        if (isEverywhere)
            common.push_back(candidate);
    }
    if (common.empty())
        return joined(Kind::any, std::move(parts));
    std::vector<Expression> rests;
    for (const Expression &alternative : parts) {
        std::vector<Expression> rest;
        std::copy_if(alternative.parts.begin(), alternative.parts.end(), std::back_inserter(rest),
                     [&common](const Expression &e) { return !has(common, e); });
        if (rest.empty()) // A or A and B is A
            return joined(Kind::all, std::move(common));
        rests.push_back(joined(Kind::all, std::move(rest)));
    }
    std::vector<Expression> whole;
    whole.push_back(simplified(joined(Kind::any, std::move(rests))));
    std::move(common.begin(), common.end(), std::back_inserter(whole));
    return joined(Kind::all, std::move(whole));
}

Expression simplifiedAll(const Expression &expression)
{
    std::vector<Expression> parts;
    for (const Expression &part : expression.parts)
        flatten(Kind::all, simplified(part), parts);
    if (std::any_of(parts.begin(), parts.end(), [](const Expression &e) { return e.is(Kind::no); }))
        return Expression{.kind = Kind::no};
    std::erase_if(parts, [](const Expression &e) { return e.is(Kind::yes); });
    mergeNegations(parts);
    const std::vector<Expression> before = parts;
    std::erase_if(parts, [&before](const Expression &weak) {
        return std::any_of(before.begin(), before.end(),
                           [&weak](const Expression &strong) { return isImplied(weak, strong); });
    });
    return parts.empty() ? Expression{} : joined(Kind::all, std::move(parts));
}

Expression simplifiedAny(const Expression &expression)
{
    std::vector<Expression> parts;
    for (const Expression &part : expression.parts)
        flatten(Kind::any, simplified(part), parts);
    if (std::any_of(parts.begin(), parts.end(), [](const Expression &e) { return e.is(Kind::yes); }))
        return Expression{};
    std::erase_if(parts, [](const Expression &e) { return e.is(Kind::no); });
    if (parts.empty())
        return Expression{.kind = Kind::no};
    const bool isCertain = std::any_of(parts.begin(), parts.end(), [&parts](const Expression &part) { // A or not A
        return part.is(Kind::negation) && has(parts, part.parts.front());
    });
    if (isCertain)
        return Expression{};
    mergeLists(parts);
    const std::vector<Expression> before = parts;
    std::erase_if(parts, [&before](const Expression &part) { // A and B beside B says no more than B
        return part.is(Kind::all) && std::any_of(part.parts.begin(), part.parts.end(), [&before](const Expression &e) {
                   return has(before, e) || (e.is(Kind::any) && std::all_of(e.parts.begin(), e.parts.end(),
                                                                            [&before](const Expression &inner) {
                                                                                return has(before, inner);
                                                                            }));
               });
    });
    mergePresence(parts);
    return factored(std::move(parts));
}

std::string listText(const std::vector<std::string> &literals)
{
    std::string text = "{";
    for (const std::string &literal : literals)
        text += (text.size() > 1 ? ", " : "") + literal;
    return text + "}";
}

std::string quoted(std::string_view value)
{
    std::string text = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    return text + "\"";
}

std::string partText(const Expression &part, Kind parent)
{
    const bool needsParentheses =
        (part.is(Kind::any) && parent != Kind::any) || (part.is(Kind::all) && parent == Kind::negation);
    return needsParentheses ? "(" + toText(part) + ")" : toText(part);
}

std::string joinedText(const Expression &expression, std::string_view word)
{
    std::string text;
    for (const Expression &part : expression.parts) {
        if (!text.empty())
            text.append(word);
        text += partText(part, expression.kind);
    }
    return text;
}

} // namespace

Expression Expression::atom(Kind kind, std::string_view path)
{
    Expression result;
    result.kind = kind;
    result.path = path;
    return result;
}

Expression Expression::comparison(std::string_view path, std::string_view op, std::string_view literal)
{
    Expression result = atom(Kind::compare, path);
    result.op = op;
    result.literals.emplace_back(literal);
    return result;
}

Expression Expression::count(Kind kind, std::string_view path, std::string_view op, std::string_view number)
{
    Expression result = comparison(path, op, number);
    result.kind = kind;
    return result;
}

Expression Expression::member(std::string_view path, std::vector<std::string> literals)
{
    if (literals.size() == 1)
        return comparison(path, "=", literals.front());
    Expression result = atom(Kind::oneOf, path);
    result.literals = std::move(literals);
    return result;
}

Expression Expression::unknown(std::string_view reason)
{
    return named(Kind::unknown, reason);
}

Expression Expression::named(Kind kind, std::string_view text)
{
    Expression result;
    result.kind = kind;
    result.text = text;
    return result;
}

Expression Expression::all(std::vector<Expression> parts)
{
    return joined(Kind::all, std::move(parts));
}

Expression Expression::any(std::vector<Expression> parts)
{
    return joined(Kind::any, std::move(parts));
}

Expression Expression::no(Expression part)
{
    Expression result;
    result.kind = Kind::negation;
    result.parts.push_back(std::move(part));
    return result;
}

bool Expression::contains(Kind wanted) const
{
    return kind == wanted ||
           std::any_of(parts.begin(), parts.end(), [wanted](const Expression &part) { return part.contains(wanted); });
}

Expression simplified(const Expression &expression)
{
    switch (expression.kind) {
    case Kind::all:
        return simplifiedAll(expression);
    case Kind::any:
        return simplifiedAny(expression);
    case Kind::negation: {
        Expression inner = simplified(expression.parts.front());
        if (inner.is(Kind::negation))
            return std::move(inner.parts.front());
        if (inner.is(Kind::yes) || inner.is(Kind::no))
            return Expression{.kind = inner.is(Kind::yes) ? Kind::no : Kind::yes};
        if (inner.is(Kind::unknown)) // not known whether, not known whether not
            return inner;
        return Expression::no(std::move(inner));
    }
    default:
        return expression;
    }
}

std::string toText(const Expression &expression)
{
    switch (expression.kind) {
    case Kind::yes:
        return "true";
    case Kind::no:
        return "false";
    case Kind::present:
        return "present(" + expression.path + ")";
    case Kind::filled:
        return "filled(" + expression.path + ")";
    case Kind::empty:
        return "empty(" + expression.path + ")";
    case Kind::compare:
        return expression.path + " " + expression.op + " " + expression.literals.front();
    case Kind::oneOf:
        return expression.path + " in " + listText(expression.literals);
    case Kind::items:
        return "items(" + expression.path + ") " + expression.op + " " + expression.literals.front();
    case Kind::values:
        return "values(" + expression.path + ") " + expression.op + " " + expression.literals.front();
    case Kind::code:
        return "code(" + expression.path + ") in " + listText(expression.literals);
    case Kind::module:
        return "module(" + expression.text + ")";
    case Kind::group:
        return "group(" + expression.text + ")";
    case Kind::iod:
        return "iod in " + listText(expression.literals);
    case Kind::unknown:
        return "unknown(" + quoted(expression.text) + ")";
    case Kind::open:
        return "open(" + quoted(expression.text) + ")";
    case Kind::all:
        return joinedText(expression, " and ");
    case Kind::any:
        return joinedText(expression, " or ");
    case Kind::negation:
        return "not " + partText(expression.parts.front(), Kind::negation);
    }
    return {};
}

std::string textLiteral(std::string_view value)
{
    const bool isPlain = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
    });
    return isPlain ? std::string{value} : quoted(value);
}

} // namespace mi::standard
