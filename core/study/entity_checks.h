// Same entity, same attributes (PS3.3 A.1.2): what belongs to the patient, the study, a series, its equipment or a
// frame of reference has to be the same in all instances of it. Any thread.
#pragma once

#include "core/study/study_facts.h"

namespace mi {

// `leftOut`: further copies of instances that are there, about which more is said elsewhere. How many comparisons were
// made is added to `decided`.
std::vector<StudyFinding> checkEntities(const StudyFacts &facts, const std::vector<bool> &leftOut,
                                        std::uint64_t &decided);

} // namespace mi
