#ifndef _WIN32

#include "core/platform/posix_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

namespace mi::posix {

namespace {

// 0 or errno; ENOTSUP where system or file system cannot do it in one step.
int renameExclusively(const char *from, const char *to)
{
#if defined(__APPLE__)
    const int result = retried([&] { return ::renamex_np(from, to, RENAME_EXCL); });
#elif defined(__linux__)
    const int result = retried([&] { return ::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE); });
#else
    const int result = -1;
    errno = ENOTSUP;
#endif
    if (result == 0)
        return 0;
    return errno == EINVAL || errno == ENOSYS ? ENOTSUP : errno;
}

// For file systems without an exclusive rename (some network and FUSE ones). A file gets its second name with link(),
// which never replaces. rename() of a folder replaces nothing but an empty folder, so that with the check before it
// only a race for an empty folder could go wrong, and nothing is lost in it.
int renameByHand(const char *from, const char *to)
{
    struct stat status {};
    if (::lstat(from, &status) != 0)
        return errno;
    const bool isFolder = S_ISDIR(status.st_mode);
    if (!isFolder) {
        if (::link(from, to) == 0)
            return ::unlink(from) == 0 ? 0 : errno;
        if (errno != EPERM && errno != ENOTSUP && errno != ENOSYS)
            return errno;
        // No links either (FAT): check, then rename.
    }
    if (::lstat(to, &status) == 0)
        return EEXIST;
    if (errno != ENOENT)
        return errno;
    return ::rename(from, to) == 0 ? 0 : errno;
}

} // namespace

Result<void> renameStepByStep(const std::filesystem::path &from, const std::filesystem::path &to)
{
    if (const int code = renameByHand(from.c_str(), to.c_str()); code != 0)
        return errorFor("rename", to, code);
    return {};
}

Result<void> renameNoReplace(const std::filesystem::path &from, const std::filesystem::path &to)
{
    const int code = renameExclusively(from.c_str(), to.c_str());
    if (code == ENOTSUP)
        return renameStepByStep(from, to);
    if (code != 0)
        return errorFor("rename", to, code);
    return {};
}

} // namespace mi::posix

#endif
