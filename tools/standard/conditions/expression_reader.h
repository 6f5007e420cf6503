// Reads the text of a condition back into an Expression: our own (docs/rule-tables.md) and the notation in which the
// conditions of another program are at hand, which differs in a few words ("hasValue", "not in", "outside the file").
#pragma once

#include "tools/standard/conditions/expression.h"

#include <optional>
#include <string_view>

namespace mi::standard {

// Nothing when the text is no condition.
std::optional<Expression> readExpression(std::string_view text);

} // namespace mi::standard
