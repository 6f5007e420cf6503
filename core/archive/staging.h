// Staging: a private folder below .staging, on the archive's file system, with a lock beside it that tells a live owner
// from a dead one. Locks by name, too. One thread at a time.
#pragma once

#include "core/platform/file_layer.h"

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace mi::archive {

// A lock file that is removed when it is let go.
class NamedLock {
public:
    // Waits for whoever holds it, looking again every 20 ms; busy after `patience`, cancelled on `stop`.
    static Result<std::unique_ptr<NamedLock>> acquire(FileLayer &files, std::filesystem::path path,
                                                      std::chrono::milliseconds patience, const std::stop_token &stop);
    ~NamedLock();
    NamedLock(const NamedLock &) = delete;
    NamedLock &operator=(const NamedLock &) = delete;

private:
    NamedLock(FileLayer &files, std::filesystem::path path, std::unique_ptr<FileLock> lock);
    FileLayer &m_files;
    std::filesystem::path m_path;
    std::unique_ptr<FileLock> m_lock;
};

// One rename that is about to happen: written to the staging folder first, so that a later start can tell that it
// happened and look whether it lasted.
struct PlannedCommit {
    std::string staged; // name below the staging folder
    std::string target; // relative to the archive, "/" between components
};

class Staging {
public:
    static Result<std::unique_ptr<Staging>> create(FileLayer &files, const std::filesystem::path &root);
    // Removes the folder with all in it, unless keep() was called; what cannot be removed is swept at the next start.
    ~Staging();
    Staging(const Staging &) = delete;
    Staging &operator=(const Staging &) = delete;

    const std::filesystem::path &folder() const { return m_folder; }
    const std::string &id() const { return m_id; }
    Result<void> plan(const std::vector<PlannedCommit> &commits);
    // What was committed is not confirmed: the plan stays for the next start.
    void keep() { m_isKept = true; }

private:
    Staging(FileLayer &files, std::filesystem::path folder, std::string id);
    FileLayer &m_files;
    std::filesystem::path m_folder;
    std::string m_id;
    std::unique_ptr<NamedLock> m_lock;
    bool m_hasFolder = false;
    bool m_isKept = false;
};

// What a sweep found: names of the removed staging folders, and plans that were carried out but never confirmed.
struct SweepResult {
    std::vector<std::string> removed;
    struct Unconfirmed {
        std::string id; // of the staging folder, which is left for now
        std::vector<std::string> targets;
    };
    std::vector<Unconfirmed> unconfirmed;
};
SweepResult sweepStaging(FileLayer &files, const std::filesystem::path &root);
// After confirming: removes the folder of a plan.
void forgetPlan(FileLayer &files, const std::filesystem::path &root, const std::string &id);

} // namespace mi::archive
