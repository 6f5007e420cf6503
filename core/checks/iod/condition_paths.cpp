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

// Whether some functional group that the condition asks for fulfils `test`.
template <class Test>
bool hasGroup(const ConditionPool &pool, ConditionId condition, Test test)
{
    const ConditionPool::Node &node = pool.node(condition);
    switch (node.kind) {
    case Kind::negation:
        return hasGroup(pool, static_cast<ConditionId>(node.first), test);
    case Kind::conjunction:
    case Kind::disjunction:
        return std::ranges::any_of(pool.childrenOf(node), [&](std::uint32_t child) {
            return hasGroup(pool, static_cast<ConditionId>(child), test);
        });
    case Kind::functionalGroup:
        return test(node.first);
    default:
        return false;
    }
}

// The Sequences and the tag of `path` are the first steps from some level at or around `at`, or from the root.
bool isOnTheWay(const AttributePath &path, std::span<const ConditionPool::Step> steps, const AttributePath &at,
                std::size_t level)
{
    const auto tagAt = [&](std::size_t i) { return i < path.steps().size() ? path.steps()[i].sequence : path.tag(); };
    const std::size_t length = path.steps().size() + 1;
    if (level > at.steps().size() || length <= level || length > level + steps.size())
        return false;
    for (std::size_t i = 0; i < level; ++i) {
        if (tagAt(i) != at.steps()[i].sequence)
            return false;
    }
    for (std::size_t i = level; i < length; ++i) {
        if (tagAt(i) != steps[i - level].tag)
            return false;
    }
    return true;
}

} // namespace

bool anyAttributeOf(const RuleTables &tables, ConditionId condition, const AttributePath &at,
                    const std::function<bool(Tag, const IsAtPath &)> &test)
{
    using Origin = ConditionPool::Origin;
    const ConditionPool &pool = tables.conditionPool();
    const auto isAnywhere = [](const AttributePath &) { return true; };
    const auto isOfGroup = [&](std::uint32_t macro) {
        constexpr Tag sharedGroups{0x5200, 0x9229};
        return test(sharedGroups, isAnywhere) || test(tables.rows(tables.blocks()[macro].rows).front().tag, isAnywhere);
    };
    if (hasGroup(pool, condition, isOfGroup))
        return true;
    return hasPath(pool, condition, [&](const ConditionPool::Path &path) {
        const std::span<const ConditionPool::Step> steps = pool.stepsOf(path);
        const auto isAt = [&](const AttributePath &other) {
            if (path.origin == Origin::root)
                return isOnTheWay(other, steps, at, 0);
            if (path.origin == Origin::frame || path.origin == Origin::anywhere)
                return true;
            for (std::size_t level = 0; level <= at.steps().size(); ++level) {
                if (isOnTheWay(other, steps, at, level))
                    return true;
            }
            return false;
        };
        return std::ranges::any_of(steps, [&](const ConditionPool::Step &step) { return test(step.tag, isAt); });
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
