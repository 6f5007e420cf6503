// What the archive knows of studies that are to come in: instances that it has under another study, and the patient
// under another name or birth date. It asks the index, a cache: where that cannot be used nothing fails, and "not
// checked" is said instead.
#pragma once

#include "core/domain/finding.h"
#include "core/study/study_facts.h"
#include "core/support/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace mi {

class FileLayer;
class StudyAccumulator;

struct ArchiveQuestion {
    std::string studyInstanceUid;
    std::vector<std::string> sopInstanceUids; // of each record; "" is not asked for
    std::string patientId;                    // "": the patient is not asked for
    std::string issuerOfPatientId;
    std::string patientName;
    std::string patientBirthDate;
};

struct ArchiveAnswer {
    std::vector<StudyFinding> findings;
    std::uint64_t decided = 0; // checks
    std::optional<NotChecked> notChecked = {};
};

// One for each closed study, in their order. What a study says by itself, or beside the others, is not asked for again:
// each cause is one finding. The thread that owns the accumulators.
std::vector<ArchiveQuestion> questionsOf(std::span<StudyAccumulator *const> studies);

// Brings the index up to date first, for two seconds at most. Any thread; takes as long as the index does.
std::vector<ArchiveAnswer> compareWithArchive(FileLayer &files, const std::filesystem::path &root,
                                              const std::string &indexUrl,
                                              const std::vector<ArchiveQuestion> &questions,
                                              const std::stop_token &stop);

// The thread that owns the accumulator.
void addAnswer(StudyAccumulator &study, ArchiveAnswer answer);

} // namespace mi
