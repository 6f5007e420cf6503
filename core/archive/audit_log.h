// AuditLog: audit/<yyyy-mm>.ndjson, one JSON object a line, each with the SHA-256 of the line before it.
// Tamper-evident, not tamper-proof: who can write the archive can write a whole new chain. Any thread and process: a
// lock orders the writers.
#pragma once

#include "core/archive/archive.h"
#include "core/platform/file_layer.h"

#include <QJsonObject>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mi::archive {

// No patient data but the Study Instance UID, and what a person writes as a reason.
struct AuditEvent {
    enum class Kind : std::uint8_t {
        dataImport,      // Data Import of PS3.15 A.5.3: a study came in
        quarantinePurge, // DICOM Study Deleted of PS3.15 A.5.3: copies in quarantine were removed
        dataExport,      // Data Export of PS3.15 A.5.3: a study went out
    };
    Kind kind = Kind::dataImport;
    // Import: "filed", "conflict", "refused", "notConfirmed", "confirmed"; purge: "purged"; export: "exported".
    std::string outcome;
    std::string studyInstanceUid;
    std::string importId;
    struct Bag {
        std::string path; // relative to the archive, "/" between components
        std::string tagManifestSha256;
    };
    std::vector<Bag> bags;
    std::uint32_t filedInstances = 0;
    std::uint32_t duplicateInstances = 0;
    std::uint32_t conflictingInstances = 0;
    std::uint64_t exportedInstances = 0;    // of an export; the counts above are of an import
    std::optional<PolicyStamp> policy = {}; // nothing: none
    AcceptancePtr acceptance = {};          // null: none
};

class AuditLog {
public:
    AuditLog(FileLayer &files, std::filesystem::path root) : m_files(files), m_root(std::move(root)) {}

    // Appends one line and flushes it. A line that a crash cut off is kept, ended, and named in the next one.
    Result<void> append(const AuditEvent &event);

    // "2026-11.ndjson"
    static bool isLogName(std::string_view name);

    struct Problem {
        std::string path; // relative to the archive
        std::string kind; // as VerifyDifference
        std::string detail;
    };
    struct Check {
        std::vector<Problem> problems;
        std::vector<AuditEvent::Bag> bags; // all that the log vouches for: not those that were not confirmed, or purged
        std::uint64_t files = 0;
        std::uint64_t bytes = 0;
    };
    // The whole chain, oldest file first.
    Check check() const;

private:
    static void noteBags(const QJsonObject &line, Check &check);
    struct Tail {
        std::uint64_t sequence = 0; // of the last readable line, 0 if there is none
        std::string previous;       // SHA-256 of the last line, readable or not
        bool isTorn = false;        // the last line of the newest file has no end
    };
    Result<Tail> readTail(const std::filesystem::path &newestFile) const;
    Result<std::vector<std::string>> fileNames() const; // sorted

    FileLayer &m_files;
    std::filesystem::path m_root;
};

} // namespace mi::archive
