// The text of rule files (docs/rule-tables.md) from the model. Deterministic: the order of the model.
#pragma once

#include "tools/standard/tables/model.h"

#include <string>

namespace mi::tables {

std::string blockText(const Block &block);
std::string iodText(const Iod &iod);
std::string sopClassText(const SopClass &sopClass);
std::string contextGroupText(const ContextGroup &group);
std::string quoted(std::string_view text);

} // namespace mi::tables
