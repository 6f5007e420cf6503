// mivalidator-cli report and statistics: check, or take what an earlier run saved, and write. Main thread.
#include "app/cli/checking.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/archive/archive.h"
#include "core/archive/bag_info.h"
#include "core/report/document/report_reader.h"
#include "core/report/formats/save_report.h"
#include "core/support/text.h"
#include "render/report_bytes.h"

#include <QFile>

#include <chrono>
#include <cstdio>
#include <future>

namespace mi::cli {

namespace {

constexpr std::uint64_t largestText = 16 * 1024; // bytes, of a letterhead or a description

void printFailure(const Error &error)
{
    printError(QString::fromStdString(describeWithSubject(error)));
}

Result<QByteArray> readAll(FileLayer &files, const std::filesystem::path &path, std::uint64_t limit)
{
    const Result<std::unique_ptr<File>> file = files.openForReading(path, LinkPolicy::follow);
    if (!file)
        return file.error();
    const Result<FileInfo> info = (*file)->info();
    if (!info)
        return info.error();
    if (info->size > limit)
        return Error{.code = ErrorCode::limitExceeded, .operation = "read", .subject = pathToUtf8(path)};
    QByteArray text(static_cast<qsizetype>(info->size), '\0');
    const std::span buffer(text.data(), static_cast<std::size_t>(text.size()));
    const Result<std::size_t> size = (*file)->readAt(0, std::as_writable_bytes(buffer));
    if (!size)
        return size.error();
    text.truncate(static_cast<qsizetype>(*size));
    return text;
}

// Whether the file begins like JSON: only then it is read as a whole.
bool mayBeJson(FileLayer &files, const std::filesystem::path &path)
{
    const Result<std::unique_ptr<File>> file = files.openForReading(path, LinkPolicy::follow);
    if (!file)
        return false; // a folder, or nothing: the check says so
    std::byte first{};
    const Result<std::size_t> size = (*file)->readAt(0, {&first, 1});
    return size && *size == 1 && first == std::byte{'{'};
}

// The saved reports among the paths; an Error when there are both these and things to check.
Result<std::vector<SavedReport>> savedReports(const CommandLine &line, FileLayer &files)
{
    std::vector<SavedReport> saved;
    for (const std::filesystem::path &path : line.paths) {
        if (!mayBeJson(files, path))
            continue;
        Result<QByteArray> text = readAll(files, path, largestSavedReport);
        if (!text)
            return text.error();
        if (isSavedReport(*text))
            saved.push_back({.name = pathToUtf8(path), .text = text.take()});
    }
    if (!saved.empty() && saved.size() != line.paths.size())
        return Error{.code = ErrorCode::unsupported,
                     .operation = "report",
                     .detail = "name either saved reports or what is to be checked"};
    return saved;
}

// What every bag of the archive says of itself; those that were filed in the period, if there is one.
Result<std::vector<SavedReport>> archivedReports(const CommandLine &line, FileLayer &files)
{
    Result<std::unique_ptr<Archive>> archive = Archive::open(files, line.archiveRoot, Archive::OpenMode::readOnly);
    if (!archive)
        return archive.error();
    const Result<std::vector<ArchivedStudy>> studies = (*archive)->listStudies();
    if (!studies)
        return studies.error();
    std::vector<SavedReport> saved;
    for (const ArchivedStudy &study : *studies) {
        for (const std::filesystem::path &bag : study.bags) {
            const Result<QByteArray> description = readAll(files, line.archiveRoot / bag / "bag-info.txt", largestText);
            if (!description)
                return description.error();
            const Result<archive::BagInfo> info = archive::parseBagInfo(description->toStdString(), pathToUtf8(bag));
            if (!info)
                return info.error();
            const std::string day = info->filedAt.substr(0, 10);
            if ((!line.report.from.empty() && day < line.report.from) ||
                (!line.report.to.empty() && day > line.report.to))
                continue;
            Result<QByteArray> text = readAll(files, line.archiveRoot / bag / "validation.json", largestSavedReport);
            if (!text)
                return text.error();
            saved.push_back({.name = pathToUtf8(bag), .text = text.take(), .filedAt = info->filedAt});
        }
    }
    return saved;
}

ReportRequest requestFrom(const CommandLine &line)
{
    return {.scope = line.archiveRoot.empty() ? ReportScope::session : ReportScope::archive,
            .isMasked = line.report.isMasked,
            .namesUser = line.report.namesUser,
            .createdAt = {},
            .program = thisProgram()};
}

// Nothing, and the exit code, when there is no report.
std::optional<Report> makeReport(const CommandLine &line, const Settings &settings, FileLayer &files, int &failure)
{
    Result<std::vector<SavedReport>> saved =
        line.archiveRoot.empty() ? savedReports(line, files) : archivedReports(line, files);
    if (!saved) {
        printFailure(saved.error());
        failure = saved.error().code == ErrorCode::unsupported ? usage : noInput;
        return std::nullopt;
    }
    if (!saved->empty() || !line.archiveRoot.empty()) {
        Result<Report> report = readReport(*saved, requestFrom(line));
        if (report)
            return report.take();
        printFailure(report.error());
        failure = noInput;
        return std::nullopt;
    }
    StreamedLines lines;
    const std::unique_ptr<Session> session = makeSession(line, settings, files, lines, failure);
    if (!session)
        return std::nullopt;
    if (!checkPaths(*session, line, lines)) {
        failure = interrupted;
        return std::nullopt;
    }
    const ReportInput input{.accounting = session->snapshot().files,
                            .studies = session->studies(),
                            .files = [&session](StudyId study, std::size_t first,
                                                std::size_t count) { return session->files(study, first, count); },
                            .rules = session->rules()};
    return buildReport(input, requestFrom(line));
}

Result<std::string> letterheadOf(const CommandLine &line, const Settings &settings, FileLayer &files)
{
    if (line.report.letterhead.empty())
        return settings.value(SettingKey::letterhead).toString().toStdString();
    const Result<QByteArray> text = readAll(files, line.report.letterhead, largestText);
    if (!text)
        return text.error();
    return text->toStdString();
}

int write(const ReportOptions &options, const QByteArray &bytes, FileLayer &files)
{
    if (options.output == QLatin1String("-")) {
        QFile out;
        const bool isWritten =
            out.open(stdout, QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.flush();
        if (!isWritten)
            printError(QStringLiteral("the output could not be written"));
        return isWritten ? passed : inputOutput;
    }
    const Result<void> saved =
        saveReport(files, toPath(options.output), bytes, options.replaces ? ExistingFile::replace : ExistingFile::keep);
    if (saved)
        return passed;
    printError(saved.error().code == ErrorCode::alreadyExists
                   ? QStringLiteral("%1 is there already; --force replaces it").arg(options.output)
                   : QString::fromStdString(describeWithSubject(saved.error())));
    return inputOutput;
}

// On another thread: the signal is only asked for.
Result<MadeReport> makeInterruptibly(const Report &report, const ReportStyle &style)
{
    std::stop_source stop;
    auto making = std::async(std::launch::async, [&] { return reportBytes(report, style, stop.get_token()); });
    while (making.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready) {
        if (isInterrupted())
            stop.request_stop();
    }
    return making.get();
}

} // namespace

int runReport(const CommandLine &line, const Settings &settings, FileLayer &files)
{
    const Result<std::string> letterhead = letterheadOf(line, settings, files);
    if (!letterhead) {
        printFailure(letterhead.error());
        return noInput;
    }
    int failure = internalError;
    const std::optional<Report> report = makeReport(line, settings, files, failure);
    if (!report)
        return failure;
    const ReportStyle style{.subject = line.report.subject,
                            .form = line.report.form,
                            .language = line.report.language,
                            .letterhead = *letterhead,
                            .mark = line.report.hasByteOrderMark ? ByteOrderMark::written : ByteOrderMark::none};
    const Result<MadeReport> made = makeInterruptibly(*report, style);
    if (!made) {
        printFailure(made.error());
        return made.error().code == ErrorCode::cancelled ? interrupted : internalError;
    }
    if (made->lacksBookmarks)
        printError(QStringLiteral("the PDF has no bookmarks: its structure is not one that they can be added to"));
    return write(line.report, made->bytes, files);
}

} // namespace mi::cli
