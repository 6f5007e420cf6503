// Expressions as text, in the notation of docs/rule-tables.md. Any thread.
#pragma once

#include "core/standard/condition_pool.h"
#include "core/standard/rule_tables.h"

#include <string>
#include <string_view>

namespace mi {

std::string_view symbolOf(ConditionPool::Operator op);
// A value as it stands in the tables: in quotes where it needs them.
std::string literalText(std::string_view value);
// "A>B[2]", "ImageType[value 1]", without what leads to its level.
std::string stepsText(const ConditionPool &pool, const ConditionPool::Path &path);
std::string expressionText(const RuleTables &tables, std::uint32_t node);

} // namespace mi
