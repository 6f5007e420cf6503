// StudyAccumulator: what is known of one study (or of the files that have none), gathered file by file. Compact,
// because a queue may hold 100,000 instances: equal texts and equal findings are kept once. Not thread-safe: the
// Session locks.
#pragma once

#include "core/domain/snapshots.h"
#include "core/intake/file_walker.h"
#include "core/pipeline/file_judge.h"
#include "core/pipeline/undecided_pool.h"
#include "core/study/study_facts.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace mi {

class StudyAccumulator {
public:
    // What is added has been judged under this policy; null: none.
    StudyAccumulator(StudyId id, StudyKind kind, std::string source, PolicyInForcePtr policy = {});

    void add(const FoundFile &found, JudgedFile judged);
    // Of a study that has no files: what is known of it all the same.
    void expect(const std::string &studyInstanceUid, const std::string &accessionNumber);

    // Judges everything again under another policy, from what the checks found; `accounting` follows the outcomes.
    void judgeUnder(const PolicyInForcePtr &policy, FileAccounting &accounting);
    const PolicyInForcePtr &policy() const { return m_policy; }

    // Sorts the files by path, so that the result does not depend on which thread was first.
    void arrange();
    // No more files will come: arranges them, and there is a verdict.
    void close();

    // Attaches a finding to a file, or to the study itself; `files`: those that it is about, ascending.
    void addFileFinding(std::uint32_t file, Finding finding);
    void addStudyFinding(Finding finding, std::vector<std::uint32_t> files = {});
    // Checks over the instances, which failed as often as there are such findings.
    void countStudyChecks(std::uint64_t passed, std::uint64_t notDecidable);
    void addNotChecked(const NotChecked &entry) { notCheckedIndex(entry); }

    // Record i is of file i once they are arranged; none when facts were not taken.
    const StudyFacts &facts() const { return m_facts; }
    struct MediaDirectory {
        std::filesystem::path path;
        DirectoryFacts facts;
    };
    const std::vector<MediaDirectory> &directories() const { return m_directories; } // by path once arranged

    StudyId id() const { return m_id; }
    StudyKind kind() const { return m_kind; }
    bool isClosed() const { return m_isClosed; }
    bool isFilingBlocked() const;
    // The checks whose findings keep it out, each once, by id. Not all that keeps it out is a finding.
    std::vector<const CheckRule *> blockingChecks() const;
    bool hasPlaceInArchive() const; // it is a study, and has a UID to be filed under
    std::size_t fileCount() const { return m_files.size(); }
    std::filesystem::path filePath(std::uint32_t file) const;  // where its bytes are
    std::filesystem::path shownPath(std::uint32_t file) const; // its place for people
    // Forgets the file that is shown under this path; its outcome, if there was one.
    std::optional<Outcome> withdraw(const std::filesystem::path &shown);
    FileRecord record(std::uint32_t file) const;
    const std::string &checkedSha256(std::uint32_t file) const { return m_files[file].sha256; } // see JudgedFile
    const std::string &studyInstanceUid() const { return m_studyInstanceUid; }

