// Archive: a folder that keeps studies in the format of docs/archive-format.md. What is reported as archived is
// durable, what is visible is complete, nothing published is rewritten, the source is never touched. One Archive per
// folder and process; its functions may be called from any thread.
#pragma once

#include "core/domain/acceptance.h"
#include "core/domain/instance_difference.h"
#include "core/platform/file_layer.h"
#include "core/support/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace mi {

// The files of one study that came in one import.
struct FilingSource {
    std::filesystem::path path;
    std::string sopInstanceUid; // as in the file
    std::string seriesInstanceUid;
    std::string checkedSha256 = {}; // of the bytes whose frames were decoded by the check; "" if there are none
    std::string name = {};          // for the record; "": the name of `path`
};

// A staged copy, already on the archive's file system, byte-identical to its source, hashed while it was copied.
struct StagedInstance {
    std::size_t sourceIndex = 0;      // into the list of sources
    std::filesystem::path stagedPath; // what is to be scanned, checked and described
    std::string archivePath;          // "data/SE-.../1.2.3.dcm", relative to the bag
    std::string sha256;               // lower-case hex
    std::uint64_t size = 0;
};

enum class FilingOutcome : std::uint8_t {
    filed,            // a new bag, flushed and verified
    alreadyInArchive, // every instance was there with the same bytes; nothing was written
    conflict,         // instances with a known SOP Instance UID but other bytes went to quarantine (bag may be set too)
    refused,          // `describe` found that the staged copies may not be filed; see FilingResult::refusal. They are
                      // in quarantine if the describer wanted that, else nothing was written
    notConfirmed,     // renamed, but a later flush failed: looked at again at the next start
};

// An instance that was kept out because the archive, or this import, has other bytes under its SOP Instance UID.
struct Conflict {
    std::string sopInstanceUid;
    InstanceDifference difference;
};

struct FilingResult {
    FilingOutcome outcome = FilingOutcome::filed;
    std::filesystem::path bag;        // relative to the archive's root; empty if none was made
    std::filesystem::path quarantine; // relative; empty if none
    std::uint32_t filedInstances = 0;
    std::uint32_t duplicateInstances = 0;
    std::uint32_t conflictingInstances = 0;
    std::vector<Conflict> conflicts; // those that went to quarantine in this import
    std::string refusal;             // ids of blocking findings, comma separated
    // What went wrong once the study was in the archive, and so does not undo the filing: the flush that makes it
    // `notConfirmed`, the quarantine (then `quarantine` is empty), the audit line. Empty if all went well.
    std::vector<Error> problemsAfterCommit;
};

// Which site policy a study was judged under, and what it did, for the audit log. No patient data.
struct PolicyStamp {
    std::string name;
    std::string sha256;           // of its file
    std::uint32_t suppressed = 0; // causes that it keeps out of sight
    std::uint32_t letIn = 0;      // causes that would have kept the study out
};

enum class RefusedCopies : std::uint8_t { dropped, quarantined };

// What a bag holds besides the instances, made by the caller from the staged copies.
class BagDescriber {
public:
    virtual ~BagDescriber() = default;
    // One staged copy: scan, check, extract. Called from several threads at once, for the instances that are new to the
    // archive only. An Error abandons the filing.
    virtual Result<void> describe(const StagedInstance &instance) = 0;
    // After all copies: whether the study may be filed ("" = yes, else ids of what blocks it). Not asked if nothing is
    // new.
    virtual std::string refusal() = 0;
    // Where the copies of a refused study go. Asked in the filing thread.
    virtual RefusedCopies refusedCopies() { return RefusedCopies::dropped; }
    // How two instances with one SOP Instance UID differ, both by path. Called in the filing thread. What cannot be
    // read is notDecided: a conflict is kept all the same.
    virtual InstanceDifference compare(const std::filesystem::path &archived, const std::filesystem::path &incoming)
    {
        (void)archived;
        (void)incoming;
        return {};
    }
    // Writes metadata.json, validation.json and dicom/<SeriesKey>.json.gz. Called once, in the filing thread.
    // `write` puts a file into the staged bag: relative path, content.
    using WriteFile = std::function<Result<void>(const std::string &relativePath, std::span<const std::byte> content)>;
    virtual Result<void> writeDescriptions(const WriteFile &write) = 0;
    // Nothing: no policy. Called once, in the filing thread, when the study is in the archive.
    virtual std::optional<PolicyStamp> policyStamp() { return std::nullopt; }
    // Null unless a person accepted what would have kept the study out. Called once, with policyStamp().
    virtual AcceptancePtr acceptance() { return nullptr; }
};

