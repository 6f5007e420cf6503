// What only shows over the studies that were dropped together: one UID in two of them, one Patient ID or Accession
// Number for two people. Any thread.
#pragma once

#include "core/study/reference_checks.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace mi {

// All instances of a drop by their SOP Instance UIDs. Refers to the facts, which must outlive it.
class DropIndex {
public:
    struct Place {
        std::uint32_t study = 0;
        std::uint32_t record = 0;
    };

    void add(std::uint32_t study, const StudyFacts &facts);
    std::optional<Place> find(std::string_view sopInstanceUid) const;
    // For checkReferences().
    std::optional<KnownInstance> known(std::string_view sopInstanceUid) const;

private:
    struct Study {
        std::uint32_t number;
        const StudyFacts *facts;
    };
    std::vector<Study> m_studies;
    std::unordered_map<std::string_view, std::pair<std::uint32_t, std::uint32_t>> m_places; // of m_studies, record
};

struct DropJudgement {
    // A finding names the other study; both have one.
    std::vector<StudyFinding> findings;
    // The same Patient ID or Accession Number with another person, and one of the studies does not say who gave it.
    std::uint64_t notDecidable = 0;
};

// One for each study. Patient IDs and Accession Numbers are unique for their issuer only (PS3.3 C.7.1.1, C.7.2.1): they
// are compared where both studies name the same issuer, or, unless both name one, the same Institution Name; and where
// neither names anything, since what came together is of one sender as far as anybody can tell.
std::vector<DropJudgement> checkDrop(const std::vector<const StudyFacts *> &studies,
                                     const std::vector<std::string> &studyInstanceUids);

} // namespace mi
