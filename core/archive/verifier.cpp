#include "core/archive/verifier.h"

#include "core/archive/archive_layout.h"
#include "core/archive/archive_root.h"
#include "core/archive/readme_text.h"
#include "core/archive/sha256.h"
#include "core/archive/study_reader.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>

namespace mi::archive {

namespace {

constexpr std::uint64_t largestReadme = 1U << 20U;

bool isShard(std::string_view name)
{
    return name.size() == 2 &&
           std::ranges::all_of(name, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace

Verifier::Verifier(FileLayer &files, std::filesystem::path root, const VerifyOptions &options, std::stop_token stop,
                   std::function<void(const VerifyReport &)> progress)
    : m_files(files), m_root(std::move(root)), m_stop(std::move(stop)), m_progress(std::move(progress)),
      m_options(options), m_throttle(options.bytesPerSecond)
{
    if (options.isRecorded || options.isResumed || options.order == VerifyOptions::Order::oldestFirst)
        m_record.emplace(m_files, m_root);
}

void Verifier::differ(const std::filesystem::path &path, const char *kind, std::string detail)
{
    m_report.differences.push_back({escapedForDisplay(path.generic_string(), 1024), kind, std::move(detail)});
}

std::vector<FolderEntry> Verifier::entriesOf(const std::filesystem::path &folder)
{
    Result<std::vector<FolderEntry>> entries = m_files.list(m_root / folder);
    if (!entries) {
        const ErrorCode code = entries.error().code;
        const bool isWrongType = code == ErrorCode::symbolicLink || code == ErrorCode::notRegularFile;
        differ(folder,
               code == ErrorCode::notFound ? "missing"
               : isWrongType               ? "format"
                                           : "unreadable",
               describe(entries.error()));
        return {};
    }
    std::ranges::sort(*entries, {}, &FolderEntry::name);
    return entries.take();
}

Result<VerifyReport> Verifier::run()
{
    if (!m_options.studyInstanceUid.empty())
        return runStudy();
    if (Result<void> root = checkRoot(); !root)
        return root.error();
    // The log first: what is filed while the bags are read is not missed in them.
    const AuditLog::Check log = AuditLog(m_files, m_root).check();
    checkStudies();
    checkQuarantine();
    checkAudit(log);
    if (m_options.isRecorded && !m_stop.stop_requested() && m_report.studiesLeft == 0)
        note(m_record->noteEnd());
    return result();
}

Result<VerifyReport> Verifier::runStudy()
{
    const std::filesystem::path folder = studyFolder(m_options.studyInstanceUid);
    const Result<bool> isThere = isFolder(m_files, m_root / folder);
    if (!isThere || !*isThere) {
        Error error = isThere ? Error{} : isThere.error();
        if (isThere)
            error.code = ErrorCode::notFound;
        error.operation = "verify the study";
        error.subject = escapedForDisplay(m_options.studyInstanceUid, 256);
        return error;
    }
    AuditLog::Check log = AuditLog(m_files, m_root).check();
    std::erase_if(log.bags,
                  [&](const AuditEvent::Bag &bag) { return std::filesystem::path(bag.path).parent_path() != folder; });
    checkAndNote(folder);
    if (!m_stop.stop_requested())
        compareWithLog(log);
    return result();
}

Result<VerifyReport> Verifier::result()
{
    if (!m_stop.stop_requested())
        return m_report;
    Error error = cancelled();
    error.operation = "verify the archive";
    return error;
}

Result<void> Verifier::checkRoot()
{
    struct Expected {
        std::string_view name;
        FileType type;
        bool isNeeded;
    };
    // What a cache or work in progress has in its place is not looked into.
    constexpr std::array<Expected, 12> expected{{
        {archiveFile, FileType::regular, true},
        {readmeFile, FileType::regular, true},
        {studiesFolder, FileType::folder, true},
        {quarantineFolder, FileType::folder, false}, // reported as missing by their own checks
        {auditFolder, FileType::folder, false},
        {stagingFolder, FileType::folder, false},
        {verificationFile, FileType::regular, false},
        {"index.sqlite", FileType::regular, false},
        {"index.sqlite.set-aside", FileType::regular, false},
        {"index.sqlite-wal", FileType::regular, false},
        {"index.sqlite-shm", FileType::regular, false},
        {"index.sqlite-journal", FileType::regular, false},
    }};
    const Result<std::vector<FolderEntry>> entries = m_files.list(m_root);
    if (!entries)
        return entries.error();
    for (const FolderEntry &entry : *entries) {
        const auto known = std::ranges::find(expected, entry.name.string(), &Expected::name);
        if (known == expected.end() && !isForeignByNature(entry.name))
            differ(entry.name, "unlisted");
        else if (known != expected.end() && entry.type != known->type)
            differ(entry.name, "format", "not a file or folder as it should be");
    }
    for (const Expected &needed : expected) {
        if (needed.isNeeded && needed.type == FileType::regular &&
            std::ranges::none_of(*entries, [&](const FolderEntry &entry) { return entry.name == needed.name; }))
            differ(needed.name, "missing");
    }
    if (Result<void> checked = checkArchiveFile(m_files, m_root);
        !checked && checked.error().code != ErrorCode::notFound && checked.error().code != ErrorCode::symbolicLink)
        differ(archiveFile, "format", describe(checked.error()));
    const Result<std::string> readme = readWhole(m_files, m_root / readmeFile, largestReadme);
    if (readme && *readme != readmeText)
        differ(readmeFile, "changed");
    return {};
}

std::vector<std::filesystem::path> Verifier::findStudies()
{
    std::vector<std::filesystem::path> found;
    const std::filesystem::path top(studiesFolder);
    for (const FolderEntry &shard : entriesOf(top)) {
        if (shard.type != FileType::folder)
            differ(top / shard.name, "format", "not a folder");
        else if (!isShard(shard.name.string()))
            differ(top / shard.name, "unlisted");
        else
            findInShard(shard.name.string(), found);
    }
    if (m_options.order == VerifyOptions::Order::oldestFirst) {
        std::ranges::stable_sort(found, {}, [this](const std::filesystem::path &folder) {
            return m_record->lastVerified(folder.filename().string());
        });
    }
    return found;
}

void Verifier::findInShard(const std::string &shard, std::vector<std::filesystem::path> &found)
{
    const std::filesystem::path folder = std::filesystem::path(studiesFolder) / shard;
    for (const FolderEntry &study : entriesOf(folder)) {
        const std::string key = study.name.string();
        if (study.type != FileType::folder)
            differ(folder / study.name, "format", "not a folder");
        else if (!isUidKey(key))
            differ(folder / study.name, "unlisted");
        else if (shardOf(key) != shard)
            differ(folder / study.name, "format", "it belongs into another folder");
        else
            found.push_back(folder / key);
    }
}

void Verifier::checkStudies()
{
    const auto giveUpAt = std::chrono::steady_clock::now() + m_options.timeLimit;
    const std::vector<std::filesystem::path> studies = findStudies();
    const std::string since = m_options.isResumed ? m_record->unfinishedSince() : std::string();
    if (m_options.isRecorded && since.empty())
        note(m_record->noteBegin());
    for (const std::filesystem::path &folder : studies) {
        if (m_stop.stop_requested())
            return;
        const bool isDone = !since.empty() && m_record->lastVerified(folder.filename().string()) >= since;
        const bool isTimeOver =
            m_options.timeLimit.count() > 0 && std::chrono::steady_clock::now() >= giveUpAt && m_report.studies > 0;
        if (!isDone && !isTimeOver) {
            checkAndNote(folder);
            continue;
        }
        m_notLookedAt.insert(folder.generic_string());
        m_report.studiesLeft += !isDone;
    }
}

void Verifier::checkAndNote(const std::filesystem::path &folder)
{
    const std::size_t before = m_report.differences.size();
    checkStudy(folder);
    if (m_stop.stop_requested())
        return;
    ++m_report.studies;
    if (m_options.isRecorded)
        note(m_record->noteStudy(folder.filename().string(), m_report.differences.size() - before));
}

void Verifier::note(const Result<void> &noted)
{
    if (!noted && !m_report.recordError)
        m_report.recordError = noted.error();
}

void Verifier::checkStudy(const std::filesystem::path &folder)
{
    std::vector<std::uint32_t> numbers;
    for (const FolderEntry &entry : entriesOf(folder)) {
        const std::optional<std::uint32_t> number = bagNumber(entry.name.string());
        if (!number)
            differ(folder / entry.name, "unlisted");
        else if (entry.type != FileType::folder)
            differ(folder / entry.name, "format", "not a folder");
        else
            numbers.push_back(*number);
    }
    std::ranges::sort(numbers);
    std::vector<std::string> bags;
    for (const std::uint32_t number : numbers)
        bags.push_back(bagName(number));
    checkChain(folder, bags);
}

void Verifier::checkChain(const std::filesystem::path &folder, const std::vector<std::string> &bags)
{
    std::uint32_t expectedNumber = 1;
    std::string previousBag;
    std::string previousHash;
    std::set<std::string> instances;
    for (const std::string &name : bags) {
        if (m_stop.stop_requested())
            return;
        for (; bagName(expectedNumber) != name; ++expectedNumber) {
            previousBag = bagName(expectedNumber);
            previousHash.clear();
            differ(folder / previousBag, "missing");
        }
        ++expectedNumber;
        const VerifiedBag bag = checkBag(folder / name, BagKind::study);
        if (bag.info) {
            if (bag.info->studyKey != folder.filename().string())
                differ(folder / name, "format", "the bag belongs to another study");
            if (bag.info->previousBag != previousBag)
                differ(folder / name, "chain", "it names another bag as the one before it");
            else if (!previousHash.empty() && bag.info->previousTagManifestSha256 != previousHash)
                differ(folder / name, "chain", "the bag before it is not the one it was added to");
        }
        for (const ManifestEntry &entry : bag.payload) {
            const std::optional<PayloadName> payload = parsePayloadPath(entry.path);
            if (payload && !instances.insert(payload->sop).second)
                differ(folder / name / entry.path, "format", "the study has this SOP Instance UID twice");
        }
        previousBag = name;
        previousHash = bag.tagManifestSha256;
    }
}

VerifiedBag Verifier::checkBag(const std::filesystem::path &bag, BagKind kind)
{
    VerifiedBag verified =
        BagVerifier(m_files, m_root, bag, {m_buffers, m_throttle}, m_stop, m_report, m_progress).run(kind);
    ++m_report.bags;
    m_bagHashes.insert_or_assign(bag.generic_string(), verified.tagManifestSha256);
    if (m_progress)
        m_progress(m_report);
    return verified;
}

void Verifier::checkQuarantine()
{
    const std::filesystem::path top(quarantineFolder);
    for (const FolderEntry &entry : entriesOf(top)) {
        if (m_stop.stop_requested())
            return;
        if (entry.type != FileType::folder)
            differ(top / entry.name, "format", "not a folder");
        else
            (void)checkBag(top / entry.name, BagKind::quarantine);
    }
}

void Verifier::checkAudit(const AuditLog::Check &log)
{
    if (m_stop.stop_requested())
        return;
    const std::filesystem::path top(auditFolder);
    for (const FolderEntry &entry : entriesOf(top)) {
        if (entry.type != FileType::regular || !AuditLog::isLogName(entry.name.string()))
            differ(top / entry.name, entry.type == FileType::regular ? "unlisted" : "format");
    }
    for (const AuditLog::Problem &problem : log.problems) {
        if (problem.kind != "missing") // of the folder: entriesOf() has said so
            m_report.differences.push_back({problem.path, problem.kind, problem.detail});
    }
    m_report.files += log.files;
    m_report.bytes += log.bytes;
    compareWithLog(log);
}

void Verifier::compareWithLog(const AuditLog::Check &log)
{
    // The log knows of bags that may have vanished as a whole, with nothing left to miss them.
    for (const AuditEvent::Bag &bag : log.bags) {
        if (m_notLookedAt.contains(std::filesystem::path(bag.path).parent_path().generic_string()))
            continue;
        const auto found = m_bagHashes.find(bag.path);
        if (found == m_bagHashes.end())
            differ(bag.path, "missing", "the audit log names this bag");
        else if (found->second != bag.tagManifestSha256)
            differ(bag.path, "chain", "not the bag that the audit log names");
    }
}

} // namespace mi::archive
