#include "ui/archive_browser/archive_listing.h"

#include "ui/common/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

// More than anybody looks through; the search narrows them down.
constexpr std::size_t mostRows = 10'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ArchiveView", text);
}

QString localTime(const std::string &utc)
{
    const QDateTime time = QDateTime::fromString(fromUtf8(utc), Qt::ISODateWithMs);
    return time.isValid() ? QLocale().toString(time.toLocalTime(), u"d MMM yyyy HH:mm"_s) : displayText(utc);
}

ArchivedRow rowOf(const IndexedStudy &study)
{
    ArchivedRow row;
    row.patient = personText(study.patientName);
    row.patientId = displayText(study.patientId);
    row.accession = displayText(study.accessionNumber);
    row.studyDate = displayText(study.studyDate);
    row.studyInstanceUid = displayText(study.studyInstanceUid);
    row.uid = study.studyInstanceUid;
    row.studyKey = study.studyKey;
    QStringList modalities;
    for (const std::string &modality : study.modalities)
        modalities << displayText(modality);
    row.study = QString(modalities.join(u", "_s) + u"  "_s + displayText(study.studyDescription)).trimmed();
    row.instances = study.instances;
    row.imports = study.bags;
    row.folder = fromUtf8(study.newestBag);
    row.filedUtc = displayText(study.filedAt);
    row.filedAt = localTime(study.filedAt);
    row.verifiedUtc = displayText(study.verifiedAt);
    row.differences = study.differences;
    row.isDamaged = !study.problem.empty();
    if (!study.verifiedAt.empty())
        row.verifiedAt = localTime(study.verifiedAt);
    return row;
}

QString errorText(const Error &error)
{
    return displayText(describeWithSubject(error));
}

void fillFrom(ArchiveIndex &index, const StudyQuery &query, const std::stop_token &stop, ArchiveListing &listing)
{
    const Result<IndexChanges> changes = index.catchUp(stop);
    if (!changes && changes.error().code != ErrorCode::busy) {
        listing.error = errorText(changes.error());
        return;
    }
    if (!changes)
        listing.note = tr("The index is being brought up to date; the newest studies may be missing.");
    else if (changes->wasSetAside)
        listing.note = tr("The index was damaged or of another version, and was made anew from the archive.");
    StudyQuery limited = query;
    limited.limit = mostRows;
    const Result<FoundStudies> found = index.search(limited);
    const Result<IndexState> state = index.state(stop);
    Result<std::vector<QuarantinedBag>> quarantined = index.quarantined();
    if (!found || !state || !quarantined) {
        listing.error = errorText(!found ? found.error() : !state ? state.error() : quarantined.error());
        return;
    }
    for (const IndexedStudy &study : found->studies)
        listing.rows.push_back(rowOf(study));
    listing.total = found->total;
    listing.state = *state;
    listing.quarantined = quarantined.take();
    if (listing.state.isTemporary)
        listing.note = tr("The index cannot be kept in the archive's folder and is made anew each time.");
}

} // namespace

ArchiveListing listArchive(FileLayer &files, const ArchivePlace &place, const StudyQuery &query, std::stop_token stop)
{
    ArchiveListing listing;
    if (const auto free = files.freeSpace(place.root))
        listing.freeSpace = *free;
    const auto index = ArchiveIndex::open(files, place.root, place.indexUrl);
    if (!index) {
        // A folder that is chosen but not filed to yet is empty, not broken.
        if (index.error().code != ErrorCode::notFound)
            listing.error = errorText(index.error());
        return listing;
    }
    fillFrom(**index, query, stop, listing);
    return listing;
}

VerifyOutcome verifyArchive(FileLayer &files, const ArchivePlace &place, std::stop_token stop,
                            const std::function<void(const VerifyReport &)> &progress)
{
    VerifyOutcome outcome;
    const auto archive = Archive::open(files, place.root, Archive::OpenMode::readOnly);
    if (!archive) {
        outcome.error = errorText(archive.error());
        return outcome;
    }
    auto report = (*archive)->verify({.isRecorded = true}, std::move(stop), progress);
    if (!report) {
        outcome.isCancelled = report.error().code == ErrorCode::cancelled;
        outcome.error = errorText(report.error());
        return outcome;
    }
    outcome.report = report.take();
    // The index catches up with the dates when it is asked next.
    return outcome;
}

ExportOutcome exportFromArchive(FileLayer &files, const ExportRequest &request, const std::stop_token &stop,
                                const std::function<void(std::uint64_t)> &progress)
{
    ExportOutcome outcome;
    outcome.target = toQString(request.target);
    const Result<ExportResult> result = exportStudy(files, request, stop, progress);
    if (result) {
        outcome.result = *result;
        return outcome;
    }
    outcome.isCancelled = result.error().code == ErrorCode::cancelled;
    outcome.error = errorText(result.error());
    return outcome;
}

RebuildOutcome rebuildIndex(FileLayer &files, const ArchivePlace &place, const std::stop_token &stop,
                            const ArchiveIndex::Progress &progress)
{
    RebuildOutcome outcome;
    const auto index = ArchiveIndex::open(files, place.root, place.indexUrl);
    const Result<IndexChanges> changes =
        index ? (*index)->rebuild(stop, progress) : Result<IndexChanges>(index.error());
    if (changes) {
        outcome.changes = *changes;
        return outcome;
    }
    outcome.isCancelled = changes.error().code == ErrorCode::cancelled;
    outcome.error = errorText(changes.error());
    return outcome;
}

} // namespace mi::ui
