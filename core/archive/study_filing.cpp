#include "core/archive/study_filing.h"

#include "core/archive/archive_layout.h"
#include "core/archive/archive_root.h"
#include "core/support/text.h"

#include <QDateTime>

#include <algorithm>
#include <atomic>

namespace mi::archive {

namespace {

constexpr std::chrono::milliseconds studyLockPatience{60'000};
constexpr std::uint64_t spaceForDescriptions = std::uint64_t{4} << 20U; // a guess: only a hint is made of it

std::string utcNow()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

Error filingError(ErrorCode code, const std::filesystem::path &subject, std::string detail)
{
    Error error;
    error.code = code;
    error.operation = "file the study";
    error.subject = pathToUtf8(subject);
    error.detail = std::move(detail);
    return error;
}

} // namespace

StudyFiling::StudyFiling(FilingRequest request)
    : m_request(std::move(request)), m_files(m_request.files), m_studyFolder(studyFolder(m_request.studyInstanceUid))
{
    for (const FilingSource &source : m_request.sources) {
        m_sources.push_back({uidKey(source.sopInstanceUid),
                             payloadPath(source.seriesInstanceUid, source.sopInstanceUid),
                             Role::fresh,
                             0,
                             {}});
    }
}

Result<void> StudyFiling::inParallel(const std::vector<std::size_t> &indexes,
                                     const std::function<Result<void>(std::size_t)> &task) const
{
    std::atomic<bool> isOver = false;
    std::mutex mutex;
    std::optional<Error> firstError;
    m_request.parallelFor(indexes.size(), [&](std::size_t i) {
        if (isOver)
            return;
        Result<void> done = m_request.stop.stop_requested() ? Result<void>(cancelled()) : task(indexes[i]);
        if (done)
            return;
        isOver = true;
        const std::lock_guard lock(mutex);
        if (!firstError)
            firstError = done.error();
    });
    return firstError ? Result<void>(*firstError) : Result<void>();
}

std::vector<std::size_t> StudyFiling::withRole(Role role) const
{
    std::vector<std::size_t> indexes;
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (m_sources[i].role == role)
            indexes.push_back(i);
    }
    return indexes;
}

Result<FilingResult> StudyFiling::run()
{
    if (m_sources.empty())
        return filingError(ErrorCode::internal, {}, "there are no files to file");
    // A first look without any lock, so that a study that is there already costs reading and nothing else.
    if (Result<void> looked = look(); !looked)
        return looked.error();
    if (withRole(Role::fresh).empty() && withRole(Role::conflict).empty())
        return alreadyThere();
    if (withRole(Role::fresh).empty()) {
        std::filesystem::path existing;
        const Result<std::vector<QuarantinedFile>> conflicts = conflictsToKeep(existing);
        if (!conflicts)
            return conflicts.error();
        if (conflicts->empty()) { // quarantined by an earlier import
            FilingResult result = resultWith(FilingOutcome::conflict);
            result.quarantine = existing;
            return keptBefore(std::move(result));
        }
    }

    // From here on something is written: not through a link that was put in the place of a folder.
    if (Result<void> folders = checkFolders(m_files, m_request.root); !folders)
        return folders.error();
    const std::string lockName = "study-" + seriesKey(m_request.studyInstanceUid).substr(3) + ".lock";
    const Result<std::unique_ptr<NamedLock>> lock =
        NamedLock::acquire(m_files, m_request.root / stagingFolder / lockName, studyLockPatience, m_request.stop);
    if (!lock)
        return lock.error();
    const Result<std::vector<std::string>> bags = bagNames(m_files, m_request.root, m_studyFolder);
    if (!bags)
        return bags.error();
    if (*bags != m_contents.bags) { // somebody filed meanwhile
        if (Result<void> looked = look(); !looked)
            return looked.error();
        if (withRole(Role::fresh).empty() && withRole(Role::conflict).empty())
            return alreadyThere();
    }
    return fileUnderLock();
}

Result<void> StudyFiling::look()
{
    Result<StudyContents> contents = readStudy(m_files, m_request.root, m_studyFolder);
    if (!contents)
        return contents.error();
    m_contents = contents.take();
    assignRoles();
    return compareKnown();
}

void StudyFiling::assignRoles()
{
    std::map<std::string, std::size_t> firsts;
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        Source &source = m_sources[i];
        if (m_contents.instances.contains(source.sopKey)) {
            source.role = Role::known;
            continue;
        }
        const auto [first, isNew] = firsts.emplace(source.sopKey, i);
        source.role = isNew ? Role::fresh : Role::repeat;
        source.first = first->second;
    }
}

