#include "app/cli/command_line.h"

#include "app/cli/archive_options.h"

#include <QCommandLineParser>
#include <QFile>

namespace mi::cli {

namespace {

bool isReporting(Command command)
{
    return command == Command::report || command == Command::statistics;
}

Parsed wrong(const QString &why)
{
    return {.line = {}, .error = why};
}

Command commandOf(const QString &word)
{
    static constexpr std::pair<const char *, Command> words[] = {
        {"check", Command::check},           {"archive", Command::archive},   {"status", Command::status},
        {"verify", Command::verify},         {"sample", Command::sample},     {"policy", Command::policy},
        {"--help", Command::help},           {"-h", Command::help},           {"help", Command::help},
        {"--version", Command::version},     {"standard", Command::standard}, {"health", Command::archiveHealth},
        {"statistics", Command::statistics}, {"report", Command::report},     {"purge", Command::purge},
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
        add("metrics", "FILE");
        add("password-file", "FILE");
        add("expected", "FILE");
        if (command == Command::check)
            add("each", nullptr);
        add("index", "URL");
        if (command == Command::check)
            add("archive", "DIR");
        else {
            add("to", "DIR");
            add("quarantine-refused", nullptr);
            add("accept-with-reason", "text");
        }
        break;
    case Command::status:
        add("archive", "DIR");
        break;
    case Command::verify:
        add("archive", "DIR");
        add("index", "URL");
        add("json", "FILE");
        add("study", "UID");
        add("oldest-first", nullptr);
        add("resume", nullptr);
        add("minutes", "N");
        add("megabytes-per-second", "N");
        add("no-record", nullptr);
        break;
    case Command::purge:
        add("archive", "DIR");
        add("older-than", "DAYS");
        break;
    case Command::sample:
        add("to", "DIR");
        break;
    case Command::standard:
        add("json", "FILE");
        break;
    case Command::report:
    case Command::statistics:
        add("jobs", "N");
        add("max-file-size", "BYTES");
        add("quiet", nullptr);
        add("no-decode", nullptr);
        add("policy", "FILE");
        add("profile", "ID");
        add("rules", "FILE");
        add("password-file", "FILE");
        add("expected", "FILE");
        addReportOptions(parser, command);
        break;
    default:
        addArchiveOptions(parser, command);
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

// Nothing if the option is not given; empty text when all is well.
QString takeCount(const QCommandLineParser &parser, const QString &option, int most, std::optional<int> &count)
{
    if (!parser.isSet(option))
        return {};
    bool isNumber = false;
    count = parser.value(option).toInt(&isNumber);
    return isNumber && *count >= 1 && *count <= most
               ? QString{}
               : QStringLiteral("--%1 takes a number from 1 to %2").arg(option).arg(most);
}

QString takeVerification(const QCommandLineParser &parser, CommandLine &line)
{
    VerifyOptions &options = line.verification;
    options.studyInstanceUid = parser.value(QStringLiteral("study")).toStdString();
    options.isRecorded = !parser.isSet(QStringLiteral("no-record"));
    options.isResumed = parser.isSet(QStringLiteral("resume"));
    if (parser.isSet(QStringLiteral("oldest-first")))
        options.order = VerifyOptions::Order::oldestFirst;
    std::optional<int> minutes;
    std::optional<int> megabytes;
    QString error = takeCount(parser, QStringLiteral("minutes"), 100'000, minutes);
    if (error.isEmpty())
        error = takeCount(parser, QStringLiteral("megabytes-per-second"), 100'000, megabytes);
    options.timeLimit = std::chrono::minutes(minutes.value_or(0));
    options.bytesPerSecond = static_cast<std::uint64_t>(megabytes.value_or(0)) * 1'000'000U;
    return error;
}

QString takeArguments(const QStringList &words, CommandLine &line)
{
    switch (line.command) {
    case Command::check:
    case Command::archive:
    case Command::report:
    case Command::statistics:
        for (const QString &word : words)
            line.paths.push_back(toPath(word));
        return words.isEmpty() && line.archiveRoot.empty() ? QStringLiteral("name at least one file or folder")
                                                           : QString{};
    case Command::policy:
        if (words.size() != 1)
            return QStringLiteral("policy takes one file");
        line.policyFile = toPath(words.first());
        return {};
    case Command::purge:
        for (const QString &word : words)
            line.bagNames.push_back(toPath(word).filename().string());
        return words.isEmpty() == line.olderThanDays.has_value()
                   ? QString{}
                   : QStringLiteral("purge takes names of bags in quarantine, or --older-than DAYS");
    case Command::status:
    case Command::archiveExport:
        if (words.size() != 1)
            return QStringLiteral("status and export take one Study Instance UID");
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
    if (line.command == Command::policy || line.command == Command::standard || isReporting(line.command))
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
    if (parser.optionNames().contains(QStringLiteral("index"))) // not isSet(): not every command has it
        settings.setOverride(SettingKey::indexUrl, parser.value(QStringLiteral("index")));
    line.indexUrl = settings.value(SettingKey::indexUrl).toString().toStdString();
    line.archiveRoot = settings.archivePath();
    return line.archiveRoot.empty() && line.command != Command::check
               ? QStringLiteral("name the archive with --%1 DIR or MIVALIDATOR_ARCHIVE_PATH").arg(option)
               : QString{};
}

QString nameOf(SettingKey key)
{
    for (const SettingRow &row : allSettings())
        if (row.key == key)
            return QString::fromLatin1(row.name);
    return {};
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
    words = takeArchiveCommand(words, line.command);
    QCommandLineParser parser;
    addOptions(parser, line.command);
    if (!parser.parse(words))
        return wrong(parser.errorText());
    if (parser.isSet(QStringLiteral("help"))) {
        line.command = Command::help;
        return parsed;
    }
    if (line.command == Command::check || line.command == Command::archive || isReporting(line.command)) {
        line.quiet = parser.isSet(QStringLiteral("quiet"));
        line.decodeFrames = !parser.isSet(QStringLiteral("no-decode"));
        if (parser.isSet(QStringLiteral("policy")))
            settings.setOverride(SettingKey::policyPath, parser.value(QStringLiteral("policy")));
        line.policyFile = settings.policyPath();
        for (const QString &profile : parser.values(QStringLiteral("profile")))
            line.profiles.push_back(profile.toStdString());
        line.rulesFile = toPath(parser.value(QStringLiteral("rules")));
        line.passwordFile = toPath(parser.value(QStringLiteral("password-file")));
        line.expectedFile = toPath(parser.value(QStringLiteral("expected")));
        if (line.command == Command::archive && parser.isSet(QStringLiteral("accept-with-reason")))
            line.acceptReason = parser.value(QStringLiteral("accept-with-reason")).toStdString();
        if (line.command == Command::archive && parser.isSet(QStringLiteral("quarantine-refused")))
            settings.setOverride(SettingKey::quarantineRefused, true);
        parsed.error = takeNumbers(parser, line, settings);
        line.each = line.command == Command::check && parser.isSet(QStringLiteral("each"));
    }
    if (line.command == Command::verify)
        parsed.error = takeVerification(parser, line);
    if (line.command == Command::purge)
        parsed.error = takeCount(parser, QStringLiteral("older-than"), 100'000, line.olderThanDays);
    if (parsed.error.isEmpty() && isArchiveCommand(line.command))
        parsed.error = takeArchiveOptions(parser, line);
    if (parser.optionNames().contains(QStringLiteral("metrics")))
        line.metricsFile = parser.value(QStringLiteral("metrics"));
    const bool hasJson = line.command == Command::check || line.command == Command::archive ||
                         line.command == Command::verify || line.command == Command::standard ||
                         isArchiveCommand(line.command);
    if (hasJson && parser.isSet(QStringLiteral("json")))
        line.jsonTarget = parser.value(QStringLiteral("json"));
    if (parsed.error.isEmpty() && line.each && line.jsonTarget)
        parsed.error = QStringLiteral("--each streams to the output by itself; it does not go with --json");
    if (parsed.error.isEmpty() && isReporting(line.command))
        parsed.error = takeReportOptions(parser, line, settings);
    if (parsed.error.isEmpty() && line.each && !line.expectedFile.empty())
        parsed.error = QStringLiteral("--each forms no studies; it does not go with --expected");
    if (parsed.error.isEmpty() && line.each && !line.metricsFile.isEmpty())
        parsed.error = QStringLiteral("--each forms no studies; it does not go with --metrics");
    if (parsed.error.isEmpty())
        parsed.error = takeArguments(parser.positionalArguments(), line);
    if (parsed.error.isEmpty())
        parsed.error = takeFolders(parser, line, settings);
    if (parsed.error.isEmpty() && !settings.refusedOverrides().empty())
        parsed.error = QStringLiteral("the administrator of this machine has set otherwise: %1 (%2)")
                           .arg(nameOf(settings.refusedOverrides().front()), settings.administratorFile());
    return parsed;
}

QString helpText()
{
    return QStringLiteral(
        "MI Validator " MIVALIDATOR_VERSION ": may this DICOM study be filed, and if not, what do I tell the sender?\n"
        "MI Validator checks format and consistency, not diagnostic quality.\n"
        "\n"
        "  mivalidator-cli check PATH... [--json FILE|-] [--policy FILE] [--profile ID]... [--rules FILE]\n"
        "                        [--expected FILE] [--password-file FILE] [--archive DIR] [--jobs N]\n"
        "                        [--max-file-size BYTES]\n"
        "                        [--no-decode] [--quiet]\n"
        "      Checks files, folders and archive files (ZIP, TAR, 7z, ISO) and says what was found, study by study.\n"
        "      --password-file holds passwords for ZIP files, one a line. Every frame of compressed images is\n"
        "      decoded; --no-decode leaves that out, and the report says so. A site policy (--policy) changes what\n"
        "      findings mean; what it suppresses is counted and kept in the JSON. --profile asks for more than the\n"
        "      standard does, for a purpose; --rules adds rules of your own. --expected names a CSV file of the\n"
        "      studies that should be there (StudyInstanceUID or AccessionNumber, Instances, Series). All of these go\n"
        "      with every command that checks studies. Studies are compared with what the archive knows (--archive,\n"
        "      or the one that is set).\n"
        "  mivalidator-cli check --each PATH... [--policy FILE] [--password-file FILE] [--jobs N]\n"
        "                        [--max-file-size BYTES] [--no-decode]\n"
        "      Judges every file by itself, outside its study: one JSON line a file, as it goes.\n"
        "  mivalidator-cli archive PATH... --to DIR [--json FILE|-] [--policy FILE] [--password-file FILE]\n"
        "                          [--jobs N] [--max-file-size BYTES] [--no-decode] [--quarantine-refused] [--quiet]\n"
        "                          [--accept-with-reason TEXT]\n"
        "      Checks, then files every study that nothing blocks. The sources are never changed. What may not be "
        "filed\n"
        "      stays where it is; with --quarantine-refused its copies are kept in the archive's quarantine.\n"
        "      --accept-with-reason files studies in spite of problems that would keep them out, unless data is "
        "missing\n"
        "      or may be another patient's. TEXT and your user name are kept in the record of the study and in the\n"
        "      audit log; a site policy can forbid it.\n"
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
        "  mivalidator-cli archive export STUDY_UID --archive DIR --to DIR|FILE.zip [--dicomdir] [--json FILE|-]\n"
        "      Copies a study out of the archive and compares it with its hashes; --dicomdir: as DICOM media. What is\n"
        "      there is never replaced.\n"
        "  mivalidator-cli archive health --archive DIR [--min-free BYTES] [--verified-within DAYS] [--metrics FILE]\n"
        "                         [--index URL] [--json FILE|-]\n"
        "      For monitoring: whether the archive is reachable, writable, has space, fits its index and was "
        "verified.\n"
        "      Exit code 0 good, 1 warning, 2 failed. The same without the word archive.\n"
        "  mivalidator-cli archive audit verify --archive DIR [--json FILE|-]\n"
        "      Follows the chain of the audit log.\n"
        "  mivalidator-cli archive audit export --archive DIR [--output FILE|-]\n"
        "      Writes the audit log as audit messages of DICOM PS3.15, one XML document a line. They name patients.\n"
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
        "  mivalidator-cli statistics PATH... | --archive DIR [--from DAY] [--to DAY] [--format FORMAT]\n"
        "                             [--output FILE|-] [--force] [--language en|de]\n"
        "      Counts studies by modality, manufacturer and month, with verdicts, error rates and the time of "
        "checking:\n"
        "      of what is checked now, of saved JSON, or of an archive, there also between two days of filing\n"
        "      (2026-11-01). FORMAT is pdf, html, text, csv or json.\n"
        "  mivalidator-cli policy FILE\n"
        "      Says whether a site policy is right, and what each of its rules reaches.\n"
        "  mivalidator-cli status --archive DIR STUDY_UID\n"
        "      Says as JSON whether and where a study is filed.\n"
        "  mivalidator-cli verify --archive DIR [--study UID | [--oldest-first] [--resume] [--minutes N]]\n"
        "                         [--megabytes-per-second N] [--no-record] [--json FILE|-]\n"
        "      Reads the archive, or one study, again and compares it with its manifests. --oldest-first begins with\n"
        "      what was never checked, --resume goes on where the last run was cut short, --minutes ends in time.\n"
        "      verified.tsv in the archive keeps when each study was checked, unless --no-record is given.\n"
        "  mivalidator-cli purge --archive DIR NAME... | --older-than DAYS\n"
        "      Removes bags from quarantine for good. The audit log keeps a line for each.\n"
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
        "MIVALIDATOR_QUARANTINE_REFUSED (true or false), MIVALIDATOR_PASSWORD (of ZIP files), MIVALIDATOR_LOG_LEVEL\n"
        "(error, warning, info, debug). The command line beats the environment, which beats the settings file.\n");
}

} // namespace mi::cli
