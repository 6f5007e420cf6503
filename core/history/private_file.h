// Small files of the user's own: whole or not at all, readable by nobody else. Blocking; any thread.
#pragma once

#include "core/support/result.h"

#include <QByteArray>

#include <filesystem>

namespace mi {

// Makes the folder (0700) if it is missing; the file is 0600.
Result<void> writePrivateFile(const std::filesystem::path &path, const QByteArray &content);
// Empty when it is not there, cannot be read, or is larger than 16 MB.
QByteArray readPrivateFile(const std::filesystem::path &path);

} // namespace mi
