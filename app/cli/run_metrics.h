// The figures of one run of check or archive. Main thread.
#pragma once

#include "app/cli/metrics.h"
#include "core/domain/snapshots.h"

#include <chrono>

namespace mi::cli {

Metrics metricsOfRun(const SessionSnapshot &session, const std::vector<StudySnapshotPtr> &studies,
                     std::chrono::duration<double> uptime);

} // namespace mi::cli
