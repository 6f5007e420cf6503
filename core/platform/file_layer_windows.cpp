// The file layer on Windows, after the documented behaviour of the Win32 calls. Built with MinGW and run under Wine
// (tests/core/platform/file_layer_under_wine.sh), never on Windows itself.
#ifdef _WIN32

#include "core/platform/file_layer.h"

#include "core/support/text.h"

#define WIN32_LEAN_AND_MEAN
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>

#include <algorithm>
#include <utility>

namespace mi {

namespace {

constexpr DWORD shareEverything = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
constexpr DWORD diskQuotaExceeded = 1295; // ERROR_DISK_QUOTA_EXCEEDED, which MinGW does not name
constexpr DWORD largestTransfer = DWORD{1} << 30U;
// 100 ns ticks from 1601 to 1970.
constexpr std::int64_t ticksTo1970 = 116'444'736'000'000'000;

class Handle {
public:
    Handle() = default;
    explicit Handle(HANDLE handle) : m_handle(handle) {}
    Handle(Handle &&other) noexcept : m_handle(std::exchange(other.m_handle, INVALID_HANDLE_VALUE)) {}
    Handle &operator=(Handle &&other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    ~Handle()
    {
        if (isOpen())
            CloseHandle(m_handle);
    }
    bool isOpen() const { return m_handle != INVALID_HANDLE_VALUE; }
    HANDLE get() const { return m_handle; }
    bool close() { return !isOpen() || CloseHandle(std::exchange(m_handle, INVALID_HANDLE_VALUE)) != 0; }

private:
    HANDLE m_handle = INVALID_HANDLE_VALUE;
};

ErrorCode codeFrom(DWORD code)
{
    switch (code) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME:
    case ERROR_BAD_NETPATH:
        return ErrorCode::notFound;
    case ERROR_ACCESS_DENIED:
    case ERROR_PRIVILEGE_NOT_HELD:
        return ErrorCode::accessDenied;
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
    case diskQuotaExceeded:
        return ErrorCode::noSpace;
    case ERROR_WRITE_PROTECT:
        return ErrorCode::readOnly;
    case ERROR_ALREADY_EXISTS:
    case ERROR_FILE_EXISTS:
    case ERROR_DIR_NOT_EMPTY:
        return ErrorCode::alreadyExists;
    case ERROR_SHARING_VIOLATION:
    case ERROR_LOCK_VIOLATION:
    case ERROR_DELETE_PENDING:
        return ErrorCode::busy;
    default:
        return ErrorCode::io;
    }
}

Error errorFor(const char *operation, const std::filesystem::path &path, DWORD systemCode)
{
    Error error;
    error.code = codeFrom(systemCode);
    error.operation = operation;
    error.subject = pathToUtf8(path);
    error.systemCode = static_cast<int>(systemCode);
    return error;
}

Error wrongType(const char *operation, const std::filesystem::path &path, FileType type)
{
    Error error = errorFor(operation, path, 0);
    error.code = type == FileType::symbolicLink ? ErrorCode::symbolicLink : ErrorCode::notRegularFile;
    return error;
}

// Every reparse point counts as a link: junctions and mount points lead elsewhere, too. Cloud placeholders are refused
// with them, which is right for an archive and for sources that would be fetched while they are read.
FileType typeFrom(DWORD attributes)
{
    if ((attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0)
        return FileType::symbolicLink;
    if ((attributes & FILE_ATTRIBUTE_DIRECTORY) != 0)
        return FileType::folder;
    if ((attributes & FILE_ATTRIBUTE_DEVICE) != 0)
        return FileType::other;
    return FileType::regular;
}

// Past 260 characters a path needs the \\?\ prefix, which takes absolute paths with backslashes only.
std::wstring nativePath(const std::filesystem::path &path)
{
    std::error_code code;
    std::filesystem::path whole = std::filesystem::absolute(path, code).lexically_normal();
    if (code)
        whole = path;
    const std::wstring text = whole.make_preferred().wstring();
    if (text.starts_with(L"\\\\?\\") || text.starts_with(L"\\\\.\\"))
        return text;
    if (text.starts_with(L"\\\\"))
        return L"\\\\?\\UNC" + text.substr(1);
    return L"\\\\?\\" + text;
}

// FILE_FLAG_BACKUP_SEMANTICS is what lets a folder be opened.
Handle open(const std::filesystem::path &path, DWORD access, DWORD disposition, LinkPolicy links)
{
    const DWORD linkFlag = links == LinkPolicy::refuse ? FILE_FLAG_OPEN_REPARSE_POINT : 0;
    return Handle(CreateFileW(nativePath(path).c_str(), access, shareEverything, nullptr, disposition,
                              FILE_ATTRIBUTE_NORMAL | FILE_FLAG_BACKUP_SEMANTICS | linkFlag, nullptr));
}

DWORD infoOf(HANDLE handle, FileInfo &info)
{
    BY_HANDLE_FILE_INFORMATION data{};
    if (GetFileInformationByHandle(handle, &data) == 0)
        return GetLastError();
    info.type = GetFileType(handle) == FILE_TYPE_DISK ? typeFrom(data.dwFileAttributes) : FileType::other;
    info.size = (static_cast<std::uint64_t>(data.nFileSizeHigh) << 32U) | data.nFileSizeLow;
    const std::uint64_t ticks =
        (static_cast<std::uint64_t>(data.ftLastWriteTime.dwHighDateTime) << 32U) | data.ftLastWriteTime.dwLowDateTime;
    info.modifiedNs = (static_cast<std::int64_t>(ticks) - ticksTo1970) * 100;
    info.fileId = (static_cast<std::uint64_t>(data.nFileIndexHigh) << 32U) | data.nFileIndexLow;
    info.deviceId = data.dwVolumeSerialNumber;
    return ERROR_SUCCESS;
}

class WindowsFile final : public File {
public:
    WindowsFile(Handle handle, std::filesystem::path path) : m_handle(std::move(handle)), m_path(std::move(path)) {}

    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) override
    {
        std::size_t done = 0;
        while (done < buffer.size()) {
            const std::uint64_t at = offset + done;
            OVERLAPPED place{};
            place.Offset = static_cast<DWORD>(at);
            place.OffsetHigh = static_cast<DWORD>(at >> 32U);
            const auto wanted = static_cast<DWORD>(std::min<std::size_t>(buffer.size() - done, largestTransfer));
            DWORD count = 0;
            if (ReadFile(m_handle.get(), buffer.data() + done, wanted, &count, &place) == 0) {
                const DWORD code = GetLastError();
                if (code == ERROR_HANDLE_EOF)
                    break;
                Error error = errorFor("read", m_path, code);
                error.offset = at;
                return error;
            }
            if (count == 0)
                break;
            done += count;
        }
        return done;
    }

    Result<void> write(std::span<const std::byte> data) override
    {
        while (!data.empty()) {
            const auto wanted = static_cast<DWORD>(std::min<std::size_t>(data.size(), largestTransfer));
            DWORD count = 0;
            if (WriteFile(m_handle.get(), data.data(), wanted, &count, nullptr) == 0)
                return errorFor("write", m_path, GetLastError());
            if (count == 0)
                return errorFor("write", m_path, ERROR_WRITE_FAULT);
            data = data.subspan(count);
        }
        return {};
    }

    Result<void> flush() override
    {
        if (FlushFileBuffers(m_handle.get()) == 0)
            return errorFor("flush", m_path, GetLastError());
        return {};
    }

    void startWriteBack() override {} // Windows has no such hint

    Result<FileInfo> info() override
    {
        FileInfo info;
        if (const DWORD code = infoOf(m_handle.get(), info); code != ERROR_SUCCESS)
            return errorFor("look at", m_path, code);
        return info;
    }

    Result<void> close() override
    {
        if (!m_handle.close())
            return errorFor("close", m_path, GetLastError());
        return {};
    }

private:
    Handle m_handle;
    std::filesystem::path m_path;
};

class WindowsLock final : public FileLock {
public:
    explicit WindowsLock(Handle handle) : m_handle(std::move(handle)) {}

private:
    Handle m_handle; // closing it lets go of the lock
};

class WindowsFileLayer final : public FileLayer {
public:
    Result<std::unique_ptr<File>> openForReading(const std::filesystem::path &path, LinkPolicy links) override
    {
        return openRegular(path, GENERIC_READ, OPEN_EXISTING, links);
    }

