// ConditionEvaluator: the truth of one expression over one instance, and what decided it. One thread.
#pragma once

#include "core/standard/condition.h"
#include "core/standard/condition_pool.h"
#include "core/standard/evaluation/path_walk.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mi {

class ConditionEvaluator {
public:
    ConditionEvaluator(const RuleTables &tables, const ConditionScope &scope);

    Truth evaluate(std::uint32_t node);
    // The first reason for which the node is unknown; the node must be that.
    std::string_view undecidedReason(std::uint32_t node);
    // What made the node what it is, with the values that were found.
    std::string because(std::uint32_t node, Truth truth);

private:
    using Node = ConditionPool::Node;

    Truth evaluateAll(const Node &node);
    Truth evaluateAny(const Node &node);
    Truth evaluatePath(const Node &node);
    Truth testElement(const Node &node, const Element *element);
    Truth testItemCount(const Node &node, const Element *element);
    Truth testValueCount(const Node &node, const Element *element);
    Truth testCode(const Node &node, const Element *element);
    Truth hasCode(const Node &node, std::uint32_t item);
    Truth evaluateModule(const Node &node) const;
    Truth evaluateGroup(const Node &node);
    Truth evaluateIod(const Node &node) const;
    bool hasGroup(std::uint32_t groups, const Node &node, bool &isUnsure);

    std::string becauseOfParts(const Node &node, Truth truth);
    std::string becauseOfPath(const Node &node, Truth truth);
    std::string describe(const Node &node, const Element *element, Truth truth);
    std::string shownValues(const Node &node, const Element &element, Truth truth);

    const RuleTables &m_tables;
    const ConditionPool &m_pool;
    const ConditionScope &m_scope;
    ConditionBudget m_ownBudget;
    PathWalk m_walk;
};

} // namespace mi
