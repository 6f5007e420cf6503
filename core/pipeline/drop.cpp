#include "core/pipeline/drop.h"

#include "core/pipeline/file_judge.h"

namespace mi {

DropGroup groupOf(const JudgedFile &judged)
{
    if (judged.isDicom && judged.header.isMediaDirectory)
        return {StudyKind::mediaDirectory, "media directory"};
    if (judged.isDicom && !judged.header.studyInstanceUid.empty())
        return {StudyKind::study, judged.header.studyInstanceUid};
    if (judged.verdict.outcome == Outcome::notDicom)
        return {StudyKind::notDicom, "not DICOM"};
    return {StudyKind::withoutStudy, "without study"};
}

} // namespace mi
