#include "tools/standard/conditions/grammar.h"

#include "tools/standard/conditions/grammar_parts.h"
#include "tools/standard/conditions/real_world.h"

#include <utility>

namespace mi::standard {

namespace {

using Kind = Expression::Kind;

} // namespace

std::optional<Expression> Grammar::whole()
{
    auto result = sentence();
    if (!result || !m_state.isAtEnd())
        return std::nullopt;
    return simplified(*result);
}

Grammar::Maybe Grammar::sentence()
{
    auto result = alternatives(); // joined by ", and", ", or", "and if"
    while (result) {
        const std::size_t before = m_state.at();
        const bool hasComma = m_state.eatOne({",", ";"});
        if (m_state.eat("unless")) {
            auto exception = alternatives();
            if (!exception)
                return std::nullopt;
            result = Expression::all({std::move(*result), Expression::no(std::move(*exception))});
            continue;
        }
        const bool isAnd = (hasComma || m_state.peek(1).is("if")) && m_state.eat("and");
        const bool isOr = !isAnd && hasComma && m_state.eat("or");
        auto next = isAnd || isOr ? alternatives() : std::nullopt;
        if (!next) {
            m_state.goTo(before);
            break;
        }
        result = isAnd ? Expression::all({std::move(*result), std::move(*next)})
                       : Expression::any({std::move(*result), std::move(*next)});
    }
    return result;
}

Grammar::Maybe Grammar::alternatives()
{
    auto first = conjunction();
    if (!first)
        return std::nullopt;
    std::vector<Expression> parts;
    parts.push_back(std::move(*first));
    for (std::size_t before = m_state.at(); m_state.eat("or"); before = m_state.at()) {
        auto next = conjunction();
        if (!next) {
            m_state.goTo(before);
            break;
        }
        parts.push_back(std::move(*next));
    }
    return Expression::any(std::move(parts));
}

Grammar::Maybe Grammar::conjunction()
{
    auto first = factor();
    if (!first)
        return std::nullopt;
    std::vector<Expression> parts;
    parts.push_back(std::move(*first));
    for (std::size_t before = m_state.at(); m_state.eatOne({"and", "but"}); before = m_state.at()) {
        auto next = m_state.peek().is("if") ? std::nullopt : factor(); // "and if" joins more than the last part
        if (!next) {
            m_state.goTo(before);
            break;
        }
        parts.push_back(std::move(*next));
    }
    return Expression::all(std::move(parts));
}

Grammar::Maybe Grammar::factor()
{
    if (!m_state.spend())
        return std::nullopt;
    const std::size_t start = m_state.at();
    m_state.eatAll({"if", "when", "whether", "where"});
    const std::size_t from = m_state.at();
    for (const auto alternative : {&Grammar::parenthesised, &Grammar::fixedPhrase, &Grammar::firstControlPoint,
                                   &Grammar::predicate, &Grammar::units, &Grammar::realWorld}) {
        m_state.goTo(from);
        if (auto result = (this->*alternative)()) {
            skipRemark();
            if (isBoundary())
                return result;
        }
    }
    m_state.goTo(from);
    if (m_state.eat("either")) { // of two sentences
        if (auto result = alternatives())
            return result;
    }
    m_state.goTo(start);
    return std::nullopt;
}

bool Grammar::isBoundary() const
{
    const Token &token = m_state.peek();
    return token.kind == Token::Kind::end || token.is("and") || token.is("or") || token.is("but") ||
           token.is("unless") || token.is(",") || token.is(";") || token.is(")");
}

Grammar::Maybe Grammar::parenthesised()
{
    if (!m_state.eat("("))
        return std::nullopt;
    auto result = sentence();
    return result && m_state.eat(")") ? result : std::nullopt;
}

// What is said about the whole instance without an attribute.
Grammar::Maybe Grammar::fixedPhrase()
{
    m_state.eatAll({"the", "this"});
    const bool isMultiFrame = m_state.eatOne(
        {"multi-frame pixel data are present", "multi-frame image", "image is a multi-frame image",
         "image is multi-frame", "sop instance is a multi-frame sop instance", "pixel data is multi-frame data"});
    if (!isMultiFrame && !eatMoreThanOneFrame())
        return countPhrase();
    const auto path = m_place.isUsage ? std::optional<std::string>{"/NumberOfFrames"}
                                      : m_index.pathTo("NumberOfFrames", m_place.row, Level::any);
    return Expression::comparison(path.value_or("/NumberOfFrames"), ">", "1");
}

bool Grammar::eatMoreThanOneFrame()
{
    const std::size_t before = m_state.at();
    if (m_state.is(Token::Kind::attribute) && m_state.peek().id == "PixelData") {
        m_state.advance();
        if (m_state.eat("contains more than one frame"))
            return true;
    }
    m_state.goTo(before);
    return false;
}

// "There is more than one Item in ...", "a value is present in ..."
Grammar::Maybe Grammar::countPhrase()
{
    Expression shape;
    if (m_state.eatOne({"there is more than one item in", "there are multiple items in"})) {
        shape = Expression::count(Kind::items, {}, ">", "1");
    } else if (m_state.eatOne({"there is at least one item in", "there are one or more items in"})) {
        shape = Expression::atom(Kind::filled, {});
    } else if (m_state.eat("a value is present in")) {
        shape = Expression::atom(Kind::filled, {});
    } else {
        return std::nullopt;
    }
    Subject about;
    return subject(about) ? applied(shape, about) : std::nullopt;
}

// The Items of a control point sequence are numbered from 0.
Grammar::Maybe Grammar::firstControlPoint()
{
    m_state.eatAll({"the", "for"});
    if (!m_state.eatOne({"first item of", "first item in", "control point 0 of"}))
        return std::nullopt;
    m_state.eatAll({"the", "segment", "ion"});
    const bool isNamed = m_state.is(Token::Kind::attribute)
                             ? m_state.peek().id.find("ControlPoint") != std::string::npos
                             : m_state.peek().is("control");
    if (!isNamed)
        return std::nullopt;
    if (m_state.is(Token::Kind::attribute))
        m_state.advance();
    else if (!m_state.eat("control point sequence"))
        return std::nullopt;
    for (const std::string_view keyword : {"ControlPointIndex", "ReferencedControlPointIndex"}) {
        if (const auto path = m_index.pathTo(keyword, m_place.row, Level::any); path && path->front() != '/')
            return Expression::comparison(*path, "=", "0");
    }
    return std::nullopt;
}

// "The Mask Module is present", "Pixel Measures or Plane Position (Patient) Macros Present"
Grammar::Maybe Grammar::units()
{
    m_state.eatAll({"the", "either", "any"});
    std::vector<Expression> parts;
    bool isOr = false;
    for (;;) {
        m_state.eatAll({"the", "either", "any"});
        if (!m_state.is(Token::Kind::module) && !m_state.is(Token::Kind::group))
            break;
        parts.push_back(
            Expression::named(m_state.is(Token::Kind::module) ? Kind::module : Kind::group, m_state.peek().id));
        m_state.advance();
        const std::size_t before = m_state.at();
        const bool hasComma = m_state.eat(",");
        const bool hasOr = m_state.eat("or");
        const bool hasAnd = !hasOr && m_state.eat("and");
        m_state.eatAll({"the"});
        if (!(hasComma || hasOr || hasAnd) || (!m_state.is(Token::Kind::module) && !m_state.is(Token::Kind::group))) {
            m_state.goTo(before);
            break;
        }
        isOr = isOr || hasOr;
    }
    if (parts.empty())
        return std::nullopt;
    m_state.eatAll({"is", "are"});
    const bool isNegated = m_state.eat("not");
    if (!m_state.eatOne({"present", "exists", "exist", "included", "used", "absent"}))
        return std::nullopt;
    if (isNegated) {
        for (Expression &part : parts)
            part = Expression::no(std::move(part));
    }
    return isOr ? Expression::any(std::move(parts)) : Expression::all(std::move(parts));
}

std::string Grammar::wordsBetween(std::size_t from, std::size_t to)
{
    const std::size_t before = m_state.at();
    std::string words;
    for (std::size_t i = from; i < to; ++i) {
        m_state.goTo(i);
        const Token &token = m_state.peek();
        if (!words.empty())
            words += ' ';
        if (token.kind == Token::Kind::word || token.kind == Token::Kind::sign) {
            words += token.lower;
        } else {
            for (const char c : token.text.substr(0, token.text.find(" (")))
                words += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            if (token.kind == Token::Kind::module)
                words += " module";
        }
    }
    m_state.goTo(before);
    return words;
}

// Does what follows a connective at `from` parse to its end?
bool Grammar::restParses(std::size_t from)
{
    if (const auto known = m_restParses.find(from); known != m_restParses.end())
        return known->second;
    m_restParses[from] = false; // while it is tried
    const std::size_t before = m_state.at();
    const auto lastBefore = m_last;
    m_state.goTo(from);
    m_state.eatAll({",", ";"});
    const bool isConnective = m_state.eatOne({"and", "or", "unless", "but"});
    const bool parses = (isConnective && sentence() && (m_state.isAtEnd() || m_state.peek().is(")"))) ||
                        (!isConnective && m_state.peek().is(")"));
    m_state.goTo(before);
    m_last = lastBefore;
    m_restParses[from] = parses;
    return parses;
}

// "... is a Segmentation or Surface Segmentation": what is joined are two names and not two sentences.
bool Grammar::joinsNames() const
{
    const Token &next = m_state.peek(m_state.peek().is(",") ? 2 : 1);
    return next.kind == Token::Kind::word && next.text.front() >= 'A' && next.text.front() <= 'Z';
}

// The shortest part of the sentence that speaks of the world outside of the file and after which the rest is
// understood.
Grammar::Maybe Grammar::realWorld()
{
    const std::size_t from = m_state.at();
    int depth = 0;
    for (;;) {
        const Token &token = m_state.peek();
        const bool mayEnd = depth == 0 && m_state.at() > from && isBoundary();
        if (mayEnd) {
            const std::string_view reason = realWorldReason(wordsBetween(from, m_state.at()));
            if (!reason.empty() && (m_state.isAtEnd() || (!joinsNames() && restParses(m_state.at()))))
                return Expression::unknown(reason);
        }
        if (m_state.isAtEnd() || !m_state.spend())
            return std::nullopt;
        depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        if (depth < 0)
            return std::nullopt;
        m_state.advance();
    }
}

std::optional<Expression> parseClause(std::string_view clause, const ClausePlace &place, const AttributeIndex &index)
{
    auto tokens = tokensOf(clause, index);
    if (!tokens)
        return std::nullopt;
    return Grammar(std::move(*tokens), place, index).whole();
}

} // namespace mi::standard
