#include "core/history/history.h"

#include "core/history/private_file.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <optional>

namespace mi {

namespace {

namespace fs = std::filesystem;

constexpr auto schemaName = "mivalidator-history";
constexpr std::string_view suffix = ".history.json";

struct Counter {
    const char *name;
    std::uint32_t HistoryEntry::*value;
};

constexpr std::array counters{
    Counter{"sources", &HistoryEntry::sources},     Counter{"studies", &HistoryEntry::studies},
    Counter{"passed", &HistoryEntry::passed},       Counter{"warnings", &HistoryEntry::warnings},
    Counter{"problems", &HistoryEntry::problems},   Counter{"unreadable", &HistoryEntry::unreadable},
    Counter{"filed", &HistoryEntry::filed},         Counter{"alreadyInArchive", &HistoryEntry::alreadyInArchive},
    Counter{"conflicts", &HistoryEntry::conflicts}, Counter{"filingFailed", &HistoryEntry::filingFailed},
};

struct FileCounter {
    const char *name;
    std::uint64_t FileAccounting::*value;
};

constexpr std::array fileCounters{
    FileCounter{"found", &FileAccounting::found},           FileCounter{"passed", &FileAccounting::passed},
    FileCounter{"warnings", &FileAccounting::warnings},     FileCounter{"problems", &FileAccounting::problems},
    FileCounter{"unreadable", &FileAccounting::unreadable}, FileCounter{"notDicom", &FileAccounting::notDicom},
};

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

QJsonObject toJson(const HistoryStudy &study)
{
    return {{QStringLiteral("patientName"), text(study.patientName)},
            {QStringLiteral("patientId"), text(study.patientId)},
            {QStringLiteral("studyDate"), text(study.studyDate)},
            {QStringLiteral("description"), text(study.description)},
            {QStringLiteral("verdict"), static_cast<int>(study.verdict)},
            {QStringLiteral("archive"), static_cast<int>(study.archive)}};
}

QJsonObject toJson(const HistoryEntry &entry)
{
    QJsonObject object{{QStringLiteral("schema"), QLatin1String(schemaName)},
                       {QStringLiteral("schemaVersion"), 1},
                       {QStringLiteral("started"), static_cast<double>(entry.startedMs)},
                       {QStringLiteral("ended"), static_cast<double>(entry.endedMs)},
                       {QStringLiteral("cancelled"), entry.wasCancelled},
                       {QStringLiteral("archiveFolder"), text(entry.archiveFolder)},
                       {QStringLiteral("policy"), text(entry.policy)}};
    for (const Counter &counter : counters)
        object.insert(QLatin1String(counter.name), static_cast<double>(entry.*counter.value));
    QJsonObject files;
    for (const FileCounter &counter : fileCounters)
        files.insert(QLatin1String(counter.name), static_cast<double>(entry.files.*counter.value));
    object.insert(QStringLiteral("files"), files);
    QJsonArray places;
    for (std::size_t i = 0; i < std::min(entry.filedPlaces.size(), History::mostPlaces); ++i)
        places.append(text(entry.filedPlaces[i]));
    object.insert(QStringLiteral("filedPlaces"), places);
    QJsonArray named;
    for (const HistoryStudy &study : entry.namedStudies)
        named.append(toJson(study));
    if (!named.isEmpty())
        object.insert(QStringLiteral("namedStudies"), named);
    return object;
}

std::uint64_t count(const QJsonObject &object, const char *name)
{
    constexpr double largest = 9e15; // whole numbers beyond are not exact
    const double number = object.value(QLatin1String(name)).toDouble();
    return number >= 0 && number < largest ? static_cast<std::uint64_t>(number) : 0;
}

// Numbers of enumerations that this version does not know become the first one.
template <class Enum>
Enum known(const QJsonValue &value, Enum last)
{
    const int number = value.toInt(-1);
    return number >= 0 && number <= static_cast<int>(last) ? static_cast<Enum>(number) : Enum{};
}

std::optional<HistoryEntry> fromJson(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    if (object.value(QStringLiteral("schema")).toString() != QLatin1String(schemaName) ||
        object.value(QStringLiteral("schemaVersion")).toInt() != 1)
        return std::nullopt;
    const auto string = [](const QJsonObject &from, const char *name) {
        return from.value(QLatin1String(name)).toString().toStdString();
    };
    HistoryEntry entry;
    entry.startedMs = static_cast<std::int64_t>(count(object, "started"));
    entry.endedMs = static_cast<std::int64_t>(count(object, "ended"));
    entry.wasCancelled = object.value(QStringLiteral("cancelled")).toBool();
    entry.archiveFolder = string(object, "archiveFolder");
    entry.policy = string(object, "policy");
    for (const Counter &counter : counters)
        entry.*counter.value = static_cast<std::uint32_t>(std::min<std::uint64_t>(count(object, counter.name), ~0U));
    const QJsonObject files = object.value(QStringLiteral("files")).toObject();
    for (const FileCounter &counter : fileCounters)
        entry.files.*counter.value = count(files, counter.name);
    const QJsonArray places = object.value(QStringLiteral("filedPlaces")).toArray();
    for (const QJsonValue &place : places)
        entry.filedPlaces.push_back(place.toString().toStdString());
    const QJsonArray named = object.value(QStringLiteral("namedStudies")).toArray();
    for (const QJsonValue &value : named) {
        const QJsonObject study = value.toObject();
        entry.namedStudies.push_back({string(study, "patientName"), string(study, "patientId"),
                                      string(study, "studyDate"), string(study, "description"),
                                      known(study.value(QStringLiteral("verdict")), Verdict::notDicom),
                                      known(study.value(QStringLiteral("archive")), ArchiveState::filingFailed)});
    }
    return entry;
}

// Oldest first: the names begin with the time.
std::vector<fs::path> filesIn(const fs::path &folder)
{
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (entry->path().filename().string().ends_with(suffix))
            found.push_back(entry->path());
    }
    std::ranges::sort(found);
    return found;
}

} // namespace

Result<void> History::add(const HistoryEntry &entry)
{
    const QString time =
        QDateTime::fromMSecsSinceEpoch(entry.startedMs, Qt::UTC).toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    fs::path path;
    std::error_code error;
    for (int copy = 0; path.empty() || fs::exists(path, error); ++copy)
        path = m_folder / (time.toStdString() + "-" + std::to_string(copy) + std::string(suffix));
    if (Result<void> written = writePrivateFile(path, QJsonDocument(toJson(entry)).toJson(QJsonDocument::Compact));
        !written)
        return written;
    const std::vector<fs::path> all = filesIn(m_folder);
    for (std::size_t i = 0; i + mostEntries < all.size(); ++i)
        fs::remove(all[i], error);
    return {};
}

std::vector<HistoryEntry> History::entries() const
{
    std::vector<HistoryEntry> found;
    const std::vector<fs::path> all = filesIn(m_folder);
    for (auto path = all.rbegin(); path != all.rend() && found.size() < mostEntries; ++path) {
        if (std::optional<HistoryEntry> entry = fromJson(readPrivateFile(*path)))
            found.push_back(std::move(*entry));
    }
    return found;
}

Result<void> History::clear()
{
    for (const fs::path &path : filesIn(m_folder)) {
        std::error_code error;
        if (!fs::remove(path, error) && error)
            return Error{.code = errorCodeFromErrno(error.value()), .operation = "remove", .systemCode = error.value()};
    }
    return {};
}

} // namespace mi
