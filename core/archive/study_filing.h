// StudyFiling: the import of one study into an archive, from the sources to the rename that makes it visible.
// docs/archive-format.md, "Writing a study". Used once, by one thread; copies run in ParallelFor.
#pragma once

#include "core/archive/archive.h"
#include "core/archive/bag_writer.h"
#include "core/archive/quarantine.h"
#include "core/archive/staging.h"
#include "core/archive/study_reader.h"

#include <set>

namespace mi::archive {

// Names below the staging folder.
inline constexpr std::string_view stagedBag = "bag";
inline constexpr std::string_view stagedQuarantine = "quarantine";

struct FilingRequest {
    FileLayer &files;
    std::filesystem::path root;
    std::string studyInstanceUid;
    const std::vector<FilingSource> &sources;
    BagDescriber &describer;
    const ParallelFor &parallelFor;
    std::stop_token stop;
};

class StudyFiling {
public:
    explicit StudyFiling(FilingRequest request);

    Result<FilingResult> run();
    // After `notConfirmed`: the staging folder that keeps the plan, and what was renamed.
    const SweepResult::Unconfirmed &unconfirmed() const { return m_unconfirmed; }

private:
    enum class Role : std::uint8_t {
        fresh,     // new to the archive
        repeat,    // a second file with the SOP Instance UID of a fresh one
        known,     // the archive has this SOP Instance UID; not compared yet
        duplicate, // has the same bytes
        conflict,  // has other bytes
    };
    struct Source {
        std::string sopKey;
        std::string path; // in the bag
        Role role = Role::fresh;
        std::size_t first = 0; // of a repeat: the fresh source with the same SOP Instance UID
        FileDigest digest;     // once read
    };

    Result<void> inParallel(const std::vector<std::size_t> &indexes,
                            const std::function<Result<void>(std::size_t)> &task) const;
    std::vector<std::size_t> withRole(Role role) const;

    Result<void> look();
    void assignRoles();
    Result<void> compareKnown();
    Result<void> settleRepeats();
    Result<FilingResult> alreadyThere();
    Result<FilingResult> keptBefore(FilingResult result);
    FilingResult resultWith(FilingOutcome outcome) const;

    Result<FilingResult> fileUnderLock();
    Result<void> checkSpace() const;
    Result<void> describeBag(BagWriter &bag);
    Result<void> stageFresh(BagWriter &bag);
    Result<std::vector<QuarantinedFile>> conflictsToKeep(std::filesystem::path &existing) const;
    static void addConflicts(FilingResult &result, const std::vector<QuarantinedFile> &conflicts);

    // A bag that was staged for quarantine.
    struct StagedQuarantine {
        BagWriter &bag;
        std::string name;   // in quarantine/
        std::string staged; // below the staging folder
    };
    struct Commit {
        Staging &staging;
        BagWriter *bag = nullptr; // none if nothing is new
        std::optional<StagedQuarantine> quarantine;
        FilingResult result;
    };
    // What was staged of a study that may not be filed.
    Result<FilingResult> refuse(Staging &staging, BagWriter &bag, BagInfo info, std::string findings);
    Result<FilingResult> commit(Commit commit);
    Result<void> makeStudyFolder(std::vector<std::filesystem::path> &made);
    Result<void> publishBag(Commit &commit);
    void publishQuarantine(Commit &commit);
    void notConfirmed(Commit &commit, Error error, std::string target);
    void writeAudit(Commit &commit) const;

    FilingRequest m_request;
    FileLayer &m_files;
    std::filesystem::path m_studyFolder; // relative
    std::vector<Source> m_sources;
    StudyContents m_contents;
    mutable BufferPool m_buffers;
    SweepResult::Unconfirmed m_unconfirmed;
};

} // namespace mi::archive
