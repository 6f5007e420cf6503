#include "core/archive/audit_log.h"

#include "core/archive/archive_layout.h"
#include "core/archive/file_content.h"
#include "core/archive/sha256.h"
#include "core/archive/staging.h"
#include "core/archive/study_reader.h"
#include "core/platform/system_identity.h"
#include "core/support/text.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <algorithm>
#include <optional>

namespace mi::archive {

namespace {

constexpr std::chrono::milliseconds lockPatience{10'000};
constexpr std::size_t longestTail = std::size_t{1} << 20U; // many times the longest line
constexpr QLatin1StringView sequenceKey("sequence");
constexpr QLatin1StringView previousKey("previous");
constexpr QLatin1StringView afterTornLineKey("afterTornLine");
constexpr QLatin1StringView eventKey("event");
constexpr QLatin1StringView importName("dataImport");
constexpr QLatin1StringView purgeName("quarantinePurge");
constexpr QLatin1StringView exportName("dataExport");
constexpr QLatin1StringView outcomeKey("outcome");
constexpr QLatin1StringView bagsKey("bags");
constexpr QLatin1StringView pathKey("path");
constexpr QLatin1StringView hashKey("tagmanifestSha256");

std::string noLine()
{
    return std::string(64, '0');
}

std::optional<QJsonObject> parseLine(std::string_view line)
{
    QJsonParseError status{};
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray(line.data(), static_cast<qsizetype>(line.size())), &status);
    if (status.error != QJsonParseError::NoError || !document.isObject())
        return std::nullopt;
    QJsonObject object = document.object();
    if (object[sequenceKey].toInteger() < 1 || !isSha256(object[previousKey].toString().toStdString()))
        return std::nullopt;
    return object;
}

QLatin1StringView nameOf(AuditEvent::Kind kind)
{
    switch (kind) {
    case AuditEvent::Kind::quarantinePurge:
        return purgeName;
    case AuditEvent::Kind::dataExport:
        return exportName;
    case AuditEvent::Kind::dataImport:
        break;
    }
    return importName;
}

QJsonObject toJson(const AuditEvent &event)
{
    QJsonArray bags;
    for (const AuditEvent::Bag &bag : event.bags) {
        bags.append(QJsonObject{{pathKey, QString::fromStdString(bag.path)},
                                {hashKey, QString::fromStdString(bag.tagManifestSha256)}});
    }
    QJsonObject object{
        {eventKey, QString(nameOf(event.kind))},
        {outcomeKey, QString::fromStdString(event.outcome)},
        {QStringLiteral("studyInstanceUid"), QString::fromStdString(escapedForDisplay(event.studyInstanceUid, 256))},
        {QStringLiteral("importId"), QString::fromStdString(event.importId)},
        {bagsKey, bags},
        {QStringLiteral("filedInstances"), static_cast<qint64>(event.filedInstances)},
        {QStringLiteral("duplicateInstances"), static_cast<qint64>(event.duplicateInstances)},
        {QStringLiteral("conflictingInstances"), static_cast<qint64>(event.conflictingInstances)},
    };
    if (event.kind == AuditEvent::Kind::dataExport)
        object.insert(QStringLiteral("exportedInstances"), static_cast<qint64>(event.exportedInstances));
    if (event.policy)
        object.insert(QStringLiteral("policy"),
                      QJsonObject{{QStringLiteral("name"), QString::fromStdString(event.policy->name)},
                                  {QStringLiteral("sha256"), QString::fromStdString(event.policy->sha256)},
                                  {QStringLiteral("suppressed"), static_cast<qint64>(event.policy->suppressed)},
                                  {QStringLiteral("letIn"), static_cast<qint64>(event.policy->letIn)}});
    if (event.acceptance) {
        QJsonArray findings;
        for (const std::string &id : event.acceptance->findings)
            findings.append(QString::fromStdString(id));
        object.insert(QStringLiteral("acceptance"),
                      QJsonObject{{QStringLiteral("reason"), QString::fromStdString(event.acceptance->reason)},
                                  {QStringLiteral("by"), QString::fromStdString(event.acceptance->by)},
                                  {QStringLiteral("at"), QString::fromStdString(event.acceptance->at)},
                                  {QStringLiteral("findings"), findings}});
    }
    return object;
}

} // namespace

bool AuditLog::isLogName(std::string_view name)
{
    return name.size() == 14 && name.ends_with(".ndjson") && name[4] == '-' &&
           std::ranges::all_of(std::string(name.substr(0, 4)) + std::string(name.substr(5, 2)),
                               [](char c) { return c >= '0' && c <= '9'; });
}

Result<std::vector<std::string>> AuditLog::fileNames() const
{
    const Result<std::vector<FolderEntry>> entries = m_files.list(m_root / auditFolder);
    if (!entries)
        return entries.error();
    std::vector<std::string> names;
    for (const FolderEntry &entry : *entries) {
        if (entry.type == FileType::regular && isLogName(entry.name.string()))
            names.push_back(entry.name.string());
    }
    std::ranges::sort(names);
    return names;
}

Result<AuditLog::Tail> AuditLog::readTail(const std::filesystem::path &newestFile) const
{
    Result<std::unique_ptr<File>> file = m_files.openForReading(newestFile, LinkPolicy::refuse);
    if (!file)
        return file.error();
    const Result<FileInfo> info = (*file)->info();
    if (!info)
        return info.error();
    const std::uint64_t start = info->size > longestTail ? info->size - longestTail : 0;
    std::string text(static_cast<std::size_t>(info->size - start), '\0');
    const Result<std::size_t> count = (*file)->readAt(start, std::as_writable_bytes(std::span<char>(text)));
    if (!count)
        return count.error();
    text.resize(*count);

    Tail tail;
    tail.isTorn = !text.empty() && text.back() != '\n';
    if (!text.empty() && !tail.isTorn)
        text.pop_back();
    // From the last line back to the last one that can be read.
    for (bool isLast = true; !text.empty(); isLast = false) {
        const std::size_t feed = text.rfind('\n');
        const std::string line = text.substr(feed == std::string::npos ? 0 : feed + 1);
        if (isLast)
            tail.previous = sha256Of(line);
        if (const std::optional<QJsonObject> object = parseLine(line)) {
            tail.sequence = static_cast<std::uint64_t>((*object)[sequenceKey].toInteger());
            break;
        }
        text.resize(feed == std::string::npos ? 0 : feed);
    }
    return tail;
}

Result<void> AuditLog::append(const AuditEvent &event)
{
    const Result<std::unique_ptr<NamedLock>> lock =
        NamedLock::acquire(m_files, m_root / stagingFolder / "audit.lock", lockPatience, {});
    if (!lock)
        return lock.error();
    const Result<std::vector<std::string>> names = fileNames();
    if (!names)
        return names.error();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const std::string month = now.toString(QStringLiteral("yyyy-MM")).toStdString() + ".ndjson";
    // A clock that was set back must not open an older file behind a newer one.
    const std::string name = names->empty() ? month : std::max(month, names->back());
    const bool isNewFile = std::ranges::find(*names, name) == names->end();

    Tail tail;
    for (auto it = names->rbegin(); it != names->rend() && tail.sequence == 0; ++it) {
        Result<Tail> read = readTail(m_root / auditFolder / *it);
        if (!read)
            return read.error();
        if (!tail.previous.empty()) // the newest file holds a torn line only: its number is in the file before
            tail.sequence = read->sequence;
        else
            tail = read.take();
    }
    const bool isTornHere = tail.isTorn && !isNewFile;

    QJsonObject object = toJson(event);
    object[sequenceKey] = static_cast<qint64>(tail.sequence + 1);
    object[previousKey] = QString::fromStdString(tail.previous.empty() ? noLine() : tail.previous);
    object[QStringLiteral("time")] = now.toString(Qt::ISODateWithMs);
    object[QStringLiteral("user")] = QString::fromStdString(currentUserName());
    object[QStringLiteral("host")] = QString::fromStdString(hostName());
    if (tail.isTorn)
        object[afterTornLineKey] = true;
    std::string line = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() + "\n";
    if (isTornHere)
        line.insert(0, "\n");

    Result<std::unique_ptr<File>> file = m_files.openForAppending(m_root / auditFolder / name);
    if (!file)
        return file.error();
    if (Result<void> written = (*file)->write(bytesOf(line)); !written)
        return written;
    if (Result<void> flushed = (*file)->flush(); !flushed)
        return flushed;
    if (Result<void> closed = (*file)->close(); !closed)
        return closed;
    return isNewFile ? m_files.flushFolder(m_root / auditFolder) : Result<void>();
}

void AuditLog::noteBags(const QJsonObject &line, Check &check)
{
    // What was not confirmed may be gone after a power cut, and its number be another bag's.
    if (line[outcomeKey].toString() == QLatin1StringView("notConfirmed"))
        return;
    // An export read the bag; only whoever made it vouches for it.
    if (line[eventKey].toString() == exportName)
        return;
    for (const QJsonValue &bag : line[bagsKey].toArray()) {
        AuditEvent::Bag noted{bag[pathKey].toString().toStdString(), bag[hashKey].toString().toStdString()};
        if (line[eventKey].toString() == purgeName)
            std::erase_if(check.bags, [&](const AuditEvent::Bag &each) { return each.path == noted.path; });
        else
            check.bags.push_back(std::move(noted));
    }
}

AuditLog::Check AuditLog::check() const
{
    Check check;
    const Result<std::vector<std::string>> names = fileNames();
    if (!names) {
        const bool isMissing = names.error().code == ErrorCode::notFound;
        check.problems.push_back(
            {std::string(auditFolder), isMissing ? "missing" : "unreadable", describe(names.error())});
        return check;
    }
    std::uint64_t sequence = 0;
    std::string previous = noLine();
    bool isAfterTorn = false;
    for (const std::string &name : *names) {
        const std::string path = std::string(auditFolder) + "/" + name;
        const Result<std::string> text = readWhole(m_files, m_root / auditFolder / name, largestTagFile);
        if (!text) {
            check.problems.push_back({path, "unreadable", describe(text.error())});
            return check; // the chain cannot be followed past it
        }
        ++check.files;
        check.bytes += text->size();
        std::string_view rest = *text;
        for (std::size_t number = 1; !rest.empty(); ++number) {
            const std::size_t feed = rest.find('\n');
            const std::string_view line = rest.substr(0, feed);
            const std::string where = "line " + std::to_string(number);
            const std::optional<QJsonObject> object = parseLine(line);
            if (!object) {
                // Cut off by a crash: lawful if it is the very end, or if the next line says so.
                if (isAfterTorn || (feed + 1 == rest.size() && name == names->back()))
                    check.problems.push_back({path, "chain", where + ": cannot be read"});
                isAfterTorn = true;
            } else {
                const bool saysTorn = (*object)[afterTornLineKey].toBool();
                const auto number64 = static_cast<std::uint64_t>((*object)[sequenceKey].toInteger());
                if ((*object)[previousKey].toString().toStdString() != previous || number64 != sequence + 1 ||
                    (isAfterTorn && !saysTorn))
                    check.problems.push_back({path, "chain", where + ": does not follow the line before it"});
                sequence = number64;
                isAfterTorn = false;
                noteBags(*object, check);
            }
            previous = sha256Of(line);
            rest.remove_prefix(feed == std::string_view::npos ? rest.size() : feed + 1);
        }
    }
    return check;
}

} // namespace mi::archive
