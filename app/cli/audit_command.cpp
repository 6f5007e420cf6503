// mivalidator-cli archive audit verify and export: the log of what was done with an archive.
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/json_output.h"
#include "core/archive/archive_root.h"
#include "core/archive/audit_log.h"
#include "core/index/audit_messages.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSaveFile>

#include <cstdio>

namespace mi::cli {

namespace {

QString toText(const std::string &text)
{
    return QString::fromStdString(text);
}

int fail(const Error &error)
{
    if (error.code == ErrorCode::cancelled)
        return interrupted;
    printError(toText(describeWithSubject(error)));
    return error.code == ErrorCode::notFound ? noInput : inputOutput;
}

} // namespace

int runAuditVerify(const CommandLine &line, FileLayer &files)
{
    const Result<std::filesystem::path> root = archive::openRoot(files, line.archiveRoot, Archive::OpenMode::readOnly);
    if (!root)
        return fail(root.error());
    const archive::AuditLog::Check check = archive::AuditLog(files, *root).check();
    QJsonArray list;
    QString text;
    for (const archive::AuditLog::Problem &problem : check.problems) {
        list.append(QJsonObject{{QStringLiteral("path"), toText(problem.path)},
                                {QStringLiteral("kind"), toText(problem.kind)},
                                {QStringLiteral("detail"), toText(problem.detail)}});
        text += toText(problem.kind + "  " + problem.path + "  " + problem.detail + "\n");
    }
    text += QStringLiteral("%1 files, %2 bytes: %3\n")
                .arg(check.files)
                .arg(check.bytes)
                .arg(check.problems.empty() ? QStringLiteral("every line follows the one before it")
                                            : QStringLiteral("%1 problems").arg(check.problems.size()));
    const QJsonObject json{{QStringLiteral("schema"), QStringLiteral("mivalidator-audit-verification")},
                           {QStringLiteral("schemaVersion"), 1},
                           {QStringLiteral("files"), static_cast<qint64>(check.files)},
                           {QStringLiteral("bytes"), static_cast<qint64>(check.bytes)},
                           {QStringLiteral("isIntact"), check.problems.empty()},
                           {QStringLiteral("problems"), list}};
    if (line.jsonTarget && !writeJson(*line.jsonTarget, json))
        return inputOutput;
    if (line.jsonTarget != QStringLiteral("-"))
        printOut(text);
    return check.problems.empty() ? passed : problems;
}

int runAuditExport(const CommandLine &line, FileLayer &files)
{
    const bool isToFile = !line.auditOutput.isEmpty() && line.auditOutput != QLatin1StringView("-");
    QSaveFile file(line.auditOutput);
    if (isToFile && !file.open(QIODevice::WriteOnly)) {
        printError(QStringLiteral("the messages could not be written to %1").arg(line.auditOutput));
        return inputOutput;
    }
    std::stop_source stop;
    const auto write = [&](const std::string &message) -> Result<void> {
        if (isInterrupted())
            stop.request_stop();
        const std::string whole = message + "\n";
        const bool isWritten =
            isToFile ? file.write(whole.data(), static_cast<qint64>(whole.size())) == static_cast<qint64>(whole.size())
                     : std::fwrite(whole.data(), 1, whole.size(), stdout) == whole.size();
        if (isWritten)
            return {};
        Error error;
        error.code = ErrorCode::io;
        error.operation = "write the messages";
        return error;
    };
    const Result<AuditExport> result = exportAuditMessages(files, line.archiveRoot, write, stop.get_token());
    if (!result)
        return fail(result.error());
    if (isToFile ? !file.commit() : std::fflush(stdout) != 0) {
        printError(QStringLiteral("the messages could not be written"));
        return inputOutput;
    }
    if (result->unreadableLines > 0)
        printError(
            QStringLiteral("%1 lines of the log are no events that can be exported").arg(result->unreadableLines));
    return result->unreadableLines > 0 ? passedWithWarnings : passed;
}

} // namespace mi::cli
