// References of the instances of a study: does what they point at exist, is it of the class they say, has it the frames
// they name? Any thread.
#pragma once

#include "core/study/series_checks.h"

#include <functional>

namespace mi {

// An instance that is known: in the drop now, in an archive when it can be asked.
struct KnownInstance {
    std::string_view sopClassUid; // "": not stated, and then it is not judged here
    std::uint32_t frames = 0;     // Number of Frames; 0: not stated, and then frames are not judged here
};
// Nothing: it is not known there.
using FindInstance = std::function<std::optional<KnownInstance>(std::string_view sopInstanceUid)>;

struct ReferenceJudgement {
    std::vector<StudyFinding> findings;
    // Of series of which other instances are here: said once for the series, with what else shows there.
    MissingEvidence missing;
    std::uint64_t notFoundElsewhere = 0; // references to what is not said to be of this study: not checked
    std::uint64_t decided = 0;
};

// A reference to nothing is a finding only when it says that its target is of this study.
ReferenceJudgement checkReferences(const StudyFacts &facts, std::string_view studyInstanceUid,
                                   const FindInstance &find);

} // namespace mi
