// The command line of the headless program, parsed. Wrong use is an exit code and a line on the error stream.
#pragma once

#include "core/archive/archive.h"
#include "core/index/archive_health.h"
#include "core/index/archive_index.h"
#include "core/report/formats/report_formats.h"
#include "core/settings/settings.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

class QCommandLineParser;

namespace mi::cli {

// Exit codes; 64 and above as in sysexits.h.
enum ExitCode : int {
    passed = 0,
    passedWithWarnings = 1,
    problems = 2,
    notReadable = 3,
    usage = 64,
    noInput = 66,
    unavailable = 69,
    internalError = 70,
    inputOutput = 74,
    configuration = 78, // the site policy cannot be used
    interrupted = 130,
};

enum class Command {
    none,
    help,
    version,
    check,
    archive,
    archiveSearch,
    archiveStatus,
    archiveReindex,
    archiveExport,
    archiveHealth,
    auditVerify,
    auditExport,
    status,
    verify,
    purge,
    sample,
    policy,
    standard,
    report,
    statistics,
};

struct ReportOptions {
    ReportSubject subject = ReportSubject::report;
    ReportForm form = ReportForm::text;
    QString output; // file, or "-"
    Language language = Language::english;
    bool isMasked = false;
    bool namesUser = false;
    bool replaces = false;            // --force
    bool hasByteOrderMark = false;    // --bom
    std::filesystem::path letterhead; // a text file
    std::string from;                 // statistics of an archive: first and last day of filing, "2026-11-01"
    std::string to;
};

struct CommandLine {
    Command command = Command::none;
    std::vector<std::filesystem::path> paths;
    std::string studyInstanceUid;            // status
    std::filesystem::path archiveRoot;       // --to, --archive; check: empty is allowed
    VerifyOptions verification;              // verify
    std::vector<std::string> bagNames;       // purge
    std::optional<int> olderThanDays;        // purge
    std::string indexUrl;                    // --index, or as the settings say; may hold a password
    StudyQuery query;                        // archive search; empty for archive list
    std::filesystem::path exportTarget;      // archive export --to
    bool withMediaDirectory = false;         // archive export --dicomdir
    HealthLimits healthLimits;               // archive health
    QString metricsFile;                     // --metrics; empty: none
    QString auditOutput;                     // archive audit export --output; empty or "-": the output stream
    std::optional<QString> jsonTarget;       // --json FILE or "-"
    std::filesystem::path sampleFolder;      // sample --to
    std::filesystem::path policyFile;        // check and archive: as the settings say; policy: its argument
    std::vector<std::string> profiles;       // --profile, each
    std::filesystem::path rulesFile;         // --rules; empty: none
    std::filesystem::path expectedFile;      // --expected; empty: none
    std::filesystem::path passwordFile;      // check and archive: one password a line; empty: none
    QString standardName;                    // standard show; empty: the overview
    std::optional<std::string> acceptReason; // archive --accept-with-reason
    bool each = false;
    bool quiet = false;
    bool decodeFrames = true;
    int jobs = 0;
    ReportOptions report;
};

// What was asked, or why it cannot be understood.
struct Parsed {
    CommandLine line;
    QString error; // empty: understood
};

// Overrides that the command line names are put into `settings`.
Parsed parseCommandLine(const QStringList &arguments, Settings &settings);

QString helpText();

// A path as it stands on the command line.
std::filesystem::path toPath(const QString &text);

// The options that only `report` and `statistics` have: their names for the parser, and what they say. Returns why they
// cannot be understood, or "".
void addReportOptions(QCommandLineParser &parser, Command command);
QString takeReportOptions(const QCommandLineParser &parser, CommandLine &line, const Settings &settings);

} // namespace mi::cli
