// A list of the studies that should be in a drop, as the sender or the own worklist gives it: CSV, each row a study
// with its Study Instance UID or Accession Number, and how many instances and series it has. Immutable; any thread.
#pragma once

#include "core/study/study_facts.h"
#include "core/support/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mi {

struct ExpectedStudy {
    std::string studyInstanceUid; // "": only the Accession Number is known
    std::string accessionNumber;
    std::optional<std::uint32_t> instances; // nothing: not said
    std::optional<std::uint32_t> series;
};

// What the list says of one study that is here.
struct ExpectedJudgement {
    std::string shortage; // "the list of expected studies has 12 instances, 11 are here": proof that files are missing
    std::vector<StudyFinding> findings;
    bool isDecided = false; // the list gives a number
};

class ExpectedStudies {
public:
    // UTF-8, with or without a byte order mark. The first row names the columns: StudyInstanceUID, AccessionNumber,
    // Instances (or NumberOfStudyRelatedInstances), Series (or NumberOfStudyRelatedSeries); case, blanks and
    // punctuation of names make no difference, and other columns are left alone. Separated by comma, semicolon or tab;
    // quotes as in RFC 4180. Errors: invalidFormat, with the line and what is wrong with it; limitExceeded.
    static Result<std::shared_ptr<const ExpectedStudies>> read(std::string_view csv);

    const std::vector<ExpectedStudy> &studies() const { return m_studies; }

    // One for each study of a drop; `facts` and `uids` in the same order. An Accession Number of the list stands for
    // all studies that have it, and the first of them says what is wrong.
    std::vector<ExpectedJudgement> compare(const std::vector<const StudyFacts *> &facts,
                                           const std::vector<std::string> &uids) const;
    // Those that are not among them.
    std::vector<const ExpectedStudy *> absentFrom(const std::vector<const StudyFacts *> &facts,
                                                  const std::vector<std::string> &uids) const;

private:
    // For each study of a drop the number of its entry.
    std::vector<std::optional<std::size_t>> match(const std::vector<const StudyFacts *> &facts,
                                                  const std::vector<std::string> &uids) const;

    std::vector<ExpectedStudy> m_studies;
};

} // namespace mi
