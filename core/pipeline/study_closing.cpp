#include "core/pipeline/study_closing.h"

#include "core/checks/catalogue.h"
#include "core/pipeline/study_accumulator.h"
#include "core/platform/file_layer.h"

#include <algorithm>
#include <array>
#include <optional>

namespace mi {

namespace {

Finding findingOf(std::string_view id, const AttributePath &attribute, std::string observed, std::string expected)
{
    const CheckRule *rule = findCheckRule(id);
    return {.rule = rule,
            .severity = rule->severity,
            .attribute = attribute,
            .vr = attribute.isEmpty() ? Vr::none : Vr::UI,
            .observed = std::move(observed),
            .expected = std::move(expected),
            .offset = {},
            .count = 1};
}

// Nothing when one of them cannot be read.
std::optional<bool> haveEqualBytes(FileLayer &files, const std::filesystem::path &a, const std::filesystem::path &b)
{
    Result<std::unique_ptr<File>> first = files.openForReading(a, LinkPolicy::follow);
    Result<std::unique_ptr<File>> second = files.openForReading(b, LinkPolicy::follow);
    if (!first || !second)
        return std::nullopt;
    constexpr std::size_t chunk = 64 * 1024;
    std::vector<std::byte> left(chunk);
    std::vector<std::byte> right(chunk);
    for (std::uint64_t offset = 0;; offset += chunk) {
        const Result<std::size_t> leftSize = (*first)->readAt(offset, left);
        const Result<std::size_t> rightSize = (*second)->readAt(offset, right);
        if (!leftSize || !rightSize)
            return std::nullopt;
        if (*leftSize != *rightSize ||
            !std::equal(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(*leftSize), right.begin()))
            return false;
        if (*leftSize < chunk)
            return true;
    }
}

} // namespace

void markInterrupted(StudyAccumulator &study)
{
    study.addStudyFinding(findingOf("study.source.interrupted", {}, "the source went away", "all files of the source"));
}

void markFromIncompleteContainer(StudyAccumulator &study)
{
    study.addStudyFinding(
        findingOf("study.container.incomplete", {}, "part of the archive file", "all of the archive file"));
}

void closeStudy(FileLayer &files, StudyAccumulator &study, const std::stop_token &stop)
{
    study.close();
    if (study.kind() != StudyKind::study)
        return;
    study.checkPatient();
    for (const auto &[first, later] : study.repeatedInstances()) {
        if (stop.stop_requested())
            return;
        const std::string uid = study.record(later).sopInstanceUid;
        const std::optional<bool> areEqual = haveEqualBytes(files, study.filePath(first), study.filePath(later));
        if (areEqual.value_or(false))
            study.addFileFinding(later, findingOf("study.duplicate-file", tags::SOPInstanceUID, uid, "once"));
        else
            study.addFileFinding(
                later, findingOf("study.sop-instance-uid.reused", tags::SOPInstanceUID, uid, "a UID of its own"));
    }
}

} // namespace mi
