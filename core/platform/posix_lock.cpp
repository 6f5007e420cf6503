#ifndef _WIN32

#include "core/platform/posix_file.h"

#include <fcntl.h>
#include <sys/file.h>

namespace mi::posix {

namespace {

constexpr mode_t lockFileMode = 0640;

// flock belongs to the open file, not to the process: two locks in one process exclude each other too, and the system
// lets go of it with the last descriptor. NFS clients turn it into a lock on the server.
class PosixLock final : public FileLock {
public:
    explicit PosixLock(Descriptor descriptor) : m_descriptor(std::move(descriptor)) {}

private:
    Descriptor m_descriptor;
};

} // namespace

Result<std::unique_ptr<FileLock>> tryLock(const std::filesystem::path &path)
{
    // The holder may remove the file. Whoever opened it before that locks a file that is gone, and starts again.
    for (int attempt = 0; attempt < 16; ++attempt) {
        Descriptor descriptor(retried([&] {
            return ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY,
                          lockFileMode);
        }));
        if (!descriptor.isOpen())
            return errorFor("lock", path, errno);
        struct stat opened {};
        if (::fstat(descriptor.get(), &opened) != 0)
            return errorFor("lock", path, errno);
        if (!S_ISREG(opened.st_mode)) {
            Error error = errorFor("lock", path, 0);
            error.code = ErrorCode::notRegularFile;
            return error;
        }
        if (retried([&] { return ::flock(descriptor.get(), LOCK_EX | LOCK_NB); }) != 0) {
            Error error = errorFor("lock", path, errno);
            if (errno == EWOULDBLOCK)
                error.code = ErrorCode::busy;
            return error;
        }
        struct stat named {};
        if (::lstat(path.c_str(), &named) == 0 && named.st_ino == opened.st_ino && named.st_dev == opened.st_dev)
            return std::unique_ptr<FileLock>(std::make_unique<PosixLock>(std::move(descriptor)));
    }
    Error error = errorFor("lock", path, 0);
    error.code = ErrorCode::busy;
    return error;
}

} // namespace mi::posix

#endif
