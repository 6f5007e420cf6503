// ArchiveIndex: finds studies of an archive. A cache beside the archive, made from its bags alone: filing never waits
// for it and never fails with it, and it can be deleted at any time. docs/archive-index.md. Any thread: every call has
// a connection of its own, and calls that write exclude each other, other processes included.
#pragma once

#include "core/archive/archive.h"
#include "core/index/archived_instance.h"
#include "core/platform/file_layer.h"
#include "core/support/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

namespace mi {

// What is empty is not asked for; the rest has to be true together. UTF-8.
struct StudyQuery {
    std::string name;            // parts of the patient's name, in any script; each from its beginning
    std::string patientId;       // from its beginning; "*" stands for anything, "?" for one character
    std::string accessionNumber; // the same
    std::string institution;     // the same
    std::string modality;        // the same
    std::string firstDate;       // YYYYMMDD of the study, inclusive
    std::string lastDate;
    std::string uid;        // of the study, a series or an instance; as a whole
    std::size_t offset = 0; // of the first study wanted
    std::size_t limit = 0;  // studies at most; 0: all
};

struct IndexedStudy {
    std::string studyInstanceUid;
    std::string studyKey;
    std::string patientName; // as encoded, UTF-8
    std::string patientId;
    std::string issuerOfPatientId;
    std::string patientBirthDate;
    std::string patientSex;
    std::string studyDate;
    std::string studyTime;
    std::string studyDescription;
    std::string accessionNumber;
    std::vector<std::string> modalities;
    std::vector<std::string> institutions;
    std::uint64_t series = 0;
    std::uint64_t instances = 0;
    std::uint64_t bytes = 0;
    std::uint64_t bags = 0;
    std::string newestBag;         // relative to the archive, "/" between components
    std::string filedAt;           // UTC, ISO 8601, of the newest bag
    std::string verdict;           // when it was filed, the worst of its bags: "passed", ...; "" if no bag says so
    std::string problem;           // why a bag could not be read as a whole: the name of an ErrorCode; "" if all could
    std::string verifiedAt;        // UTC, ISO 8601; "" for never, as far as the index knows
    std::uint64_t differences = 0; // that the last verification found
};

struct FoundStudies {
    std::uint64_t total = 0;           // without regard to offset and limit
    std::vector<IndexedStudy> studies; // filed last first
};

struct QuarantinedBag {
    std::string path; // relative to the archive
    std::string studyInstanceUid;
    std::string reason; // "conflict", ...; "" if it cannot be read
    std::string filedAt;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
};

// An instance that the archive has under some study.
struct InstanceElsewhere {
    std::string sopInstanceUid;
    std::string studyInstanceUid;
    std::string bag;
};

// A patient of the archive.
struct KnownPatient {
    std::string name;
    std::string id;
    std::string issuerOfId;
    std::string birthDate;
    std::uint64_t studies = 0;
};

struct IndexChanges {
    std::uint64_t studiesRead = 0; // new or changed
    std::uint64_t studiesGone = 0;
    std::uint64_t bagsRead = 0;
    bool wasSetAside = false; // the index was damaged, or of another version, and was made anew
};

struct IndexState {
    std::string engine;       // "SQLite" or "PostgreSQL"
    bool isTemporary = false; // the archive's folder cannot hold it: made anew for each run
    std::uint64_t patients = 0;
    std::uint64_t studies = 0;
    std::uint64_t series = 0;
    std::uint64_t instances = 0;
    std::uint64_t bags = 0;
    std::uint64_t quarantined = 0;     // bags
    std::uint64_t withProblems = 0;    // studies of which not all bags could be read
    std::uint64_t withFindings = 0;    // studies that were filed with warnings or problems
    std::uint64_t bytes = 0;           // of the instances in studies
    std::uint64_t neverVerified = 0;   // studies
    std::uint64_t withDifferences = 0; // studies of which the last verification found some
    std::string oldestVerification;    // of the studies that have one; UTC, ISO 8601
    std::string newestVerification;
    // Of the comparison with the folders: bags that the index misses, and bags that it has and the archive has not.
    std::uint64_t missingBags = 0;
    std::uint64_t goneBags = 0;
};

class ArchiveIndex {
public:
    // `databaseUrl`: postgresql://...; empty: index.sqlite in the archive's folder, or a temporary one if that cannot
    // be written. Writes nothing yet. Errors: as Archive::open for reading; unsupported for the URL.
    static Result<std::unique_ptr<ArchiveIndex>> open(FileLayer &files, const std::filesystem::path &root,
                                                      const std::string &databaseUrl = {});
    virtual ~ArchiveIndex() = default;

    using Progress = std::function<void(const IndexChanges &)>;
    // Reads what was filed or verified since, and forgets what is gone. Busy: somebody else is at it; what is there can
    // be searched.
    virtual Result<IndexChanges> catchUp(const std::stop_token &stop, const Progress &progress = {}) = 0;
    // Makes it anew from all bags and verified.tsv; until that is done, searches see what was there.
    virtual Result<IndexChanges> rebuild(const std::stop_token &stop, const Progress &progress = {}) = 0;

    virtual Result<FoundStudies> search(const StudyQuery &query) = 0;
    virtual Result<std::vector<QuarantinedBag>> quarantined() = 0;
    // Verifications as verified.tsv has them, whether the index has caught up or not.
    virtual Result<IndexState> state(const std::stop_token &stop) = 0;

    // Those of the instances that the archive has under another study than `studyInstanceUid`.
    virtual Result<std::vector<InstanceElsewhere>> underOtherStudies(const std::vector<std::string> &sopInstanceUids,
                                                                     const std::string &studyInstanceUid) = 0;
    // Those of the instances that the archive has under any study, by SOP Instance UID.
    virtual Result<std::unordered_map<std::string, ArchivedInstance>>
    instances(const std::vector<std::string> &sopInstanceUids) = 0;
    // Who the archive knows under this ID and issuer, 100 at most; case and blanks of the ID make no difference.
    virtual Result<std::vector<KnownPatient>> withPatientId(const std::string &patientId,
                                                            const std::string &issuerOfPatientId) = 0;
};

} // namespace mi
