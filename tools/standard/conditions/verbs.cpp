// What a sentence says of its attributes: present, empty, one of these values, larger than that.
#include "tools/standard/conditions/grammar_parts.h"

#include "core/domain/tag.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace mi::standard {

namespace {

using Kind = Expression::Kind;

Expression shapeOf(Kind kind)
{
    return Expression::atom(kind, {});
}

Expression equalTo(std::vector<std::string> literals)
{
    return Expression::member({}, std::move(literals));
}

Expression otherThan(Expression test)
{
    return Expression::all({shapeOf(Kind::filled), Expression::no(std::move(test))});
}

Expression codeIn(std::vector<std::string> codes)
{
    Expression result = shapeOf(Kind::code);
    result.literals = std::move(codes);
    return result;
}

Expression negatedIf(bool isNegated, Expression test)
{
    return isNegated ? Expression::no(std::move(test)) : test;
}

} // namespace

// "is present and is either A or B", "is absent or not C"
Grammar::Maybe Grammar::verbs()
{
    m_state.eatOne({"that", "which"});
    auto result = verb(false);
    while (result) {
        const std::size_t before = m_state.at();
        m_state.eat(",");
        const bool isAnd = m_state.eatOne({"and", "but"});
        const bool isOr = !isAnd && m_state.eat("or");
        m_state.eatAll({"if", "the value", "its value", "value", "it"});
        auto next = isAnd || isOr ? verb(true) : std::nullopt;
        if (!next || !isBoundary()) {
            m_state.goTo(before);
            break;
        }
        result = isAnd ? Expression::all({std::move(*result), std::move(*next)})
                       : Expression::any({std::move(*result), std::move(*next)});
    }
    return result;
}

Grammar::Maybe Grammar::verb(bool isContinued)
{
    if (!m_state.spend())
        return std::nullopt;
    if (m_state.eatOne({"exists", "exist"}))
        return shapeOf(Kind::present);
    if (m_state.eatOne({"does not", "do not"}))
        return afterDoesNot();
    if (m_state.eatOne({"is", "are", "was", "were", "has been"}))
        return afterIs();
    if (m_state.eatOne({"equals", "equal", "="})) {
        m_state.eat("to");
        return valueTest();
    }
    if (m_state.eatOne({"has", "have"}))
        return afterHas();
    if (m_state.eatOne({"contains", "contain", "includes", "include"}))
        return afterContains();
    if (m_state.eatOne({"points to", "point to"}))
        return tagList();
    if (m_state.eat("with"))
        return withValue();
    if (m_state.eat("other than")) {
        auto test = valueTest();
        return test ? Maybe{otherThan(std::move(*test))} : std::nullopt;
    }
    if (isContinued && m_state.eat("not")) {
        auto test = valueTest();
        return test ? Maybe{Expression::no(std::move(*test))} : std::nullopt;
    }
    return std::nullopt;
}

Grammar::Maybe Grammar::afterIs()
{
    m_state.eat("also");
    const bool isNegated = m_state.eat("not");
    m_state.eat("also");
    if (m_state.eatOne({"present", "used", "included", "specified", "provided", "supplied", "encoded"})) {
        const std::size_t before = m_state.at();
        m_state.eat(",");
        if (m_state.eat("with")) {
            auto test = withValue();
            return test ? Maybe{negatedIf(isNegated, std::move(*test))} : std::nullopt;
        }
        m_state.goTo(before);
        return negatedIf(isNegated, shapeOf(Kind::present));
    }
    if (m_state.eatOne({"absent", "missing", "omitted"}))
        return negatedIf(!isNegated, shapeOf(Kind::present));
    if (m_state.eatOne({"empty", "zero length", "zero-length", "of zero length", "null"}))
        return shapeOf(isNegated ? Kind::filled : Kind::empty);
    if (!isNegated && m_state.eatOne({"non-zero length", "non-null", "non-empty", "not empty"}))
        return shapeOf(Kind::filled);
    if (m_state.eatOne({"non-zero", "nonzero"}))
        return negatedIf(isNegated, Expression::comparison({}, ">", "0"));
    if (m_state.eat("multi-valued"))
        return negatedIf(isNegated, Expression::count(Kind::values, {}, ">", "1"));
    if (auto test = magnitude())
        return negatedIf(isNegated, std::move(*test));
    m_state.eatOne({"set to", "of value", "equal to"});
    if (m_state.eat("the data element tag of")) {
        auto test = tagList();
        return test ? Maybe{negatedIf(isNegated, std::move(*test))} : std::nullopt;
    }
    if (auto test = tagList())
        return negatedIf(isNegated, std::move(*test));
    auto test = valueTest();
    return test ? Maybe{negatedIf(isNegated, std::move(*test))} : std::nullopt;
}

