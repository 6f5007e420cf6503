// mivalidator-cli archive export: a study out of an archive, compared with its hashes on the way.
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/json_output.h"
#include "core/export/study_export.h"
#include "core/support/text.h"

#include <QJsonObject>

namespace mi::cli {

namespace {

int fail(const Error &error)
{
    if (error.code == ErrorCode::cancelled)
        return interrupted;
    printError(QString::fromStdString(describeWithSubject(error)));
    switch (error.code) {
    case ErrorCode::notFound:
        return noInput;
    case ErrorCode::invalidFormat:
        return problems; // the archive is not as it was written
    default:
        return inputOutput;
    }
}

bool isZip(const std::filesystem::path &target)
{
    return isEqualIgnoringAsciiCase(pathToUtf8(target.extension()), ".zip");
}

} // namespace

int runExport(const CommandLine &line, FileLayer &files)
{
    const ExportRequest request{.archiveRoot = line.archiveRoot,
                                .studyInstanceUid = line.studyInstanceUid,
                                .target = line.exportTarget,
                                .form = line.withMediaDirectory ? ExportForm::media : ExportForm::plain,
                                .container = isZip(line.exportTarget) ? ExportContainer::zip : ExportContainer::folder};
    std::stop_source stop;
    const Result<ExportResult> result = exportStudy(files, request, stop.get_token(), [&stop](std::uint64_t) {
        if (isInterrupted())
            stop.request_stop();
    });
    if (!result)
        return fail(result.error());
    const QString target = printable(pathToUtf8(line.exportTarget));
    const QJsonObject json{{QStringLiteral("schema"), QStringLiteral("mivalidator-export")},
                           {QStringLiteral("schemaVersion"), 1},
                           {QStringLiteral("studyInstanceUid"), QString::fromStdString(line.studyInstanceUid)},
                           {QStringLiteral("target"), target},
                           {QStringLiteral("instances"), static_cast<qint64>(result->instances)},
                           {QStringLiteral("bytes"), static_cast<qint64>(result->bytes)},
                           {QStringLiteral("notInDicomdir"), static_cast<qint64>(result->notInMedia)}};
    if (line.jsonTarget && !writeJson(*line.jsonTarget, json))
        return inputOutput;
    if (line.jsonTarget != QStringLiteral("-"))
        printOut(QStringLiteral("%1 instances, %2 bytes, as they were filed: %3\n")
                     .arg(QString::number(result->instances), QString::number(result->bytes), target));
    if (result->notInMedia > 0)
        printError(QStringLiteral("%1 instances are too damaged to be listed in the DICOMDIR; their files are there")
                       .arg(result->notInMedia));
    if (result->auditProblem)
        printError(QStringLiteral("the audit log of the archive has no line for this export (%1)")
                       .arg(QString::fromStdString(describe(*result->auditProblem))));
    return result->notInMedia > 0 || result->auditProblem ? passedWithWarnings : passed;
}

} // namespace mi::cli
