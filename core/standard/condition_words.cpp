#include "core/standard/condition_words.h"

#include "core/dicom/dictionary.h"

#include <algorithm>
#include <array>

namespace mi {

namespace {

using Kind = ConditionPool::Kind;
using Node = ConditionPool::Node;

// Values that would read like the format's own words.
constexpr std::array<std::string_view, 7> reserved{"and", "or", "not", "in", "else", "when", "value"};

std::string originText(const ConditionPool::Path &path)
{
    switch (path.origin) {
    case ConditionPool::Origin::here:
        break;
    case ConditionPool::Origin::root:
        return "/";
    case ConditionPool::Origin::outside: {
        std::string text;
        for (unsigned i = 0; i < path.levelsOut; ++i)
            text += "../";
        return text;
    }
    case ConditionPool::Origin::frame:
        return "@frame>";
    case ConditionPool::Origin::anywhere:
        return "@any>";
    }
    return {};
}

std::string pathText(const ConditionPool &pool, const Node &node)
{
    const ConditionPool::Path &path = pool.pathOf(node);
    return originText(path) + stepsText(pool, path);
}

std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

std::string comparisonText(const ConditionPool &pool, const Node &node)
{
    const auto one = [&node](const ConditionPool::Literal &literal) {
        const bool isTag = node.comparand == ConditionPool::Comparand::tag;
        return isTag ? toString(literal.tag) : literalText(literal.text);
    };
    const auto literals = pool.literalsOf(node);
    std::string text = pathText(pool, node);
    if (literals.size() == 1)
        return text + " " + std::string{symbolOf(node.op)} + " " + one(literals.front());
    text += " in {";
    for (std::size_t i = 0; i < literals.size(); ++i)
        text += (i > 0 ? ", " : "") + one(literals[i]);
    return text + "}";
}

std::string codesText(const ConditionPool &pool, const Node &node)
{
    std::string text = "code(" + pathText(pool, node) + ") in {";
    const auto literals = pool.literalsOf(node);
    for (std::size_t i = 0; i + 1 < literals.size(); i += 2)
        text += (i > 0 ? ", " : "") + literalText(literals[i].text) + ":" + literalText(literals[i + 1].text);
    return text + "}";
}

std::string iodsText(const RuleTables &tables, const Node &node)
{
    std::string text;
    for (const std::uint32_t index : tables.conditionPool().childrenOf(node))
        text += (text.empty() ? "" : ", ") + std::string{tables.iods()[index].id};
    return "iod in {" + text + "}";
}

// Operands that bind weaker stand in brackets.
std::string operandText(const RuleTables &tables, Kind outer, std::uint32_t operand)
{
    const Kind inner = tables.conditionPool().nodes[operand].kind;
    const bool isWeaker = inner == Kind::disjunction || (inner == Kind::conjunction && outer != Kind::disjunction);
    const std::string text = expressionText(tables, operand);
    return isWeaker ? "(" + text + ")" : text;
}

std::string joinedText(const RuleTables &tables, const Node &node)
{
    std::string text;
    for (const std::uint32_t child : tables.conditionPool().childrenOf(node)) {
        if (!text.empty())
            text += node.kind == Kind::conjunction ? " and " : " or ";
        text += operandText(tables, node.kind, child);
    }
    return text;
}

} // namespace

std::string_view symbolOf(ConditionPool::Operator op)
{
    switch (op) {
    case ConditionPool::Operator::equal:
        return "=";
    case ConditionPool::Operator::less:
        return "<";
    case ConditionPool::Operator::lessOrEqual:
        return "<=";
    case ConditionPool::Operator::greater:
        return ">";
    case ConditionPool::Operator::greaterOrEqual:
        return ">=";
    }
    return {};
}

std::string literalText(std::string_view value)
{
    const bool isPlain = !value.empty() && value.find_first_of(" ,{}()|:\"\\#") == std::string_view::npos &&
                         std::ranges::find(reserved, value) == reserved.end();
    return isPlain ? std::string{value} : quoted(value);
}

std::string stepsText(const ConditionPool &pool, const ConditionPool::Path &path)
{
    std::string text;
    for (const ConditionPool::Step &step : pool.stepsOf(path)) {
        text += (text.empty() ? "" : ">") + std::string{keywordOf(step.tag)};
        if (step.item != 0)
            text += "[" + std::to_string(step.item) + "]";
    }
    if (path.valueNumber != 0)
        text += "[value " + std::to_string(path.valueNumber) + "]";
    return text;
}

std::string expressionText(const RuleTables &tables, std::uint32_t index)
{
    const ConditionPool &pool = tables.conditionPool();
    const Node &node = pool.nodes[index];
    const auto count = [&] { return ") " + std::string{symbolOf(node.op)} + " " + std::to_string(node.first); };
    const auto name = [&] { return std::string{tables.blocks()[node.first].id} + ")"; };
    switch (node.kind) {
    case Kind::always:
        return "true";
    case Kind::never:
        return "false";
    case Kind::negation:
        return "not " + operandText(tables, Kind::negation, node.first);
    case Kind::conjunction:
    case Kind::disjunction:
        return joinedText(tables, node);
    case Kind::present:
        return "present(" + pathText(pool, node) + ")";
    case Kind::filled:
        return "filled(" + pathText(pool, node) + ")";
    case Kind::empty:
        return "empty(" + pathText(pool, node) + ")";
    case Kind::comparison:
        return comparisonText(pool, node);
    case Kind::itemCount:
        return "items(" + pathText(pool, node) + count();
    case Kind::valueCount:
        return "values(" + pathText(pool, node) + count();
    case Kind::code:
        return codesText(pool, node);
    case Kind::module:
        return "module(" + name();
    case Kind::functionalGroup:
        return "group(" + name();
    case Kind::iod:
        return iodsText(tables, node);
    case Kind::realWorld:
        return "unknown(" + quoted(pool.literalsOf(node).front().text) + ")";
    case Kind::open:
        return "open(" + quoted(pool.literalsOf(node).front().text) + ")";
    }
    return {};
}

} // namespace mi
