#include "core/pipeline/file_judge.h"

#include "core/archive/sha256.h"
#include "core/checks/catalogue.h"
#include "core/checks/finding_collector.h"
#include "core/dicom/byte_source.h"

#include <algorithm>
#include <new>
#include <span>
#include <vector>

namespace mi {

namespace {

JudgedFile withOneFinding(Outcome outcome, std::string_view ruleId, FindingFacts facts)
{
    JudgedFile judged;
    FindingCollector collector;
    collector.add(ruleId, std::move(facts));
    judged.verdict.findings = collector.takeFindings();
    judged.verdict.outcome = outcome;
    return judged;
}

JudgedFile unreadable(const Error &error)
{
    if (error.code == ErrorCode::symbolicLink)
        return withOneFinding(Outcome::unreadable, "file.symbolic-link", {});
    if (error.code == ErrorCode::notRegularFile)
        return withOneFinding(Outcome::notDicom, "file.not-regular", {});
    if (error.code == ErrorCode::invalidFormat)
        return withOneFinding(Outcome::unreadable, "container.member-damaged", {.observed = error.detail});
    JudgedFile judged = withOneFinding(Outcome::unreadable, "file.cannot-be-read",
                                       {.observed = describe(error), .offset = error.offset});
    judged.readError = error.code;
    return judged;
}

std::optional<JudgedFile> judgeBytes(ByteSource &source, const JudgeOptions &options, const std::stop_token &stop)
{
    const Result<ScannedInstance> scanned = scanEncoding(source, options.limits, stop);
    if (!scanned) {
        if (scanned.error().code == ErrorCode::cancelled)
            return std::nullopt;
        return unreadable(scanned.error());
    }
    JudgedFile judged;
    CheckInput input{*scanned, &source, options.decoding, stop};
    if (options.rules) {
        input.rules = &options.rules->tables();
        input.profiles = options.rules->profiles();
    }
    judged.verdict = checkInstance(input);
    if (stop.stop_requested())
        return std::nullopt; // frames may have been left out
    judged.isDicom = scanned->kind == FileKind::part10 || scanned->kind == FileKind::dataSetOnly;
    judged.isSafeForDcmtk = scanned->isSafeForDcmtk;
    const Element *pixels = scanned->find(tags::PixelData);
    judged.isCompressed = pixels != nullptr && pixels->hasUndefinedLength();
    if (judged.isDicom) {
        judged.header = extractHeader(*scanned);
        if (options.makesJson)
            judged.json = toDicomJson(*scanned, &source);
        if (options.takesFacts && judged.header.isMediaDirectory)
            judged.directory = extractDirectory(*scanned);
        else if (options.takesFacts && !judged.header.studyInstanceUid.empty())
            judged.facts = extractInstanceFacts(*scanned, &source);
    }
    return judged;
}

// "" if it cannot be said: the file changed, was not read to its end, or there is no hash.
std::string hashOf(FileSource &source, const Result<FileInfo> &before, const std::stop_token &stop)
{
    if (!before)
        return {};
    archive::Sha256 hash;
    std::vector<std::byte> buffer(std::size_t{256} << 10U);
    for (std::uint64_t offset = 0; offset < source.size();) {
        const Result<std::size_t> count = source.readAt(offset, buffer);
        if (stop.stop_requested() || !count || *count == 0)
            return {};
        hash.add(std::span(buffer).first(*count));
        offset += *count;
    }
    const Result<FileInfo> after = source.file().info();
    return after && before->isSameFileState(*after) ? hash.finish() : std::string{};
}

std::optional<JudgedFile> judgeRegularFile(FileLayer &files, const FoundFile &found, const JudgeOptions &options,
                                           const std::stop_token &stop)
{
    const LinkPolicy links = found.isDropped ? LinkPolicy::follow : LinkPolicy::refuse;
    Result<std::unique_ptr<File>> file = files.openForReading(found.bytesPath(), links);
    if (!file)
        return unreadable(file.error());
    Result<std::unique_ptr<FileSource>> source = FileSource::create(file.take());
    if (!source)
        return unreadable(source.error());
    const std::uint64_t size = (*source)->size();
    const Result<FileInfo> before = (*source)->file().info();
    std::optional<JudgedFile> judged;
    if (options.maxFileSize && size > *options.maxFileSize) {
        judged = withOneFinding(Outcome::problems, "file.too-large-for-setting",
                                {.observed = std::to_string(size) + " bytes",
                                 .expected = "at most " + std::to_string(*options.maxFileSize) + " bytes"});
        judged->verdict.notChecked.push_back({"file", "larger than the limit that is set"});
    } else {
        judged = judgeBytes(**source, options, stop);
        if (judged && judged->isCompressed && options.decoding == Decoding::everyFrame)
            judged->sha256 = hashOf(**source, before, stop);
    }
    if (judged)
        judged->size = size;
    return judged;
}

std::optional<JudgedFile> judgeByItself(FileLayer &files, const FoundFile &found, const JudgeOptions &options,
                                        const std::stop_token &stop)
{
    if (found.error) {
        if (found.type != FileType::folder)
            return unreadable(*found.error);
        JudgedFile judged =
            withOneFinding(Outcome::unreadable, "folder.cannot-be-read", {.observed = describe(*found.error)});
        judged.readError = found.error->code;
        return judged;
    }
    if (found.type == FileType::symbolicLink)
        return withOneFinding(Outcome::unreadable, "file.symbolic-link", {});
    if (found.type == FileType::other)
        return withOneFinding(Outcome::notDicom, "file.not-regular", {});
    try {
        return judgeRegularFile(files, found, options, stop);
    } catch (const std::bad_alloc &) {
        // One file that asks for too much must not end the run.
        Error error;
        error.code = ErrorCode::limitExceeded;
        error.operation = "read";
        error.detail = "out of memory";
        return unreadable(error);
    }
}

void addFinding(JudgedFile &judged, std::string_view ruleId)
{
    const CheckRule *rule = findCheckRule(ruleId);
    std::vector<Finding> &findings = judged.verdict.findings;
    findings.emplace_back();
    findings.back().rule = rule;
    findings.back().severity = rule->severity;
    std::ranges::stable_sort(findings, isWorse);
    if (judged.verdict.outcome == Outcome::passed && rule->severity == Severity::warning)
        judged.verdict.outcome = Outcome::warnings;
}

} // namespace

JudgedFile judgedContainer(const UnpackReport &report)
{
    const FindingFacts facts{.observed = report.observed, .expected = report.expected};
    switch (report.outcome) {
    case UnpackOutcome::complete:
        return withOneFinding(Outcome::notDicom, "container.empty", {});
    case UnpackOutcome::encrypted:
        return withOneFinding(Outcome::unreadable, "container.encrypted", facts);
    case UnpackOutcome::limit:
        return withOneFinding(Outcome::unreadable, "container.too-much-content", facts);
    default:
        return report.error ? unreadable(*report.error)
                            : withOneFinding(Outcome::unreadable, "container.damaged", facts);
    }
}

JudgedFile judgedTooDeep(int depth)
{
    return withOneFinding(Outcome::unreadable, "container.nested-too-deep",
                          {.expected = "at most " + std::to_string(depth) + " archive files around each other"});
}

InstanceOrigin originOf(const InstanceHeader &header)
{
    return {header.manufacturer, header.manufacturerModelName, header.sopClassUid};
}

std::optional<JudgedFile> judgeFile(FileLayer &files, const FoundFile &found, const JudgeOptions &options,
                                    const std::stop_token &stop)
{
    std::optional<JudgedFile> judged = judgeByItself(files, found, options, stop);
    if (judged && found.hasUnsafeName)
        addFinding(*judged, "container.unsafe-name");
    if (judged && options.policy) {
        judged->policy = options.policy;
        judgeUnder(options.policy.get(), judged->verdict, originOf(judged->header));
    }
    return judged;
}

} // namespace mi