Result<void> StudyFiling::compareKnown()
{
    return inParallel(withRole(Role::known), [this](std::size_t i) -> Result<void> {
        Source &source = m_sources[i];
        const ArchivedInstance &archived = m_contents.instances.at(source.sopKey);
        Result<FileDigest> digest = hashFile(m_files, m_request.sources[i].path, m_buffers, m_request.stop);
        if (!digest)
            return digest.error();
        source.digest = digest.take();
        if (source.digest.sha256 != archived.sha256) {
            source.role = Role::conflict;
            return {};
        }
        source.role = Role::duplicate;
        // "Already in archive" is said of files, not of lines in a manifest.
        const Result<FileInfo> copy = m_files.info(m_request.root / archived.path, LinkPolicy::refuse);
        if (!copy || copy->type != FileType::regular || copy->size != source.digest.size)
            return filingError(ErrorCode::invalidFormat, archived.path, "the archived file is missing or cut off");
        return {};
    });
}

Result<void> StudyFiling::settleRepeats()
{
    return inParallel(withRole(Role::repeat), [this](std::size_t i) -> Result<void> {
        Source &source = m_sources[i];
        Result<FileDigest> digest = hashFile(m_files, m_request.sources[i].path, m_buffers, m_request.stop);
        if (!digest)
            return digest.error();
        source.digest = digest.take();
        const bool isSame = source.digest.sha256 == m_sources[source.first].digest.sha256;
        source.role = isSame ? Role::duplicate : Role::conflict;
        return {};
    });
}

FilingResult StudyFiling::resultWith(FilingOutcome outcome) const
{
    FilingResult result;
    result.outcome = outcome;
    result.duplicateInstances = static_cast<std::uint32_t>(withRole(Role::duplicate).size());
    result.conflictingInstances = static_cast<std::uint32_t>(withRole(Role::conflict).size());
    return result;
}

Result<FilingResult> StudyFiling::alreadyThere()
{
    // Another process may have renamed the bag a moment ago and not flushed yet. Flushing writes nothing of our own.
    for (std::filesystem::path level = m_studyFolder; !level.empty(); level = level.parent_path()) {
        if (Result<void> flushed = m_files.flushFolder(m_request.root / level); !flushed)
            return flushed.error();
    }
    return resultWith(FilingOutcome::alreadyInArchive);
}

// Whoever renamed the bag may not have come to the flush yet.
Result<FilingResult> StudyFiling::keptBefore(FilingResult result)
{
    if (Result<void> flushed = m_files.flushFolder(m_request.root / quarantineFolder); !flushed)
        return flushed.error();
    return result;
}

Result<void> StudyFiling::checkSpace() const
{
    std::uint64_t needed = spaceForDescriptions;
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (m_sources[i].role == Role::duplicate || m_sources[i].role == Role::repeat)
            continue;
        const Result<FileInfo> info = m_files.info(m_request.sources[i].path, LinkPolicy::refuse);
        if (!info)
            return info.error();
        needed += info->size;
    }
    const Result<std::uint64_t> available = m_files.freeSpace(m_request.root);
    if (available && *available < needed)
        return filingError(ErrorCode::noSpace, m_request.root,
                           std::to_string(needed) + " bytes needed, " + std::to_string(*available) + " free");
    return {};
}

