// A DICOMDIR against the files beside it, in both directions (PS3.10 8, PS3.3 F). Any thread; the caller owns the
// accumulators meanwhile.
#pragma once

#include "core/study/drop_checks.h"

#include <map>
#include <span>

namespace mi {

class StudyAccumulator;

struct MediaJudgement {
    std::map<const StudyAccumulator *, std::vector<StudyFinding>> findings;
    // Files that are listed and not there, of series of which others are.
    std::map<const StudyAccumulator *, MissingEvidence> missing;
};

// `studies` are arranged. A File ID is looked for whatever the case of its letters: systems change that.
MediaJudgement checkMedia(std::span<StudyAccumulator *const> studies, const DropIndex &index);

} // namespace mi
