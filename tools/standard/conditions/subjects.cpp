// What a sentence speaks of: attributes, where they are, and which of their values.
#include "tools/standard/conditions/grammar_parts.h"

#include "core/domain/tag.h"

#include <array>
#include <cctype>
#include <utility>

namespace mi::standard {

namespace {

using Kind = Expression::Kind;

bool isNumberVr(std::string_view vr)
{
    constexpr std::array<std::string_view, 13> numbers = {"DS", "IS", "US", "SS",       "UL", "SL", "FL",
                                                          "FD", "UV", "SV", "US or SS", "OF", "OD"};
    for (const std::string_view number : numbers) {
        if (vr == number)
            return true;
    }
    return false;
}

bool looksLikeNumber(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789.-") == std::string_view::npos;
}

// As the tables write it, by what kind of attribute it is compared with; nothing if it does not fit.
std::optional<std::string> literalFor(const DictionaryEntry &attribute, const std::string &raw)
{
    if (attribute.vr == "AT")
        return raw.starts_with('(') ? std::optional{raw} : std::nullopt;
    if (raw.starts_with('('))
        return std::nullopt;
    if (isNumberVr(attribute.vr))
        return looksLikeNumber(raw) ? std::optional{raw} : std::nullopt;
    if (attribute.vr == "SQ")
        return std::nullopt;
    return looksLikeNumber(raw) && attribute.vr != "UI" ? "\"" + raw + "\"" : textLiteral(raw);
}

} // namespace

Grammar::Maybe Grammar::predicate()
{
    Subject about;
    if (!subject(about))
        return std::nullopt;
    const auto before = std::exchange(m_last, about);
    auto shape = verbs();
    if (shape) {
        while (qualifier(about.mentions.back())) {
            for (Mention &mention : about.mentions) { // "A or B is present in this Item"
                mention.level = about.mentions.back().level;
                mention.container = about.mentions.back().container;
            }
        }
        if (auto result = applied(*shape, about))
            return result;
    }
    m_last = before;
    return std::nullopt;
}

bool Grammar::subject(Subject &into)
{
    m_state.eatAll({"the", "attribute", "attributes"});
    if (m_state.eat("neither"))
        into.joint = Subject::Joint::neither;
    else
        m_state.eatOne({"either", "both"});
    Mention first;
    if (!mention(first))
        return false;
    into.mentions.push_back(first);
    for (;;) {
        const std::size_t before = m_state.at();
        const bool hasComma = m_state.eat(",");
        const bool hasOr = m_state.eatOne({"or", "nor"});
        const bool hasAnd = !hasOr && m_state.eat("and");
        Mention next;
        m_state.eatAll({"the pair of", "the", "either", "both"});
        if (!(hasComma || hasOr || hasAnd) || !m_state.is(Token::Kind::attribute) || !mention(next)) {
            m_state.goTo(before);
            break;
        }
        into.mentions.push_back(next);
        if (into.joint == Subject::Joint::none && (hasOr || hasAnd))
            into.joint = hasOr ? Subject::Joint::any : Subject::Joint::all;
        else if ((hasOr && into.joint == Subject::Joint::all) || (hasAnd && into.joint == Subject::Joint::any))
            return false; // "A and B or C is present" may be read in two ways
    }
    return into.mentions.size() == 1 || into.joint != Subject::Joint::none;
}

std::optional<int> Grammar::valueNumber()
{
    constexpr std::array<std::string_view, 6> ordinals = {"first", "second", "third", "fourth", "fifth", "sixth"};
    const std::size_t before = m_state.at();
    for (std::size_t i = 0; i < ordinals.size(); ++i) {
        if (m_state.eat(ordinals[i])) {
            if (m_state.eat("value"))
                return static_cast<int>(i) + 1;
            m_state.goTo(before);
            return std::nullopt;
        }
    }
    if (m_state.eat("value") && m_state.is(Token::Kind::word) && m_state.peek().text.size() == 1 &&
        m_state.peek().text[0] >= '1' && m_state.peek().text[0] <= '9') {
        const int number = m_state.peek().text[0] - '0';
        m_state.advance();
        return number;
    }
    m_state.goTo(before);
    return std::nullopt;
}

bool Grammar::mention(Mention &into)
{
    m_state.eatAll({"the", "a", "an", "any", "one", "at least one of", "one or more of"});
    if (m_state.eatOne({"number of items in the", "number of items in"}))
        into.isItemCount = true;
    if (const auto number = valueNumber()) {
        into.valueNumber = *number;
        if (!m_state.eat("of")) { // of the attribute that was named before
            if (!m_last || m_last->mentions.size() != 1)
                return false;
            into.keyword = m_last->mentions.front().keyword;
            into.level = m_last->mentions.front().level;
            return true;
        }
    }
    m_state.eatAll({"value of", "values of", "value for", "value", "the", "attribute"});
    if (!m_state.is(Token::Kind::attribute))
        return false;
    into.keyword = m_state.peek().id;
    m_state.advance();
    const std::size_t before = m_state.at();
    m_state.eat(",");
    if (const auto number = valueNumber(); number && into.valueNumber == 0)
        into.valueNumber = *number;
    else
        m_state.goTo(before);
    m_state.eatOne({"attribute value", "value", "attribute", "item value", "sequence"});
    while (qualifier(into)) {
    }
    return true;
}

void Grammar::skipRemark()
{
    const std::size_t before = m_state.at();
    if (!m_state.eat("("))
        return;
    for (int depth = 1; !m_state.isAtEnd(); m_state.advance()) {
        const Token &token = m_state.peek();
        if (token.kind == Token::Kind::attribute || token.is("if"))
            break;
        depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        if (depth == 0) {
            m_state.advance();
            return;
        }
    }
    m_state.goTo(before);
}

// Where the attribute is, in words after it.
bool Grammar::qualifier(Mention &into)
{
    const std::size_t before = m_state.at();
    skipRemark();
    if (m_state.at() != before)
        return true;
    if (m_state.eatOne({"of this frame", "for this frame", "in this frame"})) {
        into.level = Level::frame;
        return true;
    }
    if (m_state.eatOne({"in this item", "in this sequence item", "in the sequence item", "in the same item",
                        "within the same item", "in this sequence"})) {
        if (!m_state.eatOne({"of the", "of"}))
            into.level = Level::same;
        else if (m_state.is(Token::Kind::attribute)) { // "in this Item of the Fiducial Set Sequence"
            into.container = m_state.peek().id;
            m_state.advance();
        }
        return true;
    }
    if (m_state.eat("at the image level")) {
        into.level = Level::root;
        return true;
    }
    if (m_state.eatOne({"for any frame in the sop instance", "for any frame", "for one or more fraction groups"})) {
        into.level = Level::anyFrame;
        return true;
    }
    return container(into);
}

bool Grammar::container(Mention &into)
{
    const std::size_t before = m_state.at();
    if (!m_state.eatOne({"specified within", "within", "in", "of"}))
        return false;
    m_state.eatAll(
        {"the", "an", "a", "any", "each", "of", "items in", "items", "item", "control points specified within"});
    if (m_state.is(Token::Kind::attribute)) {
        into.container = m_state.peek().id;
        m_state.advance();
        m_state.eatOne({"item", "sequence"});
        return true;
    }
    if (m_state.is(Token::Kind::module)) {
        m_state.advance();
        into.level = Level::root;
        return true;
    }
    if (m_state.is(Token::Kind::group)) {
        m_state.advance();
        m_state.eat("in the sop instance");
        into.level = Level::anyFrame;
        return true;
    }
    if (m_state.eat("functional group sequence")) {
        into.level = Level::anyFrame;
        return true;
    }
    m_state.goTo(before);
    return false;
}

std::optional<std::string> Grammar::pathOf(const Mention &mention) const
{
    std::optional<std::string> path;
    if (m_place.isUsage)
        path = m_index.pathFromRoot(mention.container.empty() ? mention.keyword : mention.container, mention.level);
    else if (mention.container.empty())
        path = m_index.pathTo(mention.keyword, m_place.row, mention.level);
    else
        path = m_index.pathInside(mention.container, mention.keyword, m_place.row, mention.level);
    if (path && m_place.isUsage && !mention.container.empty())
        *path += ">" + mention.keyword;
    if (path && mention.valueNumber > 0)
        *path += "[value " + std::to_string(mention.valueNumber) + "]";
    return path;
}

Grammar::Maybe Grammar::appliedTo(const Expression &shape, const Mention &mention) const
{
    Expression result = shape;
    if (shape.is(Kind::all) || shape.is(Kind::any) || shape.is(Kind::negation)) {
        for (Expression &part : result.parts) {
            auto inner = appliedTo(part, mention);
            if (!inner)
                return std::nullopt;
            part = std::move(*inner);
        }
        return result;
    }
    const auto path = pathOf(mention);
    const bool isAboutPresence = shape.is(Kind::present) || shape.is(Kind::filled);
    if (const auto group = m_index.groupOfSequence(mention.keyword);
        group && isAboutPresence && (!path || mention.level == Level::anyFrame || path->starts_with('@')))
        return Expression::named(Kind::group, *group);
    const DictionaryEntry *attribute = AttributeIndex::attributeWithKeyword(mention.keyword);
    if (!path || attribute == nullptr || result.is(Kind::unknown))
        return std::nullopt;
    result.path = *path;
    if (mention.isItemCount) {
        if (!result.is(Kind::compare))
            return std::nullopt;
        result.kind = Kind::items;
        return result;
    }
    const bool isSequence = attribute->vr == "SQ";
    if (isSequence != result.is(Kind::code) &&
        (result.is(Kind::code) || result.is(Kind::compare) || result.is(Kind::oneOf)))
        return std::nullopt;
    if (result.is(Kind::compare) || result.is(Kind::oneOf)) {
        for (std::string &literal : result.literals) {
            auto fitting = literalFor(*attribute, literal);
            if (!fitting)
                return std::nullopt;
            literal = std::move(*fitting);
        }
    }
    // Present or empty are said of an attribute, not of one of its values.
    if (mention.valueNumber > 0 && (result.is(Kind::present) || result.is(Kind::empty))) {
        if (result.is(Kind::empty))
            return std::nullopt;
        result.kind = Kind::filled;
    }
    return result;
}

Grammar::Maybe Grammar::applied(const Expression &shape, const Subject &subject)
{
    std::vector<Expression> parts;
    for (const Mention &mention : subject.mentions) {
        auto part = appliedTo(shape, mention);
        if (!part)
            return std::nullopt;
        if (subject.joint == Subject::Joint::neither)
            part = Expression::no(std::move(*part));
        parts.push_back(std::move(*part));
    }
    return subject.joint == Subject::Joint::any ? Expression::any(std::move(parts)) : Expression::all(std::move(parts));
}

} // namespace mi::standard
