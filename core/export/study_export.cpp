#include "core/export/study_export.h"

#include "core/archive/archive_layout.h"
#include "core/archive/archive_root.h"
#include "core/archive/audit_log.h"
#include "core/archive/file_content.h"
#include "core/archive/manifest.h"
#include "core/archive/study_reader.h"
#include "core/dicom/encoding_scan.h"
#include "core/dicom/media_directory.h"
#include "core/export/zip_writer.h"
#include "core/support/text.h"

#include <QUuid>

#include <map>
#include <set>

namespace mi {

namespace {

constexpr std::string_view readme =
    "This medium holds DICOM instances, and DICOMDIR lists them.\r\nOpen DICOMDIR with a DICOM viewer.\r\n";

Error exportError(ErrorCode code, std::string subject, std::string detail)
{
    Error error;
    error.code = code;
    error.operation = "export";
    error.subject = std::move(subject);
    error.detail = std::move(detail);
    return error;
}

class Exporter {
public:
    Exporter(FileLayer &files, const ExportRequest &request, const std::stop_token &stop,
             const std::function<void(std::uint64_t)> &progress)
        : m_files(files), m_request(request), m_stop(stop), m_progress(progress)
    {}

    Result<ExportResult> run();

private:
    Result<void> readSource();
    Result<void> fill();
    Result<void> copyAll();
    Result<void> copyOne(const archive::ArchivedInstance &instance, const std::string &path);
    Result<void> makeFolderOf(const std::string &path);
    Result<void> writeText(const std::string &name, std::string_view text);
    Result<void> writeMediaDirectory();
    bool isSafeForDirectory(const std::string &path) const;
    std::vector<std::string> pathsInTarget() const;
    Result<void> publish();
    void noteInAuditLog(const std::string &id);

