// Verifier: reads a whole archive and names every difference from what was written. Stricter than RFC 8493: a file that
// no manifest lists, a link, a name that this format does not use are differences too. Writes nothing. One thread.
#pragma once

#include "core/archive/archive.h"
#include "core/archive/audit_log.h"
#include "core/archive/bag_verifier.h"
#include "core/archive/verification_record.h"

#include <map>
#include <set>

namespace mi::archive {

class Verifier {
public:
    Verifier(FileLayer &files, std::filesystem::path root, const VerifyOptions &options, std::stop_token stop,
             std::function<void(const VerifyReport &)> progress);

    Result<VerifyReport> run();

private:
    Result<VerifyReport> runStudy();
    Result<VerifyReport> result();
    Result<void> checkRoot();
    // The folders of all studies, in the order in which they are to be checked.
    std::vector<std::filesystem::path> findStudies();
    void findInShard(const std::string &shard, std::vector<std::filesystem::path> &found);
    void checkStudies();
    // Checks one and notes it.
    void checkAndNote(const std::filesystem::path &folder);
    void note(const Result<void> &noted);
    void checkStudy(const std::filesystem::path &folder);
    void checkChain(const std::filesystem::path &folder, const std::vector<std::string> &bags);
    void checkQuarantine();
    void checkAudit(const AuditLog::Check &log);
    void compareWithLog(const AuditLog::Check &log);
    // The entries of a folder in the order of their names; a difference and nothing if it cannot be read.
    std::vector<FolderEntry> entriesOf(const std::filesystem::path &folder);
    void differ(const std::filesystem::path &path, const char *kind, std::string detail = {});
    VerifiedBag checkBag(const std::filesystem::path &bag, BagKind kind);

    FileLayer &m_files;
    std::filesystem::path m_root;
    std::stop_token m_stop;
    std::function<void(const VerifyReport &)> m_progress;
    VerifyOptions m_options;
    VerifyReport m_report;
    BufferPool m_buffers;
    Throttle m_throttle;
    std::optional<VerificationRecord> m_record;     // if it is asked for, or needed for the order
    std::set<std::string> m_notLookedAt;            // folders of studies
    std::map<std::string, std::string> m_bagHashes; // of the tag manifest, by relative path
};

} // namespace mi::archive
