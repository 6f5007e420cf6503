// Files one study into an archive and says in the study table's words how it ended. Blocking; one filing at a time.
#pragma once

#include "core/archive/archive.h"
#include "core/domain/snapshots.h"
#include "core/pipeline/file_judge.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace mi {

struct FilingReport {
    ArchiveState state = ArchiveState::filingFailed;
    std::string path;    // of the bag, relative to the archive
    std::string message; // why not, or what else happened
};

// The frames of a study were decoded when it was checked: decoding them again is only needed where that found
// something, so that the record of the study holds it too, and for copies that do not hold the bytes that were decoded.
Decoding decodingForFiling(const StudySnapshot &study, bool decodeFrames);

FilingReport fileStudy(FileLayer &files, Archive &archive, const StudySnapshot &study,
                       const std::vector<FilingSource> &sources, const JudgeOptions &judging, RefusedCopies refused,
                       const ParallelFor &parallelFor, const std::function<void()> &onInstance, std::stop_token stop);

} // namespace mi