    // Permissions are inherited from the folder: that is how an administrator sets them on Windows.
    Result<std::unique_ptr<File>> createExclusive(const std::filesystem::path &path) override
    {
        Handle handle = open(path, GENERIC_READ | GENERIC_WRITE, CREATE_NEW, LinkPolicy::refuse);
        if (!handle.isOpen())
            return errorFor("create", path, GetLastError());
        return std::unique_ptr<File>(std::make_unique<WindowsFile>(std::move(handle), path));
    }

    Result<std::unique_ptr<File>> openForAppending(const std::filesystem::path &path) override
    {
        // FILE_APPEND_DATA without FILE_WRITE_DATA writes at the end only; SYNCHRONIZE lets the call wait.
        return openRegular(path, FILE_APPEND_DATA | FILE_READ_ATTRIBUTES | SYNCHRONIZE, OPEN_ALWAYS,
                           LinkPolicy::refuse);
    }

    Result<FileInfo> info(const std::filesystem::path &path, LinkPolicy links) override
    {
        const Handle handle = open(path, FILE_READ_ATTRIBUTES, OPEN_EXISTING, links);
        if (!handle.isOpen())
            return errorFor("look at", path, GetLastError());
        FileInfo info;
        if (const DWORD code = infoOf(handle.get(), info); code != ERROR_SUCCESS)
            return errorFor("look at", path, code);
        return info;
    }

