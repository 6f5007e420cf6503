// Report: what is told about a study, a selection or a whole session, apart from how it is written. It is made from
// snapshots (report_builder.h) or from saved JSON (report_reader.h); every format is written from it and from nothing
// else. Texts are UTF-8 as they stand in the files: writers make them harmless. Value types; any thread.
#pragma once

#include "core/domain/finding.h"
#include "core/domain/snapshots.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mi {

// Where a file that was found has ended up. Every file is in exactly one place.
enum class FilePlace : std::uint8_t {
    filed,          // in the archive, verified
    alreadyThere,   // in the archive before
    conflict,       // the archive has other content under the same UID
    filingFailed,   // the system refused something
    refused,        // a finding keeps its study out
    notFiled,       // nothing keeps its study out; it was not asked for, or not finished
    duplicate,      // the same bytes are there once more in the same study
    mediaDirectory, // DICOMDIR
    withoutStudy,   // DICOM, but it names no study
    unreadable,
    notDicom,
    notJudged, // the run ended before
};
inline constexpr std::size_t filePlaces = 12;
// "filed", "alreadyThere", ...: stable, used in JSON and CSV.
std::string_view toString(FilePlace place);

// The same files, counted twice: by how they were judged and by where they are. Both add up to `judged.found`.
struct ReportAccounting {
    FileAccounting judged;
    std::array<std::uint64_t, filePlaces> places{};
    std::uint64_t &at(FilePlace place) { return places[static_cast<std::size_t>(place)]; }
    std::uint64_t at(FilePlace place) const { return places[static_cast<std::size_t>(place)]; }
    std::uint64_t placed() const;
    void add(const ReportAccounting &other);
};

struct FileExample {
    std::string path; // "" in a masked report
    std::string sopInstanceUid;
};

// What the site policy made of a finding, and what the check says of it.
struct ReportPolicyNote {
    std::uint32_t rule = 0;
    std::string reason;
    Severity severityBefore = Severity::info;
    bool blockedFilingBefore = false;
};

// One cause in one study.
struct ReportFinding {
    std::string id;
    Severity severity = Severity::info;
    std::string attribute; // "(0008,0060)", "" for the file or the study as a whole
    std::string keyword;   // "Modality"
    std::string vr;
    std::string observed;
    std::string expected;
    std::string source; // "PS3.5 6.2"
    std::string privateCreator;
    std::uint64_t count = 0;     // occurrences over all instances
    std::uint32_t instances = 0; // 0: about the study itself
    bool hasDifferentValues = false;
    bool blocksFiling = false;
    std::optional<ReportPolicyNote> policy = {};
    std::vector<SlicePositions> slices = {};
    std::vector<FileExample> examples = {}; // the first `examplesKept`, in the order of the files
};
inline constexpr std::size_t examplesKept = 3;

struct ReportGap { // something that was not looked at
    std::string what;
    std::string reason;
    std::uint32_t studies = 1; // that have it; in a study 1
};

struct ReportStudy {
    std::uint32_t number = 0; // from 1, in the order of the report
    StudyKind kind = StudyKind::study;
    std::string source;
    std::string studyInstanceUid;
    std::string patientName;
    std::string patientId;
    std::string patientBirthDate; // as in the file: "19610203"
    std::string patientSex;
    std::string studyDate;
    std::string studyTime;
    std::string studyDescription;
    std::string accessionNumber;
    std::string institutionName;
    std::string manufacturer; // "Maker, Model"
    std::vector<std::string> modalities;
    std::uint32_t instances = 0;
    std::uint32_t series = 0;
    std::uint64_t bytes = 0;
    std::string filedAt;                // UTC, ISO 8601; "" unless it comes from an archive
    std::optional<double> checkSeconds; // of its files, added over threads; nothing if not known
    Verdict verdict = Verdict::undecided;
    bool isFilingBlocked = false;
    ArchiveState archive = ArchiveState::notFiled;
    std::string archivePath;
    std::string archiveMessage;
    std::uint64_t passedChecks = 0;
    std::uint64_t notDecidableChecks = 0;
    std::uint32_t suppressed = 0; // causes that the site policy put out of sight
    std::shared_ptr<const PolicyIdentity> policy;
    ReportAccounting files;
    std::vector<ReportFinding> findings; // worst first
    std::vector<ReportGap> notChecked;
};

// One cause over all studies of the report: the same rule.
struct ReportCause {
    std::string id;
    Severity severity = Severity::info; // the worst of them
    std::string source;
    bool blocksFiling = false; // in at least one study
    std::uint32_t studies = 0;
    std::uint64_t instances = 0;
    std::uint64_t count = 0;
    std::map<std::string, std::uint32_t> attributes;    // "(0008,0060) Modality" -> studies
    std::map<std::string, std::uint32_t> manufacturers; // "Maker, Model", "" for not stated -> studies
    struct Example {
        std::uint32_t study = 0; // its number
        std::string observed;
        std::string expected;
        FileExample file;
    };
    std::vector<Example> examples; // of the first `examplesKept` studies
};

// Which program judged, by which edition of the standard.
struct ReportProgram {
    std::string version;
    std::vector<std::pair<std::string, std::string>> editions; // "PS3.6" -> "2026c"
};

enum class ReportScope : std::uint8_t { study, selection, session, archive };

struct Report {
    ReportScope scope = ReportScope::session;
    bool isMasked = false;
    std::string createdAt; // local time with its offset: "2026-11-25T16:04:11+01:00"
    std::string user;      // "" unless asked for, as is the host
    std::string host;
    ReportProgram writer;             // that writes this report
    ReportProgram judge;              // that judged; the same, unless the report is made from saved JSON
    std::vector<std::string> sources; // what was dropped
    std::vector<std::shared_ptr<const PolicyIdentity>> policies; // under which studies were judged
    ReportAccounting accounting;
    std::vector<ReportStudy> studies;
    std::vector<ReportCause> causes;   // worst first, then those in most studies
    std::vector<ReportGap> notChecked; // by kind
    std::uint64_t passedChecks = 0;
    std::uint64_t notDecidableChecks = 0;
};

// Numbers the studies and derives what is said about all of them: accounting, sources, policies, causes, gaps, sums.
// Files that belong to no study (`notJudged`) are those that `found` counts beyond them.
void completeReport(Report &report, std::uint64_t found);

} // namespace mi
