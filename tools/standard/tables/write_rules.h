// The text of rule files (docs/rule-tables.md) from the model. Deterministic: the order of the model.
#pragma once

#include "tools/standard/tables/model.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mi::tables {

// The first lines of a file: the version of the format, and which edition the facts of each part are from.
std::string fileHeader(const std::vector<std::pair<std::string, std::string>> &editions);
std::string blockText(const Block &block);
std::string iodText(const Iod &iod);
std::string sopClassText(const SopClass &sopClass);
std::string contextGroupText(const ContextGroup &group);
std::string quoted(std::string_view text);

} // namespace mi::tables
