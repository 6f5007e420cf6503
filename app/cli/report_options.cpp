#include "app/cli/command_line.h"
#include "core/report/formats/report_formats.h"

#include <QCommandLineParser>

#include <utility>

namespace mi::cli {

namespace {

// The format that the end of a file's name stands for; "" if it stands for none.
QString formatOfName(const QString &name)
{
    static constexpr std::pair<const char *, const char *> endings[] = {
        {".html", "html"}, {".htm", "html"}, {".csv", "csv"}, {".json", "json"}, {".txt", "text"}};
    for (const auto &[ending, format] : endings) {
        if (name.endsWith(QLatin1String(ending), Qt::CaseInsensitive))
            return QLatin1String(format);
    }
    return {};
}

} // namespace

void addReportOptions(QCommandLineParser &parser)
{
    for (const auto &[name, value] :
         {std::pair{"format", "FORMAT"}, std::pair{"output", "FILE"}, std::pair{"language", "LANGUAGE"},
          std::pair{"letterhead", "FILE"}, std::pair{"mask", ""}, std::pair{"user", ""}, std::pair{"force", ""},
          std::pair{"bom", ""}}) {
        QCommandLineOption option(QString::fromLatin1(name));
        option.setValueName(QString::fromLatin1(value));
        parser.addOption(option);
    }
}

QString takeReportOptions(const QCommandLineParser &parser, ReportOptions &options, const Settings &settings)
{
    options.output =
        parser.isSet(QStringLiteral("output")) ? parser.value(QStringLiteral("output")) : QStringLiteral("-");
    if (options.output.isEmpty())
        return QStringLiteral("--output takes a file, or - for the output stream");
    options.format =
        parser.isSet(QStringLiteral("format")) ? parser.value(QStringLiteral("format")) : formatOfName(options.output);
    if (options.format.isEmpty())
        options.format = QStringLiteral("text");
    if (!reportFormatFromText(options.format.toStdString()))
        return QStringLiteral("--format takes html, csv, csv-findings, json, text or letter");
    const QString language = parser.isSet(QStringLiteral("language"))
                                 ? parser.value(QStringLiteral("language"))
                                 : settings.value(SettingKey::reportLanguage).toString();
    const std::optional<Language> known = languageFromText(language.toStdString());
    if (!known)
        return QStringLiteral("--language takes en or de");
    options.language = *known;
    options.isMasked = parser.isSet(QStringLiteral("mask"));
    options.namesUser = parser.isSet(QStringLiteral("user"));
    options.replaces = parser.isSet(QStringLiteral("force"));
    options.hasByteOrderMark = parser.isSet(QStringLiteral("bom"));
    options.letterhead = toPath(parser.value(QStringLiteral("letterhead")));
    return {};
}

} // namespace mi::cli
