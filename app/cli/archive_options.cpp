#include "app/cli/archive_options.h"

#include <QCommandLineParser>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace mi::cli {

namespace {

constexpr std::pair<const char *, Command> archiveCommands[] = {
    {"search", Command::archiveSearch},   {"list", Command::archiveSearch},   {"status", Command::archiveStatus},
    {"reindex", Command::archiveReindex}, {"export", Command::archiveExport}, {"health", Command::archiveHealth},
};
constexpr std::pair<const char *, Command> auditCommands[] = {
    {"verify", Command::auditVerify},
    {"export", Command::auditExport},
};

// YYYYMMDD, or two of them with "-" between, one of which may be missing (PS3.4 C.2.2.2.5).
QString takeDates(const QString &text, StudyQuery &query)
{
    static const QRegularExpression pattern(QStringLiteral("^(?:([0-9]{8})|(?=.*[0-9])([0-9]{8})?-([0-9]{8})?)$"));
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return QStringLiteral("--date takes YYYYMMDD, YYYYMMDD-YYYYMMDD, YYYYMMDD- or -YYYYMMDD");
    const bool isOneDay = !match.captured(1).isEmpty();
    query.firstDate = match.captured(isOneDay ? 1 : 2).toStdString();
    query.lastDate = match.captured(isOneDay ? 1 : 3).toStdString();
    return {};
}

QString takeQuery(const QCommandLineParser &parser, StudyQuery &query)
{
    const std::pair<const char *, std::string *> texts[] = {
        {"name", &query.name},
        {"id", &query.patientId},
        {"accession", &query.accessionNumber},
        {"modality", &query.modality},
        {"institution", &query.institution},
        {"uid", &query.uid},
    };
    for (const auto &[name, text] : texts)
        *text = parser.value(QString::fromLatin1(name)).trimmed().toStdString();
    if (parser.isSet(QStringLiteral("limit"))) {
        bool isNumber = false;
        query.limit = parser.value(QStringLiteral("limit")).toUInt(&isNumber);
        if (!isNumber || query.limit == 0)
            return QStringLiteral("--limit takes a number of studies");
    }
    return parser.isSet(QStringLiteral("date")) ? takeDates(parser.value(QStringLiteral("date")), query) : QString{};
}

QString takeLimits(const QCommandLineParser &parser, HealthLimits &limits)
{
    bool isNumber = true;
    if (parser.isSet(QStringLiteral("min-free")))
        limits.leastFreeSpace = parser.value(QStringLiteral("min-free")).toULongLong(&isNumber);
    if (!isNumber)
        return QStringLiteral("--min-free takes a number of bytes");
    if (parser.isSet(QStringLiteral("verified-within")))
        limits.mostDaysUnverified = parser.value(QStringLiteral("verified-within")).toInt(&isNumber);
    return isNumber && limits.mostDaysUnverified >= 0 ? QString{}
                                                      : QStringLiteral("--verified-within takes a number of days");
}

} // namespace

QStringList takeArchiveCommand(const QStringList &words, Command &command)
{
    if (command != Command::archive || words.size() < 2)
        return words;
    QStringList rest = words;
    for (const auto &[name, found] : archiveCommands) {
        if (words[1] == QLatin1String(name)) {
            command = found;
            rest.removeAt(1);
            return rest;
        }
    }
    for (const auto &[name, found] : auditCommands) {
        if (words.size() > 2 && words[1] == QLatin1StringView("audit") && words[2] == QLatin1String(name)) {
            command = found;
            rest.remove(1, 2);
            return rest;
        }
    }
    return rest;
}

bool isArchiveCommand(Command command)
{
    const auto isIt = [command](const std::pair<const char *, Command> &entry) { return entry.second == command; };
    return std::ranges::any_of(archiveCommands, isIt) || std::ranges::any_of(auditCommands, isIt);
}

void addArchiveOptions(QCommandLineParser &parser, Command command)
{
    const auto add = [&parser](const char *name, const char *value) {
        QCommandLineOption option(QString::fromLatin1(name));
        if (value != nullptr)
            option.setValueName(QString::fromLatin1(value));
        parser.addOption(option);
    };
    if (!isArchiveCommand(command))
        return;
    add("archive", "DIR");
    if (command == Command::auditExport) {
        add("output", "FILE");
        return;
    }
    add("json", "FILE");
    if (command == Command::archiveExport) {
        add("to", "TARGET");
        add("dicomdir", nullptr);
    } else if (command != Command::auditVerify) {
        add("index", "URL");
    }
    if (command == Command::archiveSearch) {
        for (const char *name : {"name", "id", "accession", "date", "modality", "institution", "uid", "limit"})
            add(name, "VALUE");
    }
    if (command == Command::archiveHealth) {
        for (const char *name : {"min-free", "verified-within", "metrics"})
            add(name, "VALUE");
    }
}

QString takeArchiveOptions(const QCommandLineParser &parser, CommandLine &line)
{
    switch (line.command) {
    case Command::archiveSearch:
        return takeQuery(parser, line.query);
    case Command::archiveHealth:
        line.metricsFile = parser.value(QStringLiteral("metrics"));
        return takeLimits(parser, line.healthLimits);
    case Command::archiveExport:
        line.exportTarget = toPath(parser.value(QStringLiteral("to")));
        line.withMediaDirectory = parser.isSet(QStringLiteral("dicomdir"));
        return line.exportTarget.empty() ? QStringLiteral("export needs --to DIR or --to FILE.zip") : QString{};
    case Command::auditExport:
        line.auditOutput = parser.value(QStringLiteral("output"));
        return {};
    default:
        return {};
    }
}

} // namespace mi::cli
