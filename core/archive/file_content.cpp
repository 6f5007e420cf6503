#include "core/archive/file_content.h"

#include "core/archive/sha256.h"
#include "core/support/text.h"

namespace mi::archive {

namespace {

constexpr std::size_t bufferSize = std::size_t{1} << 20U;
constexpr std::uint64_t writeBackStep = std::uint64_t{8} << 20U;

Error fileError(ErrorCode code, const char *operation, const std::filesystem::path &path, const char *detail)
{
    Error error;
    error.code = code;
    error.operation = operation;
    error.subject = pathToUtf8(path);
    error.detail = detail;
    return error;
}

// Reads all of `source`, and passes each piece on with its hash counted. The file must not change meanwhile.
template <class Sink>
Result<FileDigest> readHashed(FileLayer &files, const std::filesystem::path &path, BufferPool &buffers,
                              const std::stop_token &stop, ReadFrom from, Sink sink)
{
    Result<std::unique_ptr<File>> opened = files.openForReading(path, LinkPolicy::refuse);
    if (!opened)
        return opened.error();
    File &file = **opened;
    const Result<FileInfo> before = file.info();
    if (!before)
        return before.error();
    if (from == ReadFrom::medium)
        file.dropCache();
    BufferPool::Lease lease(buffers);
    const std::span<std::byte> buffer = lease.bytes();
    Sha256 hash;
    FileDigest digest;
    for (bool isAtEnd = false; !isAtEnd;) {
        if (stop.stop_requested())
            return cancelled();
        const Result<std::size_t> count = file.readAt(digest.size, buffer);
        if (!count)
            return count.error();
        isAtEnd = *count < buffer.size();
        const std::span<const std::byte> piece = buffer.first(*count);
        hash.add(piece);
        digest.size += *count;
        if (Result<void> passed = sink(piece, digest.size); !passed)
            return passed.error();
    }
    const Result<FileInfo> after = file.info();
    if (!after)
        return after.error();
    if (!before->isSameFileState(*after) || digest.size != before->size)
        return fileError(ErrorCode::changedWhileReading, "read", path, "the file changed while it was read");
    digest.sha256 = hash.finish();
    if (!isSha256(digest.sha256))
        return fileError(ErrorCode::internal, "hash", path, "SHA-256 is not available");
    return digest;
}

} // namespace

void Throttle::pass(std::uint64_t bytes, const std::stop_token &stop)
{
    if (m_bytesPerSecond == 0)
        return;
    std::unique_lock lock(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    const auto from = std::max(now, m_nextAt.value_or(now));
    const std::chrono::duration<double> cost(static_cast<double>(bytes) / static_cast<double>(m_bytesPerSecond));
    m_nextAt = from + std::chrono::duration_cast<std::chrono::steady_clock::duration>(cost);
    const auto until = *m_nextAt;
    std::condition_variable_any neverNotified; // only `stop` or the time ends the wait
    neverNotified.wait_until(lock, stop, until, [] { return false; });
}

BufferPool::Lease::Lease(BufferPool &pool) : m_pool(pool)
{
    {
        const std::lock_guard lock(pool.m_mutex);
        if (!pool.m_free.empty()) {
            m_buffer = std::move(pool.m_free.back());
            pool.m_free.pop_back();
        }
    }
    m_buffer.resize(bufferSize);
}

BufferPool::Lease::~Lease()
{
    const std::lock_guard lock(m_pool.m_mutex);
    m_pool.m_free.push_back(std::move(m_buffer));
}

Result<FileDigest> hashFile(FileLayer &files, const std::filesystem::path &path, BufferPool &buffers,
                            std::stop_token stop, ReadFrom from, Throttle *throttle)
{
    return readHashed(files, path, buffers, stop, from, [&](std::span<const std::byte> piece, std::uint64_t) {
        if (throttle != nullptr)
            throttle->pass(piece.size(), stop);
        return Result<void>();
    });
}

Result<HashedCopy> copyHashed(FileLayer &files, const std::filesystem::path &source,
                              const std::filesystem::path &target, BufferPool &buffers, std::stop_token stop)
{
    HashedCopy copy;
    std::uint64_t writeBackFrom = writeBackStep;
    const auto write = [&](std::span<const std::byte> piece, std::uint64_t total) -> Result<void> {
        if (!copy.file) { // only once the source has shown that it can be read
            Result<std::unique_ptr<File>> created = files.createExclusive(target);
            if (!created)
                return created.error();
            copy.file = created.take();
        }
        if (piece.empty())
            return {};
        Result<void> written = copy.file->write(piece);
        if (written && total >= writeBackFrom) {
            copy.file->startWriteBack();
            writeBackFrom = total + writeBackStep;
        }
        return written;
    };
    Result<FileDigest> digest = readHashed(files, source, buffers, stop, ReadFrom::anywhere, write);
    if (!digest)
        return digest.error();
    copy.digest = digest.take();
    copy.file->startWriteBack();
    return copy;
}

Result<std::string> readWhole(FileLayer &files, const std::filesystem::path &path, std::uint64_t limit)
{
    Result<std::unique_ptr<File>> opened = files.openForReading(path, LinkPolicy::refuse);
    if (!opened)
        return opened.error();
    const Result<FileInfo> info = (*opened)->info();
    if (!info)
        return info.error();
    if (info->size > limit)
        return fileError(ErrorCode::limitExceeded, "read", path, "the file is larger than any of its kind");
    std::string text(static_cast<std::size_t>(info->size), '\0');
    const Result<std::size_t> count = (*opened)->readAt(0, std::as_writable_bytes(std::span<char>(text)));
    if (!count)
        return count.error();
    text.resize(*count);
    return text;
}

std::span<const std::byte> bytesOf(std::string_view text)
{
    return std::as_bytes(std::span<const char>(text.data(), text.size()));
}

Error cancelled()
{
    Error error;
    error.code = ErrorCode::cancelled;
    error.operation = "file the study";
    return error;
}

} // namespace mi::archive
