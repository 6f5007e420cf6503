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
    const std::string startedAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    const Result<VerifyReport> report = (*archive)->verify(stop.get_token(), [&stop](const VerifyReport &) {
        if (isInterrupted())
            stop.request_stop();
    });
    if (!report)
        return report.error().code == ErrorCode::cancelled ? interrupted : fail(report.error());
    noteVerification(line, files, startedAt, *report);
    if (line.jsonTarget && !writeJson(*line.jsonTarget, toJson(*report)))
        return inputOutput;
    if (line.jsonTarget != QStringLiteral("-")) {
        for (const VerifyDifference &difference : report->differences)
            printOut(toText(difference.kind + "  " + difference.path + "  " + difference.detail + "\n"));
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
