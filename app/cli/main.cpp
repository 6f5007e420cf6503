// The headless program: the same engine as the window.
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/dicom/dcmtk_session.h"

#include <QGuiApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <csignal>
#include <memory>
#include <span>
#include <string_view>

namespace mi::cli {

namespace {

// A signal handler can reach nothing but this.
volatile std::sig_atomic_t interruptCount = 0;

void onInterrupt(int)
{
    interruptCount = interruptCount + 1;
}

void applyLogLevel(const QString &level)
{
    QString rules = QStringLiteral("*.debug=false\n*.info=false\n*.warning=false\n");
    if (level == QLatin1String("warning") || level == QLatin1String("info") || level == QLatin1String("debug"))
        rules += QStringLiteral("mivalidator.*.warning=true\n");
    if (level == QLatin1String("info") || level == QLatin1String("debug"))
        rules += QStringLiteral("mivalidator.*.info=true\n");
    if (level == QLatin1String("debug"))
        rules += QStringLiteral("mivalidator.*.debug=true\n");
    QLoggingCategory::setFilterRules(rules);
}

int run(const CommandLine &line, const Settings &settings)
{
    const Result<std::unique_ptr<DcmtkSession>> dcmtk = DcmtkSession::create();
    if (!dcmtk) {
        printError(QString::fromStdString(describe(dcmtk.error())));
        return unavailable;
    }
    const std::unique_ptr<FileLayer> files = makeSystemFileLayer();
    switch (line.command) {
    case Command::check:
    case Command::archive:
        return runCheck(line, settings, *files);
    case Command::archiveSearch:
        return runArchiveSearch(line, *files);
    case Command::archiveStatus:
        return runArchiveStatus(line, *files);
    case Command::archiveReindex:
        return runReindex(line, *files);
    case Command::archiveExport:
        return runExport(line, *files);
    case Command::archiveHealth:
        return runHealth(line, *files);
    case Command::auditVerify:
        return runAuditVerify(line, *files);
    case Command::auditExport:
        return runAuditExport(line, *files);
    case Command::report:
    case Command::statistics:
        return runReport(line, settings, *files);
    case Command::status:
        return runStatus(line, *files);
    case Command::verify:
        return runVerify(line, *files);
    case Command::purge:
        return runPurge(line, *files);
    case Command::sample:
        return runSample(line);
    case Command::policy:
        return runPolicy(line, *files);
    default:
        return internalError;
    }
}

// Whether the words of `report` or `statistics` ask for PDF, by format or by the name of the file. One word too many
// does no harm.
bool mayWantPdf(std::span<char *const> words)
{
    const std::string_view command = words.size() < 2 ? std::string_view() : words[1];
    if (command != "report" && command != "statistics")
        return false;
    return std::ranges::any_of(words, [](const char *word) {
        return QLatin1String(word).endsWith(QLatin1String("pdf"), Qt::CaseInsensitive);
    });
}

// Fonts for PDF come with the window system, but no window does, and no display is needed.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    if (!mayWantPdf({argv, static_cast<std::size_t>(argc)}))
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QLoggingCategory::setFilterRules(QStringLiteral("*.warning=false")); // about folders of the desktop
    return std::make_unique<QGuiApplication>(argc, argv);
}

} // namespace

bool isInterrupted()
{
    return interruptCount > 0;
}

int runProgram(int argc, char **argv)
{
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("mivalidator-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MIVALIDATOR_VERSION));
    Settings settings;
    const Parsed parsed = parseCommandLine(QCoreApplication::arguments(), settings);
    if (!parsed.error.isEmpty()) {
        printError(parsed.error + QStringLiteral(". See mivalidator-cli --help"));
        return usage;
    }
    if (parsed.line.command == Command::help) {
        printOut(helpText());
        return passed;
    }
    if (parsed.line.command == Command::version) {
        printOut(QStringLiteral("MI Validator " MIVALIDATOR_VERSION "\n"));
        return passed;
    }
    if (parsed.line.command == Command::standard)
        return runStandard(parsed.line);
    applyLogLevel(settings.value(SettingKey::logLevel).toString());
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
#ifndef _WIN32
    std::signal(SIGPIPE, SIG_IGN); // a reader that goes away is a failed write, not a death
#endif
    return run(parsed.line, settings);
}

} // namespace mi::cli

int main(int argc, char **argv)
{
    return mi::cli::runProgram(argc, argv);
}
