#ifndef _WIN32

#include "core/platform/posix_file.h"

#include "core/support/text.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

namespace mi::posix {

namespace {

constexpr std::size_t largestTransfer = std::size_t{1} << 30U; // Linux moves at most 2 GiB at once

class PosixFile final : public File {
public:
    PosixFile(Descriptor descriptor, std::filesystem::path path)
        : m_descriptor(std::move(descriptor)), m_path(std::move(path))
    {}

    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) override;
    Result<void> write(std::span<const std::byte> data) override;
    Result<void> flush() override;
    void startWriteBack() override;
    Result<void> waitForWriteBack() override;
    void dropCache() override;
    Result<FileInfo> info() override;
    Result<void> close() override;

private:
    Descriptor m_descriptor;
    std::filesystem::path m_path;
};

Result<std::size_t> PosixFile::readAt(std::uint64_t offset, std::span<std::byte> buffer)
{
    std::size_t done = 0;
    while (done < buffer.size()) {
        const std::size_t wanted = std::min(buffer.size() - done, largestTransfer);
        const ssize_t count = retried([&] {
            return ::pread(m_descriptor.get(), buffer.data() + done, wanted, static_cast<off_t>(offset + done));
        });
        if (count < 0) {
            Error error = errorFor("read", m_path, errno);
            error.offset = offset + done;
            return error;
        }
        if (count == 0)
            break;
        done += static_cast<std::size_t>(count);
    }
    return done;
}

Result<void> PosixFile::write(std::span<const std::byte> data)
{
    while (!data.empty()) {
        const std::size_t wanted = std::min(data.size(), largestTransfer);
        const ssize_t count = retried([&] { return ::write(m_descriptor.get(), data.data(), wanted); });
        if (count < 0)
            return errorFor("write", m_path, errno);
        if (count == 0) // cannot happen on a regular file; never loop on it
            return errorFor("write", m_path, EIO);
        data = data.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> PosixFile::flush()
{
    if (const int code = flushDescriptor(m_descriptor.get()); code != 0)
        return errorFor("flush", m_path, code);
    return {};
}

void PosixFile::startWriteBack()
{
#ifdef __linux__
    // A hint: an error is reported by flush().
    (void)::sync_file_range(m_descriptor.get(), 0, 0, SYNC_FILE_RANGE_WRITE);
#endif
}

Result<void> PosixFile::waitForWriteBack()
{
#ifdef __linux__
    constexpr unsigned int writeAndWait =
        SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER;
    if (retried([&] { return ::sync_file_range(m_descriptor.get(), 0, 0, writeAndWait); }) == 0)
        return {};
    if (errno != ENOSYS && errno != EINVAL && errno != ESPIPE)
        return errorFor("flush", m_path, errno);
#endif
    return flush();
}

void PosixFile::dropCache()
{
#ifdef POSIX_FADV_DONTNEED
    (void)::posix_fadvise(m_descriptor.get(), 0, 0, POSIX_FADV_DONTNEED);
#endif
}

Result<FileInfo> PosixFile::info()
{
    struct stat status {};
    if (::fstat(m_descriptor.get(), &status) != 0)
        return errorFor("look at", m_path, errno);
    return infoFrom(status);
}

Result<void> PosixFile::close()
{
    if (const int code = m_descriptor.close(); code != 0)
        return errorFor("close", m_path, code);
    return {};
}

FileType typeFrom(mode_t mode)
{
    if (S_ISREG(mode))
        return FileType::regular;
    if (S_ISDIR(mode))
        return FileType::folder;
    if (S_ISLNK(mode))
        return FileType::symbolicLink;
    return FileType::other;
}

} // namespace

Descriptor &Descriptor::operator=(Descriptor &&other) noexcept
{
    if (this != &other) {
        (void)close();
        m_fd = std::exchange(other.m_fd, -1);
    }
    return *this;
}

Descriptor::~Descriptor()
{
    (void)close();
}

int Descriptor::close()
{
    if (m_fd < 0)
        return 0;
    // Never again after EINTR: the number may belong to another thread's file by then.
    const int code = ::close(std::exchange(m_fd, -1)) == 0 ? 0 : errno;
    return code == EINTR ? 0 : code;
}

Error errorFor(const char *operation, const std::filesystem::path &path, int systemCode)
{
    Error error;
    error.code = errorCodeFromErrno(systemCode);
    error.operation = operation;
    error.subject = pathToUtf8(path);
    error.systemCode = systemCode;
    return error;
}

FileInfo infoFrom(const struct stat &status)
{
#ifdef __APPLE__
    const timespec &modified = status.st_mtimespec;
#else
    const timespec &modified = status.st_mtim;
#endif
    FileInfo info;
    info.type = typeFrom(status.st_mode);
    info.size = status.st_size > 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
    info.modifiedNs = static_cast<std::int64_t>(modified.tv_sec) * 1'000'000'000 + modified.tv_nsec;
    info.fileId = static_cast<std::uint64_t>(status.st_ino);
    info.deviceId = static_cast<std::uint64_t>(status.st_dev);
    return info;
}

int flushDescriptor(int fd)
{
#ifdef __APPLE__
    // fsync on macOS leaves the data in the drive's cache.
    if (retried([&] { return ::fcntl(fd, F_FULLFSYNC); }) != -1)
        return 0;
    if (errno != ENOTSUP && errno != EINVAL && errno != ENOTTY)
        return errno;
#endif
    return retried([&] { return ::fsync(fd); }) == 0 ? 0 : errno;
}

int setMode(int fd, mode_t mode)
{
    if (retried([&] { return ::fchmod(fd, mode); }) == 0)
        return 0;
    return errno == EPERM || errno == ENOTSUP || errno == ENOSYS ? 0 : errno;
}

std::unique_ptr<File> makeFile(Descriptor descriptor, std::filesystem::path path)
{
    return std::make_unique<PosixFile>(std::move(descriptor), std::move(path));
}

} // namespace mi::posix

#endif
