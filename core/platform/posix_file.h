// What the POSIX file layer is made of: descriptors, retries on EINTR, stat and errors. Not for Windows.
#pragma once

#include "core/platform/file_layer.h"

#include <sys/stat.h>

#include <cerrno>
#include <utility>

namespace mi::posix {

// Owns a file descriptor.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(Descriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept;
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor();

    bool isOpen() const { return m_fd >= 0; }
    int get() const { return m_fd; }
    int release() { return std::exchange(m_fd, -1); }
    // 0, or the errno of close(). The descriptor is gone in any case.
    int close();

private:
    int m_fd = -1;
};

// Calls again while a signal interrupts the call.
template <class Call>
auto retried(Call call)
{
    auto result = call();
    while (result == -1 && errno == EINTR)
        result = call();
    return result;
}

Error errorFor(const char *operation, const std::filesystem::path &path, int systemCode);
FileInfo infoFrom(const struct stat &status);

// Content and size on the medium: fsync, on macOS F_FULLFSYNC where the file system has it. 0 or errno.
int flushDescriptor(int fd);

// Sets permissions that the umask cut. A file system without permissions (FAT, some network shares) is accepted.
// 0 or errno.
int setMode(int fd, mode_t mode);

std::unique_ptr<File> makeFile(Descriptor descriptor, std::filesystem::path path);

Result<void> renameNoReplace(const std::filesystem::path &from, const std::filesystem::path &to);
// What it does where the file system cannot refuse to replace in one step.
Result<void> renameStepByStep(const std::filesystem::path &from, const std::filesystem::path &to);
Result<std::unique_ptr<FileLock>> tryLock(const std::filesystem::path &path);

} // namespace mi::posix
