// What a run came to, in a sentence: "5 studies: 2 passed, 1 with warnings, 2 with problems. 12 files are not DICOM."
// Pure; any thread.
#pragma once

#include "ui/common/snapshots.h"
#include "ui/theme/tokens.h"

#include <QString>

#include <vector>

namespace mi::ui {

struct RunSummary {
    Tone tone = Tone::passed;
    QString text;
};

RunSummary summaryOfChecking(const SessionSnapshot &session, const std::vector<StudySnapshotPtr> &studies);

// How filings ended since they were asked for.
struct FilingCounts {
    int filed = 0;
    int already = 0;
    int conflicts = 0;
    int failed = 0;
    int refused = 0;          // what is in the source now may not be filed
    std::string firstFailure; // a reason
    std::string firstRefusal; // the same
    int all() const { return filed + already + conflicts + failed + refused; }
    void count(const StudySnapshot *before, const StudySnapshot &after);
};

RunSummary summaryOfFiling(const FilingCounts &counts);

} // namespace mi::ui
