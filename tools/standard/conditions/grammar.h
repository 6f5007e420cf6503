// Grammar: one clause ("Image Type Value 1 is ORIGINAL or MIXED and the patient is an animal") becomes an expression,
// or nothing when it is not understood to its end.
#pragma once

#include "tools/standard/conditions/attribute_index.h"
#include "tools/standard/conditions/expression.h"

#include <optional>
#include <string_view>

namespace mi::standard {

struct ClausePlace {
    RowPlace row;
    bool isUsage = false; // of a module or functional group in an IOD: paths begin at the root
};

std::optional<Expression> parseClause(std::string_view clause, const ClausePlace &place, const AttributeIndex &index);

} // namespace mi::standard
