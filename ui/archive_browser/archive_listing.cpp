#include "ui/archive_browser/archive_listing.h"

#include "ui/common/text.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QStringList>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

// metadata.json is small; a larger one is not ours.
constexpr std::size_t mostMetadata = 64U << 20U;

QJsonObject readMetadata(FileLayer &files, const std::filesystem::path &path)
{
    auto file = files.openForReading(path, LinkPolicy::refuse);
    if (!file)
        return {};
    const auto info = (*file)->info();
    if (!info || info->size > mostMetadata)
        return {};
    QByteArray bytes(static_cast<qsizetype>(info->size), Qt::Uninitialized);
    const auto read =
        (*file)->readAt(0, std::as_writable_bytes(std::span(bytes.data(), static_cast<std::size_t>(bytes.size()))));
    if (!read)
        return {};
    bytes.truncate(static_cast<qsizetype>(*read));
    return QJsonDocument::fromJson(bytes).object();
}

QString textAt(const QJsonObject &object, const QString &key)
{
    return displayText(object.value(key).toString().toStdString());
}

void fillFromMetadata(ArchivedRow &row, const QJsonObject &metadata)
{
    const QJsonObject patient = metadata.value(u"patient"_s).toObject();
    const QJsonObject study = metadata.value(u"study"_s).toObject();
    row.patient = personText(patient.value(u"name"_s).toString().toStdString());
    row.patientId = textAt(patient, u"id"_s);
    row.studyDate = textAt(study, u"date"_s);
    QStringList modalities;
    const QJsonArray series = metadata.value(u"series"_s).toArray();
    for (const QJsonValue &entry : series)
        modalities << textAt(entry.toObject(), u"modality"_s);
    modalities.removeDuplicates();
    modalities.removeAll(QString{});
    row.study = QString(modalities.join(u", "_s) + u"  "_s + textAt(study, u"description"_s)).trimmed();
}

} // namespace

ArchiveListing listArchive(FileLayer &files, const std::filesystem::path &root, std::stop_token stop)
{
    ArchiveListing listing;
    const auto archive = Archive::open(files, root, Archive::OpenMode::readOnly);
    if (!archive) {
        // A folder that is chosen but not filed to yet is empty, not broken.
        const bool isNew = archive.error().code == ErrorCode::notFound;
        if (const auto free = files.freeSpace(root))
            listing.freeSpace = *free;
        if (!isNew)
            listing.error = displayText(describeWithSubject(archive.error()));
        return listing;
    }
    if (const auto free = (*archive)->freeSpace())
        listing.freeSpace = *free;
    const auto studies = (*archive)->listStudies();
    if (!studies) {
        listing.error = displayText(describeWithSubject(studies.error()));
        return listing;
    }
    for (const ArchivedStudy &study : *studies) {
        if (stop.stop_requested())
            break;
        ArchivedRow row;
        row.studyInstanceUid = displayText(study.studyInstanceUid);
        row.instances = study.instances;
        row.imports = static_cast<std::uint32_t>(study.bags.size());
        row.filedUtc = displayText(study.filedAt);
        const QDateTime filed = QDateTime::fromString(fromUtf8(study.filedAt), Qt::ISODateWithMs);
        row.filedAt = filed.isValid() ? QLocale().toString(filed.toLocalTime(), u"d MMM yyyy HH:mm"_s)
                                      : displayText(study.filedAt);
        if (!study.bags.empty()) {
            row.folder = toQString(study.bags.back());
            fillFromMetadata(row, readMetadata(files, root / study.bags.back() / "metadata.json"));
        }
        listing.rows.push_back(std::move(row));
    }
    return listing;
}

VerifyOutcome verifyArchive(FileLayer &files, const std::filesystem::path &root, std::stop_token stop,
                            const std::function<void(const VerifyReport &)> &progress)
{
    VerifyOutcome outcome;
    const auto archive = Archive::open(files, root, Archive::OpenMode::readOnly);
    if (!archive) {
        outcome.error = displayText(describeWithSubject(archive.error()));
        return outcome;
    }
    auto report = (*archive)->verify(stop, progress);
    if (report) {
        outcome.report = report.take();
        return outcome;
    }
    outcome.isCancelled = report.error().code == ErrorCode::cancelled;
    outcome.error = displayText(describeWithSubject(report.error()));
    return outcome;
}

} // namespace mi::ui
