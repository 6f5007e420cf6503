#include "app/cli/command_line.h"
#include "core/report/formats/report_formats.h"

#include <QCommandLineParser>
#include <QDate>

#include <utility>

namespace mi::cli {

namespace {

struct NamedForm {
    const char *name;
    ReportSubject subject;
    ReportForm form;
};

constexpr NamedForm namedForms[] = {{"pdf", ReportSubject::report, ReportForm::pdf},
                                    {"html", ReportSubject::report, ReportForm::html},
                                    {"text", ReportSubject::report, ReportForm::text},
                                    {"csv", ReportSubject::report, ReportForm::csv},
                                    {"csv-findings", ReportSubject::report, ReportForm::csvFindings},
                                    {"json", ReportSubject::report, ReportForm::json},
                                    {"letter", ReportSubject::letter, ReportForm::text},
                                    {"letter-html", ReportSubject::letter, ReportForm::html},
                                    {"letter-pdf", ReportSubject::letter, ReportForm::pdf}};

// The format that the end of a file's name stands for; text if it stands for none.
QString formatOfName(const QString &name)
{
    static constexpr std::pair<const char *, const char *> endings[] = {
        {".html", "html"}, {".htm", "html"}, {".csv", "csv"}, {".json", "json"}, {".pdf", "pdf"}};
    for (const auto &[ending, format] : endings) {
        if (name.endsWith(QLatin1String(ending), Qt::CaseInsensitive))
            return QLatin1String(format);
    }
    return QStringLiteral("text");
}

QString takeForm(const QString &format, Command command, ReportOptions &options)
{
    for (const NamedForm &named : namedForms) {
        if (format != QLatin1String(named.name))
            continue;
        const bool isStatistics = command == Command::statistics;
        options.subject =
            isStatistics && named.subject == ReportSubject::report ? ReportSubject::statistics : named.subject;
        options.form = named.form;
        if (!isStatistics || (options.subject == ReportSubject::statistics && isOffered(options.subject, options.form)))
            return {};
    }
    return command == Command::statistics
               ? QStringLiteral("--format takes pdf, html, text, csv or json")
               : QStringLiteral("--format takes pdf, html, text, csv, csv-findings, json, letter, letter-html or "
                                "letter-pdf");
}

QString takePeriod(const QCommandLineParser &parser, CommandLine &line)
{
    if (parser.isSet(QStringLiteral("archive")))
        line.archiveRoot = toPath(parser.value(QStringLiteral("archive")));
    if (!line.archiveRoot.empty() && !parser.positionalArguments().isEmpty())
        return QStringLiteral("statistics are of paths or of an archive");
    for (const auto &[name, day] : {std::pair{"from", &line.report.from}, std::pair{"to", &line.report.to}}) {
        const QString text = parser.value(QLatin1String(name));
        if (!text.isEmpty() && (line.archiveRoot.empty() || !QDate::fromString(text, Qt::ISODate).isValid()))
            return QStringLiteral("--%1 takes a day such as 2026-11-01, and goes with --archive")
                .arg(QLatin1String(name));
        *day = text.toStdString();
    }
    return {};
}

} // namespace

void addReportOptions(QCommandLineParser &parser, Command command)
{
    const auto add = [&parser](const char *name, const char *value) {
        QCommandLineOption option(QString::fromLatin1(name));
        option.setValueName(QString::fromLatin1(value));
        parser.addOption(option);
    };
    add("format", "FORMAT");
    add("output", "FILE");
    add("language", "LANGUAGE");
    add("force", "");
    add("bom", "");
    if (command == Command::statistics) {
        add("archive", "DIR");
        add("from", "DAY");
        add("to", "DAY");
    } else {
        add("letterhead", "FILE");
        add("mask", "");
        add("user", "");
    }
}

QString takeReportOptions(const QCommandLineParser &parser, CommandLine &line, const Settings &settings)
{
    ReportOptions &options = line.report;
    options.output =
        parser.isSet(QStringLiteral("output")) ? parser.value(QStringLiteral("output")) : QStringLiteral("-");
    if (options.output.isEmpty())
        return QStringLiteral("--output takes a file, or - for the output stream");
    const QString language = parser.isSet(QStringLiteral("language"))
                                 ? parser.value(QStringLiteral("language"))
                                 : settings.value(SettingKey::reportLanguage).toString();
    const std::optional<Language> known = languageFromText(language.toStdString());
    if (!known)
        return QStringLiteral("--language takes en or de");
    options.language = *known;
    options.replaces = parser.isSet(QStringLiteral("force"));
    options.hasByteOrderMark = parser.isSet(QStringLiteral("bom"));
    if (line.command == Command::report) {
        options.isMasked = parser.isSet(QStringLiteral("mask"));
        options.namesUser = parser.isSet(QStringLiteral("user"));
        options.letterhead = toPath(parser.value(QStringLiteral("letterhead")));
    } else if (const QString wrong = takePeriod(parser, line); !wrong.isEmpty()) {
        return wrong;
    }
    return takeForm(parser.isSet(QStringLiteral("format")) ? parser.value(QStringLiteral("format"))
                                                           : formatOfName(options.output),
                    line.command, options);
}

} // namespace mi::cli
