#include "core/index/archive_health.h"

#include "core/archive/archive.h"
#include "core/archive/archive_layout.h"

#include <QDateTime>
#include <QTimeZone>
#include <QUuid>

#include <algorithm>

namespace mi {

namespace {

std::string counted(std::uint64_t count, const char *one, const char *many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

class Examination {
public:
    void add(std::string name, Health health, std::string detail)
    {
        m_result.health = std::max(m_result.health, health);
        m_result.checks.push_back({std::move(name), health, std::move(detail)});
    }
    ArchiveHealth &result() { return m_result; }

private:
    ArchiveHealth m_result;
};

Result<void> tryToWrite(FileLayer &files, const std::filesystem::path &root)
{
    const std::string id = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    // Named as what a start of the program sweeps away, should this be interrupted here.
    const std::filesystem::path probe = root / archive::stagingFolder / (id + ".new");
    Result<std::unique_ptr<File>> file = files.createExclusive(probe);
    if (!file)
        return file.error();
    constexpr std::byte bytes[1]{};
    Result<void> done = (*file)->write(bytes);
    if (done)
        done = (*file)->flush();
    if (done)
        done = (*file)->close();
    Result<void> removed = files.removeFile(probe);
    if (!removed && removed.error().code == ErrorCode::notFound) // somebody who starts just now swept it away
        removed = {};
    return done ? removed : done;
}

void examineIndex(Examination &examination, const IndexState &state)
{
    if (state.isTemporary) {
        examination.add("index", Health::warning, "it cannot be kept in the archive's folder");
    } else if (state.missingBags + state.goneBags > 0) {
        examination.add("index", Health::warning,
                        counted(state.missingBags, "import", "imports") + " not in it yet, " +
                            std::to_string(state.goneBags) + " in it that are gone");
    } else {
        examination.add("index", Health::good, "it fits the archive");
    }
}

void examineVerification(Examination &examination, const IndexState &state, const HealthLimits &limits,
                         std::chrono::system_clock::time_point now)
{
    if (state.withDifferences + state.withProblems > 0) {
        examination.add("verification", Health::failed,
                        counted(state.withDifferences, "study differs", "studies differ") + " from what was written, " +
                            std::to_string(state.withProblems) + " cannot be read as a whole");
        return;
    }
    const std::string never = counted(state.neverVerified, "study was", "studies were") + " never verified";
    if (limits.mostDaysUnverified == 0) {
        examination.add("verification", Health::good,
                        state.oldestVerification.empty() ? never
                                                         : never + ", the others since " + state.oldestVerification);
        return;
    }
    const QDateTime oldest = QDateTime::fromString(QString::fromStdString(state.oldestVerification), Qt::ISODate);
    const QDateTime limit = QDateTime::fromSecsSinceEpoch(std::chrono::system_clock::to_time_t(now), QTimeZone::utc())
                                .addDays(-limits.mostDaysUnverified);
    const bool isLate = state.neverVerified > 0 || (state.studies > 0 && oldest < limit);
    examination.add("verification", isLate ? Health::warning : Health::good,
                    state.oldestVerification.empty()
                        ? never
                        : never + ", the oldest verification is of " + state.oldestVerification);
}

} // namespace

const char *toString(Health health)
{
    switch (health) {
    case Health::good:
        return "good";
    case Health::warning:
        return "warning";
    case Health::failed:
        break;
    }
    return "failed";
}

ArchiveHealth checkArchiveHealth(FileLayer &files, const std::filesystem::path &root, const std::string &databaseUrl,
                                 const HealthLimits &limits, std::chrono::system_clock::time_point now)
{
    Examination examination;
    const Result<std::unique_ptr<Archive>> archive = Archive::open(files, root, Archive::OpenMode::readOnly);
    if (!archive) {
        examination.add("reachable", Health::failed, describe(archive.error()));
        return examination.result();
    }
    examination.add("reachable", Health::good, "it is an archive");
    const Result<void> written = tryToWrite(files, (*archive)->root());
    examination.add("writable", written ? Health::good : Health::failed,
                    written ? "a file was written and removed" : describe(written.error()));
    const Result<std::uint64_t> free = (*archive)->freeSpace();
    if (free) {
        examination.result().freeSpace = *free;
        examination.add("freeSpace", *free < limits.leastFreeSpace ? Health::failed : Health::good,
                        std::to_string(*free) + " bytes");
    } else {
        examination.add("freeSpace", Health::warning, describe(free.error()));
    }
    const Result<std::unique_ptr<ArchiveIndex>> index = ArchiveIndex::open(files, root, databaseUrl);
    const Result<IndexState> state = index ? (*index)->state({}) : Result<IndexState>(index.error());
    if (!state) {
        examination.add("index", Health::warning, describe(state.error()));
        return examination.result();
    }
    examination.result().index = *state;
    examineIndex(examination, *state);
    examineVerification(examination, *state, limits, now);
    return examination.result();
}

} // namespace mi
