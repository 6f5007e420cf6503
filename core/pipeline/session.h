// Session: everything that happens to what was dropped. Sources are walked, files are read, checked and grouped into
// studies on a QThreadPool; studies are archived on demand or when they pass. All functions may be called from any
// thread and return at once, except waitUntilIdle(). Nothing calls back: the owner asks for changes, at most ten times
// a second, so that no event floods the window.
#pragma once

#include "core/dicom/encoding_scan.h"
#include "core/domain/snapshots.h"
#include "core/intake/unpacking.h"
#include "core/policy/site_policy.h"
#include "core/support/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mi {

class ExpectedStudies;
class FileLayer;
class RuleSelection;

struct SessionOptions {
    int jobs = 0;                                  // worker threads; 0: one per core
    std::optional<std::uint64_t> maxFileSize = {}; // bytes; a larger file is a finding and is not read
    ScanLimits limits = {};
    std::filesystem::path archiveRoot = {};          // empty: archiving is not set up
    std::string indexUrl = {};                       // of the archive; see ArchiveIndex::open
    bool archiveWhatPasses = false;                  // file a study as soon as it is closed and nothing blocks it
    bool quarantineRefused = false;                  // with archiveWhatPasses: what may not be filed goes to quarantine
    bool decodeFrames = true;                        // decode every frame of compressed pixel data
    std::shared_ptr<const RuleSelection> rules = {}; // null: the standard's, no profile
    bool keepFileRecords = true;                     // per-file findings for reports; false: only groups
    // Called from workers for every judged file, in no order; for `check --each`. Must be thread-safe and quick.
    std::function<void(const FileRecord &)> onFileJudged = {};
    // Judge every file by itself; no studies are formed.
    bool eachFileByItself = false;
    SitePolicyPtr policy = {};                            // null: none
    std::shared_ptr<const ExpectedStudies> expected = {}; // in each drop; null: nobody said
    UnpackLimits unpackLimits = {};
    std::filesystem::path scratchParent = {}; // where containers are unpacked; empty: the system's temporary folder
    std::vector<std::string> passwords = {};  // tried on encrypted containers, UTF-8; kept in memory only
    // Who lets in, and why, what a person may accept; as accept(). Empty: nobody.
    AcceptancePtr acceptance = {};
    // The day for which rules of the policy are in force; asked for with each drop and each filing.
    std::function<std::chrono::year_month_day()> today = {}; // empty: of this machine
};

class Session {
public:
    Session(FileLayer &files, SessionOptions options);
    ~Session(); // cancels and waits
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    // One drop. Queues the paths and returns.
    void addSources(std::vector<std::filesystem::path> paths);

    // Tries a password on what SessionSnapshot::lockedContainers lists, and on containers that come later. What is
    // opened takes the place of its record as unreadable.
    void openLocked(const std::string &password);
    // Removes, in the background, what an earlier run unpacked and could not remove.
    void removeAbandonedScratch();

    void pause();
    void resume();
    // Stops reading and filing within a second. Studies that were finished stay; nothing is left half done.
    void cancel();

    // Where later archive() calls file to. Errors: the folder cannot be an archive.
    Result<void> setArchiveRoot(const std::filesystem::path &root);
    std::filesystem::path archiveRoot() const;
    void setArchiveWhatPasses(bool isOn);
    // For studies that are closed, or filed, from now on.
    void setQuarantineRefused(bool isOn);
    void setIndexUrl(const std::string &url);
    // For files that are read from now on. Jobs: 0 is one per core.
    void setJobs(int jobs);
    void setMaxFileSize(std::optional<std::uint64_t> bytes);
    // What files are judged by, as the options have it; null: the standard's, no profile.
    std::shared_ptr<const RuleSelection> rules() const;
    // The site policy from now on; null: none. What is not filed is judged again, and no file is read for that.
    void setPolicy(const SitePolicyPtr &policy);
    // The policy in this file cannot be used: findings stay as the checks leave them, and nothing is filed.
    void setUnusablePolicy(const std::string &fileName, const std::string &problem);
    // A person accepts what keeps these studies out of the archive: they may be filed from now on. Those of which
    // StudySnapshot::mayBeAccepted does not hold are left as they are. `acceptance.findings` is filled in for each.
    // Returns how many were accepted.
    std::size_t accept(const std::vector<StudyId> &studies, const Acceptance &acceptance);
    // Queues closed, unblocked studies for filing; others are left as they are.
    void archive(const std::vector<StudyId> &studies);

    SessionSnapshot snapshot() const;
    // Studies that changed since the last call, each once, in the order of their ids.
    std::vector<StudySnapshotPtr> takeChangedStudies();
    std::vector<StudySnapshotPtr> studies() const;
    // A range of a study's files, in the order of their paths once the study is closed.
    std::vector<FileRecord> files(StudyId study, std::size_t first, std::size_t count) const;
    // The path of a file as the system knows it; empty if the index is out of range.
    std::filesystem::path filePath(StudyId study, std::uint32_t index) const;

    // Blocks until all sources are judged and all queued studies are filed, or the session is cancelled.
    void waitUntilIdle();
    // The same, with a limit in milliseconds; whether it is idle.
    bool waitUntilIdle(int milliseconds);

private:
    class Private;
    std::unique_ptr<Private> m;
};

} // namespace mi
