// ConditionPool: compiled expressions as flat lists that refer to each other by index. A ConditionId is the index of
// the node at its top; node 0 stands for "no condition". Written by ExpressionParser, immutable after that; any thread.
#pragma once

#include "core/domain/tag.h"
#include "core/standard/rule_tables.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mi {

class ConditionPool {
public:
    enum class Kind : std::uint8_t {
        always, // and the node of "no condition"
        never,
        negation,    // of node `first`
        conjunction, // of children()
        disjunction,
        present, // a path: `path`
        filled,
        empty,
        comparison,      // path, op, literals()
        itemCount,       // path, op, number `first`
        valueCount,      // path, op, number `first`
        code,            // path, literals(): scheme and code in turns
        module,          // block `first`
        functionalGroup, // block `first`
        iod,             // children(): indexes of IODs
        realWorld,       // literals(): the reason
        open,            // literals(): the note
    };
    enum class Operator : std::uint8_t { equal, less, lessOrEqual, greater, greaterOrEqual };
    // What is compared; decided by the attribute's VR in the dictionary.
    enum class Comparand : std::uint8_t { text, number, tag };

    struct Node {
        Kind kind = Kind::always;
        Operator op = Operator::equal;
        Comparand comparand = Comparand::text;
        std::uint32_t path = 0;
        std::uint32_t first = 0; // of a list, or the operand
        std::uint32_t count = 0;
    };

    struct Literal {
        std::string_view text; // as written
        double number = 0;
        Tag tag;
    };

    enum class Origin : std::uint8_t { here, root, outside, frame, anywhere };
    struct Step {
        Tag tag;
        std::uint32_t item = 0; // 0: any
    };
    struct Path {
        Origin origin = Origin::here;
        std::uint8_t levelsOut = 0;    // of `outside`
        std::uint16_t valueNumber = 0; // 0: any
        std::uint32_t firstStep = 0;
        std::uint32_t stepCount = 0;
    };

    const Node &node(ConditionId id) const { return nodes[static_cast<std::uint32_t>(id)]; }
    const Path &pathOf(const Node &node) const { return paths[node.path]; }
    std::span<const Step> stepsOf(const Path &path) const { return {steps.data() + path.firstStep, path.stepCount}; }
    std::span<const Literal> literalsOf(const Node &node) const { return {literals.data() + node.first, node.count}; }
    // Node indexes, or indexes of IODs.
    std::span<const std::uint32_t> childrenOf(const Node &node) const
    {
        return {links.data() + node.first, node.count};
    }

    std::vector<Node> nodes = std::vector<Node>(1);
    std::vector<std::uint32_t> links;
    std::vector<Path> paths;
    std::vector<Step> steps;
    std::vector<Literal> literals; // texts are those of the tables
};

} // namespace mi
