// MutantLayer: a file layer with one deliberate mistake in the order or the effect of its operations. A test that holds
// the archive's promise must notice each of them.
#pragma once

#include "tests/support/forwarding_file_layer.h"
#include "tests/support/simulated_disk.h"

#include <string_view>
#include <vector>

namespace mi::test {

enum class Mutation {
    none,
    noFileFlush,           // the flush of a file does nothing
    noFolderFlush,         // the flush of a folder does nothing
    noFileSystemFlush,     // the flush of the whole file system does nothing
    manifestBeforePayload, // instances are flushed only after the manifests
    renameBeforeFlush,     // a bag is renamed into place first and flushed then
    replacingRename,       // a rename replaces what is there
};
std::string_view nameOf(Mutation mutation);

class MutantLayer final : public ForwardingFileLayer {
public:
    MutantLayer(FileLayer &real, SimulatedDisk &disk, Mutation mutation)
        : ForwardingFileLayer(real), m_disk(disk), m_mutation(mutation)
    {}

    Result<std::unique_ptr<File>> createExclusive(const std::filesystem::path &path) override;
    Result<std::unique_ptr<File>> openForAppending(const std::filesystem::path &path) override;
    Result<void> renameNoReplace(const std::filesystem::path &from, const std::filesystem::path &to) override;
    Result<void> flushFolder(const std::filesystem::path &path) override;
    Result<void> flushFileSystem(const std::filesystem::path &path) override;

    // What became wrong in the order of things, whether or not it could be seen afterwards.
    const std::vector<std::string> &disorder() const { return m_disorder; }

private:
    friend class MutantFile;
    enum class Fate { now, later, never };
    Fate fateOfFlush(const std::filesystem::path &path) const;
    void doPostponed();

    SimulatedDisk &m_disk;
    Mutation m_mutation;
    std::vector<std::function<void()>> m_postponed;
    std::vector<std::string> m_disorder;
};

} // namespace mi::test
