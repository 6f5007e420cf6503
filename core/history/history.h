// History: what earlier runs came to, one small JSON file a run in a private folder of the user. Holds counts and
// places in the archive, no patient data, unless its user asks for names. Blocking; one thread at a time.
#pragma once

#include "core/domain/snapshots.h"
#include "core/support/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mi {

// A study by name, kept only when the user wants that.
struct HistoryStudy {
    std::string patientName; // UTF-8, for display
    std::string patientId;
    std::string studyDate; // "20261030"
    std::string description;
    Verdict verdict = Verdict::undecided;
    ArchiveState archive = ArchiveState::notFiled;
};

struct HistoryEntry {
    std::int64_t startedMs = 0; // since 1970, UTC
    std::int64_t endedMs = 0;
    std::uint32_t sources = 0; // how many were dropped; 0: a run that only filed
    bool wasCancelled = false;
    FileAccounting files; // of this run
    std::uint32_t studies = 0;
    std::uint32_t passed = 0;
    std::uint32_t warnings = 0;
    std::uint32_t problems = 0;
    std::uint32_t unreadable = 0;
    std::uint32_t filed = 0;
    std::uint32_t alreadyInArchive = 0;
    std::uint32_t conflicts = 0;
    std::uint32_t filingFailed = 0;
    std::vector<std::string> filedPlaces;   // relative to the archive; at most mostPlaces
    std::string archiveFolder;              // UTF-8; "" if nothing was filed
    std::string policy;                     // name of the site policy; ""
    std::vector<HistoryStudy> namedStudies; // empty unless asked for
};

class History {
public:
    static constexpr std::size_t mostEntries = 500; // older ones are removed
    static constexpr std::size_t mostPlaces = 1000;

    explicit History(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    // Makes the folder if it is missing.
    Result<void> add(const HistoryEntry &entry);
    // Newest first. A file that is damaged is left out.
    std::vector<HistoryEntry> entries() const;
    Result<void> clear();

private:
    std::filesystem::path m_folder;
};

} // namespace mi
