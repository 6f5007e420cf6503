#include "core/pipeline/study_describer.h"

#include "core/report/json_objects.h"
#include "core/support/text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <span>

namespace mi {

namespace {

// "data/SE-0123/1.2.3.dcm" is "SE-0123".
std::string seriesKeyOf(const std::string &archivePath)
{
    const std::size_t begin = archivePath.find('/') + 1;
    return archivePath.substr(begin, archivePath.find('/', begin) - begin);
}

std::span<const std::byte> bytesOf(const QByteArray &text)
{
    return std::as_bytes(std::span(text.constData(), static_cast<std::size_t>(text.size())));
}

} // namespace

StudyDescriber::StudyDescriber(FileLayer &files, const StudySnapshot &study, const std::vector<FilingSource> &sources,
                               JudgeOptions judging, std::function<void()> onDescribed)
    : m_files(files), m_study(study), m_sources(sources), m_judging(std::move(judging)),
      m_onDescribed(std::move(onDescribed)), m_accumulator(study.id, StudyKind::study, {})
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

Result<void> StudyDescriber::describe(const StagedInstance &instance)
{
    FoundFile staged;
    staged.folder = std::make_shared<const std::filesystem::path>(instance.stagedPath);
    staged.type = FileType::regular;
    std::optional<JudgedFile> judged = judgeFile(m_files, staged, m_judging, {});
    if (!judged)
        return Error{.code = ErrorCode::cancelled, .operation = "check", .subject = {}, .detail = {}, .offset = {}};
    const FilingSource &source = m_sources[instance.sourceIndex];
    if (judged->header.sopInstanceUid != source.sopInstanceUid ||
        judged->header.seriesInstanceUid != source.seriesInstanceUid ||
        judged->header.studyInstanceUid != m_study.studyInstanceUid) {
        return Error{.code = ErrorCode::changedWhileReading,
                     .operation = "archive",
                     .subject = pathToUtf8(source.path),
                     .detail = "the file holds another instance than when it was checked",
                     .offset = {}};
    }
    seriesWriter(instance.archivePath).add(judged->json.object);
    {
        const std::lock_guard lock(m_mutex);
        m_metadata.add(judged->header,
                       {.archivePath = instance.archivePath,
                        .sourceName = pathToUtf8(source.path.filename()),
                        .size = instance.size,
                        .sha256 = instance.sha256},
                       judged->json.omitted);
        m_accounting.count(judged->verdict.outcome);
        ++m_accounting.found;
        // The report names the place in the bag, not the staging folder.
        staged.folder = std::make_shared<const std::filesystem::path>(instance.archivePath);
        m_accumulator.add(staged, std::move(*judged));
    }
    if (m_onDescribed)
        m_onDescribed();
    return {};
}

std::string StudyDescriber::refusal()
{
    const std::lock_guard lock(m_mutex);
    if (!m_accumulator.isClosed())
        m_accumulator.close();
    if (m_accumulator.fileCount() == 0 || !m_accumulator.isFilingBlocked())
        return {};
    std::string ids;
    for (const FindingGroup &group : m_accumulator.snapshot().findings) {
        if (group.first.blocksFiling())
            ids += (ids.empty() ? "" : ", ") + std::string{group.first.id()};
    }
    return ids.empty() ? "identity" : ids;
}

Result<void> StudyDescriber::writeDescriptions(const WriteFile &write)
{
    const std::lock_guard lock(m_mutex);
    if (Result<void> written = write("metadata.json", bytesOf(m_metadata.toJson())); !written)
        return written;

    // Findings over several instances were judged on the sources; they belong to the record too.
    StudySnapshot judged = m_accumulator.snapshot();
    for (const FindingGroup &group : m_study.findings) {
        if (group.instances == 0)
            judged.findings.push_back(group);
    }
    QJsonArray files;
    for (std::uint32_t i = 0; i < m_accumulator.fileCount(); ++i)
        files.append(fileToJson(m_accumulator.record(i)));
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
