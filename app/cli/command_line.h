// The command line of the headless program, parsed. Wrong use is an exit code and a line on the error stream.
#pragma once

#include "core/archive/archive.h"
#include "core/settings/settings.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

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

enum class Command { none, help, version, check, archive, status, verify, purge, sample, policy, standard };

struct CommandLine {
    Command command = Command::none;
    std::vector<std::filesystem::path> paths;
    std::string studyInstanceUid;       // status
    std::filesystem::path archiveRoot;  // --to, --archive
    VerifyOptions verification;         // verify
    std::vector<std::string> bagNames;  // purge
    std::optional<int> olderThanDays;   // purge
    std::optional<QString> jsonTarget;  // --json FILE or "-"
    std::filesystem::path sampleFolder; // sample --to
    std::filesystem::path policyFile;   // check and archive: as the settings say; policy: its argument
    QString standardName;               // standard show; empty: the overview
    bool each = false;
    bool quiet = false;
    bool decodeFrames = true;
    int jobs = 0;
};

// What was asked, or why it cannot be understood.
struct Parsed {
    CommandLine line;
    QString error; // empty: understood
};

// Overrides that the command line names are put into `settings`.
Parsed parseCommandLine(const QStringList &arguments, Settings &settings);

QString helpText();

} // namespace mi::cli
