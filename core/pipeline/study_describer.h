// StudyDescriber: looks at the staged copies of a study that is being filed, decides whether it may be filed, and
// writes metadata.json, validation.json and the DICOM JSON of each series. What is filed is judged on the copy, so it
// cannot have changed since. describe() may be called from several threads.
#pragma once

#include "core/archive/archive.h"
#include "core/extract/study_metadata.h"
#include "core/pipeline/file_judge.h"
#include "core/pipeline/series_json_writer.h"
#include "core/pipeline/study_accumulator.h"

#include <QJsonObject>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

namespace mi {

class StudyDescriber final : public BagDescriber {
public:
    // `onDescribed` is called after each instance, from the thread that described it.
    StudyDescriber(FileLayer &files, const StudySnapshot &study, const std::vector<FilingSource> &sources,
                   JudgeOptions judging, RefusedCopies refusedCopies, std::function<void()> onDescribed);

    Result<void> describe(const StagedInstance &instance) override;
    std::string refusal() override;
    RefusedCopies refusedCopies() override { return m_refusedCopies; }
    InstanceDifference compare(const std::filesystem::path &archived, const std::filesystem::path &incoming) override;
    Result<void> writeDescriptions(const WriteFile &write) override;
    std::optional<PolicyStamp> policyStamp() override;
    AcceptancePtr acceptance() override { return m_study.acceptance; }

private:
    std::set<std::string> notAccepted() const;
    StudySnapshot judgedStudy() const;
    QJsonObject recordToJson(const FileRecord &record) const;
    Decoding decodingOf(const StagedInstance &instance) const;
    SeriesJsonWriter &seriesWriter(const std::string &archivePath);

    FileLayer &m_files;
    const StudySnapshot &m_study;
    const std::vector<FilingSource> &m_sources;
    JudgeOptions m_judging;
    RefusedCopies m_refusedCopies;
    std::function<void()> m_onDescribed;
    std::mutex m_mutex; // guards everything below
    StudyAccumulator m_accumulator;
    StudyMetadata m_metadata;
    FileAccounting m_accounting;
    std::map<std::string, Decoding> m_decodingOfFrames;                // of compressed instances, by path in the bag
    std::map<std::string, std::unique_ptr<SeriesJsonWriter>> m_series; // by SeriesKey
};

} // namespace mi
