// ExpressionParser: one expression of the rule tables into the pool. docs/rule-tables.md, Expressions. One thread.
#pragma once

#include "core/dicom/dictionary.h"
#include "core/standard/condition_pool.h"
#include "core/standard/reading/line_cursor.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mi {

// What the ids in expressions stand for: indexes into the lists of RuleTables, which may be defined later on.
class RuleNames {
public:
    virtual ~RuleNames() = default;
    virtual std::uint32_t moduleIndex(std::string_view id) = 0;
    virtual std::uint32_t macroIndex(std::string_view id) = 0;
    virtual std::uint32_t iodIndex(std::string_view id) = 0;
};

class ExpressionParser {
public:
    ExpressionParser(ConditionPool &pool, RuleNames &names) : m_pool(pool), m_names(names) {}

    // Takes as much of the line as belongs to the expression. Nothing, and the cursor failed, if it does not parse.
    std::optional<ConditionId> parse(LineCursor &line);

private:
    using Node = ConditionPool::Node;
    using Kind = ConditionPool::Kind;
    using Operator = ConditionPool::Operator;
    using Parsed = std::optional<std::uint32_t>; // index of a node

    Parsed parseDisjunction(LineCursor &line, unsigned depth);
    Parsed parseConjunction(LineCursor &line, unsigned depth);
    Parsed parseFactor(LineCursor &line, unsigned depth);
    Parsed parseAtom(LineCursor &line);
    Parsed parseFunction(LineCursor &line);
    Parsed parsePresence(LineCursor &line, Kind kind);
    Parsed parseCount(LineCursor &line, Kind kind);
    Parsed parseCode(LineCursor &line);
    Parsed parseBlockName(LineCursor &line, Kind kind);
    Parsed parseReason(LineCursor &line, Kind kind);
    Parsed parseIods(LineCursor &line);
    Parsed parseComparison(LineCursor &line);
    bool parseCodes(LineCursor &line, Node &node);
    bool parseLiterals(LineCursor &line, Node &node);
    bool parseLiteral(LineCursor &line, Node &node);

    // The attribute at the end of the path.
    const DictionaryEntry *parsePath(LineCursor &line, Node &node);
    bool parseOrigin(LineCursor &line, ConditionPool::Path &path);
    const DictionaryEntry *parseStep(LineCursor &line, ConditionPool::Path &path);
    bool parseBrackets(LineCursor &line, ConditionPool::Path &path);

    bool expect(LineCursor &line, char c);
    std::optional<Operator> parseOperator(LineCursor &line);
    std::uint32_t add(const Node &node);
    std::uint32_t joined(Kind kind, std::size_t firstOperand);

    ConditionPool &m_pool;
    RuleNames &m_names;
    std::vector<std::uint32_t> m_operands; // of the conjunctions and disjunctions that are open
};

} // namespace mi
