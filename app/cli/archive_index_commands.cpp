// What the index of an archive answers: search, list, status, reindex.
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/json_output.h"
#include "app/cli/text_columns.h"
#include "core/index/archive_index.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

namespace mi::cli {

namespace {

QString toText(const std::string &text)
{
    return QString::fromStdString(text);
}

qint64 number(std::uint64_t value)
{
    return static_cast<qint64>(value);
}

int fail(const Error &error)
{
    if (error.code == ErrorCode::cancelled)
        return interrupted;
    printError(toText(describeWithSubject(error)));
    if (error.code == ErrorCode::notFound)
        return noInput;
    return error.code == ErrorCode::unsupported ? unavailable : inputOutput;
}

// Stops when the user wants it to.
class Interruptible {
public:
    const std::stop_token token() const { return m_source.get_token(); }
    ArchiveIndex::Progress progress()
    {
        return [this](const IndexChanges &) {
            if (isInterrupted())
                m_source.request_stop();
        };
    }

private:
    std::stop_source m_source;
};

void sayWhatHappened(const IndexChanges &changes)
{
    if (changes.wasSetAside)
        printError(QStringLiteral("the index could not be used and was made anew"));
}

// The index with everything that was filed; what somebody else is just reading may be missing.
Result<std::unique_ptr<ArchiveIndex>> openIndex(const CommandLine &line, FileLayer &files)
{
    Result<std::unique_ptr<ArchiveIndex>> index = ArchiveIndex::open(files, line.archiveRoot, line.indexUrl);
    if (!index)
        return index;
    Interruptible stop;
    const Result<IndexChanges> changes = (*index)->catchUp(stop.token(), stop.progress());
    if (changes)
        sayWhatHappened(*changes);
    else if (changes.error().code == ErrorCode::busy)
        printError(QStringLiteral("the index is being brought up to date; the newest studies may be missing"));
    else
        return changes.error();
    return index;
}

QJsonArray toArray(const std::vector<std::string> &values)
{
    QJsonArray array;
    for (const std::string &value : values)
        array.append(toText(value));
    return array;
}

QJsonValue timeOrNull(const std::string &time)
{
    return time.empty() ? QJsonValue() : QJsonValue(toText(time));
}

QJsonObject toJson(const IndexedStudy &study)
{
    return {{QStringLiteral("studyInstanceUid"), toText(study.studyInstanceUid)},
            {QStringLiteral("studyKey"), toText(study.studyKey)},
            {QStringLiteral("patientName"), toText(study.patientName)},
            {QStringLiteral("patientId"), toText(study.patientId)},
            {QStringLiteral("issuerOfPatientId"), toText(study.issuerOfPatientId)},
            {QStringLiteral("patientBirthDate"), toText(study.patientBirthDate)},
            {QStringLiteral("patientSex"), toText(study.patientSex)},
            {QStringLiteral("studyDate"), toText(study.studyDate)},
            {QStringLiteral("studyTime"), toText(study.studyTime)},
            {QStringLiteral("studyDescription"), toText(study.studyDescription)},
            {QStringLiteral("accessionNumber"), toText(study.accessionNumber)},
            {QStringLiteral("modalities"), toArray(study.modalities)},
            {QStringLiteral("institutions"), toArray(study.institutions)},
            {QStringLiteral("series"), number(study.series)},
            {QStringLiteral("instances"), number(study.instances)},
            {QStringLiteral("bytes"), number(study.bytes)},
            {QStringLiteral("bags"), number(study.bags)},
            {QStringLiteral("newestBag"), toText(study.newestBag)},
            {QStringLiteral("filedAt"), toText(study.filedAt)},
            {QStringLiteral("verdict"), toText(study.verdict)},
            {QStringLiteral("problem"), toText(study.problem)},
            {QStringLiteral("verifiedAt"), timeOrNull(study.verifiedAt)},
            {QStringLiteral("differences"), number(study.differences)}};
}

QJsonObject toJson(const FoundStudies &found)
{
    QJsonArray studies;
    for (const IndexedStudy &study : found.studies)
        studies.append(toJson(study));
    return {{QStringLiteral("schema"), QStringLiteral("mivalidator-studies")},
            {QStringLiteral("schemaVersion"), 1},
            {QStringLiteral("total"), number(found.total)},
            {QStringLiteral("studies"), studies}};
}

QString toTable(const FoundStudies &found)
{
    QList<QStringList> rows;
    for (const IndexedStudy &study : found.studies) {
        QStringList modalities;
        for (const std::string &modality : study.modalities)
            modalities.append(printable(modality));
        rows.append({printable(study.patientName), printable(study.patientId), printable(study.studyDate),
                     modalities.join(u'/'), QString::number(study.instances), printable(study.filedAt.substr(0, 10)),
                     printable(study.studyInstanceUid)});
    }
    QString text;
    if (!rows.isEmpty()) {
        rows.prepend({QStringLiteral("PATIENT"), QStringLiteral("ID"), QStringLiteral("DATE"),
                      QStringLiteral("MODALITY"), QStringLiteral("INSTANCES"), QStringLiteral("FILED"),
                      QStringLiteral("STUDY INSTANCE UID")});
        text = inColumns(rows, lineWidth());
    }
    const QString total = found.total == 1 ? QStringLiteral("1 study") : QStringLiteral("%1 studies").arg(found.total);
    return text + (found.studies.size() < found.total
                       ? QStringLiteral("%1, %2 of them shown\n").arg(total).arg(found.studies.size())
                       : total + QStringLiteral("\n"));
}

QJsonObject toJson(const IndexState &state)
{
    return {{QStringLiteral("engine"), toText(state.engine)},
            {QStringLiteral("isTemporary"), state.isTemporary},
            {QStringLiteral("isConsistent"), state.missingBags == 0 && state.goneBags == 0},
            {QStringLiteral("missingBags"), number(state.missingBags)},
            {QStringLiteral("goneBags"), number(state.goneBags)}};
}

QJsonObject statusToJson(const IndexState &state)
{
    return {{QStringLiteral("schema"), QStringLiteral("mivalidator-archive-status")},
            {QStringLiteral("schemaVersion"), 1},
            {QStringLiteral("patients"), number(state.patients)},
            {QStringLiteral("studies"), number(state.studies)},
            {QStringLiteral("series"), number(state.series)},
            {QStringLiteral("instances"), number(state.instances)},
            {QStringLiteral("bytes"), number(state.bytes)},
            {QStringLiteral("bags"), number(state.bags)},
            {QStringLiteral("quarantinedBags"), number(state.quarantined)},
            {QStringLiteral("studiesWithFindings"), number(state.withFindings)},
            {QStringLiteral("studiesNotReadable"), number(state.withProblems)},
            {QStringLiteral("neverVerified"), number(state.neverVerified)},
            {QStringLiteral("withDifferences"), number(state.withDifferences)},
            {QStringLiteral("oldestVerification"), timeOrNull(state.oldestVerification)},
            {QStringLiteral("newestVerification"), timeOrNull(state.newestVerification)},
            {QStringLiteral("index"), toJson(state)}};
}

QString statusToText(const IndexState &state)
{
    const auto row = [](const char *name, std::uint64_t value) {
        return QStringList{QString::fromLatin1(name), QString::number(value)};
    };
    QList<QStringList> rows{
        row("patients", state.patients),
        row("studies", state.studies),
        row("series", state.series),
        row("instances", state.instances),
        row("bytes", state.bytes),
        row("filed with findings", state.withFindings),
        row("cannot be read as a whole", state.withProblems),
        row("in quarantine", state.quarantined),
        row("never verified", state.neverVerified),
        row("verified with differences", state.withDifferences),
    };
    if (!state.newestVerification.empty())
        rows.append({QStringLiteral("last verification"), toText(state.newestVerification)});
    const bool fits = state.missingBags == 0 && state.goneBags == 0;
    rows.append({QStringLiteral("index"),
                 QStringLiteral("%1%2, %3")
                     .arg(toText(state.engine),
                          state.isTemporary ? QStringLiteral(" (temporary: the archive cannot be written)") : QString(),
                          fits ? QStringLiteral("fits the archive") : QStringLiteral("does not fit the archive"))});
    return inColumns(rows, lineWidth());
}

// The output of a command in the form that was asked for.
int deliver(const CommandLine &line, const QJsonObject &json, const QString &text)
{
    if (line.jsonTarget && !writeJson(*line.jsonTarget, json))
        return inputOutput;
    if (line.jsonTarget != QStringLiteral("-"))
        printOut(text);
    return passed;
}

} // namespace

int runArchiveSearch(const CommandLine &line, FileLayer &files)
{
    const Result<std::unique_ptr<ArchiveIndex>> index = openIndex(line, files);
    if (!index)
        return fail(index.error());
    const Result<FoundStudies> found = (*index)->search(line.query);
    if (!found)
        return fail(found.error());
    return deliver(line, toJson(*found), toTable(*found));
}

int runArchiveStatus(const CommandLine &line, FileLayer &files)
{
    const Result<std::unique_ptr<ArchiveIndex>> index = openIndex(line, files);
    if (!index)
        return fail(index.error());
    const Result<IndexState> state = (*index)->state({});
    if (!state)
        return fail(state.error());
    return deliver(line, statusToJson(*state), statusToText(*state));
}

int runReindex(const CommandLine &line, FileLayer &files)
{
    const Result<std::unique_ptr<ArchiveIndex>> index = ArchiveIndex::open(files, line.archiveRoot, line.indexUrl);
    if (!index)
        return fail(index.error());
    Interruptible stop;
    const Result<IndexChanges> changes = (*index)->rebuild(stop.token(), stop.progress());
    if (!changes)
        return fail(changes.error());
    sayWhatHappened(*changes);
    const QJsonObject json{{QStringLiteral("schema"), QStringLiteral("mivalidator-reindex")},
                           {QStringLiteral("schemaVersion"), 1},
                           {QStringLiteral("studies"), number(changes->studiesRead)},
                           {QStringLiteral("bags"), number(changes->bagsRead)}};
    return deliver(
        line, json,
        QStringLiteral("%1 studies in %2 bags are in the index\n").arg(changes->studiesRead).arg(changes->bagsRead));
}

void bringIndexUpToDate(const CommandLine &line, FileLayer &files, const char *done)
{
    const Result<std::unique_ptr<ArchiveIndex>> index = ArchiveIndex::open(files, line.archiveRoot, line.indexUrl);
    Interruptible stop;
    const Result<IndexChanges> changes =
        index ? (*index)->catchUp(stop.token(), stop.progress()) : Result<IndexChanges>(index.error());
    if (changes)
        sayWhatHappened(*changes);
    else if (changes.error().code != ErrorCode::busy && changes.error().code != ErrorCode::cancelled)
        printError(QStringLiteral("%1, but the index is not up to date (%2); the next search mends that")
                       .arg(QLatin1String(done), toText(describe(changes.error()))));
}

} // namespace mi::cli
