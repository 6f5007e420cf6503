// BagWriter: builds one bag in a staging folder, up to the point where it can be renamed into place. Files are flushed
// in batches, each through the descriptor that wrote it (no other is sure to learn of a late write error), then read
// again and compared. Where the file system can do it, the drive itself is flushed once for all of them.
// addPayload() may be called from several threads at once, everything else by one thread.
#pragma once

#include "core/archive/bag_info.h"
#include "core/archive/file_content.h"
#include "core/archive/manifest.h"

#include <set>

namespace mi::archive {

class BagWriter {
public:
    BagWriter(FileLayer &files, std::filesystem::path folder, BufferPool &buffers);

    // Makes the bag's folder, data/ and the folder of each series (names as in payload paths).
    Result<void> begin(const std::set<std::string> &seriesKeys);

    // Copies a source to `path` below the bag. The copy is queued for its flush by settle().
    Result<FileDigest> addPayload(const std::filesystem::path &source, const std::string &path,
                                  const std::stop_token &stop);
    // Flushes and re-reads a batch once enough has gathered; `everything` empties the queue. From any thread.
    enum class Settle { whenFull, everything };
    Result<void> settle(Settle how);

    // A description file: metadata.json, dicom/....json.gz, reason.json.
    Result<void> addDescription(const std::string &path, std::span<const std::byte> content);

    // Manifests and bag-info.txt; Payload-Oxum is filled in here. Then everything is flushed, folders last.
    Result<void> finish(BagInfo info);
    // The same bag under another number: only what names it is written again.
    Result<void> renumber(const std::string &name, const std::string &previousBag,
                          const std::string &previousTagManifestSha256);

    const std::filesystem::path &folder() const { return m_folder; }
    // Of tagmanifest-sha256.txt, once finished: it covers every byte of the bag.
    const std::string &tagManifestSha256() const { return m_tagManifestSha256; }

private:
    struct Pending {
        std::unique_ptr<File> file;
        std::string path;
        FileDigest digest;
    };

    Result<void> makeFolder(const std::string &path);
    Result<void> writeFile(const std::string &path, std::span<const std::byte> content);
    Result<void> writeTagFile(const std::string &path, std::string_view content);
    Result<void> writeTagManifest();
    Result<void> replaceTagFile(const std::string &path, std::string_view content);
    Result<void> flushAndCompare(std::vector<Pending> batch);
    Result<void> flushEverything();

    FileLayer &m_files;
    std::filesystem::path m_folder;
    BufferPool &m_buffers;
    bool m_isFlushedTogether = false;
    std::vector<std::string> m_folders; // relative, parents first; "" is the bag
    BagInfo m_info;
    std::string m_tagManifestSha256;
    std::vector<ManifestEntry> m_tagFiles;

    std::mutex m_mutex; // guards what follows
    std::vector<ManifestEntry> m_payload;
    std::uint64_t m_payloadBytes = 0;
    std::vector<Pending> m_pending;
    std::uint64_t m_pendingBytes = 0;
};

} // namespace mi::archive
