// The root folder of an archive: makes it, recognises it. Any thread; two processes may make the same one at once.
#pragma once

#include "core/archive/archive.h"

namespace mi::archive {

// The real path of the archive's root, links in the way to it resolved. Errors: as Archive::open.
Result<std::filesystem::path> openRoot(FileLayer &files, const std::filesystem::path &root, Archive::OpenMode mode);

// archive.json as this program writes it; invalidFormat or unsupported if it is something else.
Result<void> checkArchiveFile(FileLayer &files, const std::filesystem::path &root);

// studies, quarantine, audit and .staging are folders, not links to some: notFound, symbolicLink or notRegularFile.
Result<void> checkFolders(FileLayer &files, const std::filesystem::path &root);

// Names that a file system puts into its topmost folder by itself.
bool isForeignByNature(const std::filesystem::path &name);

} // namespace mi::archive
