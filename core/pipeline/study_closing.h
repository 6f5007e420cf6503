// What can only be judged when all files of a drop are known: each study as a whole, studies beside each other, and a
// DICOMDIR against the files. Reads files again only where two may be copies of one instance. Any thread; the caller
// owns the accumulators meanwhile.
#pragma once

#include "core/domain/finding.h"
#include "core/index/archived_instance.h"
#include "core/study/study_facts.h"

#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

namespace mi {

class ExpectedStudies;
class FileLayer;
class StudyAccumulator;
struct ExpectedStudy;

// What an archive says of instances that are referred to, by SOP Instance UID.
struct ReferredInArchive {
    std::unordered_map<std::string, ArchivedInstance> instances;
    std::optional<NotChecked> notChecked = {}; // what is not among them may be there all the same
};
// Asked once for a study, and only when something is left to ask; at most `mostAskedOfArchive` UIDs.
using AskArchive = std::function<ReferredInArchive(const std::vector<std::string> &sopInstanceUids)>;
inline constexpr std::size_t mostAskedOfArchive = 10'000;

// All studies of a drop. When `stop` is requested, some are left open, without a verdict. `expected`: what should be in
// it; null: nobody said. `askArchive`: for the targets of references that are not in the drop; null: there is no
// archive.
void closeStudies(FileLayer &files, std::span<StudyAccumulator *const> studies, const ExpectedStudies *expected,
                  const AskArchive &askArchive, const std::stop_token &stop);
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
