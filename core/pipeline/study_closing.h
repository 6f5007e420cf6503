// What can only be judged when all files of a study are known. Reads files again only where two claim to be the same
// instance. Any thread; the caller owns the accumulator meanwhile.
#pragma once

#include <stop_token>

namespace mi {

class FileLayer;
class StudyAccumulator;

void closeStudy(FileLayer &files, StudyAccumulator &study, const std::stop_token &stop);
// Its source went away meanwhile: what was read may be only a part of it.
void markInterrupted(StudyAccumulator &study);
// Not everything could be taken out of the container it came in.
void markFromIncompleteContainer(StudyAccumulator &study);

} // namespace mi
