/* LD_PRELOAD shim: counts the calls of the system that touch files below FAIL_BELOW, and lets the one with the number
 * FAIL_AT (and with FAIL_FOR_EVER all after it) fail with FAIL_ERRNO; FAIL_ERRNO=0 ends the process there, FAIL_SHORT
 * makes it a short write. Calls on descriptors count when the descriptor was opened below FAIL_BELOW. FAIL_COUNT names a
 * file that gets the number of calls at the end. It sees what goes past the program's own file layer, too. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { mostDescriptors = 4096 };
static atomic_long calls;
static atomic_char watched[mostDescriptors];

static const char *below(void)
{
    static const char *folder;
    if (folder == NULL)
        folder = getenv("FAIL_BELOW") != NULL ? getenv("FAIL_BELOW") : "";
    return folder;
}

static int is_below(const char *path)
{
    return path != NULL && below()[0] != 0 && strncmp(path, below(), strlen(below())) == 0;
}

static int is_watched(int fd) { return fd >= 0 && fd < mostDescriptors && watched[fd]; }

static long number_of(const char *name)
{
    const char *text = getenv(name);
    return text != NULL ? atol(text) : -1;
}

/* 1 if this call fails; errno is set. */
static int fails(void)
{
    static long at = -2, code, for_ever;
    if (at == -2) {
        code = number_of("FAIL_ERRNO");
        for_ever = number_of("FAIL_FOR_EVER");
        at = number_of("FAIL_AT");
    }
    const long number = atomic_fetch_add(&calls, 1);
    if (at < 0 || (for_ever > 0 ? number < at : number != at))
        return 0;
    if (code == 0)
        kill(getpid(), SIGKILL);
    errno = (int)code;
    return 1;
}

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (real == NULL) *(void **)&real = dlsym(RTLD_NEXT, name)

static int opened(int fd, const char *path)
{
    if (fd >= 0 && fd < mostDescriptors)
        watched[fd] = (char)is_below(path);
    return fd;
}

int open(const char *path, int flags, ...)
{
    REAL(int, "open", const char *, int, ...);
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return is_below(path) && fails() ? -1 : opened(real(path, flags, mode), path);
}

int open64(const char *path, int flags, ...)
{
    REAL(int, "open64", const char *, int, ...);
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return is_below(path) && fails() ? -1 : opened(real(path, flags, mode), path);
}

ssize_t write(int fd, const void *data, size_t size)
{
    REAL(ssize_t, "write", int, const void *, size_t);
    if (is_watched(fd) && fails()) {
        if (number_of("FAIL_SHORT") > 0 && size > 1)
            return real(fd, data, size / 2);
        return -1;
    }
    return real(fd, data, size);
}

ssize_t pread64(int fd, void *data, size_t size, off64_t offset)
{
    REAL(ssize_t, "pread64", int, void *, size_t, off64_t);
    return is_watched(fd) && fails() ? -1 : real(fd, data, size, offset);
}

ssize_t pread(int fd, void *data, size_t size, off_t offset)
{
    REAL(ssize_t, "pread", int, void *, size_t, off_t);
    return is_watched(fd) && fails() ? -1 : real(fd, data, size, offset);
}

int fsync(int fd)
{
    REAL(int, "fsync", int);
    return is_watched(fd) && fails() ? -1 : real(fd);
}

int syncfs(int fd)
{
    REAL(int, "syncfs", int);
    return is_watched(fd) && fails() ? -1 : real(fd);
}

int sync_file_range(int fd, off64_t offset, off64_t size, unsigned int flags)
{
    REAL(int, "sync_file_range", int, off64_t, off64_t, unsigned int);
    return is_watched(fd) && fails() ? -1 : real(fd, offset, size, flags);
}

int fchmod(int fd, mode_t mode)
{
    REAL(int, "fchmod", int, mode_t);
    return is_watched(fd) && fails() ? -1 : real(fd, mode);
}

int close(int fd)
{
    REAL(int, "close", int);
    const int fault = is_watched(fd) && fails();
    if (fd >= 0 && fd < mostDescriptors)
        watched[fd] = 0;
    const int code = errno;
    const int result = real(fd); /* gone in any case, as on Linux */
    if (!fault)
        return result;
    errno = code;
    return -1;
}

int mkdir(const char *path, mode_t mode)
{
    REAL(int, "mkdir", const char *, mode_t);
    return is_below(path) && fails() ? -1 : real(path, mode);
}

int unlink(const char *path)
{
    REAL(int, "unlink", const char *);
    return is_below(path) && fails() ? -1 : real(path);
}

int rmdir(const char *path)
{
    REAL(int, "rmdir", const char *);
    return is_below(path) && fails() ? -1 : real(path);
}

int renameat2(int from, const char *old, int to, const char *new, unsigned int flags)
{
    REAL(int, "renameat2", int, const char *, int, const char *, unsigned int);
    return is_below(new) && fails() ? -1 : real(from, old, to, new, flags);
}

int rename(const char *old, const char *new)
{
    REAL(int, "rename", const char *, const char *);
    return is_below(new) && fails() ? -1 : real(old, new);
}

__attribute__((destructor)) static void report(void)
{
    const char *path = getenv("FAIL_COUNT");
    FILE *file = path != NULL ? fopen(path, "w") : NULL;
    if (file != NULL) {
        fprintf(file, "%ld\n", (long)calls);
        fclose(file);
    }
}
