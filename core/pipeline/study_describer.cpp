#include "core/pipeline/study_describer.h"

#include "core/dicom/encoding_scan.h"
#include "core/extract/instance_comparison.h"
#include "core/platform/file_layer.h"
#include "core/report/json_objects.h"
#include "core/support/text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <iterator>
#include <span>

namespace mi {

namespace {

// "data/SE-0123/1.2.3.dcm" is "SE-0123".
std::string seriesKeyOf(const std::string &archivePath)
{
    const std::size_t begin = archivePath.find('/') + 1;
    return archivePath.substr(begin, archivePath.find('/', begin) - begin);
}

// When the frames of what is filed were decoded.
QString framesWord(Decoding decoding)
{
    switch (decoding) {
    case Decoding::doneBefore:
        return QStringLiteral("decodedWhenChecked"); // the same bytes, by their SHA-256
    case Decoding::everyFrame:
        return QStringLiteral("decodedWhenFiled");
    case Decoding::off:
        break;
    }
    return QStringLiteral("notDecoded");
}

std::span<const std::byte> bytesOf(const QByteArray &text)
{
    return std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size())));
}

} // namespace

StudyDescriber::StudyDescriber(FileLayer &files, const StudySnapshot &study, const std::vector<FilingSource> &sources,
                               JudgeOptions judging, RefusedCopies refusedCopies, std::function<void()> onDescribed)
    : m_files(files), m_study(study), m_sources(sources), m_judging(std::move(judging)), m_refusedCopies(refusedCopies),
      m_onDescribed(std::move(onDescribed)), m_accumulator(study.id, StudyKind::study, {}, m_judging.policy)
{
    m_judging.makesJson = true;
}

SeriesJsonWriter &StudyDescriber::seriesWriter(const std::string &archivePath)
{
    const std::lock_guard lock(m_mutex);
    std::unique_ptr<SeriesJsonWriter> &writer = m_series[seriesKeyOf(archivePath)];
    if (!writer)
        writer = std::make_unique<SeriesJsonWriter>();
    return *writer;
}

// What the check decoded need not be decoded again if the copy holds just these bytes. A source may have other pixels
// by now, under the same UIDs.
Decoding StudyDescriber::decodingOf(const StagedInstance &instance) const
{
    const std::string &checked = m_sources[instance.sourceIndex].checkedSha256;
    const bool isProven = !checked.empty() && checked == instance.sha256;
    return m_judging.decoding == Decoding::doneBefore && !isProven ? Decoding::everyFrame : m_judging.decoding;
}

Result<void> StudyDescriber::describe(const StagedInstance &instance)
{
    JudgeOptions judging = m_judging;
    judging.decoding = decodingOf(instance);
    FoundFile staged;
    staged.folder = std::make_shared<const std::filesystem::path>(instance.stagedPath);
    staged.type = FileType::regular;
    std::optional<JudgedFile> judged = judgeFile(m_files, staged, judging, {});
    if (!judged)
        return Error{.code = ErrorCode::cancelled, .operation = "check", .subject = {}, .detail = {}, .offset = {}};
    const FilingSource &source = m_sources[instance.sourceIndex];
    if (judged->header.sopInstanceUid != source.sopInstanceUid ||
        judged->header.seriesInstanceUid != source.seriesInstanceUid ||
        judged->header.studyInstanceUid != m_study.studyInstanceUid) {
        return Error{.code = ErrorCode::changedWhileReading,
                     .operation = "archive",
                     .subject = source.name.empty() ? pathToUtf8(source.path) : source.name,
                     .detail = "the file holds another instance than when it was checked",
                     .offset = {}};
    }
    seriesWriter(instance.archivePath).add(judged->json.object);
    {
        const std::lock_guard lock(m_mutex);
        m_metadata.add(judged->header,
                       {.archivePath = instance.archivePath,
                        .sourceName = source.name.empty() ? pathToUtf8(source.path.filename()) : source.name,
                        .size = instance.size,
                        .sha256 = instance.sha256},
                       judged->json.omitted);
        m_accounting.count(judged->verdict.outcome);
        ++m_accounting.found;
        if (judged->isCompressed)
            m_decodingOfFrames[instance.archivePath] = judging.decoding;
        // The report names the place in the bag, not the staging folder.
        staged.folder = std::make_shared<const std::filesystem::path>(instance.archivePath);
        m_accumulator.add(staged, std::move(*judged));
    }
    if (m_onDescribed)
        m_onDescribed();
    return {};
}

InstanceDifference StudyDescriber::compare(const std::filesystem::path &archived, const std::filesystem::path &incoming)
{
    const auto opened = [this](const std::filesystem::path &path) -> Result<std::unique_ptr<FileSource>> {
        Result<std::unique_ptr<File>> file = m_files.openForReading(path, LinkPolicy::refuse);
        if (!file)
            return file.error();
        return FileSource::create(file.take());
    };
    const Result<std::unique_ptr<FileSource>> first = opened(archived);
    const Result<std::unique_ptr<FileSource>> second = opened(incoming);
    if (!first || !second)
        return {};
    const Result<ScannedInstance> firstScan = scanEncoding(**first, m_judging.limits);
    const Result<ScannedInstance> secondScan = scanEncoding(**second, m_judging.limits);
    if (!firstScan || !secondScan)
        return {};
    Result<InstanceDifference> difference = compareInstances({*firstScan, **first}, {*secondScan, **second});
    return difference ? difference.take() : InstanceDifference{};
}