    FileLayer &m_files;
    const ExportRequest &m_request;
    const std::stop_token &m_stop;
    const std::function<void(std::uint64_t)> &m_progress;
    std::filesystem::path m_root;
    std::filesystem::path m_staged; // beside the target
    archive::StudyContents m_contents;
    archive::BufferPool m_buffers;
    std::set<std::string> m_folders; // made so far, relative
    std::vector<archive::ManifestEntry> m_written;
    ExportResult m_result;
};

Result<void> Exporter::readSource()
{
    Result<std::filesystem::path> root = archive::openRoot(m_files, m_request.archiveRoot, Archive::OpenMode::readOnly);
    if (!root)
        return root.error();
    m_root = root.take();
    Result<archive::StudyContents> contents =
        archive::readStudy(m_files, m_root, archive::studyFolder(m_request.studyInstanceUid));
    if (!contents)
        return contents.error();
    m_contents = contents.take();
    if (m_contents.bags.empty())
        return exportError(ErrorCode::notFound, m_request.studyInstanceUid, "the archive has no such study");
    return {};
}

// In the order of series and instances, which is that of the keys.
std::vector<std::string> Exporter::pathsInTarget() const
{
    std::vector<std::string> paths;
    std::map<std::string, std::pair<std::uint32_t, std::uint32_t>> numbers; // series: its number, instances so far
    for (const auto &[sop, instance] : m_contents.instances) {
        const std::string series = instance.path.parent_path().filename().string();
        if (m_request.form == ExportForm::plain) {
            paths.push_back(series + "/" + instance.path.filename().string());
            continue;
        }
        auto found = numbers.find(series);
        if (found == numbers.end())
            found = numbers.emplace(series, std::pair(static_cast<std::uint32_t>(numbers.size() + 1), 0U)).first;
        paths.push_back(mediaFileId(1, found->second.first, ++found->second.second));
    }
    return paths;
}

Result<void> Exporter::makeFolderOf(const std::string &path)
{
    for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
        const std::string folder = path.substr(0, slash);
        if (!m_folders.insert(folder).second)
            continue;
        if (Result<void> made = m_files.makeFolder(m_staged / folder); !made)
            return made;
    }
    return {};
}

Result<void> Exporter::copyOne(const archive::ArchivedInstance &instance, const std::string &path)
{
    if (Result<void> made = makeFolderOf(path); !made)
        return made;
    Result<archive::HashedCopy> copy =
        archive::copyHashed(m_files, m_root / instance.path, m_staged / path, m_buffers, m_stop);
    if (!copy)
        return copy.error();
    if (copy->digest.sha256 != instance.sha256)
        return exportError(ErrorCode::invalidFormat, pathToUtf8(instance.path),
                           "the archived file differs from its hash; verify the archive");
    if (Result<void> flushed = copy->file->flush(); !flushed)
        return flushed;
    if (Result<void> closed = copy->file->close(); !closed)
        return closed;
    m_written.push_back({path, copy->digest.sha256});
    ++m_result.instances;
    m_result.bytes += copy->digest.size;
    return {};
}

Result<void> Exporter::copyAll()
{
    const std::vector<std::string> paths = pathsInTarget();
    std::size_t i = 0;
    for (const auto &[sop, instance] : m_contents.instances) {
        if (m_stop.stop_requested())
            return archive::cancelled();
        if (paths[i].empty())
            return exportError(ErrorCode::limitExceeded, {}, "the study has too many instances for a DICOMDIR");
        if (Result<void> copied = copyOne(instance, paths[i]); !copied)
            return copied;
        ++i;
        if (m_progress)
            m_progress(i);
    }
    return {};
}

Result<void> Exporter::writeText(const std::string &name, std::string_view text)
{
    Result<std::unique_ptr<File>> file = m_files.createExclusive(m_staged / name);
    if (!file)
        return file.error();
    Result<void> done = (*file)->write(archive::bytesOf(text));
    if (done)
        done = (*file)->flush();
    return done ? (*file)->close() : done;
}

// DCMTK reads the instances for their records; what would be too much for it has none.
bool Exporter::isSafeForDirectory(const std::string &path) const
{
    Result<std::unique_ptr<File>> file = m_files.openForReading(m_staged / path, LinkPolicy::refuse);
    if (!file)
        return false;
    const Result<std::unique_ptr<FileSource>> source = FileSource::create(file.take());
    if (!source)
        return false;
    const Result<ScannedInstance> scanned = scanEncoding(**source, {}, m_stop);
    return scanned && scanned->kind == FileKind::part10 && scanned->isSafeForDcmtk;
}

Result<void> Exporter::writeMediaDirectory()
{
    Result<std::unique_ptr<MediaDirectory>> directory = MediaDirectory::create(m_staged);
    if (!directory)
        return directory.error();
    for (const archive::ManifestEntry &entry : m_written) {
        if (m_stop.stop_requested())
            return archive::cancelled();
        if (!isSafeForDirectory(entry.path) || !(*directory)->add(entry.path))
            ++m_result.notInMedia;
    }
    return (*directory)->finish();
}

Result<void> Exporter::fill()
{
    if (Result<void> made = m_files.makeFolder(m_staged); !made)
        return made;
    if (Result<void> copied = copyAll(); !copied)
        return copied;
    if (m_request.form == ExportForm::plain)
        return writeText("manifest-sha256.txt", archive::formatManifest(m_written));
    if (Result<void> written = writeMediaDirectory(); !written)
        return written;
    return writeText("README.TXT", readme);
}

// From the staged folder to what was asked for, under its name at the very end.
Result<void> Exporter::publish()
{
    if (m_request.container == ExportContainer::folder) {
        for (const std::string &folder : m_folders) {
            if (Result<void> flushed = m_files.flushFolder(m_staged / folder); !flushed)
                return flushed;
        }
        if (Result<void> flushed = m_files.flushFolder(m_staged); !flushed)
            return flushed;
        if (Result<void> renamed = m_files.renameNoReplace(m_staged, m_request.target); !renamed)
            return renamed;
        return m_files.flushFolder(m_request.target.parent_path());
    }
    std::filesystem::path packed = m_staged;
    packed += ".zip";
    Result<void> done = writeZip(m_files, m_staged, packed, m_stop);
    if (done)
        done = m_files.renameNoReplace(packed, m_request.target);
    if (!done) {
        (void)m_files.removeFile(packed).isOk();
        return done;
    }
    return m_files.flushFolder(m_request.target.parent_path());
}

// Not the target: paths name patients.
void Exporter::noteInAuditLog(const std::string &id)
{
    archive::AuditEvent event;
    event.kind = archive::AuditEvent::Kind::dataExport;
    event.outcome = "exported";
    event.studyInstanceUid = m_request.studyInstanceUid;
    event.importId = id;
    for (const std::string &bag : m_contents.bags) {
        const std::filesystem::path path = archive::studyFolder(m_request.studyInstanceUid) / bag;
        const Result<archive::BagContents> contents = archive::readBag(m_files, m_root / path);
        event.bags.push_back({path.generic_string(), contents ? contents->tagManifestSha256 : std::string(64, '0')});
    }
    event.exportedInstances = m_result.instances;
    if (Result<void> noted = archive::AuditLog(m_files, m_root).append(event); !noted)
        m_result.auditProblem = noted.error();
}

Result<ExportResult> Exporter::run()
{
    if (Result<void> read = readSource(); !read)
        return read.error();
    // Early, before hours of copying; the rename at the end is what holds.
    if (m_files.info(m_request.target, LinkPolicy::refuse))
        return exportError(ErrorCode::alreadyExists, pathToUtf8(m_request.target), {});
    const std::string id = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    m_staged = m_request.target.parent_path() / (".mivalidator-export-" + id);
    Result<void> done = fill();
    if (done) {
        // First: a line too many harms nobody, an export that nobody knows of does.
        noteInAuditLog(id);
        done = publish();
    }
    // A folder that was published is gone from there. What cannot be removed at first is tried once more.
    if ((!done || m_request.container == ExportContainer::zip) && !m_files.removeTree(m_staged))
        (void)m_files.removeTree(m_staged).isOk();
    if (!done)
        return done.error();
    return m_result;
}

} // namespace

Result<ExportResult> exportStudy(FileLayer &files, const ExportRequest &request, const std::stop_token &stop,
                                 const std::function<void(std::uint64_t)> &progress)
{
    ExportRequest absolute = request;
    std::error_code code;
    absolute.target = std::filesystem::absolute(request.target, code).lexically_normal();
    if (!absolute.target.has_filename())
        absolute.target = absolute.target.parent_path();
    if (code || !absolute.target.has_filename())
        return exportError(ErrorCode::notFound, pathToUtf8(request.target), "it names nothing that can be written");
    return Exporter(files, absolute, stop, progress).run();
}

} // namespace mi
