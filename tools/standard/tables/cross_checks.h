// What must hold for tables that are worth committing. Each line is one thing that is wrong, or worth a look.
#pragma once

#include "tools/standard/tables/model.h"

#include <string>
#include <vector>

namespace mi::tables {

struct CheckResult {
    std::vector<std::string> errors;
    std::vector<std::string> warnings;
};

CheckResult crossCheck(const Standard &standard);

} // namespace mi::tables
