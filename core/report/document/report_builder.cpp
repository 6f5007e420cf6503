#include "core/report/document/report_builder.h"

#include "core/dicom/dictionary.h"
#include "core/report/document/report_mask.h"
#include "core/standard/rule_tables.h"

#include <QDateTime>
#include <QSysInfo>

#include <algorithm>
#include <tuple>

namespace mi {

namespace {

constexpr std::size_t filesPerChunk = 512;
constexpr std::string_view duplicateFile = "study.duplicate-file";

std::string nowWithOffset()
{
    const QDateTime now = QDateTime::currentDateTime();
    return now.toOffsetFromUtc(now.offsetFromUtc()).toString(Qt::ISODate).toStdString();
}

std::string userName()
{
    const QString name = qEnvironmentVariable("USER");
    return (name.isEmpty() ? qEnvironmentVariable("USERNAME") : name).toStdString();
}

FilePlace placeOf(const ReportStudy &study, const CountedFile &file)
{
    if (!file.outcome)
        return FilePlace::notJudged;
    if (*file.outcome == Outcome::notDicom)
        return FilePlace::notDicom;
    if (*file.outcome == Outcome::unreadable)
        return FilePlace::unreadable;
    if (study.kind == StudyKind::mediaDirectory)
        return FilePlace::mediaDirectory;
    if (study.kind != StudyKind::study)
        return FilePlace::withoutStudy;
    if (std::ranges::any_of(file.findings, [](const auto &finding) { return finding.first == duplicateFile; }))
        return FilePlace::duplicate;
    switch (study.archive) {
    case ArchiveState::filedAndVerified:
        return FilePlace::filed;
    case ArchiveState::alreadyInArchive:
        return FilePlace::alreadyThere;
    case ArchiveState::conflict:
        return FilePlace::conflict;
    case ArchiveState::filingFailed:
        return FilePlace::filingFailed;
    case ArchiveState::notFiled:
    case ArchiveState::filing:
        break;
    }
    return study.isFilingBlocked ? FilePlace::refused : FilePlace::notFiled;
}

ReportFinding findingFrom(const FindingGroup &group)
{
    const Finding &finding = group.first;
    ReportFinding out{
        .id = std::string(finding.id()),
        .severity = finding.severity,
        .attribute = finding.attribute.isEmpty() ? std::string{} : finding.attribute.toStringWithoutItems(),
        .keyword = finding.attribute.isEmpty() ? std::string{} : std::string(keywordOf(finding.attribute.tag())),
        .vr = std::string(toString(finding.vr)),
        .observed = finding.observed,
        .expected = finding.expected,
        .source = finding.source(),
        .privateCreator = finding.privateCreator,
        .count = group.occurrences,
        .instances = group.instances,
        .hasDifferentValues = group.hasDifferentValues,
        .blocksFiling = finding.blocksFiling()};
    if (finding.slices)
        out.slices = *finding.slices;
    if (finding.policy)
        out.policy = ReportPolicyNote{.rule = finding.policy->rule,
                                      .reason = finding.policy->reason,
                                      .severityBefore = finding.rule->severity,
                                      .blockedFilingBefore = finding.rule->filing == Filing::blocked};
    return out;
}

ReportStudy studyFrom(const StudySnapshot &study)
{
    ReportStudy out;
    out.kind = study.kind;
    out.source = study.source;
    out.studyInstanceUid = study.studyInstanceUid;
    out.patientName = study.patientName;
    out.patientId = study.patientId;
    out.patientBirthDate = study.patientBirthDate;
    out.patientSex = study.patientSex;
    out.studyDate = study.studyDate;
    out.studyTime = study.studyTime;
    out.studyDescription = study.studyDescription;
    out.accessionNumber = study.accessionNumber;
    out.institutionName = study.institutionName;
    out.manufacturer = study.manufacturer;
    out.modalities = study.modalities;
    out.instances = study.instances;
    out.series = study.series;
    out.bytes = study.bytes;
    out.checkSeconds = study.checkSeconds;
    out.verdict = study.verdict;
    out.isFilingBlocked = study.isFilingBlocked;
    out.archive = study.archive;
    out.archivePath = study.archivePath;
    out.archiveMessage = study.archiveMessage;
    out.passedChecks = study.passedChecks;
    out.notDecidableChecks = study.notDecidableChecks;
    out.suppressed = static_cast<std::uint32_t>(study.suppressed.size());
    out.policy = study.policy;
    out.findings.reserve(study.findings.size());
    for (const FindingGroup &group : study.findings)
        out.findings.push_back(findingFrom(group));
    for (const NotChecked &entry : study.notChecked)
        out.notChecked.push_back({.what = std::string(entry.what), .reason = entry.reason});
    return out;
}

void countFiles(ReportStudy &out, const StudySnapshot &study, const ReportInput &input)
{
    for (std::size_t first = 0;;) {
        const std::vector<FileRecord> records = input.files(study.id, first, filesPerChunk);
        if (records.empty())
            return;
        for (const FileRecord &record : records) {
            CountedFile file{.path = record.path,
                             .sopInstanceUid = record.sopInstanceUid,
                             .outcome = record.outcome,
                             .findings = {}};
            for (const Finding &finding : record.findings)
                file.findings.emplace_back(finding.id(), finding.attribute.toStringWithoutItems());
            for (const Finding &finding : record.suppressed)
                file.findings.emplace_back(finding.id(), "suppressed"); // no example, but it may be a duplicate
            countFile(out, file);
        }
        first += records.size();
    }
}

} // namespace

ReportProgram thisProgram()
{
    ReportProgram program{.version = MIVALIDATOR_VERSION, .editions = {}};
    program.editions.emplace_back("PS3.6", dictionaryEdition());
    for (const RuleEdition &edition : standardRuleTables().editions())
        program.editions.emplace_back(edition.part, edition.edition);
    return program;
}

void countFile(ReportStudy &study, const CountedFile &file)
{
    ++study.files.judged.found;
    if (file.outcome)
        study.files.judged.count(*file.outcome);
    ++study.files.at(placeOf(study, file));
    for (const auto &[id, attribute] : file.findings) {
        const auto found =
            std::ranges::find_if(study.findings, [&id = id, &attribute = attribute](const ReportFinding &finding) {
                return finding.id == id && finding.attribute == attribute;
            });
        if (found != study.findings.end() && found->examples.size() < examplesKept)
            found->examples.push_back(
                {.path = std::string(file.path), .sopInstanceUid = std::string(file.sopInstanceUid)});
    }
}

Report startReport(const ReportRequest &request)
{
    Report report;
    report.scope = request.scope;
    report.createdAt = request.createdAt.empty() ? nowWithOffset() : request.createdAt;
    report.writer = request.program;
    report.judge = request.program;
    if (request.namesUser) {
        report.user = userName();
        report.host = QSysInfo::machineHostName().toStdString();
    }
    return report;
}

void finishReport(Report &report, const ReportRequest &request, std::uint64_t found)
{
    std::ranges::stable_sort(report.studies, {}, [](const ReportStudy &study) {
        return std::tuple(study.kind, std::string_view(study.source), std::string_view(study.studyInstanceUid));
    });
    if (request.isMasked)
        maskStudies(report);
    completeReport(report, found);
}

Report buildReport(const ReportInput &input, const ReportRequest &request)
{
    Report report = startReport(request);
    report.studies.reserve(input.studies.size());
    for (const StudySnapshotPtr &study : input.studies) {
        report.studies.push_back(studyFrom(*study));
        countFiles(report.studies.back(), *study, input);
    }
    finishReport(report, request, request.scope == ReportScope::session ? input.accounting.found : 0);
    return report;
}

} // namespace mi