Grammar::Maybe Grammar::afterHas()
{
    if (m_state.eatOne({"no value", "no values"}))
        return Expression::no(shapeOf(Kind::filled));
    if (m_state.eatOne({"no items", "no item"}))
        return Expression::no(shapeOf(Kind::filled));
    if (m_state.eatOne({"one or more items", "at least one item", "items"}))
        return shapeOf(Kind::filled);
    if (m_state.eat("more than one item"))
        return Expression::count(Kind::items, {}, ">", "1");
    if (m_state.eat("a non-zero value"))
        return Expression::comparison({}, ">", "0");
    return withValue();
}

Grammar::Maybe Grammar::afterDoesNot()
{
    if (m_state.eat("exist"))
        return Expression::no(shapeOf(Kind::present));
    Maybe test;
    if (m_state.eat("equal"))
        test = valueTest();
    else if (m_state.eat("have"))
        test = afterHas();
    else if (m_state.eatOne({"contain", "include"}))
        test = afterContains();
    return test ? Maybe{Expression::no(std::move(*test))} : std::nullopt;
}

Grammar::Maybe Grammar::afterContains()
{
    if (m_state.eatOne({"one item", "a single item"}) && isBoundary())
        return Expression::count(Kind::items, {}, "=", "1");
    if (m_state.eat("more than one item"))
        return Expression::count(Kind::items, {}, ">", "1");
    if (m_state.eatOne({"at least one item", "one or more items", "items"}))
        return shapeOf(Kind::filled);
    if (m_state.eatOne({"the tag for", "the tag of", "tag for"}))
        return tagList();
    m_state.eatAll({"an item with", "one item with", "the value or", "either"});
    std::vector<std::string> list;
    if (codes(list))
        return codeIn(std::move(list));
    const std::size_t before = m_state.at();
    if (auto test = withValue())
        return test;
    m_state.goTo(before);
    return valueTest();
}

// After "has", "contains", "present with": "a value", "a value of A", "the value A", "an Item value other than (code)".
Grammar::Maybe Grammar::withValue()
{
    m_state.eatAll({"a", "an", "the", "any", "item"});
    if (!m_state.eatOne({"value", "values"}))
        return std::nullopt;
    m_state.eat("defined as");
    if (auto test = magnitude())
        return test;
    const bool hasOf = m_state.eat("of");
    if (auto test = magnitude())
        return test;
    const std::size_t before = m_state.at();
    if (auto test = valueTest())
        return test;
    m_state.goTo(before);
    return hasOf ? std::nullopt : Maybe{shapeOf(Kind::filled)};
}

Grammar::Maybe Grammar::magnitude()
{
    const std::size_t before = m_state.at();
    std::string_view op;
    if (m_state.eatOne({"greater than or equal to", "at least"}))
        op = ">=";
    else if (m_state.eatOne({"less than or equal to", "at most"}))
        op = "<=";
    else if (m_state.eatOne({"greater than", "more than", "larger than", ">"}))
        op = ">";
    else if (m_state.eatOne({"less than", "smaller than", "<"}))
        op = "<";
    std::string bound;
    if (!op.empty() && number(bound))
        return Expression::comparison({}, op, bound);
    m_state.goTo(before);
    return std::nullopt;
}

