// The part of ExpressionParser that reads paths and what they are compared with.
#include "core/standard/reading/attribute_class.h"
#include "core/standard/reading/expression_parser.h"

namespace mi {

namespace {

constexpr std::uint32_t maxSteps = 16;
constexpr std::uint32_t maxOrdinal = 0xFFFF; // of an Item or a value
constexpr std::string_view literalStops = ",{}()|:\"";

} // namespace

ExpressionParser::Parsed ExpressionParser::parseComparison(LineCursor &line)
{
    Node node{.kind = Kind::comparison};
    const std::uint32_t at = line.column();
    const DictionaryEntry *attribute = parsePath(line, node);
    if (attribute == nullptr)
        return std::nullopt;
    switch (attributeClass(*attribute)) {
    case AttributeClass::text:
        node.comparand = ConditionPool::Comparand::text;
        break;
    case AttributeClass::number:
        node.comparand = ConditionPool::Comparand::number;
        break;
    case AttributeClass::tag:
        node.comparand = ConditionPool::Comparand::tag;
        break;
    case AttributeClass::sequence:
        line.failAt(at, "a Sequence has Items, not values that can be compared");
        return std::nullopt;
    case AttributeClass::bytes:
        line.failAt(at, "an attribute of VR " + std::string{attribute->vr} + " has no values that can be compared");
        return std::nullopt;
    }
    node.first = static_cast<std::uint32_t>(m_pool.literals.size());
    if (line.takeWord("in"))
        return parseLiterals(line, node) ? Parsed{add(node)} : std::nullopt;
    const std::optional<Operator> op = parseOperator(line);
    if (!op)
        return std::nullopt;
    node.op = *op;
    if (node.comparand == ConditionPool::Comparand::tag && node.op != Operator::equal) {
        line.fail("tags are equal or not, nothing else");
        return std::nullopt;
    }
    return parseLiteral(line, node) ? Parsed{add(node)} : std::nullopt;
}

bool ExpressionParser::parseLiterals(LineCursor &line, Node &node)
{
    if (!expect(line, '{'))
        return false;
    do {
        if (!parseLiteral(line, node))
            return false;
    } while (line.take(','));
    return expect(line, '}');
}

bool ExpressionParser::parseLiteral(LineCursor &line, Node &node)
{
    const std::uint32_t at = line.column();
    ConditionPool::Literal literal;
    if (node.comparand == ConditionPool::Comparand::tag) {
        const std::optional<Tag> tag = parsedTag(line.takeTagText());
        if (!tag)
            return line.failAt(at, "a tag is expected here: (gggg,eeee)");
        literal.tag = *tag;
    } else {
        const std::optional<std::string_view> quoted = line.takeQuoted();
        literal.text = quoted ? *quoted : line.takeBare(literalStops);
        if (literal.text.empty() || line.hasFailed())
            return line.failAt(at, "a value is expected here");
        if (node.comparand == ConditionPool::Comparand::number) {
            const std::optional<double> number = parsedNumber(literal.text);
            if (!number)
                return line.failAt(at, quotedForMessage(literal.text) + " is no number, which the attribute has");
            literal.number = *number;
        }
    }
    m_pool.literals.push_back(literal);
    ++node.count;
    return true;
}

const DictionaryEntry *ExpressionParser::parsePath(LineCursor &line, Node &node)
{
    ConditionPool::Path path;
    if (!parseOrigin(line, path))
        return nullptr;
    path.firstStep = static_cast<std::uint32_t>(m_pool.steps.size());
    const DictionaryEntry *attribute = parseStep(line, path);
    while (attribute != nullptr && path.valueNumber == 0 && path.origin != ConditionPool::Origin::anywhere &&
           line.takeArrow()) {
        if (attributeClass(*attribute) != AttributeClass::sequence) {
            line.fail(std::string{attribute->keyword} + " is no Sequence, so nothing is inside it");
            return nullptr;
        }
        attribute = path.stepCount < maxSteps ? parseStep(line, path) : nullptr;
        if (attribute == nullptr)
            line.fail("a path that is too long");
    }
    node.path = static_cast<std::uint32_t>(m_pool.paths.size());
    m_pool.paths.push_back(path);
    return attribute;
}

bool ExpressionParser::parseOrigin(LineCursor &line, ConditionPool::Path &path)
{
    if (line.take('/')) {
        path.origin = ConditionPool::Origin::root;
    } else if (line.take(std::string_view{"@frame>"})) {
        path.origin = ConditionPool::Origin::frame;
    } else if (line.take(std::string_view{"@any>"})) {
        path.origin = ConditionPool::Origin::anywhere;
    } else {
        while (line.take(std::string_view{"../"})) {
            path.origin = ConditionPool::Origin::outside;
            if (++path.levelsOut > maxSteps)
                return line.fail("a path that is too long");
        }
    }
    return true;
}

const DictionaryEntry *ExpressionParser::parseStep(LineCursor &line, ConditionPool::Path &path)
{
    const std::uint32_t at = line.column();
    const std::string_view keyword = line.takeAlphanumeric();
    const DictionaryEntry *attribute = findKeyword(keyword);
    if (attribute == nullptr) {
        line.failAt(at, keyword.empty() ? std::string{"the keyword of an attribute is expected here"}
                                        : "unknown attribute " + quotedForMessage(keyword));
        return nullptr;
    }
    m_pool.steps.push_back({.tag = tagOf(*attribute), .item = 0});
    ++path.stepCount;
    if (line.take('[')) {
        const bool isSequence = attributeClass(*attribute) == AttributeClass::sequence;
        if (!parseBrackets(line, path))
            return nullptr;
        if ((isSequence && path.valueNumber != 0) || (!isSequence && m_pool.steps.back().item != 0)) {
            line.failAt(at, "[n] is an Item of a Sequence, [value n] a value of another attribute");
            return nullptr;
        }
    }
    return attribute;
}

// Behind the opening bracket.
bool ExpressionParser::parseBrackets(LineCursor &line, ConditionPool::Path &path)
{
    const bool isValue = line.takeWord("value");
    const std::uint32_t at = line.column();
    const std::optional<std::uint32_t> number = line.takeNumber();
    if (!number || *number == 0 || *number > maxOrdinal)
        return line.failAt(at, "the number of an Item or value is expected here, from 1 on");
    if (isValue)
        path.valueNumber = static_cast<std::uint16_t>(*number);
    else
        m_pool.steps.back().item = *number;
    return expect(line, ']');
}

} // namespace mi
