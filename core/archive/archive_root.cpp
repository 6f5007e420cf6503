#include "core/archive/archive_root.h"

#include "core/archive/archive_layout.h"
#include "core/archive/bag_info.h"
#include "core/archive/file_content.h"
#include "core/archive/readme_text.h"
#include "core/archive/study_reader.h"
#include "core/support/text.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>
#include <array>

namespace mi::archive {

namespace {

constexpr std::uint64_t largestArchiveFile = 1U << 16U;

Error rootError(ErrorCode code, const std::filesystem::path &path, std::string detail)
{
    Error error;
    error.code = code;
    error.operation = "open the archive";
    error.subject = pathToUtf8(path);
    error.detail = std::move(detail);
    return error;
}

std::string archiveJson()
{
    const QJsonObject object{
        {QStringLiteral("format"), QString::fromUtf8(formatName.data(), static_cast<qsizetype>(formatName.size()))},
        {QStringLiteral("version"), formatVersion},
        {QStringLiteral("rootId"), QUuid::createUuid().toString(QUuid::WithoutBraces)},
        {QStringLiteral("created"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
    };
    return QJsonDocument(object).toJson().toStdString();
}

// Appears with all of its content or not at all; whoever comes second leaves the first one's.
Result<void> writeOnce(FileLayer &files, const std::filesystem::path &root, std::string_view name,
                       std::string_view content)
{
    const std::string id = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    const std::filesystem::path staged = root / stagingFolder / (id + ".new");
    Result<std::unique_ptr<File>> file = files.createExclusive(staged);
    if (!file)
        return file.error();
    Result<void> done = (*file)->write(bytesOf(content));
    if (done)
        done = (*file)->flush();
    if (done)
        done = (*file)->close();
    if (done)
        done = files.renameNoReplace(staged, root / name);
    if (done)
        return {};
    (void)files.removeFile(staged).isOk();
    // Whoever came first wrote it, and may even have swept away what was staged here.
    const bool isLate = done.error().code == ErrorCode::alreadyExists || done.error().code == ErrorCode::notFound;
    return isLate && files.info(root / name, LinkPolicy::refuse) ? Result<void>() : done;
}

Result<void> makeFolders(FileLayer &files, const std::filesystem::path &root)
{
    std::vector<std::filesystem::path> missing;
    for (std::filesystem::path level = root; !level.empty(); level = level.parent_path()) {
        const Result<FileInfo> info = files.info(level, LinkPolicy::follow);
        if (info && info->type == FileType::folder)
            break;
        if (info)
            return rootError(ErrorCode::invalidFormat, level, "it is not a folder");
        if (info.error().code != ErrorCode::notFound || level == level.parent_path())
            return info.error();
        missing.push_back(level);
    }
    for (auto level = missing.rbegin(); level != missing.rend(); ++level) {
        Result<void> made = files.makeFolder(*level);
        if (!made && made.error().code != ErrorCode::alreadyExists)
            return made;
        if (Result<void> flushed = files.flushFolder(level->parent_path()); !flushed)
            return flushed;
    }
    return {};
}

// An earlier try may have ended between the making of a folder and its flush. Folders that are not ours may not be
// readable; then they are not ours to have made either.
Result<void> flushAncestors(FileLayer &files, const std::filesystem::path &root)
{
    for (std::filesystem::path level = root.parent_path();; level = level.parent_path()) {
        Result<void> flushed = files.flushFolder(level);
        if (!flushed && flushed.error().code != ErrorCode::accessDenied)
            return flushed;
        if (level == level.parent_path())
            return {};
    }
}

// Only what an earlier try to make an archive here can have left.
Result<void> checkIsEmpty(FileLayer &files, const std::filesystem::path &root)
{
    constexpr std::array ours{readmeFile, studiesFolder, quarantineFolder, auditFolder, stagingFolder};
    const Result<std::vector<FolderEntry>> entries = files.list(root);
    if (!entries)
        return entries.error();
    for (const FolderEntry &entry : *entries) {
        const std::string name = entry.name.string();
        if (isForeignByNature(entry.name))
            continue;
        if (std::ranges::find(ours, name) == ours.end() || entry.type == FileType::symbolicLink)
            return rootError(ErrorCode::invalidFormat, root, "the folder holds other things and is no archive");
        if (name != studiesFolder && name != quarantineFolder && name != auditFolder)
            continue;
        const Result<std::vector<FolderEntry>> inside = files.list(root / entry.name);
        if (!inside)
            return inside.error();
        if (!inside->empty())
            return rootError(ErrorCode::invalidFormat, root, "archive.json is missing, but there are studies");
    }
    return {};
}

Result<void> makeArchive(FileLayer &files, const std::filesystem::path &root)
{
    if (Result<void> empty = checkIsEmpty(files, root); !empty)
        return empty;
    if (Result<void> flushed = flushAncestors(files, root); !flushed)
        return flushed;
    for (const std::string_view name : {stagingFolder, studiesFolder, quarantineFolder, auditFolder}) {
        Result<void> made = files.makeFolder(root / name, name == stagingFolder);
        if (!made && made.error().code != ErrorCode::alreadyExists)
            return made;
    }
    if (Result<void> written = writeOnce(files, root, readmeFile, readmeText); !written)
        return written;
    if (Result<void> flushed = files.flushFolder(root); !flushed)
        return flushed;
    // Last: it is what makes the folder an archive.
    return writeOnce(files, root, archiveFile, archiveJson());
}

} // namespace

bool isForeignByNature(const std::filesystem::path &name)
{
    return name == "lost+found" || name == "System Volume Information" || name == ".Trashes";
}

Result<void> checkArchiveFile(FileLayer &files, const std::filesystem::path &root)
{
    const Result<std::string> text = readWhole(files, root / archiveFile, largestArchiveFile);
    if (!text)
        return text.error();
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object();
    if (object[QStringLiteral("format")].toString().toStdString() != formatName ||
        object[QStringLiteral("version")].toInt() < 1 || object[QStringLiteral("rootId")].toString().isEmpty() ||
        object[QStringLiteral("created")].toString().isEmpty())
        return rootError(ErrorCode::invalidFormat, root / archiveFile, "it does not describe an archive");
    if (object[QStringLiteral("version")].toInt() > formatVersion)
        return rootError(ErrorCode::unsupported, root / archiveFile, "the archive was made by a newer program");
    return {};
}

Result<void> checkFolders(FileLayer &files, const std::filesystem::path &root)
{
    for (const std::string_view name : {stagingFolder, studiesFolder, quarantineFolder, auditFolder}) {
        const Result<bool> isThere = isFolder(files, root / name);
        if (!isThere)
            return isThere.error();
        if (!*isThere)
            return rootError(ErrorCode::notFound, root / name, "a folder of the archive is missing");
    }
    return {};
}

Result<std::filesystem::path> openRoot(FileLayer &files, const std::filesystem::path &root, Archive::OpenMode mode)
{
    if (root.empty())
        return rootError(ErrorCode::notFound, root, "no folder is named");
    std::error_code code;
    const std::filesystem::path whole = std::filesystem::absolute(root, code).lexically_normal();
    if (code)
        return rootError(errorCodeFromErrno(code.value()), root, "it has no absolute path");
    const std::filesystem::path wanted = whole.has_filename() ? whole : whole.parent_path();
    if (mode == Archive::OpenMode::createIfMissing) {
        if (Result<void> made = makeFolders(files, wanted); !made)
            return made.error();
    }
    const Result<FileInfo> info = files.info(wanted, LinkPolicy::follow);
    if (!info)
        return info.error();
    if (info->type != FileType::folder)
        return rootError(ErrorCode::invalidFormat, wanted, "it is not a folder");
    const Result<std::filesystem::path> resolved = files.resolve(wanted);
    if (!resolved)
        return resolved.error();
    const std::filesystem::path &real = *resolved;

    const Result<FileInfo> marker = files.info(real / archiveFile, LinkPolicy::refuse);
    if (!marker) {
        if (marker.error().code != ErrorCode::notFound)
            return marker.error();
        if (mode != Archive::OpenMode::createIfMissing)
            return rootError(ErrorCode::invalidFormat, real, "the folder is no archive: archive.json is missing");
        if (Result<void> made = makeArchive(files, real); !made)
            return made.error();
    }
    if (Result<void> checked = checkArchiveFile(files, real); !checked)
        return checked.error();
    for (const std::string_view name : {stagingFolder, studiesFolder, quarantineFolder, auditFolder}) {
        const Result<bool> isThere = isFolder(files, real / name);
        if (!isThere)
            return isThere.error();
        if (*isThere || mode == Archive::OpenMode::readOnly)
            continue;
        // Copying an archive elsewhere can lose an empty folder.
        if (Result<void> made = files.makeFolder(real / name, name == stagingFolder);
            !made && made.error().code != ErrorCode::alreadyExists)
            return made.error();
    }
    // Whoever made the archive or a folder of it may have ended before it was flushed. What is filed below it would be
    // lost with it.
    if (mode != Archive::OpenMode::readOnly) {
        if (Result<void> flushed = files.flushFolder(real); !flushed)
            return flushed.error();
    }
    return real;
}

} // namespace mi::archive