    Result<std::filesystem::path> resolve(const std::filesystem::path &path) override { return resolveNatively(path); }

    Result<std::vector<FolderEntry>> list(const std::filesystem::path &folder, LinkPolicy links) override
    {
        const Result<FileInfo> what = info(folder, links);
        if (!what)
            return what.error();
        if (what->type != FileType::folder)
            return wrongType("list", folder, what->type);
        WIN32_FIND_DATAW data{};
        const HANDLE search = FindFirstFileExW((nativePath(folder) + L"\\*").c_str(), FindExInfoBasic, &data,
                                               FindExSearchNameMatch, nullptr, FIND_FIRST_EX_LARGE_FETCH);
        if (search == INVALID_HANDLE_VALUE)
            return errorFor("list", folder, GetLastError());
        std::vector<FolderEntry> entries;
        do {
            const std::wstring_view name = data.cFileName;
            if (name != L"." && name != L"..")
                entries.push_back({std::filesystem::path(name), typeFrom(data.dwFileAttributes)});
        } while (FindNextFileW(search, &data) != 0);
        const DWORD code = GetLastError();
        FindClose(search);
        if (code != ERROR_NO_MORE_FILES)
            return errorFor("list", folder, code);
        return entries;
    }

    Result<void> makeFolder(const std::filesystem::path &path, bool /*isPrivate*/) override
    {
        if (CreateDirectoryW(nativePath(path).c_str(), nullptr) == 0)
            return errorFor("make the folder", path, GetLastError());
        return {};
    }

