// Compile: what was imported becomes the Standard that the rule files are written from.
#pragma once

#include "tools/standard/tables/import_tables.h"
#include "tools/standard/tables/overrides.h"

#include <string>
#include <vector>

namespace mi::tables {

struct Compiled {
    Standard standard;
    std::vector<std::string> notes; // what was decided between the editions, one line each
};

// Fails when an override cannot be applied.
Result<Compiled> compile(Source source, const std::vector<Override> &overrides);

} // namespace mi::tables
