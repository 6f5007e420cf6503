// What is missing, repeated or mixed in the series of a study, and what the study itself announces. Any thread.
#pragma once

#include "core/study/study_facts.h"

#include <map>

namespace mi {

// What speaks for missing instances of a series, beside what its own instances show (decision 18).
struct SeriesEvidence {
    std::string proof;    // the sender lists them: "3 files of the DICOMDIR are not there"
    std::string referred; // they were there once: "3 that Series 5 (SEG) refers to are not here"
    AttributePath reference;
    std::vector<std::uint32_t> referring; // records
};
// By the number of the Series Instance UID.
using MissingEvidence = std::map<std::uint32_t, SeriesEvidence>;

// `leftOut`: further copies of instances that are there; they count for nothing here. How much was decided, and what
// could not be, is added to the counters. `shortage`: what proves that instances of the study are missing, without
// saying of which series; it goes with a series that shows a gap. "": nothing.
std::vector<StudyFinding> checkSeries(const StudyFacts &facts, const std::vector<bool> &leftOut,
                                      const MissingEvidence &evidence, std::string_view shortage,
                                      std::uint64_t &decided, std::uint64_t &notDecidable);

} // namespace mi
