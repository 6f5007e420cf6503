// SimulatedDisk: a file system in memory that forgets as a real one may: what was not flushed can be lost, or be half
// there, when the power is cut. For tests of durability; quick enough for tens of thousands of runs. Any thread.
//
// What it promises is what POSIX does, and no more. A flushed file keeps its content; its name is kept only once its
// folder was flushed. Of what was not flushed, any part may have reached the medium: entries of folders one by one, a
// file's new content whole, cut off, as zeros, or not at all. A rename is one step: done, or not done. A write whose
// write-back failed is lost for good, though the system still shows it, and only the next flush of that file says so.
#pragma once

#include "core/platform/file_layer.h"

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace mi::test {

enum class PowerCut {
    nothingUnflushedSurvives,
    namesSurviveWithoutContent, // every change of a folder, but no content that was not flushed
    anyPartSurvives,            // drawn from the seed
};

class SimulatedDisk final : public FileLayer {
public:
    // `canFlushTogether`: see FileLayer.
    explicit SimulatedDisk(bool canFlushTogether = false);
    ~SimulatedDisk() override;
    // With all content and all that is known of its durability; for many runs from one beginning.
    std::unique_ptr<SimulatedDisk> clone() const;

    // Nothing may be open. Afterwards the disk is as a new start would find it.
    void cutPower(PowerCut how, std::uint32_t seed = 0);
    // The write-back of the n-th write from now on (from 0) fails.
    void loseWrite(std::optional<std::size_t> number);
    std::size_t writes() const;
    bool hasLostWrite() const;
    // Another error of the operation that a fault made fail: a flush that reports an error has lost what it was to
    // write.
    void loseUnflushed(const std::filesystem::path &path);

    struct Entry {
        FileType type = FileType::other;
        std::uint64_t id = 0; // the same as long as nobody makes it anew
        std::int64_t modified = 0;
        std::string content;
        bool operator==(const Entry &) const = default;
    };
    // Everything below the folder, by relative path; empty if it is not there.
    std::map<std::string, Entry> tree(const std::filesystem::path &folder) const;
    // Makes or replaces a file with all folders on the way, durable at once.
    void put(const std::filesystem::path &path, const std::string &content);
    // Whether every file below the folder has handed its content to the medium.
    bool isHandedOver(const std::filesystem::path &folder) const;

    Result<std::unique_ptr<File>> openForReading(const std::filesystem::path &path, LinkPolicy links) override;
    Result<std::unique_ptr<File>> createExclusive(const std::filesystem::path &path) override;
    Result<std::unique_ptr<File>> openForAppending(const std::filesystem::path &path) override;
    Result<FileInfo> info(const std::filesystem::path &path, LinkPolicy links) override;
    Result<std::filesystem::path> resolve(const std::filesystem::path &path) override;
    Result<std::vector<FolderEntry>> list(const std::filesystem::path &folder, LinkPolicy links) override;
    Result<void> makeFolder(const std::filesystem::path &path, bool isPrivate) override;
    Result<void> removeFile(const std::filesystem::path &path) override;
    Result<void> removeFolder(const std::filesystem::path &path) override;
    Result<void> renameNoReplace(const std::filesystem::path &from, const std::filesystem::path &to) override;
    // What the archive must never do; for a mutant.
    Result<void> renameReplacing(const std::filesystem::path &from, const std::filesystem::path &to);
    Result<void> flushFolder(const std::filesystem::path &path) override;
    Result<void> flushFileSystem(const std::filesystem::path &path) override;
    bool canFlushTogether(const std::filesystem::path &path) override;
    Result<std::uint64_t> freeSpace(const std::filesystem::path &path) override;
    Result<std::unique_ptr<FileLock>> tryLock(const std::filesystem::path &path) override;

    struct Node;

private:
    friend class SimulatedFile;
    using NodePtr = std::shared_ptr<Node>;

    NodePtr nodeAt(const std::filesystem::path &path) const;
    Result<NodePtr> needed(const char *operation, const std::filesystem::path &path) const;
    Result<NodePtr> parentOf(const char *operation, const std::filesystem::path &path) const;
    NodePtr makeNode(FileType type);
    void makeDurable(const NodePtr &folder);
    Result<void> rename(const std::filesystem::path &from, const std::filesystem::path &to, bool mayReplace);
    Result<void> writeTo(Node &node, std::span<const std::byte> data);
    Result<void> handOver(Node &node, const std::filesystem::path &path);

    mutable std::mutex m_mutex; // guards everything, files included
    bool m_isTogether;
    NodePtr m_root;
    std::vector<std::weak_ptr<Node>> m_all;
    std::uint64_t m_lastId = 0;
    std::int64_t m_clock = 0;
    std::size_t m_writes = 0;
    std::optional<std::size_t> m_lostWrite;
    bool m_hasLostWrite = false;
};

} // namespace mi::test
