#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/json_output.h"
#include "core/archive/archive.h"
#include "core/samples/sample_study.h"
#include "core/support/text.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <stop_token>

namespace mi::cli {

namespace {

QString toText(const std::string &text)
{
    return QString::fromStdString(text);
}

int fail(const Error &error)
{
    printError(toText(describeWithSubject(error)));
    return error.code == ErrorCode::notFound ? noInput : inputOutput;
}

Result<std::unique_ptr<Archive>> openForReading(const CommandLine &line, FileLayer &files)
{
    return Archive::open(files, line.archiveRoot, Archive::OpenMode::readOnly);
}

QJsonObject toJson(const VerifyReport &report)
{
    QJsonArray differences;
    for (const VerifyDifference &difference : report.differences) {
        differences.append(QJsonObject{{QStringLiteral("path"), toText(difference.path)},
                                       {QStringLiteral("kind"), toText(difference.kind)},
                                       {QStringLiteral("detail"), toText(difference.detail)}});
    }
    return {{QStringLiteral("schema"), QStringLiteral("mivalidator-verification")},
            {QStringLiteral("schemaVersion"), 1},
            {QStringLiteral("studies"), static_cast<qint64>(report.studies)},
            {QStringLiteral("studiesLeft"), static_cast<qint64>(report.studiesLeft)},
            {QStringLiteral("bags"), static_cast<qint64>(report.bags)},
            {QStringLiteral("files"), static_cast<qint64>(report.files)},
            {QStringLiteral("bytes"), static_cast<qint64>(report.bytes)},
            {QStringLiteral("isIntact"), report.differences.empty()},
            {QStringLiteral("differences"), differences}};
}

} // namespace

int runStatus(const CommandLine &line, FileLayer &files)
{
    Result<std::unique_ptr<Archive>> archive = openForReading(line, files);
    if (!archive)
        return fail(archive.error());
    const Result<std::optional<ArchivedStudy>> study = (*archive)->findStudy(line.studyInstanceUid);
    if (!study)
        return fail(study.error());
    const bool isThere = study->has_value();
    QJsonObject object{{QStringLiteral("studyInstanceUid"), toText(line.studyInstanceUid)},
                       {QStringLiteral("status"), isThere ? QStringLiteral("archived") : QStringLiteral("notArchived")},
                       {QStringLiteral("timestamp"), QJsonValue()},
                       {QStringLiteral("details"), QJsonObject{}}};
    if (isThere) {
        const ArchivedStudy &found = **study;
        QJsonArray bags;
        for (const std::filesystem::path &bag : found.bags)
            bags.append(toText(pathToUtf8(bag)));
        const std::filesystem::path newest = line.archiveRoot / found.bags.back();
        object[QStringLiteral("timestamp")] = toText(found.filedAt);
        object[QStringLiteral("details")] =
            QJsonObject{{QStringLiteral("archivePath"), toText(pathToUtf8(newest))},
                        {QStringLiteral("metadataFile"), toText(pathToUtf8(newest / "metadata.json"))},
                        {QStringLiteral("bags"), bags},
                        {QStringLiteral("instances"), static_cast<qint64>(found.instances)}};
    }
    printOut(QString::fromUtf8(QJsonDocument(object).toJson()));
    return isThere ? passed : problems;
}

int runVerify(const CommandLine &line, FileLayer &files)
{
    Result<std::unique_ptr<Archive>> archive = openForReading(line, files);
    if (!archive)
        return fail(archive.error());
    std::stop_source stop;
    const Result<VerifyReport> report =
        (*archive)->verify(line.verification, stop.get_token(), [&stop](const VerifyReport &) {
            if (isInterrupted())
                stop.request_stop();
        });
    if (!report)
        return report.error().code == ErrorCode::cancelled ? interrupted : fail(report.error());
    if (line.verification.isRecorded)
        bringIndexUpToDate(line, files, "verified");
    if (report->recordError)
        printError(QStringLiteral("when the studies were checked could not be noted: %1")
                       .arg(toText(describe(*report->recordError))));
    if (line.jsonTarget && !writeJson(*line.jsonTarget, toJson(*report)))
        return inputOutput;
    if (line.jsonTarget != QStringLiteral("-")) {
        for (const VerifyDifference &difference : report->differences)
            printOut(toText(difference.kind + "  " + difference.path + "  " + difference.detail + "\n"));
        if (report->studiesLeft > 0)
            printOut(QStringLiteral("%1 studies were not looked at: the time was over\n").arg(report->studiesLeft));
        printOut(QStringLiteral("%1 bags, %2 files, %3 bytes: %4\n")
                     .arg(report->bags)
                     .arg(report->files)
                     .arg(report->bytes)
                     .arg(report->differences.empty()
                              ? QStringLiteral("as they were written")
                              : QStringLiteral("%1 differences").arg(report->differences.size())));
    }
    return report->differences.empty() ? passed : problems;
}

int runPurge(const CommandLine &line, FileLayer &files)
{
    Result<std::unique_ptr<Archive>> archive = Archive::open(files, line.archiveRoot, Archive::OpenMode::existing);
    if (!archive)
        return fail(archive.error());
    std::vector<std::string> names = line.bagNames;
    if (line.olderThanDays) {
        const Result<std::vector<QuarantineEntry>> bags = (*archive)->listQuarantine();
        if (!bags)
            return fail(bags.error());
        // Names begin with their time.
        const std::string before = QDateTime::currentDateTimeUtc()
                                       .addDays(-*line.olderThanDays)
                                       .toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"))
                                       .toStdString();
        for (const QuarantineEntry &bag : *bags) {
            if (bag.name < before)
                names.push_back(bag.name);
        }
    }
    for (const std::string &name : names) {
        if (const Result<void> purged = (*archive)->purgeQuarantine(name); !purged)
            return fail(purged.error());
        printOut(toText("purged quarantine/" + name + "\n"));
    }
    printOut(QStringLiteral("%1 bags removed from quarantine\n").arg(names.size()));
    return passed;
}

int runSample(const CommandLine &line)
{
    const Result<std::vector<std::filesystem::path>> written = writeSampleStudy(line.sampleFolder, {});
    if (!written)
        return fail(written.error());
    printOut(QStringLiteral("%1 files of a sample study are in %2\n")
                 .arg(written->size())
                 .arg(toText(pathToUtf8(line.sampleFolder))));
    return passed;
}

} // namespace mi::cli
