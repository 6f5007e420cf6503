// ForwardingFileLayer: passes everything on to another file layer, for tests that change one operation of it.
#pragma once

#include "core/platform/file_layer.h"

namespace mi::test {

class ForwardingFileLayer : public FileLayer {
public:
    // Owns a system layer.
    ForwardingFileLayer() : m_owned(makeSystemFileLayer()), m_real(*m_owned) {}
    explicit ForwardingFileLayer(FileLayer &real) : m_real(real) {}

    Result<std::unique_ptr<File>> openForReading(const std::filesystem::path &path, LinkPolicy links) override
    {
        return m_real.openForReading(path, links);
    }
    Result<std::unique_ptr<File>> createExclusive(const std::filesystem::path &path) override
    {
        return m_real.createExclusive(path);
    }
    Result<std::unique_ptr<File>> openForAppending(const std::filesystem::path &path) override
    {
        return m_real.openForAppending(path);
    }
    Result<FileInfo> info(const std::filesystem::path &path, LinkPolicy links) override
    {
        return m_real.info(path, links);
    }
    Result<std::filesystem::path> resolve(const std::filesystem::path &path) override { return m_real.resolve(path); }
    Result<std::vector<FolderEntry>> list(const std::filesystem::path &folder, LinkPolicy links) override
    {
        return m_real.list(folder, links);
    }
    Result<void> makeFolder(const std::filesystem::path &path, bool isPrivate) override
    {
        return m_real.makeFolder(path, isPrivate);
    }
    Result<void> removeFile(const std::filesystem::path &path) override { return m_real.removeFile(path); }
    Result<void> removeFolder(const std::filesystem::path &path) override { return m_real.removeFolder(path); }
    Result<void> renameNoReplace(const std::filesystem::path &from, const std::filesystem::path &to) override
    {
        return m_real.renameNoReplace(from, to);
    }
    Result<void> flushFolder(const std::filesystem::path &path) override { return m_real.flushFolder(path); }
    Result<void> flushFileSystem(const std::filesystem::path &path) override { return m_real.flushFileSystem(path); }
    bool canFlushTogether(const std::filesystem::path &path) override { return m_real.canFlushTogether(path); }
    Result<std::uint64_t> freeSpace(const std::filesystem::path &path) override { return m_real.freeSpace(path); }
    Result<std::unique_ptr<FileLock>> tryLock(const std::filesystem::path &path) override
    {
        return m_real.tryLock(path);
    }

protected:
    FileLayer &real() { return m_real; }

private:
    std::unique_ptr<FileLayer> m_owned;
    FileLayer &m_real;
};

} // namespace mi::test
