// What a condition of the rule tables looks at. Any thread.
#pragma once

#include "core/standard/rule_tables.h"

namespace mi {

// Whether the condition looks at this attribute.
bool asksFor(const RuleTables &tables, ConditionId condition, Tag tag);

// Whether the condition is the same for all Items, or for all frames: what it looks at is at the root, or anywhere.
enum class Extent : std::uint8_t { allItems, allFrames };
bool isSameFor(const RuleTables &tables, ConditionId condition, Extent extent);

} // namespace mi
