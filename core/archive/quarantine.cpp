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

std::string reasonJson(const QString &reason, const std::string &studyInstanceUid, const QJsonArray &files,
                       const QJsonArray &findings)
{
    QJsonObject root{
        {QStringLiteral("schema"), QStringLiteral("mivalidator-quarantine")},
        {QStringLiteral("schemaVersion"), 1},
        {QStringLiteral("reason"), reason},
        {QStringLiteral("studyInstanceUid"), shown(studyInstanceUid)},
        {QStringLiteral("files"), files},
    };
    if (!findings.isEmpty())
        root.insert(QStringLiteral("findings"), findings);
    return QJsonDocument(root).toJson().toStdString();
}

QJsonObject fileJson(const std::string &path, const std::string &sha256, const std::string &sopInstanceUid,
                     const std::string &seriesInstanceUid)
{
    return {{QStringLiteral("path"), QString::fromStdString(path)},
            {QStringLiteral("sha256"), QString::fromStdString(sha256)},
            {QStringLiteral("sopInstanceUid"), shown(sopInstanceUid)},
            {QStringLiteral("seriesInstanceUid"), shown(seriesInstanceUid)}};
}

std::string conflictReason(const std::vector<QuarantinedFile> &quarantined, const std::vector<std::string> &paths,
                           const std::string &studyInstanceUid)
{
    QJsonArray list;
    for (std::size_t i = 0; i < quarantined.size(); ++i) {
        const QuarantinedFile &file = quarantined[i];
        QJsonObject object = fileJson(paths[i], file.digest.sha256, file.sopInstanceUid, file.seriesInstanceUid);
        object.insert(QStringLiteral("archivedAs"), QString::fromStdString(file.archivedAs));
        object.insert(QStringLiteral("archivedSha256"), QString::fromStdString(file.archivedSha256));
        const std::string_view kind = toString(file.difference.kind);
        object.insert(QStringLiteral("difference"),
                      QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())));
        QJsonArray attributes;
        for (const std::string &attribute : file.difference.attributes)
            attributes.append(QString::fromStdString(attribute));
        object.insert(QStringLiteral("attributes"), attributes);
        list.append(object);
    }
    return reasonJson(QStringLiteral("conflict"), studyInstanceUid, list, {});
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

std::string quarantineName(const std::string &importId)
{
    return QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")).toStdString() + "-" +
           importId.substr(0, 8);
}

std::string refusalReason(const std::vector<RefusedFile> &files, const std::string &findings,
                          const std::string &studyInstanceUid)
{
    QJsonArray list;
    for (const RefusedFile &file : files)
        list.append(fileJson(file.path, file.sha256, file.sopInstanceUid, file.seriesInstanceUid));
    QJsonArray ids;
    for (const QString &id : QString::fromStdString(findings).split(QStringLiteral(", ")))
        ids.append(id);
    return reasonJson(QStringLiteral("refused"), studyInstanceUid, list, ids);
}

Result<void> QuarantineBag::fill(std::vector<QuarantinedFile> &quarantined, BagInfo info, const Compare &compare,
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
        quarantined[i].difference = compare(quarantined[i].archivedPath, m_bag.folder() / paths[i]);
        if (Result<void> settled = m_bag.settle(BagWriter::Settle::whenFull); !settled)
            return settled;
    }
    info.kind = BagKind::quarantine;
    const std::string reason = conflictReason(quarantined, paths, info.studyInstanceUid);
    if (Result<void> written = m_bag.addDescription(std::string(reasonFile), bytesOf(reason)); !written)
        return written;
    return m_bag.finish(std::move(info));
}

} // namespace mi::archive
