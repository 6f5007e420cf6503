#include "app/cli/checking.h"

#include "app/cli/commands.h"
#include "core/report/json_report.h"

namespace mi::cli {

namespace {

constexpr int pollMilliseconds = 100;

// False when interrupted.
bool waitFor(Session &session, Progress &progress, const StreamedLines &lines)
{
    while (!session.waitUntilIdle(pollMilliseconds)) {
        progress.show(session.snapshot());
        if (isInterrupted() || lines.hasFailed()) {
            session.cancel();
            session.waitUntilIdle();
            return false;
        }
    }
    return !isInterrupted();
}

} // namespace

std::unique_ptr<Session> makeSession(const CommandLine &line, const Settings &settings, FileLayer &files,
                                     StreamedLines &lines, int &failure)
{
    SessionOptions options;
    if (!line.policyFile.empty()) {
        const Result<SitePolicyPtr> policy = SitePolicy::read(files, line.policyFile);
        if (!policy) { // checking with half of what the site wants would be worse than not checking
            printError(QString::fromStdString(describeWithSubject(policy.error())));
            failure = configuration;
            return nullptr;
        }
        options.policy = *policy;
    }
    options.jobs = line.jobs > 0 ? line.jobs : settings.value(SettingKey::jobs).toInt();
    options.maxFileSize = settings.maxFileSize();
    options.eachFileByItself = line.each;
    options.decodeFrames = line.decodeFrames;
    options.quarantineRefused = settings.value(SettingKey::quarantineRefused).toBool();
    if (line.each)
        options.onFileJudged = [&lines](const FileRecord &file) { lines.write(fileRecordToJsonLine(file)); };

    auto session = std::make_unique<Session>(files, std::move(options));
    if (line.command == Command::archive) {
        if (const Result<void> opened = session->setArchiveRoot(line.archiveRoot); !opened) {
            printError(QString::fromStdString(describeWithSubject(opened.error())));
            failure = inputOutput;
            return nullptr;
        }
        session->setArchiveWhatPasses(true);
    }
    return session;
}

bool checkPaths(Session &session, const CommandLine &line, const StreamedLines &lines)
{
    session.addSources(line.paths);
    Progress progress(!line.quiet && !line.each);
    return waitFor(session, progress, lines);
}

} // namespace mi::cli
