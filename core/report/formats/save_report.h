// Puts a report where the user wants it: whole or not at all, and never over something else unless that is wanted. Any
// thread.
#pragma once

#include "core/platform/file_layer.h"
#include "core/support/result.h"

#include <QByteArray>

#include <filesystem>

namespace mi {

enum class ExistingFile : std::uint8_t { keep, replace };

// The file is made beside its place under a name that says nothing, flushed, then renamed; 0640, because it may hold
// personal data. Errors: alreadyExists, and what the system refuses; nothing is left behind then.
Result<void> saveReport(FileLayer &files, const std::filesystem::path &target, const QByteArray &bytes,
                        ExistingFile existing);

} // namespace mi
