#include "core/archive/archive.h"

#include "core/archive/archive_layout.h"
#include "core/archive/archive_root.h"
#include "core/archive/confirmation.h"
#include "core/archive/quarantine_purge.h"
#include "core/archive/staging.h"
#include "core/archive/study_filing.h"
#include "core/archive/study_reader.h"
#include "core/archive/verifier.h"
#include "core/support/text.h"

#include <algorithm>

namespace mi {

namespace {

class FolderArchive final : public Archive {
public:
    FolderArchive(FileLayer &files, std::filesystem::path root, OpenMode mode)
        : m_files(files), m_root(std::move(root)), m_mode(mode), m_confirmation(files, m_root)
    {}

    void sweep();

    const std::filesystem::path &root() const override { return m_root; }
    const std::vector<std::string> &sweptStaging() const override { return m_swept; }
    Result<FilingResult> fileStudy(const std::string &studyInstanceUid, const std::vector<FilingSource> &sources,
                                   BagDescriber &describer, const ParallelFor &parallelFor,
                                   std::stop_token stop) override;
    Result<std::optional<ArchivedStudy>> findStudy(const std::string &studyInstanceUid) override;
    Result<std::vector<ArchivedStudy>> listStudies() override;
    Result<VerifyReport> verify(const VerifyOptions &options, std::stop_token stop,
                                const std::function<void(const VerifyReport &)> &progress) override;
    Result<std::vector<QuarantineEntry>> listQuarantine() override { return archive::listQuarantine(m_files, m_root); }
    Result<void> purgeQuarantine(const std::string &name) override;
    Result<std::uint64_t> freeSpace() override { return m_files.freeSpace(m_root); }

private:
    Error namingTheRoot(Error error) const;
    ArchivedStudy describeLeniently(const std::filesystem::path &studyFolder) const;

