// What the tests of the archive share: a temporary folder with sources and an archive, a describer without DICOM, and
// pictures of folder trees to compare.
#pragma once

#include "core/archive/archive.h"
#include "core/platform/file_layer.h"

#include <QTemporaryDir>

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace mi::test {

inline const std::string studyUid = "1.2.276.0.7230010.3.1.2.1";
inline const std::string seriesUid = "1.2.276.0.7230010.3.1.3.1";

// Describes by counting; refuses and cancels on demand.
class CountingDescriber final : public BagDescriber {
public:
    Result<void> describe(const StagedInstance &instance) override;
    std::string refusal() override { return refuseWith; }
    Result<void> writeDescriptions(const WriteFile &write) override;

    std::string refuseWith;
    std::function<Result<void>(const StagedInstance &)> onDescribe;
    std::string seriesInstanceUid = seriesUid;
    std::vector<StagedInstance> seen;

private:
    std::mutex m_mutex;
};

struct TreeEntry {
    std::filesystem::file_type type = std::filesystem::file_type::none;
    unsigned mode = 0;
    std::int64_t modifiedNs = 0;
    std::string content;
    bool operator==(const TreeEntry &) const = default;
};
using Tree = std::map<std::string, TreeEntry>;

class ArchiveFixture {
public:
    // `memory`: on a file system in memory where there is one, for tests that make thousands of archives.
    enum class Place { disk, memory };
    explicit ArchiveFixture(Place place = Place::disk);

    std::filesystem::path root() const { return base / "archive"; }
    std::filesystem::path sources() const { return base / "sources"; }

    // Writes a source file and says what it is. SOP Instance UID: the study's and `number`.
    FilingSource source(int number, const std::string &content) const;
    FilingSource source(const std::string &sopInstanceUid, const std::string &fileName,
                        const std::string &content) const;

    // Must succeed.
    std::unique_ptr<Archive> open(FileLayer &layer, Archive::OpenMode mode = Archive::OpenMode::createIfMissing) const;
    static Result<FilingResult> file(Archive &archive, const std::vector<FilingSource> &sources,
                                     const std::string &study = studyUid);

    // `timesCount`: with the times of modification.
    static Tree treeOf(const std::filesystem::path &folder, bool timesCount = true);
    // The names below the folder, sorted; empty if it is not there.
    static std::vector<std::string> namesIn(const std::filesystem::path &folder);
    // Verifies with the real layer; "" or the differences as text.
    std::string differences() const;

    std::unique_ptr<FileLayer> files = makeSystemFileLayer();
    std::filesystem::path base;

private:
    QTemporaryDir m_folder;
};

// One task after the other.
void serially(std::size_t count, const std::function<void(std::size_t)> &task);
// On two threads.
void inTwoThreads(std::size_t count, const std::function<void(std::size_t)> &task);

std::string textOf(const Error &error);

} // namespace mi::test
