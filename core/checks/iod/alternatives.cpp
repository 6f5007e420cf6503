#include "core/checks/iod/alternatives.h"

#include "core/standard/condition_pool.h"

#include <algorithm>

namespace mi {

bool asksFor(const RuleTables &tables, ConditionId condition, Tag tag)
{
    using Kind = ConditionPool::Kind;
    const ConditionPool &pool = tables.conditionPool();
    const ConditionPool::Node &node = pool.node(condition);
    switch (node.kind) {
    case Kind::negation:
        return asksFor(tables, static_cast<ConditionId>(node.first), tag);
    case Kind::conjunction:
    case Kind::disjunction:
        return std::ranges::any_of(pool.childrenOf(node), [&](std::uint32_t child) {
            return asksFor(tables, static_cast<ConditionId>(child), tag);
        });
    case Kind::present:
    case Kind::filled:
    case Kind::empty:
    case Kind::comparison:
    case Kind::itemCount:
    case Kind::valueCount:
    case Kind::code:
        return std::ranges::any_of(pool.stepsOf(pool.pathOf(node)),
                                   [&](const ConditionPool::Step &step) { return step.tag == tag; });
    default:
        return false;
    }
}

} // namespace mi
