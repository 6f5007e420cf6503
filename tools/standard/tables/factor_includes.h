// Macros that the tables have written out become references again: where consecutive rows are exactly a macro's own.
#pragma once

#include "tools/standard/tables/model.h"

namespace mi::tables {

// Which differences are none: rows of two editions differ in their order and have no texts.
enum class SameRows { withTexts, typesOnly };

// Replaces runs of rows in `rows` and below by includes. `self` is the macro whose own rows these are, if they are.
// `macros` hold their rows written out.
void factorIncludes(std::vector<Row> &rows, const Blocks &macros, SameRows same, const std::string &self = {});

// The opposite: every include of `rows` and below replaced by the rows of its macro.
std::vector<Row> writtenOut(const std::vector<Row> &rows, const Blocks &macros);

} // namespace mi::tables
