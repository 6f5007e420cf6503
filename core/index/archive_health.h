// Whether an archive can do its work, for people and for monitoring. Looks, and writes one empty file that it removes
// again. Any thread.
#pragma once

#include "core/index/archive_index.h"

#include <chrono>

namespace mi {

enum class Health : std::uint8_t { good, warning, failed };
// "good", "warning", "failed": stable, used in JSON.
const char *toString(Health health);

struct HealthCheck {
    std::string name; // "reachable", "writable", "freeSpace", "index", "verification": stable, used in JSON
    Health health = Health::good;
    std::string detail; // in words; no patient data
};

struct HealthLimits {
    std::uint64_t leastFreeSpace = 0; // bytes; less is a failure
    int mostDaysUnverified = 0;       // of any study; more is a warning; 0: no limit
};

struct ArchiveHealth {
    Health health = Health::good; // the worst of the checks
    std::vector<HealthCheck> checks;
    std::optional<std::uint64_t> freeSpace; // bytes
    std::optional<IndexState> index;
};

ArchiveHealth checkArchiveHealth(FileLayer &files, const std::filesystem::path &root, const std::string &databaseUrl,
                                 const HealthLimits &limits, std::chrono::system_clock::time_point now);

} // namespace mi
