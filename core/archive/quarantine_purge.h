// Looking through quarantine, and removing from it for good. Any thread.
#pragma once

#include "core/archive/archive.h"

#include <string>
#include <vector>

namespace mi::archive {

// See Archive.
Result<std::vector<QuarantineEntry>> listQuarantine(FileLayer &files, const std::filesystem::path &root);
Result<void> purgeQuarantine(FileLayer &files, const std::filesystem::path &root, const std::string &name);

} // namespace mi::archive
