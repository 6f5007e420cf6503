// FileLayer: every file operation on sources and archives, as one interface. The seam for Linux, macOS and Windows, and
// for fault injection in tests. Implementations are stateless and may be used from any thread; a File by one at a time.
#pragma once

#include "core/support/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mi {

enum class FileType : std::uint8_t { regular, folder, symbolicLink, other };

struct FileInfo {
    FileType type = FileType::other;
    std::uint64_t size = 0;      // bytes
    std::int64_t modifiedNs = 0; // since 1970, nanoseconds
    std::uint64_t fileId = 0;    // the inode: with deviceId, equal for the same file
    std::uint64_t deviceId = 0;
    bool isSameFileState(const FileInfo &other) const;
};

struct FolderEntry {
    std::filesystem::path name;      // the last component
    FileType type = FileType::other; // not followed through links
};

class File {
public:
    virtual ~File() = default;
    // How many bytes were read into `buffer`: fewer than asked only at the end of the file.
    virtual Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) = 0;
    // Appends all of `data`, or fails.
    virtual Result<void> write(std::span<const std::byte> data) = 0;
    // Content and size are on the medium when this returns (fsync, F_FULLFSYNC, FlushFileBuffers).
    virtual Result<void> flush() = 0;
    // Asks the system to begin writing now; a hint.
    virtual void startWriteBack() = 0;
    // The content was handed to the medium, and no write error is left unreported, when this returns; whether the
    // medium keeps it is known after flushFileSystem(). Where the system cannot do that, the same as flush().
    virtual Result<void> waitForWriteBack() { return flush(); }
    // Forgets what the system keeps of the file in memory, so that it is read from the medium; a hint, for flushed
    // files.
    virtual void dropCache() {}
    virtual Result<FileInfo> info() = 0;
    // Reports a late write error; the destructor closes without a report.
    virtual Result<void> close() = 0;
};

// Held until destroyed; the system releases it when the process ends in any way.
class FileLock {
public:
    virtual ~FileLock() = default;
};

enum class LinkPolicy : std::uint8_t { refuse, follow };

class FileLayer {
public:
    virtual ~FileLayer() = default;

    // Regular files only: a folder, FIFO, device or socket gives notRegularFile and never blocks. With `refuse`, a
    // symbolic link as the last component gives symbolicLink.
    virtual Result<std::unique_ptr<File>> openForReading(const std::filesystem::path &path, LinkPolicy links) = 0;
    // A new file, 0640 whatever the umask; alreadyExists if anything is there, a dangling link included.
    virtual Result<std::unique_ptr<File>> createExclusive(const std::filesystem::path &path) = 0;
    // An existing or new file to append to, 0640; links refused.
    virtual Result<std::unique_ptr<File>> openForAppending(const std::filesystem::path &path) = 0;

    // With `refuse`, a link is described itself (FileType::symbolicLink); it is no error here.
    virtual Result<FileInfo> info(const std::filesystem::path &path, LinkPolicy links) = 0;
    // Absolute, without links and "..": everything on the way must be there.
    virtual Result<std::filesystem::path> resolve(const std::filesystem::path &path) = 0;
    // Without "." and "..", in no order. With `refuse`, a link as the last component gives symbolicLink.
    virtual Result<std::vector<FolderEntry>> list(const std::filesystem::path &folder,
                                                  LinkPolicy links = LinkPolicy::refuse) = 0;
    // One folder, 0750 (private: 0700) whatever the umask; alreadyExists if anything is there.
    virtual Result<void> makeFolder(const std::filesystem::path &path, bool isPrivate = false) = 0;
    virtual Result<void> removeFile(const std::filesystem::path &path) = 0;
    virtual Result<void> removeFolder(const std::filesystem::path &path) = 0; // an empty one
    // Atomic, on one file system; alreadyExists if `to` is there. Where the file system cannot refuse to replace in
    // one step, a file is linked and unlinked, and only an empty folder could be replaced by somebody's race.
    virtual Result<void> renameNoReplace(const std::filesystem::path &from, const std::filesystem::path &to) = 0;
    // The folder's entries are on the medium when this returns.
    virtual Result<void> flushFolder(const std::filesystem::path &path) = 0;
    // Everything written so far to the file system that holds `path` is on the medium when this returns.
    virtual Result<void> flushFileSystem(const std::filesystem::path &path) = 0;
    // Whether waitForWriteBack() on every file and then one flushFileSystem() is as good as flush() on every file and
    // flushFolder() on every folder, and reports as much. It is many times quicker for many files. False where not
    // known.
    virtual bool canFlushTogether(const std::filesystem::path &path)
    {
        (void)path;
        return false;
    }
    virtual Result<std::uint64_t> freeSpace(const std::filesystem::path &path) = 0; // bytes for this user
    // `busy` if another process or FileLock holds it. Creates the file if it is missing. A lock file may be removed by
    // the one who holds the lock: nobody ends up holding a file that is gone.
    virtual Result<std::unique_ptr<FileLock>> tryLock(const std::filesystem::path &path) = 0;

protected:
    // resolve() by the standard library.
    static Result<std::filesystem::path> resolveNatively(const std::filesystem::path &path);

public:
    // Removes a folder (or file, or link) with all in it without following links; the first error stops it.
    Result<void> removeTree(const std::filesystem::path &path);
};

// The file layer of this platform.
std::unique_ptr<FileLayer> makeSystemFileLayer();

} // namespace mi
