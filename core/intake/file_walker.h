// Turns what was dropped into files, one by one, without making a list first. Never follows links below the dropped
// paths, never opens anything that is not a folder. Iterative; any thread.
#pragma once

#include "core/platform/file_layer.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace mi {

struct OpenContainer; // core/intake/unpacking.h

// Something that has to be accounted for: a file of any type, or a folder that could not be listed.
struct FoundFile {
    std::shared_ptr<const std::filesystem::path> folder; // shared by all files in it
    std::filesystem::path name;                          // empty: `folder` itself is meant
    FileType type = FileType::other;
    bool isDropped = false;     // named by the user: a link is followed
    std::optional<Error> error; // why it could not be listed or looked at

    // Of a member of a container: `folder` and `name` are its place for people ("disc.zip", "IMG001"), its bytes were
    // unpacked to the file `unpacked` in `container->folder`.
    std::shared_ptr<OpenContainer> container = {};
    std::uint32_t unpacked = 0;
    bool hasUnsafeName = false; // the container calls it something that reaches outside it

    // For people and reports.
    std::filesystem::path path() const { return name.empty() ? *folder : *folder / name; }
    // Where its bytes are.
    std::filesystem::path bytesPath() const;
};

// Without the paths that are inside another one, and without repeats, so that no file is found twice.
std::vector<std::filesystem::path> withoutOverlaps(const std::vector<std::filesystem::path> &paths);

// A dropped DICOMDIR stands for its medium: the folder around it takes its place.
std::vector<std::filesystem::path> withWholeMedia(FileLayer &files, const std::vector<std::filesystem::path> &paths);

// Calls `found` for each file, in the order of the names in a folder, files before the folders beside them; stops when
// it returns false or a stop is requested. Errors are handed to `found`, so nothing is left out in silence.
void walkFiles(FileLayer &files, const std::vector<std::filesystem::path> &sources,
               const std::function<bool(FoundFile)> &found, const std::stop_token &stop);

} // namespace mi
