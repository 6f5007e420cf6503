// What is missing, repeated or mixed in the series of a study, and what the study itself announces. Any thread.
#pragma once

#include "core/study/study_facts.h"

namespace mi {

// `leftOut`: further copies of instances that are there; they count for nothing here. How much was decided, and what
// could not be, is added to the counters.
std::vector<StudyFinding> checkSeries(const StudyFacts &facts, const std::vector<bool> &leftOut, std::uint64_t &decided,
                                      std::uint64_t &notDecidable);

} // namespace mi
