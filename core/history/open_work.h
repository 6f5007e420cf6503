// OpenWork: what a window is working on, kept in a private file so that it can be taken up again after a crash. The
// file holds paths, so it is removed as soon as it is not needed. Blocking; one thread at a time.
#pragma once

#include "core/support/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace mi {

struct OpenWork {
    static constexpr std::size_t mostSources = 10'000; // what is more than that is not kept

    std::vector<std::filesystem::path> sources;
    std::vector<std::string> archiving; // studies that were to be filed: SHA-256 of their UIDs, hexadecimal

    bool isEmpty() const { return sources.empty(); }
};

// How a study is called in OpenWork::archiving.
std::string openWorkKey(const std::string &studyInstanceUid);

Result<void> saveOpenWork(const std::filesystem::path &file, const OpenWork &work);
// Empty when there is none, or the file is damaged.
OpenWork loadOpenWork(const std::filesystem::path &file);
void removeOpenWork(const std::filesystem::path &file);

} // namespace mi
