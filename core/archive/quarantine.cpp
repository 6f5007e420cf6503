#include "core/archive/quarantine.h"

#include "core/archive/archive_layout.h"
#include "core/support/text.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace mi::archive {

namespace {

QString shown(const std::string &uid)
{
    return QString::fromStdString(escapedForDisplay(uid, 256));
}

std::string reasonJson(const std::vector<QuarantinedFile> &quarantined, const std::vector<std::string> &paths,
                       const BagInfo &info)
{
    QJsonArray list;
    for (std::size_t i = 0; i < quarantined.size(); ++i) {
        const QuarantinedFile &file = quarantined[i];
        list.append(QJsonObject{
            {QStringLiteral("path"), QString::fromStdString(paths[i])},
            {QStringLiteral("sha256"), QString::fromStdString(file.digest.sha256)},
            {QStringLiteral("sopInstanceUid"), shown(file.sopInstanceUid)},
            {QStringLiteral("seriesInstanceUid"), shown(file.seriesInstanceUid)},
            {QStringLiteral("archivedAs"), QString::fromStdString(file.archivedAs)},
            {QStringLiteral("archivedSha256"), QString::fromStdString(file.archivedSha256)},
        });
    }
    const QJsonObject root{
        {QStringLiteral("schema"), QStringLiteral("mivalidator-quarantine")},
        {QStringLiteral("schemaVersion"), 1},
        {QStringLiteral("reason"), QStringLiteral("conflict")},
        {QStringLiteral("studyInstanceUid"), shown(info.studyInstanceUid)},
        {QStringLiteral("files"), list},
    };
    return QJsonDocument(root).toJson().toStdString();
}

} // namespace

Result<QuarantineContents> readQuarantine(FileLayer &files, const std::filesystem::path &root,
                                          const std::string &studyKey)
{
    const Result<std::vector<FolderEntry>> entries = files.list(root / quarantineFolder);
    if (!entries)
        return entries.error();
    QuarantineContents contents;
    for (const FolderEntry &entry : *entries) {
        if (entry.type != FileType::folder)
            continue;
        const std::filesystem::path relative = std::filesystem::path(quarantineFolder) / entry.name;
        const Result<BagContents> bag = readBag(files, root / relative);
        if (!bag || bag->info.studyKey != studyKey)
            continue;
        contents.newestBag = std::max(contents.newestBag, relative); // names begin with their time
        for (const ManifestEntry &file : bag->payload) {
            if (const std::optional<PayloadName> name = parsePayloadPath(file.path))
                contents.files.emplace(name->sop, file.sha256);
        }
    }
    return contents;
}

QuarantineBag::QuarantineBag(FileLayer &files, const std::filesystem::path &folder, BufferPool &buffers,
                             const std::string &id)
    : m_bag(files, folder, buffers),
      m_name(QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")).toStdString() + "-" +
             id.substr(0, 8))
{}

Result<void> QuarantineBag::fill(const std::vector<QuarantinedFile> &quarantined, BagInfo info,
                                 const std::stop_token &stop)
{
    std::set<std::string> series;
    std::vector<std::string> paths;
    for (const QuarantinedFile &file : quarantined) {
        series.insert(seriesKey(file.seriesInstanceUid));
        std::string path = payloadPath(file.seriesInstanceUid, file.sopInstanceUid);
        for (std::uint32_t copy = 2; std::ranges::find(paths, path) != paths.end(); ++copy)
            path = payloadPath(file.seriesInstanceUid, file.sopInstanceUid, copy);
        paths.push_back(std::move(path));
    }
    if (Result<void> begun = m_bag.begin(series); !begun)
        return begun;
    for (std::size_t i = 0; i < quarantined.size(); ++i) {
        const Result<FileDigest> copied = m_bag.addPayload(quarantined[i].source, paths[i], stop);
        if (!copied)
            return copied.error();
        if (copied->sha256 != quarantined[i].digest.sha256) {
            Error error;
            error.code = ErrorCode::changedWhileReading;
            error.operation = "copy";
            error.subject = pathToUtf8(quarantined[i].source);
            return error;
        }
        if (Result<void> settled = m_bag.settle(BagWriter::Settle::whenFull); !settled)
            return settled;
    }
    info.kind = BagKind::quarantine;
    info.name = m_name;
    const std::string reason = reasonJson(quarantined, paths, info);
    if (Result<void> written = m_bag.addDescription(std::string(reasonFile), bytesOf(reason)); !written)
        return written;
    return m_bag.finish(std::move(info));
}

} // namespace mi::archive
