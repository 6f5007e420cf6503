#include "app/cli/command_line.h"

#include <QCommandLineParser>
#include <QFile>
#include <QRegularExpression>

namespace mi::cli {

namespace {

Parsed wrong(const QString &why)
{
    return {.line = {}, .error = why};
}

// What can be done with an archive besides filing. A folder of such a name is filed as "./search".
Command archiveCommandOf(const QString &word)
{
    static constexpr std::pair<const char *, Command> words[] = {
        {"search", Command::archiveSearch},
        {"list", Command::archiveSearch},
        {"status", Command::archiveStatus},
        {"reindex", Command::archiveReindex},
    };
    for (const auto &[name, command] : words) {
        if (word == QLatin1String(name))
            return command;
    }
    return Command::archive;
}

bool isAboutIndex(Command command)
{
    return command == Command::archiveSearch || command == Command::archiveStatus || command == Command::archiveReindex;
}

Command commandOf(const QString &word)
{
    static constexpr std::pair<const char *, Command> words[] = {
        {"check", Command::check},       {"archive", Command::archive},   {"status", Command::status},
        {"verify", Command::verify},     {"sample", Command::sample},     {"policy", Command::policy},
        {"--help", Command::help},       {"-h", Command::help},           {"help", Command::help},
        {"--version", Command::version}, {"standard", Command::standard}, {"report", Command::report},
    };
    for (const auto &[name, command] : words) {
        if (word == QLatin1String(name))
            return command;
    }
    return Command::none;
}

void addOptions(QCommandLineParser &parser, Command command)
{
    const auto add = [&parser](const char *name, const char *value) {
        QCommandLineOption option(QString::fromLatin1(name));
        if (value != nullptr)
            option.setValueName(QString::fromLatin1(value));
        parser.addOption(option);
    };
    add("help", nullptr);
    switch (command) {
    case Command::check:
    case Command::archive:
        add("json", "FILE");
        add("jobs", "N");
        add("max-file-size", "BYTES");
        add("quiet", nullptr);
        add("no-decode", nullptr);
        add("policy", "FILE");
        add("profile", "ID");
        add("rules", "FILE");
        add("password-file", "FILE");
        if (command == Command::check)
            add("each", nullptr);
        else {
            add("to", "DIR");
            add("index", "URL");
        }
        break;
    case Command::status:
        add("archive", "DIR");
        break;
    case Command::archiveSearch:
        for (const char *name : {"name", "id", "accession", "date", "modality", "institution", "uid", "limit"})
            add(name, "VALUE");
        [[fallthrough]];
    case Command::archiveStatus:
    case Command::archiveReindex:
    case Command::verify:
        add("archive", "DIR");
        add("index", "URL");
        add("json", "FILE");
        break;
    case Command::sample:
        add("to", "DIR");
        break;
    case Command::standard:
        add("json", "FILE");
        break;
    case Command::report:
        add("jobs", "N");
        add("max-file-size", "BYTES");
        add("quiet", nullptr);
        add("no-decode", nullptr);
        add("policy", "FILE");
        add("profile", "ID");
        add("rules", "FILE");
        add("password-file", "FILE");
        addReportOptions(parser);
        break;
    default:
        break;
    }
}

// Empty when all is well.
QString takeNumbers(const QCommandLineParser &parser, CommandLine &line, Settings &settings)
{
    if (parser.isSet(QStringLiteral("jobs"))) {
        bool isNumber = false;
        line.jobs = parser.value(QStringLiteral("jobs")).toInt(&isNumber);
        if (!isNumber || line.jobs < 1 || line.jobs > 256)
            return QStringLiteral("--jobs takes a number from 1 to 256");
    }
    if (parser.isSet(QStringLiteral("max-file-size")))
        settings.setOverride(SettingKey::maxFileSize, parser.value(QStringLiteral("max-file-size")));
    bool isNumber = false;
    settings.value(SettingKey::maxFileSize).toString().toULongLong(&isNumber);
    return isNumber ? QString{}
                    : QStringLiteral("the largest file size (--max-file-size, MIVALIDATOR_MAX_FILE_SIZE) "
                                     "takes a number of bytes; 0 for no limit");
}

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

QString takeQuery(const QCommandLineParser &parser, CommandLine &line)
{
    const std::pair<const char *, std::string *> texts[] = {
        {"name", &line.query.name},
        {"id", &line.query.patientId},
        {"accession", &line.query.accessionNumber},
        {"modality", &line.query.modality},
        {"institution", &line.query.institution},
        {"uid", &line.query.uid},
    };
    for (const auto &[name, text] : texts)
        *text = parser.value(QString::fromLatin1(name)).trimmed().toStdString();
    if (parser.isSet(QStringLiteral("limit"))) {
        bool isNumber = false;
        line.query.limit = parser.value(QStringLiteral("limit")).toUInt(&isNumber);
        if (!isNumber || line.query.limit == 0)
            return QStringLiteral("--limit takes a number of studies");
    }
    return parser.isSet(QStringLiteral("date")) ? takeDates(parser.value(QStringLiteral("date")), line.query)
                                                : QString{};
}

QString takeArguments(const QStringList &words, CommandLine &line)
{
    switch (line.command) {
    case Command::check:
    case Command::archive:
    case Command::report:
        for (const QString &word : words)
            line.paths.push_back(toPath(word));
        return words.isEmpty() ? QStringLiteral("name at least one file or folder") : QString{};
    case Command::policy:
        if (words.size() != 1)
            return QStringLiteral("policy takes one file");
        line.policyFile = toPath(words.first());
        return {};
    case Command::status:
        if (words.size() != 1)
            return QStringLiteral("status takes one Study Instance UID");
        line.studyInstanceUid = words.first().toStdString();
        return {};
    case Command::standard:
        if (words.isEmpty())
            return {};
        if (words.size() != 2 || words.first() != QStringLiteral("show") || words.last().isEmpty())
            return QStringLiteral("standard takes nothing, or show and one name");
        line.standardName = words.last();
        return {};
    default:
        return words.isEmpty() ? QString{} : QStringLiteral("unexpected argument: %1").arg(words.first());
    }
}

QString takeFolders(const QCommandLineParser &parser, CommandLine &line, Settings &settings)
{
    if (line.command == Command::check || line.command == Command::policy || line.command == Command::standard ||
        line.command == Command::report)
        return {};
    const QString option = line.command == Command::archive || line.command == Command::sample
                               ? QStringLiteral("to")
                               : QStringLiteral("archive");
    if (line.command == Command::sample) {
        line.sampleFolder = toPath(parser.value(option));
        return line.sampleFolder.empty() ? QStringLiteral("sample needs --to DIR") : QString{};
    }
    if (parser.isSet(option))
        settings.setOverride(SettingKey::archivePath, parser.value(option));
    if (parser.isSet(QStringLiteral("index")))
        settings.setOverride(SettingKey::indexUrl, parser.value(QStringLiteral("index")));
    line.indexUrl = settings.value(SettingKey::indexUrl).toString().toStdString();
    line.archiveRoot = settings.archivePath();
    return line.archiveRoot.empty()
               ? QStringLiteral("name the archive with --%1 DIR or MIVALIDATOR_ARCHIVE_PATH").arg(option)
               : QString{};
}

} // namespace

std::filesystem::path toPath(const QString &text)
{
#ifdef _WIN32
    return std::filesystem::path{text.toStdWString()};
#else
    return std::filesystem::path{QFile::encodeName(text).toStdString()};
#endif
}

Parsed parseCommandLine(const QStringList &arguments, Settings &settings)
{
    Parsed parsed;
    if (arguments.size() < 2)
        return wrong(QStringLiteral("say what to do"));
    CommandLine &line = parsed.line;
    line.command = commandOf(arguments[1]);
    if (line.command == Command::none)
        return wrong(QStringLiteral("unknown command: %1").arg(arguments[1]));
    if (line.command == Command::help || line.command == Command::version)
        return parsed;

    QStringList words = arguments;
    words.removeAt(1);
    if (line.command == Command::archive && arguments.size() > 2) {
        line.command = archiveCommandOf(arguments[2]);
        if (line.command != Command::archive)
            words.removeAt(1);
    }
    QCommandLineParser parser;
    addOptions(parser, line.command);
    if (!parser.parse(words))
        return wrong(parser.errorText());
    if (parser.isSet(QStringLiteral("help"))) {
        line.command = Command::help;
        return parsed;
    }
    if (line.command == Command::check || line.command == Command::archive || line.command == Command::report) {
        line.quiet = parser.isSet(QStringLiteral("quiet"));
        line.decodeFrames = !parser.isSet(QStringLiteral("no-decode"));
        if (parser.isSet(QStringLiteral("policy")))
            settings.setOverride(SettingKey::policyPath, parser.value(QStringLiteral("policy")));
        line.policyFile = settings.policyPath();
        for (const QString &profile : parser.values(QStringLiteral("profile")))
            line.profiles.push_back(profile.toStdString());
        line.rulesFile = toPath(parser.value(QStringLiteral("rules")));
        line.passwordFile = toPath(parser.value(QStringLiteral("password-file")));
        parsed.error = takeNumbers(parser, line, settings);
        line.each = line.command == Command::check && parser.isSet(QStringLiteral("each"));
    }
    if (line.command == Command::archiveSearch)
        parsed.error = takeQuery(parser, line);
    const bool hasJson = line.command == Command::check || line.command == Command::archive ||
                         line.command == Command::verify || line.command == Command::standard ||
                         isAboutIndex(line.command);
    if (hasJson && parser.isSet(QStringLiteral("json")))
        line.jsonTarget = parser.value(QStringLiteral("json"));
    if (parsed.error.isEmpty() && line.each && line.jsonTarget)
        parsed.error = QStringLiteral("--each streams to the output by itself; it does not go with --json");
    if (parsed.error.isEmpty())
        parsed.error = takeArguments(parser.positionalArguments(), line);
    if (parsed.error.isEmpty())
        parsed.error = takeFolders(parser, line, settings);
    if (parsed.error.isEmpty() && line.command == Command::report)
        parsed.error = takeReportOptions(parser, line.report, settings);
    return parsed;
}

QString helpText()
{
    return QStringLiteral(
        "MI Validator " MIVALIDATOR_VERSION ": may this DICOM study be filed, and if not, what do I tell the sender?\n"
        "MI Validator checks format and consistency, not diagnostic quality.\n"
        "\n"
        "  mivalidator-cli check PATH... [--json FILE|-] [--policy FILE] [--profile ID]... [--rules FILE]\n"
        "                        [--password-file FILE] [--jobs N] [--max-file-size BYTES] [--no-decode] [--quiet]\n"
        "      Checks files, folders and archive files (ZIP, TAR, 7z, ISO) and says what was found, study by study.\n"
        "      --password-file holds passwords for ZIP files, one a line. Every frame of compressed images is\n"
        "      decoded; --no-decode leaves that out, and the report says so. A site policy (--policy) changes what\n"
        "      findings mean; what it suppresses is counted and kept in the JSON. --profile asks for more than the\n"
        "      standard does, for a purpose; --rules adds rules of your own. Both go with all commands that check.\n"
        "  mivalidator-cli check --each PATH... [--policy FILE] [--password-file FILE] [--jobs N]\n"
        "                        [--max-file-size BYTES] [--no-decode]\n"
        "      Judges every file by itself, outside its study: one JSON line a file, as it goes.\n"
        "  mivalidator-cli archive PATH... --to DIR [--json FILE|-] [--policy FILE] [--password-file FILE]\n"
        "                          [--jobs N] [--max-file-size BYTES] [--no-decode] [--quiet]\n"
        "      Checks, then files every study that nothing blocks. The sources are never changed.\n"
        "  mivalidator-cli archive search --archive DIR [--name PARTS] [--id ID] [--accession NUMBER]\n"
        "                         [--date YYYYMMDD[-YYYYMMDD]] [--modality CT] [--institution NAME] [--uid UID]\n"
        "                         [--limit N] [--index URL] [--json FILE|-]\n"
        "      Finds studies. Names are found by their parts in any script; case and accents make no difference. The\n"
        "      other values are found by their beginning; * stands for anything, ? for one character.\n"
        "  mivalidator-cli archive list --archive DIR [--index URL] [--json FILE|-]\n"
        "      All studies, filed last first.\n"
        "  mivalidator-cli archive status --archive DIR [--index URL] [--json FILE|-]\n"
        "      How much is in an archive, when it was verified, and whether the index fits it.\n"
        "  mivalidator-cli archive reindex --archive DIR [--index URL] [--json FILE|-]\n"
        "      Makes the index anew from the bags.\n"
        "  mivalidator-cli report PATH... [--format FORMAT] [--output FILE|-] [--force] [--mask] [--language en|de]\n"
        "                         [--user] [--bom] [--letterhead FILE] [--policy FILE] [--jobs N]\n"
        "                         [--max-file-size BYTES] [--no-decode] [--quiet]\n"
        "      Writes a report for people or spreadsheets. PATHs are files and folders to check, or else what was\n"
        "      saved before: the JSON of check --json, or validation.json of an archive. FORMAT is pdf, html, csv (a\n"
        "      row a study), csv-findings (a row a finding), json, text, or a letter to the sender: letter (text),\n"
        "      letter-html, letter-pdf; without it the name of FILE decides, or it is text. --mask leaves out who the\n"
        "      patients are, --user says who made it, --bom begins CSV with a byte order mark. A file that is there "
        "is\n"
        "      only replaced with --force.\n"
        "  mivalidator-cli policy FILE\n"
        "      Says whether a site policy is right, and what each of its rules reaches.\n"
        "  mivalidator-cli status --archive DIR STUDY_UID\n"
        "      Says as JSON whether and where a study is filed.\n"
        "  mivalidator-cli verify --archive DIR [--json FILE|-]\n"
        "      Reads the whole archive again and compares it with its manifests.\n"
        "  mivalidator-cli sample --to DIR\n"
        "      Writes a small study of a made-up person.\n"
        "  mivalidator-cli standard [--json FILE|-]\n"
        "      Says which editions of the DICOM standard are built in, and how many rules.\n"
        "  mivalidator-cli standard show NAME [--json FILE|-]\n"
        "      Explains an IOD (name or SOP Class UID), a module, a macro, or an attribute (keyword, name or tag).\n"
        "  mivalidator-cli --help | --version\n"
        "\n"
        "Exit codes: 0 passed, 1 passed with warnings, 2 problems, 3 something could not be read or nothing was "
        "DICOM,\n"
        "64 and above wrong use or an error of the system (78: the site policy cannot be used, 130: interrupted).\n"
        "Environment: MIVALIDATOR_ARCHIVE_PATH, MIVALIDATOR_POLICY (file), MIVALIDATOR_MAX_FILE_SIZE (bytes),\n"
        "MIVALIDATOR_INDEX_URL (postgresql://USER@HOST/DATABASE, for an index that several desks share),\n"
        "MIVALIDATOR_PASSWORD (of ZIP files), MIVALIDATOR_LOG_LEVEL (error, warning, info, debug). The command line\n"
        "beats the environment, which beats the "
        "settings file.\n");
}

} // namespace mi::cli
