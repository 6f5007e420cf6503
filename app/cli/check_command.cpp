#include "app/cli/checking.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/run_metrics.h"
#include "core/report/json_report.h"

#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <cstdio>

namespace mi::cli {

namespace {

int exitCodeOf(const SessionSnapshot &session)
{
    const FileAccounting &files = session.files;
    const bool isAnythingDicom = files.passed + files.warnings + files.problems > 0;
    if (files.unreadable > 0 || !isAnythingDicom)
        return notReadable;
    if (files.problems > 0)
        return problems;
    return files.warnings > 0 ? passedWithWarnings : passed;
}

// What findings over several instances, and filing, add to the outcome of the files.
int exitCodeOf(const SessionSnapshot &session, const std::vector<StudySnapshotPtr> &studies)
{
    int code = exitCodeOf(session);
    bool hasFilingFailed = false;
    for (const StudySnapshotPtr &study : studies) {
        hasFilingFailed |= study->archive == ArchiveState::filingFailed;
        if (study->verdict == Verdict::problems || study->archive == ArchiveState::conflict)
            code = std::max<int>(code, problems);
        if (study->verdict == Verdict::passedWithWarnings)
            code = std::max<int>(code, passedWithWarnings);
    }
    return hasFilingFailed ? inputOutput : code;
}

bool writeReport(const QString &target, Session &session)
{
    const ReportInput input{.accounting = session.snapshot().files,
                            .studies = session.studies(),
                            .files = [&session](StudyId study, std::size_t first,
                                                std::size_t count) { return session.files(study, first, count); },
                            .rules = session.rules()};
    if (target == QLatin1String("-")) {
        QFile out;
        return out.open(stdout, QIODevice::WriteOnly) && writeJsonReport(out, input) && out.flush();
    }
    QSaveFile out(target);
    return out.open(QIODevice::WriteOnly) && writeJsonReport(out, input) && out.commit();
}

} // namespace

int runCheck(const CommandLine &line, const Settings &settings, FileLayer &files)
{
    const auto startedAt = std::chrono::steady_clock::now();
    StreamedLines lines;
    int failure = internalError;
    const std::unique_ptr<Session> session = makeSession(line, settings, files, lines, failure);
    if (!session)
        return failure;
    const bool isComplete = checkPaths(*session, line, lines);
    if (lines.hasFailed()) {
        printError(QStringLiteral("the output could not be written"));
        return inputOutput;
    }
    const SessionSnapshot snapshot = session->snapshot();
    const std::vector<StudySnapshotPtr> studies = session->studies();
    if (line.jsonTarget && !writeReport(*line.jsonTarget, *session)) {
        printError(QStringLiteral("the report could not be written to %1").arg(*line.jsonTarget));
        return inputOutput;
    }
    if (!line.metricsFile.isEmpty() &&
        !metricsOfRun(snapshot, studies, std::chrono::steady_clock::now() - startedAt).write(line.metricsFile))
        return inputOutput;
    const bool isAnythingNew = std::ranges::any_of(studies, [](const StudySnapshotPtr &study) {
        return study->archive == ArchiveState::filedAndVerified || study->archive == ArchiveState::conflict;
    });
    if (isAnythingNew)
        bringIndexUpToDate(line, files, "filed");
    const bool isOutputTaken = line.each || line.jsonTarget == QStringLiteral("-");
    if (!isOutputTaken && !line.quiet)
        printOut(summaryText(snapshot, studies, [&](StudyId study, std::uint32_t file) {
            const std::vector<FileRecord> records = session->files(study, file, 1);
            return records.empty() ? std::string{} : records.front().path;
        }));
    if (!isComplete)
        return interrupted;
    return exitCodeOf(snapshot, studies);
}

} // namespace mi::cli
