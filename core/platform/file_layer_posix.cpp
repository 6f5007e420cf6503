#ifndef _WIN32

#include "core/platform/posix_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

namespace mi {

namespace {

using posix::Descriptor;
using posix::errorFor;
using posix::retried;

constexpr mode_t fileMode = 0640;
constexpr mode_t folderMode = 0750;
constexpr mode_t privateFolderMode = 0700;

class PosixFileLayer final : public FileLayer {
public:
    Result<std::unique_ptr<File>> openForReading(const std::filesystem::path &path, LinkPolicy links) override;
    Result<std::unique_ptr<File>> createExclusive(const std::filesystem::path &path) override;
    Result<std::unique_ptr<File>> openForAppending(const std::filesystem::path &path) override;
    Result<FileInfo> info(const std::filesystem::path &path, LinkPolicy links) override;
    Result<std::filesystem::path> resolve(const std::filesystem::path &path) override { return resolveNatively(path); }
    Result<std::vector<FolderEntry>> list(const std::filesystem::path &folder, LinkPolicy links) override;
    Result<void> makeFolder(const std::filesystem::path &path, bool isPrivate) override;
    Result<void> removeFile(const std::filesystem::path &path) override;
    Result<void> removeFolder(const std::filesystem::path &path) override;
    Result<void> renameNoReplace(const std::filesystem::path &from, const std::filesystem::path &to) override;
    Result<void> flushFolder(const std::filesystem::path &path) override;
    Result<void> flushFileSystem(const std::filesystem::path &path) override;
    bool canFlushTogether(const std::filesystem::path &path) override;
    Result<std::uint64_t> freeSpace(const std::filesystem::path &path) override;
    Result<std::unique_ptr<FileLock>> tryLock(const std::filesystem::path &path) override;
};

Error notRegular(const char *operation, const std::filesystem::path &path, FileType type)
{
    Error error = errorFor(operation, path, 0);
    error.code = type == FileType::symbolicLink ? ErrorCode::symbolicLink : ErrorCode::notRegularFile;
    return error;
}

// A device or FIFO must not be opened at all, not even for a moment: opening can rewind a tape or wake its reader. The
// second look, at what was really opened, closes the gap between the two.
Result<std::unique_ptr<File>> openRegular(const char *operation, const std::filesystem::path &path, int flags)
{
    Descriptor descriptor(
        retried([&] { return ::open(path.c_str(), flags | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, fileMode); }));
    if (!descriptor.isOpen()) {
        if (errno == ENXIO) // a socket, or a FIFO that nobody reads
            return notRegular(operation, path, FileType::other);
        return errorFor(operation, path, errno);
    }
    struct stat status {};
    if (::fstat(descriptor.get(), &status) != 0)
        return errorFor(operation, path, errno);
    if (!S_ISREG(status.st_mode))
        return notRegular(operation, path, FileType::other);
    return posix::makeFile(std::move(descriptor), path);
}

Result<std::unique_ptr<File>> PosixFileLayer::openForReading(const std::filesystem::path &path, LinkPolicy links)
{
    const Result<FileInfo> before = info(path, links);
    if (!before) {
        Error error = before.error();
        error.operation = "open";
        return error;
    }
    if (before->type != FileType::regular)
        return notRegular("open", path, before->type);
    return openRegular("open", path, O_RDONLY | (links == LinkPolicy::refuse ? O_NOFOLLOW : 0));
}

Result<std::unique_ptr<File>> PosixFileLayer::createExclusive(const std::filesystem::path &path)
{
    Descriptor descriptor(
        retried([&] { return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, fileMode); }));
    if (!descriptor.isOpen())
        return errorFor("create", path, errno);
    if (const int code = posix::setMode(descriptor.get(), fileMode); code != 0)
        return errorFor("set the permissions of", path, code);
    return posix::makeFile(std::move(descriptor), path);
}

Result<std::unique_ptr<File>> PosixFileLayer::openForAppending(const std::filesystem::path &path)
{
    Result<std::unique_ptr<File>> created = createExclusive(path);
    if (created || created.error().code != ErrorCode::alreadyExists)
        return created;
    const Result<FileInfo> before = info(path, LinkPolicy::refuse);
    if (!before)
        return before.error();
    if (before->type != FileType::regular)
        return notRegular("open", path, before->type);
    return openRegular("open", path, O_RDWR | O_APPEND | O_NOFOLLOW);
}

Result<FileInfo> PosixFileLayer::info(const std::filesystem::path &path, LinkPolicy links)
{
    struct stat status {};
    const int flags = links == LinkPolicy::refuse ? AT_SYMLINK_NOFOLLOW : 0;
    if (retried([&] { return ::fstatat(AT_FDCWD, path.c_str(), &status, flags); }) != 0)
        return errorFor("look at", path, errno);
    return posix::infoFrom(status);
}

FileType entryType(int folder, const dirent &entry)
{
#ifdef _DIRENT_HAVE_D_TYPE
    if (entry.d_type == DT_REG)
        return FileType::regular;
    if (entry.d_type == DT_DIR)
        return FileType::folder;
    if (entry.d_type == DT_LNK)
        return FileType::symbolicLink;
    if (entry.d_type != DT_UNKNOWN)
        return FileType::other;
#endif
    struct stat status {};
    if (::fstatat(folder, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return FileType::other;
    return posix::infoFrom(status).type;
}

Result<std::vector<FolderEntry>> PosixFileLayer::list(const std::filesystem::path &folder, LinkPolicy links)
{
    const int linkFlag = links == LinkPolicy::refuse ? O_NOFOLLOW : 0;
    Descriptor descriptor(
        retried([&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | linkFlag); }));
    if (!descriptor.isOpen()) {
        // With O_DIRECTORY a link gives ENOTDIR, like a file.
        const int code = errno;
        const Result<FileInfo> what = info(folder, links);
        if (code == ENOTDIR && what && what->type != FileType::folder)
            return notRegular("list", folder, what->type);
        return errorFor("list", folder, code);
    }
    DIR *const stream = ::fdopendir(descriptor.get());
    if (stream == nullptr)
        return errorFor("list", folder, errno);
    const int fd = descriptor.release(); // the stream owns it now
    std::vector<FolderEntry> entries;
    int code = 0;
    for (;;) {
        errno = 0;
        const dirent *const entry = ::readdir(stream); // safe: the stream is this function's own
        if (entry == nullptr) {
            code = errno;
            break;
        }
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..")
            entries.push_back({std::filesystem::path(name), entryType(fd, *entry)});
    }
    ::closedir(stream);
    if (code != 0)
        return errorFor("list", folder, code);
    return entries;
}

Result<void> PosixFileLayer::makeFolder(const std::filesystem::path &path, bool isPrivate)
{
    const mode_t mode = isPrivate ? privateFolderMode : folderMode;
    if (retried([&] { return ::mkdir(path.c_str(), mode); }) != 0)
        return errorFor("make the folder", path, errno);
    Descriptor descriptor(
        retried([&] { return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC); }));
    if (!descriptor.isOpen())
        return errorFor("set the permissions of", path, errno);
    struct stat status {};
    if (::fstat(descriptor.get(), &status) != 0)
        return errorFor("set the permissions of", path, errno);
    // A folder that several desks share may pass its group on to what is made in it: that bit stays.
    const mode_t wanted = mode | (isPrivate ? 0 : status.st_mode & S_ISGID);
    if ((status.st_mode & 07777) != wanted) {
        if (const int code = posix::setMode(descriptor.get(), wanted); code != 0)
            return errorFor("set the permissions of", path, code);
    }
    return {};
}

Result<void> PosixFileLayer::removeFile(const std::filesystem::path &path)
{
    if (retried([&] { return ::unlink(path.c_str()); }) != 0)
        return errorFor("remove", path, errno);
    return {};
}

Result<void> PosixFileLayer::removeFolder(const std::filesystem::path &path)
{
    if (retried([&] { return ::rmdir(path.c_str()); }) != 0)
        return errorFor("remove", path, errno);
    return {};
}

Result<void> PosixFileLayer::renameNoReplace(const std::filesystem::path &from, const std::filesystem::path &to)
{
    return posix::renameNoReplace(from, to);
}

Result<void> PosixFileLayer::flushFolder(const std::filesystem::path &path)
{
    Descriptor descriptor(
        retried([&] { return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC); }));
    if (!descriptor.isOpen())
        return errorFor("flush", path, errno);
    const int code = posix::flushDescriptor(descriptor.get());
    // Some network file systems have no flush for folders: their servers write entries at once.
    if (code != 0 && code != EINVAL && code != ENOTSUP)
        return errorFor("flush", path, code);
    return {};
}

