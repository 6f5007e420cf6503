// How much of the standard the tables hold, in numbers.
#pragma once

#include "tools/standard/tables/model.h"

#include <string>

namespace mi::tables {

std::string coverageReport(const Standard &standard);

} // namespace mi::tables
