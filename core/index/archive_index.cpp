#include "core/index/archive_index.h"

#include "core/archive/archive_layout.h"
#include "core/archive/file_content.h"
#include "core/archive/staging.h"
#include "core/archive/verification_record.h"
#include "core/index/bag_listing.h"
#include "core/index/bag_record.h"
#include "core/index/index_store.h"
#include "core/index/study_search.h"
#include "core/index/study_writer.h"
#include "core/index/verifications.h"

#include <algorithm>
#include <chrono>

namespace mi {

namespace {

using index::BagListing;
using index::BagRecord;
using index::Database;

constexpr std::chrono::milliseconds lockPatience{2'000};
constexpr std::size_t studiesInTransaction = 64;

// What is to be read and what is to be forgotten, by comparing the folders with the tables.
struct Difference {
    std::vector<std::string> studies; // keys
    std::vector<std::string> goneStudies;
    std::vector<std::string> quarantine; // paths
    std::vector<std::string> goneQuarantine;
    std::uint64_t missingBags = 0;
    std::uint64_t goneBags = 0;
    bool isEmpty() const
    {
        return studies.empty() && goneStudies.empty() && quarantine.empty() && goneQuarantine.empty();
    }
};

Result<Difference> compare(Database &database, const BagListing &listing)
{
    // Bags that could not be read as a whole are missing, until they can be.
    Result<QSqlQuery> rows = database.query(QStringLiteral(
        "SELECT b.path, b.problem, s.study_key FROM bags b LEFT JOIN studies s ON s.id = b.study ORDER BY b.path"));
    if (!rows)
        return rows.error();
    std::map<std::string, std::set<std::string>> known;
    std::set<std::string> damagedStudies;
    std::set<std::string> quarantine;
    Difference difference;
    while (rows->next()) {
        const std::string path = rows->value(0).toString().toStdString();
        const bool isWhole = rows->value(1).toString().isEmpty();
        const std::string key = rows->value(2).toString().toStdString();
        if (key.empty()) {
            if (!listing.quarantine.contains(path))
                difference.goneQuarantine.push_back(path);
            else if (isWhole)
                quarantine.insert(path);
            continue;
        }
        known[key].insert(path);
        if (!isWhole)
            damagedStudies.insert(key);
    }
    if (Result<void> ended = database.checkEnd(*rows); !ended)
        return ended.error();
    for (const auto &[key, bags] : listing.studies) {
        const auto found = known.find(key);
        const std::set<std::string> there(bags.begin(), bags.end());
        if (found != known.end() && found->second == there && !damagedStudies.contains(key))
            continue;
        difference.studies.push_back(key);
        for (const std::string &bag : there)
            difference.missingBags += found == known.end() || !found->second.contains(bag) ? 1U : 0U;
        if (found != known.end())
            difference.goneBags += static_cast<std::uint64_t>(
                std::ranges::count_if(found->second, [&](const std::string &bag) { return !there.contains(bag); }));
    }
    for (const auto &[key, bags] : known) {
        if (listing.studies.contains(key))
            continue;
        difference.goneStudies.push_back(key);
        difference.goneBags += bags.size();
    }
    for (const std::string &path : listing.quarantine) {
        if (!quarantine.contains(path))
            difference.quarantine.push_back(path);
    }
    difference.missingBags += difference.quarantine.size();
    difference.goneBags += difference.goneQuarantine.size();
    return difference;
}

class StoredIndex final : public ArchiveIndex {
public:
    StoredIndex(FileLayer &files, std::filesystem::path root, std::unique_ptr<index::IndexStore> store)
        : m_files(files), m_root(std::move(root)), m_store(std::move(store))
    {}

    Result<IndexChanges> catchUp(const std::stop_token &stop, const Progress &progress) override
    {
        return update(Reading::whatIsNew, stop, progress);
    }
    Result<IndexChanges> rebuild(const std::stop_token &stop, const Progress &progress) override
    {
        return update(Reading::everything, stop, progress);
    }
    Result<FoundStudies> search(const StudyQuery &query) override
    {
        return ask([&](Database &database) { return index::searchStudies(database, query); });
    }
    Result<std::vector<QuarantinedBag>> quarantined() override
    {
        return ask([](Database &database) { return index::quarantinedBags(database); });
    }
    Result<IndexState> state(const std::stop_token &stop) override;
    Result<std::vector<InstanceElsewhere>> underOtherStudies(const std::vector<std::string> &sopInstanceUids,
                                                             const std::string &studyInstanceUid) override
    {
        return ask([&](Database &database) {
            return index::instancesUnderOtherStudies(database, sopInstanceUids, studyInstanceUid);
        });
    }
    Result<std::unordered_map<std::string, ArchivedInstance>>
    instances(const std::vector<std::string> &sopInstanceUids) override
    {
        return ask([&](Database &database) { return index::archivedInstances(database, sopInstanceUids); });
    }
    Result<std::vector<KnownPatient>> withPatientId(const std::string &patientId,
                                                    const std::string &issuerOfPatientId) override
    {
        return ask([&](Database &database) { return index::patientsWithId(database, patientId, issuerOfPatientId); });
    }

private:
    enum class Reading { whatIsNew, everything };

    Result<IndexChanges> update(Reading reading, const std::stop_token &stop, const Progress &progress);
    Result<IndexChanges> updateOnce(Reading reading, const std::stop_token &stop, const Progress &progress);
    Result<void> write(Database &database, const BagListing &listing, const Difference &difference, Reading reading,
                       IndexChanges &changes, const std::stop_token &stop, const Progress &progress);
    Result<void> startAnew(Database &database) const;
    Result<bool> isUpToDate(Database &database, const std::stop_token &stop) const;

    // Damage is found when something is asked: then the index is made anew, once.
    template <class Ask>
    auto ask(Ask question) -> decltype(question(std::declval<Database &>()))
    {
        using Answer = decltype(question(std::declval<Database &>()));
        const auto once = [&]() -> Answer {
            Result<std::unique_ptr<Database>> database = m_store->connect();
            return database ? question(**database) : Answer(database.error());
        };
        const std::uint32_t before = m_store->setAsideCount();
        Answer answer = once();
        const bool isAnew = m_store->setAsideCount() != before; // connecting found the damage
        if (!isAnew && (answer || answer.error().code != ErrorCode::invalidFormat))
            return answer;
        if (!isAnew) {
            if (Result<void> aside = m_store->setAside(); !aside)
                return aside.error();
        }
        if (const Result<IndexChanges> made = catchUp({}, {}); !made)
            return made.error();
        return once();
    }

    FileLayer &m_files;
    std::filesystem::path m_root;
    std::unique_ptr<index::IndexStore> m_store;
};

Result<IndexChanges> StoredIndex::update(Reading reading, const std::stop_token &stop, const Progress &progress)
{
    const std::uint32_t before = m_store->setAsideCount();
    Result<IndexChanges> changes = updateOnce(reading, stop, progress);
    if (!changes && changes.error().code == ErrorCode::invalidFormat) {
        if (Result<void> aside = m_store->setAside(); !aside)
            return aside.error();
        changes = updateOnce(Reading::whatIsNew, stop, progress);
    }
    if (changes)
        changes->wasSetAside = m_store->setAsideCount() != before;
    return changes;
}

Result<bool> StoredIndex::isUpToDate(Database &database, const std::stop_token &stop) const
{
    const Result<BagListing> listing = index::listBags(m_files, m_root, stop);
    if (!listing)
        return listing.error();
    const Result<Difference> difference = compare(database, *listing);
    if (!difference)
        return difference.error();
    if (!difference->isEmpty())
        return false;
    const Result<index::VerificationChanges> verified =
        index::compareVerifications(database, archive::VerificationRecord(m_files, m_root));
    return verified ? Result<bool>(verified->isEmpty()) : Result<bool>(verified.error());
}

Result<IndexChanges> StoredIndex::updateOnce(Reading reading, const std::stop_token &stop, const Progress &progress)
{
    Result<std::unique_ptr<Database>> database = m_store->connect();
    if (!database)
        return database.error();
    // First without a lock, which leaves its trace in the archive: where nothing is new, nothing is touched.
    if (reading == Reading::whatIsNew) {
        const Result<bool> isCurrent = isUpToDate(**database, stop);
        if (!isCurrent)
            return isCurrent.error();
        if (*isCurrent)
            return IndexChanges{};
    }
    // One at a time, so that no two read the same bags. A temporary index is nobody else's.
    std::unique_ptr<archive::NamedLock> lock;
    if (!m_store->isTemporary()) {
        Result<std::unique_ptr<archive::NamedLock>> held =
            archive::NamedLock::acquire(m_files, m_root / archive::stagingFolder / "index.lock", lockPatience, stop);
        if (!held && (held.error().code == ErrorCode::busy || held.error().code == ErrorCode::cancelled))
            return held.error();
        if (held) // where locks cannot be had, the database orders the writers
            lock = held.take();
    }
    const Result<BagListing> listing = index::listBags(m_files, m_root, stop);
    if (!listing)
        return listing.error();
    if (reading == Reading::everything) {
        if (Result<void> begun = (*database)->begin(); !begun)
            return begun.error();
        if (Result<void> emptied = startAnew(**database); !emptied)
            return emptied.error();
    }
    const Result<Difference> difference = compare(**database, *listing);
    if (!difference)
        return difference.error();
    IndexChanges changes;
    if (Result<void> written = write(**database, *listing, *difference, reading, changes, stop, progress); !written)
        return written.error();
    return changes;
}

// The tables too, so that whatever was wrong with them is gone.
Result<void> StoredIndex::startAnew(Database &database) const
{
    if (Result<void> dropped = index::dropTables(database, m_store->place()); !dropped)
        return dropped;
    return index::createTables(database, m_store->place(), m_store->rootId());
}

Result<void> StoredIndex::write(Database &database, const BagListing &listing, const Difference &difference,
                                Reading reading, IndexChanges &changes, const std::stop_token &stop,
                                const Progress &progress)
{
    // Making it anew is one transaction: until it ends, everybody sees what was there before.
    const bool isOneStep = reading == Reading::everything;
    Result<std::unique_ptr<index::StudyWriter>> writer = index::StudyWriter::create(database);
    if (!writer)
        return writer.error();
    const auto begin = [&] { return isOneStep ? Result<void>() : database.begin(); };
    const auto commit = [&] { return isOneStep ? Result<void>() : database.commit(); };

    if (Result<void> begun = begin(); !begun)
        return begun;
    for (const std::string &key : difference.goneStudies) {
        if (Result<void> removed = (*writer)->removeStudy(key); !removed)
            return removed;
        ++changes.studiesGone;
    }
    for (const std::string &path : difference.goneQuarantine) {
        if (Result<void> removed = (*writer)->removeQuarantine(path); !removed)
            return removed;
    }
    for (const std::string &path : difference.quarantine) {
        if (Result<void> added = (*writer)->addQuarantine(index::readBagRecord(m_files, m_root, path)); !added)
            return added;
        ++changes.bagsRead;
    }
    if (Result<void> done = commit(); !done)
        return done;

    for (std::size_t first = 0; first < difference.studies.size(); first += studiesInTransaction) {
        const std::size_t end = std::min(first + studiesInTransaction, difference.studies.size());
        if (Result<void> begun = begin(); !begun)
            return begun;
        for (std::size_t i = first; i < end; ++i) {
            if (stop.stop_requested())
                return archive::cancelled();
            std::vector<BagRecord> bags;
            for (const std::string &path : listing.studies.at(difference.studies[i]))
                bags.push_back(index::readBagRecord(m_files, m_root, path));
            if (Result<void> added = (*writer)->replaceStudy(difference.studies[i], bags); !added)
                return added;
            ++changes.studiesRead;
            changes.bagsRead += bags.size();
        }
        if (Result<void> done = commit(); !done)
            return done;
        if (progress)
            progress(changes);
    }
    if (Result<void> begun = begin(); !begun)
        return begun;
    if (Result<void> removed = (*writer)->removeOrphans(); !removed)
        return removed;
    const Result<index::VerificationChanges> verified =
        index::compareVerifications(database, archive::VerificationRecord(m_files, m_root));
    if (!verified)
        return verified.error();
    if (Result<void> taken = index::applyVerifications(database, *verified); !taken)
        return taken;
    return database.commit();
}

Result<IndexState> StoredIndex::state(const std::stop_token &stop)
{
    const Result<BagListing> listing = index::listBags(m_files, m_root, stop);
    if (!listing)
        return listing.error();
    Result<IndexState> state = ask([&](Database &database) -> Result<IndexState> {
        Result<IndexState> told = index::stateOfIndex(database);
        const Result<Difference> difference = compare(database, *listing);
        if (!difference)
            return difference.error();
        if (told) {
            told->missingBags = difference->missingBags;
            told->goneBags = difference->goneBags;
        }
        return told;
    });
    if (!state)
        return state;
    state->isTemporary = m_store->isTemporary();
    std::vector<std::string> keys;
    for (const auto &[key, bags] : listing->studies)
        keys.push_back(key);
    index::countVerifications(archive::VerificationRecord(m_files, m_root), keys, *state);
    return state;
}

} // namespace

Result<std::unique_ptr<ArchiveIndex>> ArchiveIndex::open(FileLayer &files, const std::filesystem::path &root,
                                                         const std::string &databaseUrl)
{
    Result<std::unique_ptr<index::IndexStore>> store = index::IndexStore::create(files, root, databaseUrl);
    if (!store)
        return store.error();
    std::filesystem::path real = (*store)->root();
    return std::unique_ptr<ArchiveIndex>(new StoredIndex(files, std::move(real), store.take()));
}

} // namespace mi