    // Everything but work, archive and revision, which the Session knows.
    StudySnapshot snapshot() const;

private:
    struct StoredFinding {
        std::uint32_t pool = 0; // index into m_pool
        std::uint32_t count = 1;
        std::uint64_t offset = noOffset;
    };
    static constexpr std::uint64_t noOffset = ~0ULL;
    // A value shown for the study: the one of the first file, in the order of paths, that has it. So the result does
    // not depend on which thread was first.
    struct StudyValue {
        std::string text;
        std::uint32_t file = 0;
    };
    struct AboutStudy {
        Finding finding;
        std::vector<std::uint32_t> files;
    };
    struct StoredFile {
        std::shared_ptr<const std::filesystem::path> folder;
        std::filesystem::path name;
        std::shared_ptr<OpenContainer> container; // see FoundFile
        std::uint32_t unpacked = 0;
        std::string sopInstanceUid;
        std::string sha256; // see JudgedFile
        std::uint64_t size = 0;
        std::uint32_t seriesInstanceUid = 0; // this and the following: indexes into m_texts
        std::uint32_t sopClassUid = 0;
        std::uint32_t transferSyntaxUid = 0;
        std::uint32_t modality = 0;
        std::uint32_t seriesNumber = 0;
        std::uint32_t seriesDescription = 0;
        std::uint32_t instanceNumber = 0;
        std::uint32_t origin = 0; // index into m_origins
        Outcome outcome = Outcome::passed;
        std::vector<StoredFinding> findings;
        std::vector<std::uint32_t> notChecked;
    };
    struct Group {
        std::uint32_t pool = 0;
        std::uint64_t offset = noOffset;
        std::uint32_t count = 1;
        std::uint32_t instances = 0;
        std::uint32_t lastFile = ~0U;
        std::uint64_t occurrences = 0;
        std::vector<std::uint32_t> files;
        bool hasDifferentValues = false;
    };

    std::uint32_t textIndex(const std::string &text);
    bool isPathBefore(std::uint32_t a, std::uint32_t b) const;
    void adoptValue(StudyValue &value, const std::string &text, std::uint32_t file);
    std::uint32_t originIndex(const InstanceHeader &header);
    void noteOutcomeOf(const Finding &finding);
    Finding judged(Finding finding, std::span<const InstanceOrigin> origins) const;
    std::span<const InstanceOrigin> originsOfAll() const { return std::span(m_origins).subspan(1); }
    void rebuildGroups();
    std::uint32_t poolIndex(const Finding &finding);
    std::uint32_t notCheckedIndex(const NotChecked &entry);
    void addToGroups(std::uint32_t file, const StoredFinding &finding);
    Finding restored(const StoredFinding &finding) const;
    std::vector<NotChecked> notCheckedByKind() const; // one reason a kind
    void adoptHeader(const InstanceHeader &header, std::uint32_t file);

    StudyId m_id;
    StudyKind m_kind;
    std::string m_source;
    PolicyInForcePtr m_policy;
    bool m_isClosed = false;
    std::string m_studyInstanceUid;
    StudyValue m_patientName;
    StudyValue m_patientId;
    StudyValue m_patientBirthDate;
    StudyValue m_patientSex;
    StudyValue m_studyDate;
    StudyValue m_studyTime;
    StudyValue m_studyDescription;
    StudyValue m_accessionNumber;
    StudyValue m_institutionName;
    StudyValue m_manufacturer;
    StudyValue m_firstFileName;
    std::vector<StoredFile> m_files;
    std::unordered_set<std::uint32_t> m_series; // indexes into m_texts
    StudyFacts m_facts;
    std::vector<MediaDirectory> m_directories;
    std::vector<InstanceOrigin> m_origins; // of the DICOM files; at the front an empty one, for all others
    std::unordered_map<std::string, std::uint32_t> m_originIndex;
    std::vector<std::string> m_texts;
    std::unordered_map<std::string, std::uint32_t> m_textIndex;
    std::vector<std::string> m_modalities;
    std::vector<Finding> m_pool;
    std::unordered_map<std::string, std::uint32_t> m_poolIndex;
    std::vector<Group> m_groups;
    std::unordered_map<std::string, std::uint32_t> m_groupIndex;
    std::vector<AboutStudy> m_studyFindings;
    std::vector<NotChecked> m_notChecked;
    std::unordered_map<std::string, std::uint32_t> m_notCheckedIndex;
    UndecidedPool m_undecided;
    std::uint64_t m_bytes = 0;
    double m_checkSeconds = 0;
    std::uint64_t m_passedChecks = 0;
    std::uint64_t m_passedStudyChecks = 0;
    std::uint64_t m_notDecidable = 0;
    std::uint32_t m_instances = 0;
    Outcome m_worst = Outcome::passed;
    bool m_hasUnreadable = false;
};

} // namespace mi
