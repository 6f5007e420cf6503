// Packs a folder into a ZIP file by libarchive. Any thread.
#pragma once

#include "core/platform/file_layer.h"
#include "core/support/result.h"

#include <filesystem>
#include <stop_token>

namespace mi {

// All files below `folder`, by their paths in it, sorted; links are refused. Creates `target`, which must not be there,
// and flushes it. Zip64 where sizes need it. What was written of it stays after an Error.
Result<void> writeZip(FileLayer &files, const std::filesystem::path &folder, const std::filesystem::path &target,
                      const std::stop_token &stop);

} // namespace mi