std::string StudyDescriber::refusal()
{
    const std::lock_guard lock(m_mutex);
    if (!m_accumulator.isClosed())
        m_accumulator.close();
    // What was found about the study as a whole is not seen in the copies of its instances.
    if (!m_study.isFilingBlocked && (m_accumulator.fileCount() == 0 || !m_accumulator.isFilingBlocked()))
        return {};
    const std::set<std::string> blocking = notAccepted();
    if (blocking.empty() && m_study.acceptance && m_accumulator.hasPlaceInArchive())
        return {};
    std::string ids;
    for (const std::string &id : blocking)
        ids += (ids.empty() ? "" : ", ") + id;
    return ids.empty() ? "identity" : ids;
}

// The ids of what keeps the study out. A person accepted what the check found; the copies may have something else.
std::set<std::string> StudyDescriber::notAccepted() const
{
    std::set<std::string> blocking;
    const StudySnapshot judged = m_accumulator.snapshot();
    for (const auto *groups : {&judged.findings, &judged.suppressed, &m_study.findings, &m_study.suppressed}) {
        for (const FindingGroup &group : *groups) {
            if (group.first.blocksFiling())
                blocking.emplace(group.first.id());
        }
    }
    if (m_study.acceptance) {
        for (const std::string &id : m_study.acceptance->findings)
            blocking.erase(id);
    }
    return blocking;
}

// The staged copies, and what was found about the study on its sources: that belongs to the record too.
StudySnapshot StudyDescriber::judgedStudy() const
{
    const auto isAboutStudy = [](const FindingGroup &group) { return group.first.id().starts_with("study."); };
    StudySnapshot judged = m_accumulator.snapshot();
    judged.modifiers = m_study.modifiers;
    judged.passedChecks += m_study.passedStudyChecks;
    if (m_study.acceptance && m_accumulator.hasPlaceInArchive() && notAccepted().empty()) {
        judged.acceptance = m_study.acceptance;
        judged.isFilingBlocked = false;
    }
    for (const FindingGroup &group : m_study.findings) {
        if (!isAboutStudy(group))
            continue;
        judged.findings.push_back(group);
        judged.changedByPolicy += group.first.isChangedByPolicy();
        judged.errors += group.first.severity == Severity::error;
        judged.warnings += group.first.severity == Severity::warning;
        judged.infos += group.first.severity == Severity::info;
        if (group.first.severity == Severity::error && judged.verdict != Verdict::cannotBeRead)
            judged.verdict = Verdict::problems;
        else if (group.first.severity == Severity::warning && judged.verdict == Verdict::passed)
            judged.verdict = Verdict::passedWithWarnings;
    }
    std::ranges::copy_if(m_study.suppressed, std::back_inserter(judged.suppressed), isAboutStudy);
    std::ranges::copy_if(m_study.notChecked, std::back_inserter(judged.notChecked),
                         [](const NotChecked &entry) { return entry.what.starts_with("study."); });
    return judged;
}

std::optional<PolicyStamp> StudyDescriber::policyStamp()
{
    const std::lock_guard lock(m_mutex);
    if (!m_study.policy)
        return std::nullopt;
    const StudySnapshot judged = judgedStudy();
    PolicyStamp stamp{.name = m_study.policy->name, .sha256 = m_study.policy->sha256};
    stamp.suppressed = static_cast<std::uint32_t>(judged.suppressed.size());
    for (const auto *groups : {&judged.findings, &judged.suppressed})
        stamp.letIn += static_cast<std::uint32_t>(std::ranges::count_if(*groups, [](const FindingGroup &group) {
            return group.first.rule->filing == Filing::blocked && !group.first.blocksFiling();
        }));
    return stamp;
}

QJsonObject StudyDescriber::recordToJson(const FileRecord &record) const
{
    QJsonObject object = fileToJson(record);
    if (const auto found = m_decodingOfFrames.find(record.path); found != m_decodingOfFrames.end())
        object.insert(QStringLiteral("frames"), framesWord(found->second));
    return object;
}

Result<void> StudyDescriber::writeDescriptions(const WriteFile &write)
{
    const std::lock_guard lock(m_mutex);
    if (Result<void> written = write("metadata.json", bytesOf(m_metadata.toJson())); !written)
        return written;

    const StudySnapshot judged = judgedStudy();
    QJsonArray files;
    for (std::uint32_t i = 0; i < m_accumulator.fileCount(); ++i)
        files.append(recordToJson(m_accumulator.record(i)));
    QJsonObject study = studyToJson(judged);
    study.remove(QStringLiteral("archive"));
    study.remove(QStringLiteral("archivePath"));
    study.remove(QStringLiteral("archiveMessage"));
    const QJsonObject validation{{QStringLiteral("schema"), QStringLiteral("mivalidator-validation")},
                                 {QStringLiteral("schemaVersion"), 1},
                                 {QStringLiteral("program"), programToJson(m_judging.rules.get())},
                                 {QStringLiteral("accounting"), accountingToJson(m_accounting)},
                                 {QStringLiteral("study"), study},
                                 {QStringLiteral("files"), files}};
    if (Result<void> written = write("validation.json", bytesOf(QJsonDocument(validation).toJson())); !written)
        return written;

    for (const auto &[key, writer] : m_series) {
        if (Result<void> written = write("dicom/" + key + ".json.gz", writer->finish()); !written)
            return written;
    }
    return {};
}

} // namespace mi
