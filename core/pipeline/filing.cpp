#include "core/pipeline/filing.h"

#include "core/pipeline/study_describer.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mi {

namespace {

FilingReport failed(const Error &error)
{
    if (error.code == ErrorCode::cancelled)
        return {.state = ArchiveState::notFiled, .path = {}, .message = "cancelled"};
    return {.state = ArchiveState::filingFailed, .path = {}, .message = describe(error)};
}

// "3 instances went to quarantine/...: pixel data differs (2), attributes differ (1)"
std::string conflictMessage(const FilingResult &result)
{
    constexpr std::array<std::pair<DifferenceKind, const char *>, 4> words{{
        {DifferenceKind::pixelDataDiffers, "pixel data differs"},
        {DifferenceKind::attributesDiffer, "attributes differ"},
        {DifferenceKind::encodingOnly, "only the encoding differs"},
        {DifferenceKind::notDecided, "could not be compared"},
    }};
    std::string kinds;
    for (const auto &[kind, word] : words) {
        const auto count = std::ranges::count_if(
            result.conflicts, [kind = kind](const Conflict &conflict) { return conflict.difference.kind == kind; });
        if (count > 0)
            kinds += (kinds.empty() ? ": " : ", ") + std::string{word} + " (" + std::to_string(count) + ")";
    }
    return std::to_string(result.conflictingInstances) + " instances went to " + pathToUtf8(result.quarantine) + kinds;
}

FilingReport reported(const FilingResult &result)
{
    FilingReport report{.state = ArchiveState::filedAndVerified, .path = pathToUtf8(result.bag), .message = {}};
    switch (result.outcome) {
    case FilingOutcome::filed:
        break;
    case FilingOutcome::alreadyInArchive:
        report.state = ArchiveState::alreadyInArchive;
        break;
    case FilingOutcome::conflict:
        report.state = ArchiveState::conflict;
        report.message = conflictMessage(result);
        break;
    case FilingOutcome::refused:
        report.state = ArchiveState::notFiled;
        report.message = result.refusal;
        if (!result.quarantine.empty())
            report.message += "; kept in " + pathToUtf8(result.quarantine);
        break;
    case FilingOutcome::notConfirmed:
        report.state = ArchiveState::filingFailed;
        report.message = "written, but the disk did not confirm it; checked again at the next start";
        break;
    }
    for (const Error &problem : result.problemsAfterCommit)
        report.message += (report.message.empty() ? "" : "; ") + describe(problem);
    return report;
}

} // namespace

Decoding decodingForFiling(const StudySnapshot &study, bool decodeFrames)
{
    if (!decodeFrames)
        return Decoding::off;
    const auto isOfFrame = [](const FindingGroup &group) { return group.first.id().starts_with("pixel.frame."); };
    const bool hasFound =
        std::ranges::any_of(study.findings, isOfFrame) || std::ranges::any_of(study.suppressed, isOfFrame);
    return hasFound ? Decoding::everyFrame : Decoding::doneBefore;
}

FilingReport fileStudy(FileLayer &files, Archive &archive, const StudySnapshot &study,
                       const std::vector<FilingSource> &sources, const JudgeOptions &judging, RefusedCopies refused,
                       const ParallelFor &parallelFor, const std::function<void()> &onInstance, std::stop_token stop)
{
    StudyDescriber describer(files, study, sources, judging, refused, onInstance);
    const Result<FilingResult> result =
        archive.fileStudy(study.studyInstanceUid, sources, describer, parallelFor, std::move(stop));
    return result ? reported(*result) : failed(result.error());
}

} // namespace mi