Result<void> StudyFiling::stageFresh(BagWriter &bag)
{
    const std::vector<std::size_t> fresh = withRole(Role::fresh);
    std::set<std::string> series;
    for (const std::size_t i : fresh)
        series.insert(seriesKey(m_request.sources[i].seriesInstanceUid));
    if (Result<void> begun = bag.begin(series); !begun)
        return begun;
    return inParallel(fresh, [&](std::size_t i) -> Result<void> {
        Source &source = m_sources[i];
        Result<FileDigest> copied = bag.addPayload(m_request.sources[i].path, source.path, m_request.stop);
        if (!copied)
            return copied.error();
        source.digest = copied.take();
        const StagedInstance staged{i, bag.folder() / source.path, source.path, source.digest.sha256,
                                    source.digest.size};
        if (Result<void> described = m_request.describer.describe(staged); !described)
            return described;
        return bag.settle(BagWriter::Settle::whenFull);
    });
}

Result<std::vector<QuarantinedFile>> StudyFiling::conflictsToKeep(std::filesystem::path &existing) const
{
    std::vector<QuarantinedFile> kept;
    const std::vector<std::size_t> conflicts = withRole(Role::conflict);
    if (conflicts.empty())
        return kept;
    Result<QuarantineContents> there = readQuarantine(m_files, m_request.root, uidKey(m_request.studyInstanceUid));
    if (!there)
        return there.error();
    existing = there->newestBag;
    for (const std::size_t i : conflicts) {
        const Source &source = m_sources[i];
        if (!there->files.emplace(source.sopKey, source.digest.sha256).second)
            continue;
        QuarantinedFile file;
        file.source = m_request.sources[i].path;
        file.sopInstanceUid = m_request.sources[i].sopInstanceUid;
        file.seriesInstanceUid = m_request.sources[i].seriesInstanceUid;
        file.sopKey = source.sopKey;
        file.digest = source.digest;
        const auto archived = m_contents.instances.find(source.sopKey);
        if (archived != m_contents.instances.end()) {
            const std::filesystem::path inStudy = archived->second.path.lexically_relative(m_studyFolder);
            file.archivedAs = inStudy.lexically_relative(*inStudy.begin()).generic_string();
            file.archivedSha256 = archived->second.sha256;
            file.archivedPath = m_request.root / archived->second.path;
        } else {
            file.archivedAs = m_sources[source.first].path;
            file.archivedSha256 = m_sources[source.first].digest.sha256;
            file.archivedPath = m_request.sources[source.first].path;
        }
        kept.push_back(std::move(file));
    }
    return kept;
}

