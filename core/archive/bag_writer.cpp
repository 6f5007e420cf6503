#include "core/archive/bag_writer.h"

#include "core/archive/archive_layout.h"
#include "core/archive/sha256.h"
#include "core/support/text.h"

#include <algorithm>

namespace mi::archive {

namespace {

// Open files wait for their flush: enough of them that the disk can write in large strides, few enough to stay far
// below the limit of open files (1,024 where nobody raised it).
constexpr std::size_t batchFiles = 128;
constexpr std::uint64_t batchBytes = std::uint64_t{64} << 20U;

} // namespace

BagWriter::BagWriter(FileLayer &files, std::filesystem::path folder, BufferPool &buffers)
    : m_files(files), m_folder(std::move(folder)), m_buffers(buffers)
{}

Result<void> BagWriter::makeFolder(const std::string &path)
{
    if (std::ranges::find(m_folders, path) != m_folders.end())
        return {};
    Result<void> made = m_files.makeFolder(path.empty() ? m_folder : m_folder / path);
    if (made)
        m_folders.push_back(path);
    return made;
}

Result<void> BagWriter::begin(const std::set<std::string> &seriesKeys)
{
    m_isFlushedTogether = m_files.canFlushTogether(m_folder.parent_path());
    std::vector<std::string> wanted{"", "data"};
    for (const std::string &key : seriesKeys)
        wanted.push_back("data/" + key);
    for (const std::string &path : wanted) {
        if (Result<void> made = makeFolder(path); !made)
            return made;
    }
    return {};
}

Result<FileDigest> BagWriter::addPayload(const std::filesystem::path &source, const std::string &path,
                                         const std::stop_token &stop)
{
    Result<HashedCopy> copy = copyHashed(m_files, source, m_folder / path, m_buffers, stop);
    if (!copy)
        return copy.error();
    FileDigest digest = copy->digest;
    const std::lock_guard lock(m_mutex);
    m_payload.push_back({path, digest.sha256});
    m_payloadBytes += digest.size;
    m_pendingBytes += digest.size;
    m_pending.push_back({std::move(copy->file), path, digest});
    return digest;
}

Result<void> BagWriter::settle(Settle how)
{
    std::vector<Pending> batch;
    {
        const std::lock_guard lock(m_mutex);
        const bool isFull = m_pending.size() >= batchFiles || m_pendingBytes >= batchBytes;
        if (!isFull && how == Settle::whenFull)
            return {};
        batch.swap(m_pending);
        m_pendingBytes = 0;
    }
    return flushAndCompare(std::move(batch));
}

Result<void> BagWriter::flushAndCompare(std::vector<Pending> batch)
{
    for (Pending &pending : batch) {
        Result<void> flushed = m_isFlushedTogether ? pending.file->waitForWriteBack() : pending.file->flush();
        if (!flushed)
            return flushed;
        if (Result<void> closed = pending.file->close(); !closed)
            return closed;
    }
    for (const Pending &pending : batch) {
        const Result<FileDigest> again = hashFile(m_files, m_folder / pending.path, m_buffers, {});
        if (!again)
            return again.error();
        if (again->size != pending.digest.size || again->sha256 != pending.digest.sha256) {
            Error error;
            error.code = ErrorCode::io;
            error.operation = "verify";
            error.subject = pathToUtf8(m_folder / pending.path);
            error.detail = "the copy does not read as it was written";
            return error;
        }
    }
    return {};
}

Result<void> BagWriter::writeFile(const std::string &path, std::span<const std::byte> content)
{
    Result<std::unique_ptr<File>> created = m_files.createExclusive(m_folder / path);
    if (!created)
        return created.error();
    if (Result<void> written = (*created)->write(content); !written)
        return written;
    (*created)->startWriteBack();
    const std::lock_guard lock(m_mutex);
    m_pending.push_back({created.take(), path, {sha256Of(content), content.size()}});
    m_pendingBytes += content.size();
    return {};
}

Result<void> BagWriter::writeTagFile(const std::string &path, std::string_view content)
{
    m_tagFiles.push_back({path, sha256Of(content)});
    return writeFile(path, bytesOf(content));
}

Result<void> BagWriter::addDescription(const std::string &path, std::span<const std::byte> content)
{
    if (!isDescriptionPath(path)) {
        Error error;
        error.code = ErrorCode::internal;
        error.operation = "describe the bag";
        error.detail = "a name that this format does not allow";
        return error;
    }
    if (const std::size_t slash = path.find('/'); slash != std::string::npos) {
        if (Result<void> made = makeFolder(path.substr(0, slash)); !made)
            return made;
    }
    m_tagFiles.push_back({path, sha256Of(content)});
    if (Result<void> written = writeFile(path, content); !written)
        return written;
    return settle(Settle::whenFull);
}

Result<void> BagWriter::writeTagManifest()
{
    const std::string text = formatManifest(m_tagFiles);
    m_tagManifestSha256 = sha256Of(text);
    return writeFile(std::string(tagManifestFile), bytesOf(text));
}

Result<void> BagWriter::finish(BagInfo info)
{
    // Payload and descriptions are written before anything vouches for them.
    if (Result<void> settled = settle(Settle::everything); !settled)
        return settled;
    m_info = std::move(info);
    m_info.payloadFiles = m_payload.size();
    m_info.payloadBytes = m_payloadBytes;
    if (Result<void> written = writeTagFile(std::string(bagitFile), bagitText); !written)
        return written;
    if (Result<void> written = writeTagFile(std::string(manifestFile), formatManifest(m_payload)); !written)
        return written;
    if (Result<void> written = writeTagFile(std::string(bagInfoFile), formatBagInfo(m_info)); !written)
        return written;
    if (Result<void> written = writeTagManifest(); !written)
        return written;
    if (Result<void> settled = settle(Settle::everything); !settled)
        return settled;
    return flushEverything();
}

Result<void> BagWriter::replaceTagFile(const std::string &path, std::string_view content)
{
    if (Result<void> removed = m_files.removeFile(m_folder / path); !removed)
        return removed;
    return writeFile(path, bytesOf(content));
}

Result<void> BagWriter::renumber(const std::string &name, const std::string &previousBag,
                                 const std::string &previousTagManifestSha256)
{
    m_info.name = name;
    m_info.previousBag = previousBag;
    m_info.previousTagManifestSha256 = previousTagManifestSha256;
    const std::string text = formatBagInfo(m_info);
    for (ManifestEntry &entry : m_tagFiles) {
        if (entry.path == bagInfoFile)
            entry.sha256 = sha256Of(text);
    }
    if (Result<void> replaced = replaceTagFile(std::string(bagInfoFile), text); !replaced)
        return replaced;
    const std::string manifest = formatManifest(m_tagFiles);
    m_tagManifestSha256 = sha256Of(manifest);
    if (Result<void> replaced = replaceTagFile(std::string(tagManifestFile), manifest); !replaced)
        return replaced;
    if (Result<void> settled = settle(Settle::everything); !settled)
        return settled;
    return flushEverything();
}

Result<void> BagWriter::flushEverything()
{
    if (m_isFlushedTogether)
        return m_files.flushFileSystem(m_folder);
    for (auto path = m_folders.rbegin(); path != m_folders.rend(); ++path) {
        if (Result<void> flushed = m_files.flushFolder(path->empty() ? m_folder : m_folder / *path); !flushed)
            return flushed;
    }
    return {};
}

} // namespace mi::archive