Result<void> PosixFileLayer::flushFileSystem(const std::filesystem::path &path)
{
#if defined(__APPLE__)
    if (::sync_volume_np(path.c_str(), SYNC_VOLUME_FULLSYNC | SYNC_VOLUME_WAIT) != 0)
        return errorFor("flush the file system of", path, errno);
#elif defined(__linux__)
    Descriptor descriptor(retried([&] { return ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC); }));
    if (!descriptor.isOpen())
        return errorFor("flush the file system of", path, errno);
    if (retried([&] { return ::syncfs(descriptor.get()); }) != 0)
        return errorFor("flush the file system of", path, errno);
#else
    (void)path;
    ::sync();
#endif
    return {};
}

bool PosixFileLayer::canFlushTogether(const std::filesystem::path &path)
{
#ifdef __linux__
    // Local file systems of which it is known that syncfs() writes files and folders, flushes the drive and reports
    // what fails. Not so for network, FUSE and overlay file systems: there only the fsync of a file tells of that file.
    struct statfs status {};
    if (retried([&] { return ::statfs(path.c_str(), &status); }) != 0)
        return false;
    switch (static_cast<unsigned long>(status.f_type) & 0xFFFFFFFFUL) {
    case 0xEF53UL:     // ext4
    case 0x58465342UL: // XFS
    case 0x9123683EUL: // Btrfs
    case 0xF2F52010UL: // F2FS
    case 0x01021994UL: // tmpfs
        return true;
    default:
        return false;
    }
#else
    (void)path;
    return false;
#endif
}

Result<std::uint64_t> PosixFileLayer::freeSpace(const std::filesystem::path &path)
{
    struct statvfs status {};
    if (retried([&] { return ::statvfs(path.c_str(), &status); }) != 0)
        return errorFor("ask for the free space of", path, errno);
    return static_cast<std::uint64_t>(status.f_bavail) * static_cast<std::uint64_t>(status.f_frsize);
}

Result<std::unique_ptr<FileLock>> PosixFileLayer::tryLock(const std::filesystem::path &path)
{
    return posix::tryLock(path);
}

} // namespace

std::unique_ptr<FileLayer> makeSystemFileLayer()
{
    return std::make_unique<PosixFileLayer>();
}

} // namespace mi

#endif