Result<FilingResult> StudyFiling::fileUnderLock()
{
    if (Result<void> space = checkSpace(); !space)
        return space.error();
    Result<std::unique_ptr<Staging>> staging = Staging::create(m_files, m_request.root);
    if (!staging)
        return staging.error();

    BagInfo info;
    info.studyInstanceUid = m_request.studyInstanceUid;
    info.studyKey = uidKey(m_request.studyInstanceUid);
    info.filedAt = utcNow();
    info.importId = (*staging)->id();
    info.software = "MI Validator " MIVALIDATOR_VERSION;

    const auto freshCount = static_cast<std::uint32_t>(withRole(Role::fresh).size());
    BagWriter bag(m_files, (*staging)->folder() / stagedBag, m_buffers);
    if (freshCount > 0) {
        if (Result<void> staged = stageFresh(bag); !staged)
            return staged.error();
        if (Result<void> settled = settleRepeats(); !settled)
            return settled.error();
        if (std::string refusal = m_request.describer.refusal(); !refusal.empty())
            return refuse(**staging, bag, std::move(info), std::move(refusal));
        if (Result<void> described = describeBag(bag); !described)
            return described.error();
        BagInfo bagInfo = info;
        bagInfo.name = bagName(static_cast<std::uint32_t>(m_contents.bags.size() + 1));
        bagInfo.previousBag = m_contents.bags.empty() ? std::string() : m_contents.bags.back();
        bagInfo.previousTagManifestSha256 = m_contents.lastTagManifestSha256;
        if (Result<void> finished = bag.finish(bagInfo); !finished)
            return finished.error();
    }

    FilingResult result = resultWith(FilingOutcome::filed);
    result.filedInstances = freshCount;
    Result<std::vector<QuarantinedFile>> conflicts = conflictsToKeep(result.quarantine);
    if (!conflicts)
        return conflicts.error();
    QuarantineBag quarantine(m_files, (*staging)->folder() / stagedQuarantine, m_buffers);
    std::optional<StagedQuarantine> stagedConflicts;
    if (!conflicts->empty()) {
        info.name = quarantineName((*staging)->id());
        stagedConflicts.emplace(StagedQuarantine{quarantine.bag(), info.name, std::string(stagedQuarantine)});
        const auto compare = [this](const std::filesystem::path &archived, const std::filesystem::path &incoming) {
            return m_request.describer.compare(archived, incoming);
        };
        if (Result<void> filled = quarantine.fill(*conflicts, info, compare, m_request.stop); !filled)
            return filled.error();
        addConflicts(result, *conflicts);
    }
    if (result.conflictingInstances > 0)
        result.outcome = FilingOutcome::conflict;
    if (m_request.stop.stop_requested())
        return cancelled();
    return commit({**staging, freshCount > 0 ? &bag : nullptr, std::move(stagedConflicts), std::move(result)});
}

void StudyFiling::addConflicts(FilingResult &result, const std::vector<QuarantinedFile> &conflicts)
{
    for (const QuarantinedFile &file : conflicts)
        result.conflicts.push_back({file.sopInstanceUid, file.difference});
}

Result<void> StudyFiling::describeBag(BagWriter &bag)
{
    return m_request.describer.writeDescriptions([&bag](const std::string &path, std::span<const std::byte> content) {
        return bag.addDescription(path, content);
    });
}

Result<FilingResult> StudyFiling::refuse(Staging &staging, BagWriter &bag, BagInfo info, std::string findings)
{
    FilingResult result = resultWith(FilingOutcome::refused);
    result.refusal = std::move(findings);
    if (m_request.describer.refusedCopies() == RefusedCopies::dropped)
        return result;
    const Result<QuarantineContents> there = readQuarantine(m_files, m_request.root, info.studyKey);
    if (!there)
        return there.error();
    const std::vector<std::size_t> fresh = withRole(Role::fresh);
    const bool isThere = std::ranges::all_of(fresh, [&](std::size_t i) {
        return there->files.contains({m_sources[i].sopKey, m_sources[i].digest.sha256});
    });
    if (isThere) { // by an earlier import
        result.quarantine = there->newestBag;
        return keptBefore(std::move(result));
    }
    std::vector<RefusedFile> refused;
    for (const std::size_t i : fresh)
        refused.push_back({m_sources[i].path, m_sources[i].digest.sha256, m_request.sources[i].sopInstanceUid,
                           m_request.sources[i].seriesInstanceUid});
    if (Result<void> described = describeBag(bag); !described)
        return described.error();
    const std::string reason = refusalReason(refused, result.refusal, m_request.studyInstanceUid);
    if (Result<void> written = bag.addDescription(std::string(reasonFile), bytesOf(reason)); !written)
        return written.error();
    info.kind = BagKind::quarantine;
    info.name = quarantineName(staging.id());
    if (Result<void> finished = bag.finish(info); !finished)
        return finished.error();
    if (m_request.stop.stop_requested())
        return cancelled();
    return commit({staging, nullptr, StagedQuarantine{bag, info.name, std::string(stagedBag)}, std::move(result)});
}

} // namespace mi::archive
