// Attributes of which one has to be there: each is required because the other is absent. Any thread.
#pragma once

#include "core/standard/rule_tables.h"

namespace mi {

// Whether the condition looks at this attribute.
bool asksFor(const RuleTables &tables, ConditionId condition, Tag tag);

} // namespace mi
