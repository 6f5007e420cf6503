// What can only be judged when all files of a drop are known: each study as a whole, studies beside each other, and a
// DICOMDIR against the files. Reads files again only where two may be copies of one instance. Any thread; the caller
// owns the accumulators meanwhile.
#pragma once

#include "core/study/study_facts.h"

#include <span>
#include <stop_token>
#include <vector>

namespace mi {

class ExpectedStudies;
class FileLayer;
class StudyAccumulator;
struct ExpectedStudy;

// All studies of a drop. When `stop` is requested, some are left open, without a verdict. `expected`: what should be in
// it; null: nobody said.
void closeStudies(FileLayer &files, std::span<StudyAccumulator *const> studies, const ExpectedStudies *expected,
                  const std::stop_token &stop);
// Those of `expected` that are not among the closed studies of a drop.
std::vector<const ExpectedStudy *> absentStudies(std::span<StudyAccumulator *const> studies,
                                                 const ExpectedStudies &expected);
// Closes a study that has no files, because it is only expected.
void closeAbsent(StudyAccumulator &study, const ExpectedStudy &expected);
// Whatever it stands for, it is judged under the policy of the study.
void addStudyFinding(StudyAccumulator &study, StudyFinding found);
// Its source went away meanwhile: what was read may be only a part of it.
void markInterrupted(StudyAccumulator &study);
// Not everything could be taken out of the container it came in.
void markFromIncompleteContainer(StudyAccumulator &study);

} // namespace mi
