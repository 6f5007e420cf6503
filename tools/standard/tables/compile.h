// Compile: what was imported becomes the Standard that the rule files are written from.
#pragma once

#include "tools/standard/tables/conditions_of_rows.h"
#include "tools/standard/tables/import_tables.h"
#include "tools/standard/tables/overrides.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace mi::tables {

struct Compiled {
    Standard standard;
    std::vector<std::string> notes; // what was decided between the editions, one line each
};

using Sections = std::map<std::string, std::string>; // "C.7-1" -> "C.7.1.1"

// What is settled by hand: tools/standard/overrides.
struct ByHand {
    std::vector<Override> overrides;
    Sections sections;
};
Result<ByHand> readByHand(const std::filesystem::path &folder);

// Fails when an override cannot be applied.
Result<Compiled> compile(Source source, const ByHand &byHand, const Conditions &conditions);

} // namespace mi::tables
