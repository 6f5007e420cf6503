// What a condition of the rule tables looks at. Any thread.
#pragma once

#include "core/domain/attribute_path.h"
#include "core/standard/rule_tables.h"

#include <functional>

namespace mi {

// Calls `test` for each attribute that the condition of a rule about `at` looks at, until it returns true. Its second
// argument says whether a path leads to that attribute, or to a Sequence on the way to it.
using IsAtPath = std::function<bool(const AttributePath &)>;
bool anyAttributeOf(const RuleTables &tables, ConditionId condition, const AttributePath &at,
                    const std::function<bool(Tag, const IsAtPath &)> &test);

// Whether the condition is the same for all Items, or for all frames: what it looks at is at the root, or anywhere.
enum class Extent : std::uint8_t { allItems, allFrames };
bool isSameFor(const RuleTables &tables, ConditionId condition, Extent extent);

} // namespace mi
