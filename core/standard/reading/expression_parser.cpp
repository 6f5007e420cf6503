#include "core/standard/reading/expression_parser.h"

#include "core/standard/reading/attribute_class.h"

namespace mi {

namespace {

// Real conditions nest three deep. The stack that a level takes is a few hundred bytes.
constexpr unsigned maxDepth = 32;

constexpr std::string_view literalStops = ",{}()|:\"";

} // namespace

std::optional<ConditionId> ExpressionParser::parse(LineCursor &line)
{
    m_operands.clear();
    const Parsed top = parseDisjunction(line, 0);
    if (!top || line.hasFailed())
        return std::nullopt;
    return static_cast<ConditionId>(*top);
}

std::uint32_t ExpressionParser::add(const Node &node)
{
    m_pool.nodes.push_back(node);
    return static_cast<std::uint32_t>(m_pool.nodes.size() - 1);
}

// The operands from `firstOperand` on, as one node; a single one stays what it is.
std::uint32_t ExpressionParser::joined(Kind kind, std::size_t firstOperand)
{
    const std::size_t count = m_operands.size() - firstOperand;
    std::uint32_t result = m_operands.back();
    if (count > 1) {
        const auto begin = m_operands.begin() + static_cast<std::ptrdiff_t>(firstOperand);
        const auto first = static_cast<std::uint32_t>(m_pool.links.size());
        m_pool.links.insert(m_pool.links.end(), begin, m_operands.end());
        result = add({.kind = kind, .first = first, .count = static_cast<std::uint32_t>(count)});
    }
    m_operands.resize(firstOperand);
    return result;
}

ExpressionParser::Parsed ExpressionParser::parseDisjunction(LineCursor &line, unsigned depth)
{
    const std::size_t first = m_operands.size();
    do {
        const Parsed operand = parseConjunction(line, depth);
        if (!operand)
            return std::nullopt;
        m_operands.push_back(*operand);
    } while (line.takeWord("or"));
    return joined(Kind::disjunction, first);
}

ExpressionParser::Parsed ExpressionParser::parseConjunction(LineCursor &line, unsigned depth)
{
    const std::size_t first = m_operands.size();
    do {
        const Parsed operand = parseFactor(line, depth);
        if (!operand)
            return std::nullopt;
        m_operands.push_back(*operand);
    } while (line.takeWord("and"));
    return joined(Kind::conjunction, first);
}

ExpressionParser::Parsed ExpressionParser::parseFactor(LineCursor &line, unsigned depth)
{
    if (depth >= maxDepth) {
        line.fail("an expression that is nested too deep");
        return std::nullopt;
    }
    if (line.takeWord("not")) {
        const Parsed operand = parseFactor(line, depth + 1);
        return operand ? Parsed{add({.kind = Kind::negation, .first = *operand})} : std::nullopt;
    }
    if (line.take('(')) {
        const Parsed inner = parseDisjunction(line, depth + 1);
        return inner && expect(line, ')') ? inner : std::nullopt;
    }
    return parseAtom(line);
}

ExpressionParser::Parsed ExpressionParser::parseAtom(LineCursor &line)
{
    const char next = line.peek();
    const bool isPath = next == '/' || next == '.' || next == '@' || line.startsKeyword();
    return isPath ? parseComparison(line) : parseFunction(line);
}

ExpressionParser::Parsed ExpressionParser::parseFunction(LineCursor &line)
{
    if (line.takeWord("true"))
        return add({.kind = Kind::always});
    if (line.takeWord("false"))
        return add({.kind = Kind::never});
    if (line.takeWord("present"))
        return parsePresence(line, Kind::present);
    if (line.takeWord("filled"))
        return parsePresence(line, Kind::filled);
    if (line.takeWord("empty"))
        return parsePresence(line, Kind::empty);
    if (line.takeWord("items"))
        return parseCount(line, Kind::itemCount);
    if (line.takeWord("values"))
        return parseCount(line, Kind::valueCount);
    if (line.takeWord("code"))
        return parseCode(line);
    if (line.takeWord("module"))
        return parseBlockName(line, Kind::module);
    if (line.takeWord("group"))
        return parseBlockName(line, Kind::functionalGroup);
    if (line.takeWord("iod"))
        return parseIods(line);
    if (line.takeWord("unknown"))
        return parseReason(line, Kind::realWorld);
    if (line.takeWord("open"))
        return parseReason(line, Kind::open);
    line.fail("an expression is expected here");
    return std::nullopt;
}

ExpressionParser::Parsed ExpressionParser::parsePresence(LineCursor &line, Kind kind)
{
    Node node{.kind = kind};
    if (!expect(line, '(') || parsePath(line, node) == nullptr || !expect(line, ')'))
        return std::nullopt;
    return add(node);
}

ExpressionParser::Parsed ExpressionParser::parseCount(LineCursor &line, Kind kind)
{
    Node node{.kind = kind};
    if (!expect(line, '('))
        return std::nullopt;
    const std::uint32_t at = line.column();
    const DictionaryEntry *attribute = parsePath(line, node);
    if (attribute == nullptr)
        return std::nullopt;
    const bool isSequence = attributeClass(*attribute) == AttributeClass::sequence;
    if (isSequence != (kind == Kind::itemCount)) {
        line.failAt(at, kind == Kind::itemCount ? "items() counts those of a Sequence, which this attribute is not"
                                                : "values() does not count those of a Sequence; items() does");
        return std::nullopt;
    }
    const ConditionPool::Path &path = m_pool.pathOf(node);
    if (path.valueNumber != 0 || m_pool.stepsOf(path).back().item != 0) {
        line.failAt(at, "a number of Items or values is that of all of them, not of one");
        return std::nullopt;
    }
    if (!expect(line, ')'))
        return std::nullopt;
    const std::optional<Operator> op = parseOperator(line);
    if (!op)
        return std::nullopt;
    node.op = *op;
    const std::optional<std::uint32_t> number = line.takeNumber();
    if (!number) {
        line.fail("a number is expected here");
        return std::nullopt;
    }
    node.first = *number;
    return add(node);
}

ExpressionParser::Parsed ExpressionParser::parseCode(LineCursor &line)
{
    Node node{.kind = Kind::code};
    if (!expect(line, '('))
        return std::nullopt;
    const std::uint32_t at = line.column();
    const DictionaryEntry *attribute = parsePath(line, node);
    if (attribute == nullptr)
        return std::nullopt;
    if (attributeClass(*attribute) != AttributeClass::sequence || m_pool.pathOf(node).valueNumber != 0) {
        line.failAt(at, "code() asks for the Items of a code Sequence, which this attribute is not");
        return std::nullopt;
    }
    if (!expect(line, ')'))
        return std::nullopt;
    if (!line.takeWord("in")) {
        line.fail("code(...) is followed by in {SCHEME:CODE, ...}");
        return std::nullopt;
    }
    return parseCodes(line, node) ? Parsed{add(node)} : std::nullopt;
}

bool ExpressionParser::parseCodes(LineCursor &line, Node &node)
{
    if (!expect(line, '{'))
        return false;
    node.first = static_cast<std::uint32_t>(m_pool.literals.size());
    do {
        for (const bool isScheme : {true, false}) {
            if (!isScheme && !expect(line, ':'))
                return false;
            const std::optional<std::string_view> quoted = line.takeQuoted();
            const std::string_view text = quoted ? *quoted : line.takeBare(literalStops);
            if (text.empty())
                return line.fail("a code is expected here: SCHEME:CODE");
            m_pool.literals.push_back({.text = text, .number = 0, .tag = {}});
        }
    } while (line.take(','));
    node.count = static_cast<std::uint32_t>(m_pool.literals.size()) - node.first;
    return expect(line, '}');
}

ExpressionParser::Parsed ExpressionParser::parseBlockName(LineCursor &line, Kind kind)
{
    if (!expect(line, '('))
        return std::nullopt;
    const std::string_view id = line.takeId();
    if (id.empty()) {
        line.fail("the id of a module or macro is expected here");
        return std::nullopt;
    }
    const std::uint32_t block = kind == Kind::module ? m_names.moduleIndex(id) : m_names.macroIndex(id);
    return expect(line, ')') ? Parsed{add({.kind = kind, .first = block})} : std::nullopt;
}

ExpressionParser::Parsed ExpressionParser::parseReason(LineCursor &line, Kind kind)
{
    if (!expect(line, '('))
        return std::nullopt;
    const std::optional<std::string_view> reason = line.takeQuoted();
    if (!reason || reason->empty()) {
        line.fail("a reason in quotes is expected here");
        return std::nullopt;
    }
    const auto first = static_cast<std::uint32_t>(m_pool.literals.size());
    m_pool.literals.push_back({.text = *reason, .number = 0, .tag = {}});
    return expect(line, ')') ? Parsed{add({.kind = kind, .first = first, .count = 1})} : std::nullopt;
}

ExpressionParser::Parsed ExpressionParser::parseIods(LineCursor &line)
{
    if (!line.takeWord("in")) {
        line.fail("iod is followed by in {id, ...}");
        return std::nullopt;
    }
    if (!expect(line, '{'))
        return std::nullopt;
    Node node{.kind = Kind::iod, .first = static_cast<std::uint32_t>(m_pool.links.size())};
    do {
        const std::string_view id = line.takeId();
        if (id.empty()) {
            line.fail("the id of an IOD is expected here");
            return std::nullopt;
        }
        m_pool.links.push_back(m_names.iodIndex(id));
    } while (line.take(','));
    node.count = static_cast<std::uint32_t>(m_pool.links.size()) - node.first;
    return expect(line, '}') ? Parsed{add(node)} : std::nullopt;
}

bool ExpressionParser::expect(LineCursor &line, char c)
{
    return line.take(c) || line.fail(std::string{"'"} + c + "' is expected here");
}

std::optional<ExpressionParser::Operator> ExpressionParser::parseOperator(LineCursor &line)
{
    if (line.take('='))
        return Operator::equal;
    if (line.take(std::string_view{"<="}))
        return Operator::lessOrEqual;
    if (line.take(std::string_view{">="}))
        return Operator::greaterOrEqual;
    if (line.take('<'))
        return Operator::less;
    if (line.take('>'))
        return Operator::greater;
    line.fail("one of = < <= > >= is expected here");
    return std::nullopt;
}

} // namespace mi