    // A link to a folder is a folder entry here, and is removed as one; what it points to stays.
    Result<void> removeFile(const std::filesystem::path &path) override
    {
        const std::wstring name = nativePath(path);
        const DWORD attributes = GetFileAttributesW(name.c_str());
        if (attributes == INVALID_FILE_ATTRIBUTES)
            return errorFor("remove", path, GetLastError());
        const bool isFolderLink =
            (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0 && (attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0;
        if ((isFolderLink ? RemoveDirectoryW(name.c_str()) : DeleteFileW(name.c_str())) == 0)
            return errorFor("remove", path, GetLastError());
        return {};
    }

    Result<void> removeFolder(const std::filesystem::path &path) override
    {
        const Result<FileInfo> what = info(path, LinkPolicy::refuse);
        if (!what)
            return what.error();
        if (what->type != FileType::folder)
            return wrongType("remove", path, what->type);
        if (RemoveDirectoryW(nativePath(path).c_str()) == 0)
            return errorFor("remove", path, GetLastError());
        return {};
    }

    Result<void> renameNoReplace(const std::filesystem::path &from, const std::filesystem::path &to) override
    {
        // Neither MOVEFILE_REPLACE_EXISTING nor MOVEFILE_COPY_ALLOWED: one rename on one volume, or nothing.
        if (MoveFileExW(nativePath(from).c_str(), nativePath(to).c_str(), MOVEFILE_WRITE_THROUGH) == 0) {
            const DWORD code = GetLastError();
            Error error = errorFor("rename", to, code);
            // An existing folder as the target is reported as a lack of access.
            if (code == ERROR_ACCESS_DENIED && info(to, LinkPolicy::refuse))
                error.code = ErrorCode::alreadyExists;
            return error;
        }
        return {};
    }

    // NTFS journals its folders, and MOVEFILE_WRITE_THROUGH waits for the rename. Flushing the folder's handle adds the
    // entries made before it; where the file system refuses that, there is nothing better.
    Result<void> flushFolder(const std::filesystem::path &path) override
    {
        const Handle handle = open(path, GENERIC_WRITE, OPEN_EXISTING, LinkPolicy::refuse);
        if (!handle.isOpen()) {
            const DWORD code = GetLastError();
            return code == ERROR_ACCESS_DENIED && info(path, LinkPolicy::refuse) ? Result<void>()
                                                                                 : errorFor("flush", path, code);
        }
        if (FlushFileBuffers(handle.get()) == 0) {
            const DWORD code = GetLastError();
            if (code != ERROR_INVALID_FUNCTION && code != ERROR_ACCESS_DENIED && code != ERROR_NOT_SUPPORTED)
                return errorFor("flush", path, code);
        }
        return {};
    }

    Result<void> flushFileSystem(const std::filesystem::path &path) override
    {
        // Flushing a whole volume needs an administrator. Every file is flushed by itself anyway.
        return flushFolder(path);
    }

    Result<std::uint64_t> freeSpace(const std::filesystem::path &path) override
    {
        ULARGE_INTEGER available{};
        if (GetDiskFreeSpaceExW(nativePath(path).c_str(), &available, nullptr, nullptr) == 0)
            return errorFor("ask for the free space of", path, GetLastError());
        return static_cast<std::uint64_t>(available.QuadPart);
    }

    Result<std::unique_ptr<FileLock>> tryLock(const std::filesystem::path &path) override
    {
        // While a holder's removal is pending, the name cannot be opened: that is `busy`, too (ERROR_DELETE_PENDING or
        // ERROR_ACCESS_DENIED). Since nobody can open a removed file, no lock is ever taken on one.
        Handle handle = open(path, GENERIC_READ | GENERIC_WRITE, OPEN_ALWAYS, LinkPolicy::refuse);
        if (!handle.isOpen()) {
            const DWORD code = GetLastError();
            Error error = errorFor("lock", path, code);
            if (code == ERROR_ACCESS_DENIED && GetFileAttributesW(nativePath(path).c_str()) == INVALID_FILE_ATTRIBUTES)
                error.code = ErrorCode::busy;
            return error;
        }
        FileInfo opened;
        if (const DWORD code = infoOf(handle.get(), opened); code != ERROR_SUCCESS)
            return errorFor("lock", path, code);
        if (opened.type != FileType::regular)
            return wrongType("lock", path, opened.type);
        OVERLAPPED place{};
        if (LockFileEx(handle.get(), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &place) == 0) {
            const DWORD code = GetLastError();
            Error error = errorFor("lock", path, code);
            if (code == ERROR_IO_PENDING)
                error.code = ErrorCode::busy;
            return error;
        }
        return std::unique_ptr<FileLock>(std::make_unique<WindowsLock>(std::move(handle)));
    }

private:
    static Result<std::unique_ptr<File>> openRegular(const std::filesystem::path &path, DWORD access, DWORD disposition,
                                                     LinkPolicy links)
    {
        Handle handle = open(path, access, disposition, links);
        if (!handle.isOpen())
            return errorFor("open", path, GetLastError());
        FileInfo opened;
        if (const DWORD code = infoOf(handle.get(), opened); code != ERROR_SUCCESS)
            return errorFor("open", path, code);
        if (opened.type != FileType::regular)
            return wrongType("open", path, opened.type);
        return std::unique_ptr<File>(std::make_unique<WindowsFile>(std::move(handle), path));
    }
};

} // namespace

std::unique_ptr<FileLayer> makeSystemFileLayer()
{
    return std::make_unique<WindowsFileLayer>();
}

} // namespace mi

#endif
