#include "app/cli/checking.h"

#include "app/cli/commands.h"
#include "core/pipeline/acceptance_now.h"
#include "core/report/json_report.h"
#include "core/standard/rule_selection.h"
#include "core/study/expected_studies.h"
#include "core/support/text.h"

#include <QFile>

namespace mi::cli {

namespace {

constexpr int pollMilliseconds = 100;
constexpr qint64 maxRulesSize = 8 << 20; // bytes

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

// Null, with an exit code, when they cannot be used, which has then been said.
std::shared_ptr<const RuleSelection> chooseRules(const CommandLine &line, int &failure)
{
    std::optional<RuleSelection::SiteRules> site;
    if (!line.rulesFile.empty()) {
        QFile file(line.rulesFile);
        if (!file.open(QIODevice::ReadOnly) || file.size() > maxRulesSize) {
            printError(QStringLiteral("the rules could not be read from %1").arg(file.fileName()));
            failure = noInput;
            return nullptr;
        }
        site = {pathToUtf8(line.rulesFile.filename()), file.readAll().toStdString()};
    }
    Result<std::shared_ptr<const RuleSelection>> rules = RuleSelection::create(line.profiles, site);
    if (!rules) {
        printError(QString::fromStdString(describeWithSubject(rules.error())));
        failure = usage;
        return nullptr;
    }
    return rules.take();
}

// False when it cannot be used, which has then been said.
bool readExpected(const CommandLine &line, std::shared_ptr<const ExpectedStudies> &expected, int &failure)
{
    if (line.expectedFile.empty())
        return true;
    constexpr qint64 maxSize = 64 << 20; // bytes
    QFile file(line.expectedFile);
    if (!file.open(QIODevice::ReadOnly) || file.size() > maxSize) {
        printError(QStringLiteral("the list of expected studies could not be read from %1").arg(file.fileName()));
        failure = noInput;
        return false;
    }
    const QByteArray text = file.readAll();
    Result<std::shared_ptr<const ExpectedStudies>> list =
        ExpectedStudies::read({text.constData(), static_cast<std::size_t>(text.size())});
    if (!list) {
        printError(QString::fromStdString(describeWithSubject(list.error())));
        failure = usage;
        return false;
    }
    expected = list.take();
    return true;
}

// From a file or the environment; never from the command line, which everybody on the machine can read.
bool readPasswords(const CommandLine &line, std::vector<std::string> &passwords)
{
    const QByteArray fromEnvironment = qgetenv("MIVALIDATOR_PASSWORD");
    if (!fromEnvironment.isEmpty())
        passwords.push_back(fromEnvironment.toStdString());
    if (line.passwordFile.empty())
        return true;
    QFile file(line.passwordFile);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    constexpr qint64 longest = 64 * 1024;
    const QList<QByteArray> lines = file.read(longest).split('\n');
    for (QByteArray password : lines) {
        if (password.endsWith('\r'))
            password.chop(1);
        if (!password.isEmpty())
            passwords.push_back(password.toStdString());
    }
    return true;
}

} // namespace

std::unique_ptr<Session> makeSession(const CommandLine &line, const Settings &settings, FileLayer &files,
                                     StreamedLines &lines, int &failure)
{
    SessionOptions options;
    options.rules = chooseRules(line, failure);
    if (!options.rules)
        return nullptr;
    if (!line.policyFile.empty()) {
        const Result<SitePolicyPtr> policy = SitePolicy::read(files, line.policyFile);
        if (!policy) { // checking with half of what the site wants would be worse than not checking
            printError(QString::fromStdString(describeWithSubject(policy.error())));
            failure = configuration;
            return nullptr;
        }
        options.policy = *policy;
    }
    if (!readExpected(line, options.expected, failure))
        return nullptr;
    options.jobs = line.jobs > 0 ? line.jobs : settings.value(SettingKey::jobs).toInt();
    options.maxFileSize = settings.maxFileSize();
    options.eachFileByItself = line.each;
    options.decodeFrames = line.decodeFrames;
    if (!readPasswords(line, options.passwords)) {
        printError(QStringLiteral("the password file cannot be read"));
        failure = noInput;
        return nullptr;
    }
    if (line.acceptReason) {
        Result<Acceptance> acceptance = acceptanceNow(*line.acceptReason);
        if (!acceptance) {
            printError(QString::fromStdString(acceptance.error().detail));
            failure = usage;
            return nullptr;
        }
        options.acceptance = std::make_shared<const Acceptance>(acceptance.take());
    }
    options.quarantineRefused = settings.value(SettingKey::quarantineRefused).toBool();
    options.indexUrl = line.indexUrl;
    if (line.command == Command::check)
        options.archiveRoot = line.archiveRoot; // to compare with; nothing is filed
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
    session.removeAbandonedScratch();
    session.addSources(line.paths);
    Progress progress(!line.quiet && !line.each);
    return waitFor(session, progress, lines);
}

} // namespace mi::cli
