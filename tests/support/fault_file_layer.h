// FaultFileLayer: a file layer that passes everything on to a real one, and lets a chosen operation fail. Operations
// are counted from 0 over the layer and its open files. Any thread.
#pragma once

#include "core/platform/file_layer.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace mi::test {

struct Fault {
    enum class Mode {
        once,          // the operation fails and does nothing
        forEver,       // it fails, and so does every one after it
        processEnds,   // like forEver: from here on nothing reaches the disk, not even tidying up
        doneAllTheSame // the operation is done, and reports an error
    };
    // A full disk keeps nobody from reading and removing.
    enum class Kind { all, writingOnly };

    std::size_t operation = 0; // counted among those of `kind`
    int systemCode = 0;        // errno
    Mode mode = Mode::once;
    Kind kind = Kind::all;
    bool isShortWrite = false; // a write that fails writes half of its bytes first
};

class FaultFileLayer final : public FileLayer {
public:
    // Flushes that are only counted keep thousands of runs quick; what they protect from cannot happen in a test
    // anyway.
    enum class Flushes { real, onlyCounted };
    explicit FaultFileLayer(FileLayer &real, Flushes flushes = Flushes::real) : m_real(real), m_flushes(flushes) {}

    // Counting starts again; none: nothing fails.
    void setFault(std::optional<Fault> fault);
    std::size_t operations(Fault::Kind kind) const;
    bool hasFailed() const { return m_hasFailed; }
    // Called when a fault makes the flush of a file fail: what it was to write is lost. Set while nothing runs.
    void setFlushFailure(std::function<void(const std::filesystem::path &)> onFailure)
    {
        m_onFlushFailure = std::move(onFailure);
    }
    // Called before each operation with its name ("open", "read", "rename", ...) and path. Set while nothing runs.
    void setObserver(std::function<void(const std::string &, const std::filesystem::path &)> observer);

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
    Result<void> flushFolder(const std::filesystem::path &path) override;
    Result<void> flushFileSystem(const std::filesystem::path &path) override;
    // Of the real layer; setFlushesTogether() decides it for tests that must see both ways.
    bool canFlushTogether(const std::filesystem::path &path) override;
    void setFlushesTogether(bool isTogether) { m_isTogether = isTogether; }
    Result<std::uint64_t> freeSpace(const std::filesystem::path &path) override;
    Result<std::unique_ptr<FileLock>> tryLock(const std::filesystem::path &path) override;

    // What to do about the operation that is about to run. For the files of this layer.
    struct Verdict {
        std::optional<Error> error;
        bool isDone = false; // run it, then report the error
        bool isShortWrite = false;
    };
    enum class Effect { reads, writes };
    bool flushesAreReal() const { return m_flushes == Flushes::real; }
    Verdict judge(const char *operation, const std::filesystem::path &path, Effect effect);

private:
    template <class T, class Run>
    Result<T> run(const char *operation, const std::filesystem::path &path, Effect effect, Run real);

    FileLayer &m_real;
    Flushes m_flushes;
    std::optional<bool> m_isTogether;
    mutable std::mutex m_mutex; // guards what follows
    std::optional<Fault> m_fault;
    std::size_t m_all = 0;
    std::size_t m_writing = 0;
    std::function<void(const std::string &, const std::filesystem::path &)> m_observer;
    std::function<void(const std::filesystem::path &)> m_onFlushFailure;
    std::atomic<bool> m_hasFailed = false;
};

} // namespace mi::test
