// What can only be judged when all files of a drop are known: each study as a whole, studies beside each other, and a
// DICOMDIR against the files. Reads files again only where two may be copies of one instance. Any thread; the caller
// owns the accumulators meanwhile.
#pragma once

#include "core/study/study_facts.h"

#include <span>
#include <stop_token>

namespace mi {

class FileLayer;
class StudyAccumulator;

// All studies of a drop. When `stop` is requested, some are left open, without a verdict.
void closeStudies(FileLayer &files, std::span<StudyAccumulator *const> studies, const std::stop_token &stop);
// Whatever it stands for, it is judged under the policy of the study.
void addStudyFinding(StudyAccumulator &study, StudyFinding found);
// Its source went away meanwhile: what was read may be only a part of it.
void markInterrupted(StudyAccumulator &study);
// Not everything could be taken out of the container it came in.
void markFromIncompleteContainer(StudyAccumulator &study);

} // namespace mi