    FileLayer &m_files;
    std::filesystem::path m_root;
    OpenMode m_mode;
    std::vector<std::string> m_swept;
    archive::Confirmation m_confirmation;
};

ArchivedStudy archivedStudy(const archive::StudyContents &contents, const std::filesystem::path &studyFolder)
{
    ArchivedStudy study;
    study.studyInstanceUid = contents.studyInstanceUid;
    for (const std::string &bag : contents.bags)
        study.bags.push_back(studyFolder / bag);
    study.instances = static_cast<std::uint32_t>(contents.instances.size());
    study.filedAt = contents.filedAt;
    return study;
}

Error openedForReading(const char *operation)
{
    Error error;
    error.code = ErrorCode::readOnly;
    error.operation = operation;
    error.detail = "the archive was opened for reading only";
    return error;
}

void FolderArchive::sweep()
{
    archive::SweepResult swept = archive::sweepStaging(m_files, m_root);
    m_swept = std::move(swept.removed);
    std::ranges::sort(m_swept);
    for (archive::SweepResult::Unconfirmed &unconfirmed : swept.unconfirmed)
        m_confirmation.add(std::move(unconfirmed));
    // What still fails is tried again when the study is filed, and at the next start. Nothing is deleted for it.
    (void)m_confirmation.confirmAll({}).isOk();
}

// Whatever failed first when a drive was pulled out or a share was lost, this is what people have to know.
Error FolderArchive::namingTheRoot(Error error) const
{
    if (error.code == ErrorCode::cancelled || m_files.info(m_root / archive::archiveFile, LinkPolicy::refuse))
        return error;
    error.detail += error.detail.empty() ? "" : "; ";
    error.detail += "the archive is not there any more: look whether its drive or share is connected, then file again";
    return error;
}

Result<FilingResult> FolderArchive::fileStudy(const std::string &studyInstanceUid,
                                              const std::vector<FilingSource> &sources, BagDescriber &describer,
                                              const ParallelFor &parallelFor, std::stop_token stop)
{
    if (m_mode == OpenMode::readOnly)
        return openedForReading("file the study");
    // A bag that may not last must not be taken for one that does.
    if (Result<void> confirmed = m_confirmation.confirmStudy(archive::studyFolder(studyInstanceUid), stop); !confirmed)
        return confirmed.error();
    archive::StudyFiling filing({m_files, m_root, studyInstanceUid, sources, describer, parallelFor, stop});
    Result<FilingResult> result = filing.run();
    if (!filing.unconfirmed().targets.empty())
        m_confirmation.add(filing.unconfirmed());
    return result ? std::move(result) : Result<FilingResult>(namingTheRoot(result.error()));
}

Result<std::optional<ArchivedStudy>> FolderArchive::findStudy(const std::string &studyInstanceUid)
{
    const std::filesystem::path folder = archive::studyFolder(studyInstanceUid);
    const Result<archive::StudyContents> contents = archive::readStudy(m_files, m_root, folder);
    if (!contents)
        return contents.error();
    if (contents->bags.empty())
        return std::optional<ArchivedStudy>();
    std::optional<ArchivedStudy> study = archivedStudy(*contents, folder);
    study->studyInstanceUid = studyInstanceUid;
    return study;
}

// Damage must not hide a study from a list.
ArchivedStudy FolderArchive::describeLeniently(const std::filesystem::path &studyFolder) const
{
    const Result<archive::StudyContents> contents = archive::readStudy(m_files, m_root, studyFolder);
    if (contents)
        return archivedStudy(*contents, studyFolder);
    ArchivedStudy study;
    study.studyInstanceUid = pathToUtf8(studyFolder.filename());
    const Result<std::vector<FolderEntry>> entries = m_files.list(m_root / studyFolder);
    if (!entries)
        return study;
    for (const FolderEntry &entry : *entries) {
        if (!archive::bagNumber(entry.name.string()))
            continue;
        study.bags.push_back(studyFolder / entry.name);
        const Result<archive::BagContents> bag = archive::readBag(m_files, m_root / studyFolder / entry.name);
        if (!bag)
            continue;
        study.instances += static_cast<std::uint32_t>(bag->payload.size());
        study.filedAt = std::max(study.filedAt, bag->info.filedAt);
    }
    std::ranges::sort(study.bags);
    return study;
}

Result<std::vector<ArchivedStudy>> FolderArchive::listStudies()
{
    const std::filesystem::path top(archive::studiesFolder);
    const Result<std::vector<FolderEntry>> shards = m_files.list(m_root / top);
    if (!shards)
        return shards.error();
    std::vector<std::filesystem::path> folders;
    for (const FolderEntry &shard : *shards) {
        if (shard.type != FileType::folder)
            continue;
        const Result<std::vector<FolderEntry>> studies = m_files.list(m_root / top / shard.name);
        if (!studies)
            return studies.error();
        for (const FolderEntry &study : *studies) {
            if (study.type == FileType::folder && archive::isUidKey(study.name.string()))
                folders.push_back(top / shard.name / study.name);
        }
    }
    std::ranges::sort(folders, {}, [](const std::filesystem::path &folder) { return folder.filename(); });
    std::vector<ArchivedStudy> studies;
    for (const std::filesystem::path &folder : folders) {
        ArchivedStudy study = describeLeniently(folder);
        if (!study.bags.empty()) // an interrupted filing can leave an empty folder
            studies.push_back(std::move(study));
    }
    return studies;
}

Result<VerifyReport> FolderArchive::verify(const VerifyOptions &options, std::stop_token stop,
                                           const std::function<void(const VerifyReport &)> &progress)
{
    return archive::Verifier(m_files, m_root, options, std::move(stop), progress).run();
}

Result<void> FolderArchive::purgeQuarantine(const std::string &name)
{
    if (m_mode == OpenMode::readOnly)
        return openedForReading("purge quarantine");
    return archive::purgeQuarantine(m_files, m_root, name);
}

} // namespace

Result<std::unique_ptr<Archive>> Archive::open(FileLayer &files, const std::filesystem::path &root, OpenMode mode)
{
    Result<std::filesystem::path> real = archive::openRoot(files, root, mode);
    if (!real)
        return real.error();
    auto folder = std::make_unique<FolderArchive>(files, real.take(), mode);
    if (mode != OpenMode::readOnly)
        folder->sweep();
    return std::unique_ptr<Archive>(std::move(folder));
}

} // namespace mi
