// Which files hold other files: recognised by their bytes, never by their names. No state; any thread.
#pragma once

#include "core/platform/file_layer.h"

#include <cstdint>

namespace mi {

enum class ContainerFormat : std::uint8_t {
    none,
    zip,        // APPNOTE 4.3; not documents and programs that are ZIP files inside (Office, OpenDocument, Java)
    tar,        // POSIX ustar and pax, GNU
    compressed, // gzip, bzip2, xz or Zstandard: a container only if there is a TAR in it
    sevenZip,
    iso, // ECMA-119, with Joliet or Rock Ridge names
};

// Errors: the file cannot be read.
Result<ContainerFormat> containerFormatOf(File &file);

} // namespace mi
