// What the engine shows of its work: immutable values, made by workers, read by the window, the headless program and
// the reports. Value types; any thread.
#pragma once

#include "core/domain/acceptance.h"
#include "core/domain/finding.h"
#include "core/domain/policy_identity.h"
#include "core/domain/states.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mi {

// Every file found is in exactly one of the outcomes, or still pending. found = pending + the five outcomes.
struct FileAccounting {
    std::uint64_t found = 0;
    std::uint64_t passed = 0;
    std::uint64_t warnings = 0;
    std::uint64_t problems = 0;
    std::uint64_t unreadable = 0;
    std::uint64_t notDicom = 0;
    std::uint64_t judged() const { return passed + warnings + problems + unreadable + notDicom; }
    std::uint64_t pending() const { return found - judged(); }
    void count(Outcome outcome);
    void move(Outcome from, Outcome to); // the outcome of one file is another one now
    void withdraw(Outcome outcome);      // one file of this outcome is not counted any more

private:
    std::uint64_t &counterOf(Outcome outcome);
};

// One cause in one study: the same rule at the same attribute, over all its instances.
struct FindingGroup {
    Finding first;                    // the first occurrence, with its facts
    std::uint32_t instances = 0;      // how many instances have it, or it is about; 0: about the study itself
    std::uint64_t occurrences = 0;    // over all of them
    std::vector<std::uint32_t> files; // the first 20 of those instances: FileRecord indexes in the study
    bool hasDifferentValues = false;  // `observed` is not the same everywhere
};

enum class StudyKind : std::uint8_t {
    study,          // files with a Study Instance UID
    withoutStudy,   // DICOM files without a usable Study Instance UID, and files that cannot be read
    mediaDirectory, // DICOMDIR files
    notDicom,       // everything else
};

// One rule that cannot be decided in one study: the same attribute for the same reason, over all its instances.
struct NotDecidableGroup {
    NotDecidable first;
    std::uint32_t instances = 0;
    std::uint64_t occurrences = 0; // over all of them
};

using StudyId = std::uint32_t; // stable within a session, in the order of appearance

// A row of the study table. Two snapshots of one study have the same id; the higher revision is the newer.
struct StudySnapshot {
    StudyId id = 0;
    std::uint64_t revision = 0;
    StudyKind kind = StudyKind::study;
    std::string source; // the dropped path it came from, for display
    std::string studyInstanceUid;
    std::string patientName; // display form
    std::string patientId;
    std::string patientBirthDate; // "19610203"
    std::string patientSex;
    std::string studyDate;
    std::string studyTime;
    std::vector<std::string> modalities;
    std::string studyDescription;
    std::string accessionNumber;
    std::string institutionName;
    std::string manufacturer; // "Maker, Model" of the first instance
    std::string firstFileName;

    std::uint32_t files = 0;
    std::uint32_t instances = 0;
    std::uint32_t series = 0;
    std::uint64_t bytes = 0;
    double checkSeconds = 0; // of judging its files, added over threads

    WorkState work = WorkState::waiting;
    std::uint32_t workDone = 0; // files archived so far, while archiving
    Verdict verdict = Verdict::undecided;
    std::vector<VerdictModifier> modifiers; // what the verdict is about, ascending
    ArchiveState archive = ArchiveState::notFiled;
    std::string archivePath;      // of the newest bag, relative to the archive
    std::string archiveMessage;   // why it was not filed: finding ids, or the Error's text
    bool isFilingBlocked = false; // a finding keeps it out of the archive, and nobody accepted it
    bool mayBeAccepted = false;   // by a person who gives a reason, so that it is no longer blocked
    AcceptancePtr acceptance;     // null: none

    std::uint32_t errors = 0; // groups
    std::uint32_t warnings = 0;
    std::uint32_t infos = 0;
    std::vector<FindingGroup> findings;           // worst first
    std::vector<FindingGroup> suppressed;         // by the site policy; not counted above
    std::uint32_t changedByPolicy = 0;            // groups of `findings` that the checks judge otherwise
    std::shared_ptr<const PolicyIdentity> policy; // under which it was judged; null: none
    std::uint64_t passedChecks = 0;
    std::uint64_t passedStudyChecks = 0; // of these, over the instances
    std::uint64_t notDecidableChecks = 0;
    std::vector<NotChecked> notChecked;
    std::vector<NotDecidableGroup> notDecidable; // the first of them

    bool isClosed = false; // its source is exhausted: no more files will come
};

using StudySnapshotPtr = std::shared_ptr<const StudySnapshot>;

// One file of a study, as the Files tab and the reports list it.
struct FileRecord {
    std::string path; // UTF-8, as pathToUtf8 writes it
    std::string sopInstanceUid;
    std::string seriesInstanceUid;
    std::string sopClassUid;
    std::string transferSyntaxUid;
    std::string modality;
    std::string seriesNumber;
    std::string seriesDescription;
    std::string instanceNumber;
    std::uint64_t size = 0;
    Outcome outcome = Outcome::passed;
    std::vector<Finding> findings;
    std::vector<Finding> suppressed;              // by the site policy
    std::shared_ptr<const PolicyIdentity> policy; // for a file by itself; in a study, the study has it
    std::vector<NotChecked> notChecked;
    std::vector<NotDecidable> notDecidable; // only where it is judged by itself; a study has its own list
};

enum class SessionState : std::uint8_t { idle, running, paused, cancelling, finished, cancelled };

struct SessionSnapshot {
    SessionState state = SessionState::idle;
    FileAccounting files;
    bool isDiscoveryDone = false; // false: `files.found` is a lower bound
    std::uint64_t bytesRead = 0;  // sizes of the files judged
    double seconds = 0;           // since the first source was added, pauses left out
    std::uint32_t archiving = 0;  // studies being filed or waiting for it
    std::uint64_t filesToArchive = 0;
    std::uint64_t filesArchived = 0;
    std::vector<std::string> lockedContainers = {};    // those that a password may open; for display
    std::shared_ptr<const PolicyIdentity> policy = {}; // the site policy in force; null: none
    // The policy that was asked for cannot be used: nothing is filed meanwhile.
    bool isFilingHeld() const { return policy && !policy->problem.empty(); }
    bool isBusy() const { return state == SessionState::running || state == SessionState::cancelling || archiving > 0; }
};

} // namespace mi
