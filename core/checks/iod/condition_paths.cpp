#include "core/checks/iod/condition_paths.h"

#include "core/standard/condition_pool.h"

#include <algorithm>

namespace mi {

namespace {

using Kind = ConditionPool::Kind;

// Whether some path of the condition fulfils `test`.
template <class Test>
bool hasPath(const ConditionPool &pool, ConditionId condition, Test test)
{
    const ConditionPool::Node &node = pool.node(condition);
    switch (node.kind) {
    case Kind::negation:
        return hasPath(pool, static_cast<ConditionId>(node.first), test);
    case Kind::conjunction:
    case Kind::disjunction:
        return std::ranges::any_of(pool.childrenOf(node), [&](std::uint32_t child) {
            return hasPath(pool, static_cast<ConditionId>(child), test);
        });
    case Kind::present:
    case Kind::filled:
    case Kind::empty:
    case Kind::comparison:
    case Kind::itemCount:
    case Kind::valueCount:
    case Kind::code:
        return test(pool.pathOf(node));
    default:
        return false;
    }
}

} // namespace

bool asksFor(const RuleTables &tables, ConditionId condition, Tag tag)
{
    const ConditionPool &pool = tables.conditionPool();
    return hasPath(pool, condition, [&](const ConditionPool::Path &path) {
        return std::ranges::any_of(pool.stepsOf(path),
                                   [&](const ConditionPool::Step &step) { return step.tag == tag; });
    });
}

bool isSameFor(const RuleTables &tables, ConditionId condition, Extent extent)
{
    using Origin = ConditionPool::Origin;
    return !hasPath(tables.conditionPool(), condition, [&](const ConditionPool::Path &path) {
        const bool isOfItem = path.origin == Origin::here || path.origin == Origin::outside;
        return path.origin == Origin::frame || (extent == Extent::allItems && isOfItem);
    });
}

} // namespace mi
