// ScratchFolder: a private place for what is unpacked. A folder of its own below the system's temporary folder, for
// this user only, with numbers for names, so that nothing of a patient shows in them. It is removed with the object;
// what a crash left behind is removed by removeAbandoned(). One owner; newFolder() may be called from any thread.
#pragma once

#include "core/platform/file_layer.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace mi {

class ScratchFolder {
public:
    // Errors: the folder cannot be made.
    static Result<std::unique_ptr<ScratchFolder>> create(FileLayer &files, const std::filesystem::path &parent);
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;

    // An empty folder in it.
    Result<std::filesystem::path> newFolder();
    const std::filesystem::path &path() const { return m_path; }

    // Removes those in `parent` that no living process holds.
    static void removeAbandoned(FileLayer &files, const std::filesystem::path &parent);

private:
    ScratchFolder(FileLayer &files, std::filesystem::path path, std::unique_ptr<FileLock> lock);

    FileLayer &m_files;
    std::filesystem::path m_path;
    std::unique_ptr<FileLock> m_lock;
    std::atomic<std::uint32_t> m_folders = 0;
};

} // namespace mi