// Runs `task(i)` for i in [0, count), possibly in parallel, and returns when all are done.
using ParallelFor = std::function<void(std::size_t count, const std::function<void(std::size_t)> &task)>;

struct ArchivedStudy {
    std::string studyInstanceUid;
    std::vector<std::filesystem::path> bags; // relative, oldest first
    std::uint32_t instances = 0;
    std::string filedAt; // UTC, ISO 8601, of the newest bag
};

struct VerifyDifference {
    std::string path; // relative to the archive's root
    std::string kind; // "missing", "changed", "unlisted", "chain", "format", "unreadable"
    std::string detail;
};

struct VerifyReport {
    std::uint64_t studies = 0;
    std::uint64_t studiesLeft = 0; // not looked at in this run: it was resumed, or its time was over
    std::uint64_t bags = 0;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    std::vector<VerifyDifference> differences; // empty: what was looked at is as it was written
    std::optional<Error> recordError;          // when the studies were checked could not be noted
};

struct VerifyOptions {
    std::string studyInstanceUid = {}; // only this study; empty: the whole archive
    enum class Order : std::uint8_t { byKey, oldestFirst };
    Order order = Order::byKey; // oldestFirst: studies that were never checked, then by the time of their last check
    bool isResumed = false;     // leave out what a run that did not come to its end has checked
    std::uint64_t bytesPerSecond = 0;  // 0: as fast as it goes
    std::chrono::seconds timeLimit{0}; // 0: none; the study that is being looked at is finished
    bool isRecorded = false;           // notes in verified.tsv when each study was checked
};

// A bag in quarantine.
struct QuarantineEntry {
    std::string name;             // in quarantine/
    std::string studyInstanceUid; // "" if the bag cannot be read
    std::string filedAt;          // UTC, ISO 8601; the same
    std::uint32_t instances = 0;
};

class Archive {
public:
    enum class OpenMode : std::uint8_t { existing, createIfMissing, readOnly };

    // createIfMissing: a missing or empty folder becomes an archive; a folder with other things in it is refused
    // (invalidFormat); missing parents are made. Sweeps staging folders whose owner is gone, names them in
    // sweptStaging(), and looks again at filings that were not confirmed. readOnly writes nothing at all. A symbolic
    // link may lead to `root`; below it none is followed. Errors of `existing`: notFound, invalidFormat (no archive),
    // unsupported (a newer version).
    static Result<std::unique_ptr<Archive>> open(FileLayer &files, const std::filesystem::path &root, OpenMode mode);
    virtual ~Archive() = default;

    virtual const std::filesystem::path &root() const = 0;
    virtual const std::vector<std::string> &sweptStaging() const = 0;

    // The whole import of one study; returns when it is durable. Errors leave the archive as it was. Cancelling leaves
    // it as it was too. Waits (a minute at most, then `busy`) while somebody else files into the same study.
    // invalidFormat: what the archive holds of the study is damaged, and nothing is filed on top of it.
    virtual Result<FilingResult> fileStudy(const std::string &studyInstanceUid,
                                           const std::vector<FilingSource> &sources, BagDescriber &describer,
                                           const ParallelFor &parallelFor, std::stop_token stop) = 0;

    // Nothing if the study is not in the archive. invalidFormat: it is damaged.
    virtual Result<std::optional<ArchivedStudy>> findStudy(const std::string &studyInstanceUid) = 0;
    // In the order of their keys; a damaged study is there with what can be read of it.
    virtual Result<std::vector<ArchivedStudy>> listStudies() = 0;

    // Re-hashes everything against the manifests, read from the medium where the system allows, and checks the chain of
    // bags and the tree. Errors: cancelled, notFound (no such study), and what keeps it from reading the root; all else
    // is a difference.
    virtual Result<VerifyReport> verify(const VerifyOptions &options, std::stop_token stop,
                                        const std::function<void(const VerifyReport &)> &progress = {}) = 0;
    Result<VerifyReport> verify(std::stop_token stop, const std::function<void(const VerifyReport &)> &progress = {})
    {
        return verify(VerifyOptions{}, std::move(stop), progress);
    }

    // In the order of their names, oldest first.
    virtual Result<std::vector<QuarantineEntry>> listQuarantine() = 0;
    // Removes a bag from quarantine for good. The audit line comes first: without it nothing is removed. Errors:
    // notFound, readOnly.
    virtual Result<void> purgeQuarantine(const std::string &name) = 0;

    virtual Result<std::uint64_t> freeSpace() = 0;
};

} // namespace mi
