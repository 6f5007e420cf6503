#include "tests/core/archive/archive_fixture.h"

#include "core/archive/archive_layout.h"
#include "core/archive/file_content.h"

#include <QDir>
#include <QFileInfo>

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

namespace mi::test {

namespace {

std::string readBytes(const std::filesystem::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

QString folderTemplate(ArchiveFixture::Place place)
{
    const QString memory = QStringLiteral("/dev/shm");
    const bool isInMemory = place == ArchiveFixture::Place::memory && QFileInfo(memory).isWritable();
    return (isInMemory ? memory : QDir::tempPath()) + QStringLiteral("/mi-archive-XXXXXX");
}

} // namespace

Result<void> CountingDescriber::describe(const StagedInstance &instance)
{
    if (onDescribe) {
        if (Result<void> done = onDescribe(instance); !done)
            return done;
    }
    const std::lock_guard lock(m_mutex);
    seen.push_back(instance);
    return {};
}

Result<void> CountingDescriber::writeDescriptions(const WriteFile &write)
{
    const std::string count = "{\"instances\": " + std::to_string(seen.size()) + "}\n";
    for (const std::string &name : {std::string("metadata.json"), std::string("validation.json"),
                                    "dicom/" + archive::seriesKey(seriesInstanceUid) + ".json.gz"}) {
        if (Result<void> written = write(name, archive::bytesOf(count)); !written)
            return written;
    }
    return {};
}

ArchiveFixture::ArchiveFixture(Place place) : m_folder(folderTemplate(place))
{
    if (!m_folder.isValid())
        std::abort();
    base = m_folder.path().toStdString();
    std::filesystem::create_directory(sources());
}

FilingSource ArchiveFixture::source(int number, const std::string &content) const
{
    return source(studyUid + "." + std::to_string(number), "image " + std::to_string(number), content);
}

FilingSource ArchiveFixture::source(const std::string &sopInstanceUid, const std::string &fileName,
                                    const std::string &content) const
{
    const std::filesystem::path path = sources() / fileName;
    std::ofstream(path, std::ios::binary) << content;
    return {path, sopInstanceUid, seriesUid};
}

std::unique_ptr<Archive> ArchiveFixture::open(FileLayer &layer, Archive::OpenMode mode) const
{
    Result<std::unique_ptr<Archive>> archive = Archive::open(layer, root(), mode);
    if (!archive)
        qFatal("%s", describeWithSubject(archive.error()).c_str());
    return archive.take();
}

Result<FilingResult> ArchiveFixture::file(Archive &archive, const std::vector<FilingSource> &sources,
                                          const std::string &study)
{
    CountingDescriber describer;
    return archive.fileStudy(study, sources, describer, serially, {});
}

Tree ArchiveFixture::treeOf(const std::filesystem::path &folder, bool timesCount)
{
    Tree tree;
    const auto add = [&](const std::filesystem::path &path) {
        struct stat status {};
        if (::lstat(path.c_str(), &status) != 0)
            std::abort();
        TreeEntry entry;
        entry.type = std::filesystem::symlink_status(path).type();
        entry.mode = status.st_mode & 07777U;
        if (timesCount)
            entry.modifiedNs = status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec;
        if (entry.type == std::filesystem::file_type::regular)
            entry.content = readBytes(path);
        tree.emplace(path.lexically_relative(folder).generic_string(), std::move(entry));
    };
    add(folder);
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder))
        add(entry.path());
    return tree;
}

std::vector<std::string> ArchiveFixture::namesIn(const std::filesystem::path &folder)
{
    std::vector<std::string> names;
    std::error_code code;
    for (const auto &entry : std::filesystem::directory_iterator(folder, code))
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

std::string ArchiveFixture::differences() const
{
    Result<std::unique_ptr<Archive>> archive = Archive::open(*files, root(), Archive::OpenMode::readOnly);
    if (!archive)
        return textOf(archive.error());
    const Result<VerifyReport> report = (*archive)->verify({});
    if (!report)
        return textOf(report.error());
    std::string text;
    for (const VerifyDifference &difference : report->differences)
        text += difference.path + ": " + difference.kind + " " + difference.detail + "\n";
    return text;
}

void serially(std::size_t count, const std::function<void(std::size_t)> &task)
{
    for (std::size_t i = 0; i < count; ++i)
        task(i);
}

void inTwoThreads(std::size_t count, const std::function<void(std::size_t)> &task)
{
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++)
            task(i);
    };
    std::jthread other(work);
    work();
}

std::string textOf(const Error &error)
{
    return std::string(toString(error.code)) + ": " + describeWithSubject(error);
}

} // namespace mi::test
