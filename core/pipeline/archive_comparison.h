// What the archive knows of studies that are to come in: instances that they refer to, instances that it has under
// another study, and the patient under another name or birth date. It asks the index, a cache: where that cannot be
// used nothing fails, and "not checked" is said instead.
#pragma once

#include "core/domain/finding.h"
#include "core/pipeline/study_closing.h"
#include "core/study/study_facts.h"
#include "core/support/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace mi {

class ArchiveIndex;
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

// Asks the index of one archive. With the first question it is opened, and brought up to date for two seconds at most.
// One thread at a time; a question takes as long as the index does.
class ArchiveInquiry {
public:
    ArchiveInquiry(FileLayer &files, std::filesystem::path root, std::string indexUrl, std::stop_token stop);
    ~ArchiveInquiry();

    std::vector<ArchiveAnswer> compare(const std::vector<ArchiveQuestion> &questions);
    ReferredInArchive instances(const std::vector<std::string> &sopInstanceUids);

private:
    void openOnce();

    FileLayer &m_files;
    std::filesystem::path m_root;
    std::string m_indexUrl;
    std::stop_token m_stop;
    bool m_isAsked = false;
    std::unique_ptr<ArchiveIndex> m_index;  // null: it cannot be used
    std::optional<NotChecked> m_notChecked; // what was found is certain, what was not found is not
};

// The thread that owns the accumulator.
void addAnswer(StudyAccumulator &study, ArchiveAnswer answer);
// Of a study that was closed before there was this archive: nobody asked for what it refers to.
void addReferencesNotAsked(StudyAccumulator &study);

} // namespace mi