Grammar::Maybe Grammar::valueTest()
{
    m_state.eatAll({"equal to", "the item value", "the item"});
    if (m_state.eatOne({"other than one of", "other than any of", "other than"})) {
        auto test = valueTest();
        return test ? Maybe{otherThan(std::move(*test))} : std::nullopt;
    }
    m_state.eatAll({"either", "one of", "any of", "the following", "the value of", "the value", "the values", "value",
                    "values", "a value of", "set to", ":"});
    std::vector<std::string> list;
    if (codes(list))
        return codeIn(std::move(list));
    if (values(list))
        return equalTo(std::move(list));
    return std::nullopt;
}

Grammar::Maybe Grammar::tagList()
{
    std::vector<std::string> tags;
    for (std::size_t before = m_state.at();; before = m_state.at()) {
        const bool isFirst = tags.empty();
        const bool isJoined = isFirst || m_state.eatOne({"or", ", or", ","});
        m_state.eat("the");
        const DictionaryEntry *attribute = isJoined && m_state.is(Token::Kind::attribute)
                                               ? AttributeIndex::attributeWithKeyword(m_state.peek().id)
                                               : nullptr;
        if (attribute == nullptr) {
            m_state.goTo(before);
            break;
        }
        m_state.advance();
        if (!isBoundary()) { // the subject of a verb of its own
            m_state.goTo(before);
            break;
        }
        tags.push_back(toString(Tag{static_cast<std::uint16_t>(attribute->key >> 16U),
                                    static_cast<std::uint16_t>(attribute->key & 0xFFFFU)}));
    }
    return tags.empty() ? std::nullopt : Maybe{equalTo(std::move(tags))};
}

bool Grammar::codes(std::vector<std::string> &into)
{
    while (m_state.is(Token::Kind::code)) {
        into.push_back(m_state.peek().text);
        m_state.advance();
        const std::size_t before = m_state.at();
        if (!m_state.eatOne({", or", "or", ","}) || !m_state.is(Token::Kind::code))
            m_state.goTo(before);
    }
    return !into.empty();
}

bool Grammar::values(std::vector<std::string> &into)
{
    std::string next;
    if (!value(next))
        return false;
    into.push_back(next);
    for (;;) {
        const std::size_t before = m_state.at();
        if (!m_state.eatOne({", or", "or", ","}) || !value(next) || !isBoundary()) {
            m_state.goTo(before);
            return true;
        }
        into.push_back(next);
    }
}

bool Grammar::value(std::string &into)
{
    into.clear();
    const Token &token = m_state.peek();
    if (token.kind == Token::Kind::quoted || token.kind == Token::Kind::uid) {
        into = token.text;
        m_state.advance();
        skipRemark();
        m_state.eatOne({"storage"});
        return true;
    }
    // The name of a SOP Class before its UID: "Segmentation Storage (1.2...)".
    constexpr std::size_t maxNameWords = 12;
    const std::size_t before = m_state.at();
    for (std::size_t words = 0; words < maxNameWords && m_state.is(Token::Kind::word); ++words)
        m_state.advance();
    if (m_state.at() > before && m_state.eat("(") && m_state.is(Token::Kind::uid)) {
        into = m_state.peek().text;
        m_state.advance();
        if (m_state.eat(")"))
            return true;
    }
    m_state.goTo(before);
    into.clear();
    if (number(into)) {
        skipRemark();
        return true;
    }
    while (m_state.is(Token::Kind::word) && m_state.peek().isUpper) {
        into += (into.empty() ? "" : " ") + m_state.peek().text;
        m_state.advance();
    }
    if (!into.empty()) {
        skipRemark();
        return true;
    }
    return false;
}

bool Grammar::number(std::string &into)
{
    const Token &token = m_state.peek();
    if (token.kind != Token::Kind::word)
        return false;
    constexpr std::array<std::string_view, 3> names = {"zero", "one", "two"};
    const auto name = std::find(names.begin(), names.end(), token.lower);
    const bool isNumber = !token.text.empty() && std::all_of(token.text.begin(), token.text.end(), [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.';
    });
    if (name == names.end() && !isNumber)
        return false;
    into = isNumber ? token.text : std::to_string(name - names.begin());
    m_state.advance();
    return true;
}

} // namespace mi::standard
