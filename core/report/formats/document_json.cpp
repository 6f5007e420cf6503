#include "core/report/formats/document_json.h"

#include "core/report/json_objects.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace mi {

namespace {

QString wide(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonValue number(std::uint64_t value)
{
    return QJsonValue(static_cast<qint64>(value));
}

QLatin1String scopeName(ReportScope scope)
{
    constexpr const char *names[] = {"study", "selection", "session", "archive"};
    return QLatin1String(names[static_cast<std::size_t>(scope)]);
}

QLatin1String kindName(StudyKind kind)
{
    constexpr const char *names[] = {"study", "withoutStudy", "mediaDirectory", "notDicom"};
    return QLatin1String(names[static_cast<std::size_t>(kind)]);
}

QJsonObject programJson(const ReportProgram &program)
{
    QJsonObject editions;
    for (const auto &[part, edition] : program.editions)
        editions.insert(wide(part), wide(edition));
    return {{QStringLiteral("name"), QStringLiteral("MI Validator")},
            {QStringLiteral("version"), wide(program.version)},
            {QStringLiteral("editions"), editions}};
}

QJsonObject accountingJson(const ReportAccounting &files)
{
    QJsonObject places;
    for (std::size_t i = 0; i < filePlaces; ++i)
        places.insert(wide(toString(static_cast<FilePlace>(i))), number(files.places[i]));
    return {{QStringLiteral("filesFound"), number(files.judged.found)},
            {QStringLiteral("passed"), number(files.judged.passed)},
            {QStringLiteral("warnings"), number(files.judged.warnings)},
            {QStringLiteral("problems"), number(files.judged.problems)},
            {QStringLiteral("unreadable"), number(files.judged.unreadable)},
            {QStringLiteral("notDicom"), number(files.judged.notDicom)},
            {QStringLiteral("notJudged"), number(files.judged.pending())},
            {QStringLiteral("places"), places}};
}

QJsonObject policyJson(const PolicyIdentity &policy)
{
    return {
        {QStringLiteral("name"), wide(policy.name)},      {QStringLiteral("revision"), wide(policy.revision)},
        {QStringLiteral("sha256"), wide(policy.sha256)},  {QStringLiteral("day"), wide(policy.day)},
        {QStringLiteral("rules"), number(policy.rules)},  {QStringLiteral("rulesInForce"), number(policy.rulesInForce)},
        {QStringLiteral("problem"), wide(policy.problem)}};
}

QJsonArray gapsJson(const std::vector<ReportGap> &gaps)
{
    QJsonArray array;
    for (const ReportGap &gap : gaps)
        array.append(QJsonObject{{QStringLiteral("what"), wide(gap.what)},
                                 {QStringLiteral("reason"), wide(gap.reason)},
                                 {QStringLiteral("studies"), number(gap.studies)}});
    return array;
}

QJsonObject exampleJson(const FileExample &example)
{
    return {{QStringLiteral("path"), wide(example.path)},
            {QStringLiteral("sopInstanceUid"), wide(example.sopInstanceUid)}};
}

QJsonObject countsJson(const std::map<std::string, std::uint32_t> &counts)
{
    QJsonObject object;
    for (const auto &[name, studies] : counts)
        object.insert(wide(name), number(studies));
    return object;
}

QJsonObject causeJson(const ReportCause &cause)
{
    QJsonArray examples;
    for (const ReportCause::Example &example : cause.examples) {
        QJsonObject object = exampleJson(example.file);
        object.insert(QStringLiteral("study"), number(example.study));
        object.insert(QStringLiteral("observed"), wide(example.observed));
        object.insert(QStringLiteral("expected"), wide(example.expected));
        examples.append(object);
    }
    return {{QStringLiteral("id"), wide(cause.id)},
            {QStringLiteral("severity"), wide(toString(cause.severity))},
            {QStringLiteral("source"), wide(cause.source)},
            {QStringLiteral("blocksFiling"), cause.blocksFiling},
            {QStringLiteral("studies"), number(cause.studies)},
            {QStringLiteral("instances"), number(cause.instances)},
            {QStringLiteral("count"), number(cause.count)},
            {QStringLiteral("attributes"), countsJson(cause.attributes)},
            {QStringLiteral("manufacturers"), countsJson(cause.manufacturers)},
            {QStringLiteral("examples"), examples}};
}

QJsonObject findingJson(const ReportFinding &finding)
{
    QJsonArray examples;
    for (const FileExample &example : finding.examples)
        examples.append(exampleJson(example));
    QJsonObject object{{QStringLiteral("id"), wide(finding.id)},
                       {QStringLiteral("severity"), wide(toString(finding.severity))},
                       {QStringLiteral("attribute"), wide(finding.attribute)},
                       {QStringLiteral("keyword"), wide(finding.keyword)},
                       {QStringLiteral("vr"), wide(finding.vr)},
                       {QStringLiteral("observed"), wide(finding.observed)},
                       {QStringLiteral("expected"), wide(finding.expected)},
                       {QStringLiteral("source"), wide(finding.source)},
                       {QStringLiteral("privateCreator"), wide(finding.privateCreator)},
                       {QStringLiteral("count"), number(finding.count)},
                       {QStringLiteral("instances"), number(finding.instances)},
                       {QStringLiteral("hasDifferentValues"), finding.hasDifferentValues},
                       {QStringLiteral("blocksFiling"), finding.blocksFiling},
                       {QStringLiteral("examples"), examples}};
    if (!finding.slices.empty())
        object.insert(QStringLiteral("slices"), slicesToJson(finding.slices));
    if (finding.policy)
        object.insert(QStringLiteral("policy"),
                      QJsonObject{{QStringLiteral("rule"), number(finding.policy->rule)},
                                  {QStringLiteral("reason"), wide(finding.policy->reason)},
                                  {QStringLiteral("severityBefore"), wide(toString(finding.policy->severityBefore))},
                                  {QStringLiteral("blocksFilingBefore"), finding.policy->blockedFilingBefore}});
    return object;
}

QJsonObject studyJson(const ReportStudy &study)
{
    QJsonArray findings;
    for (const ReportFinding &finding : study.findings)
        findings.append(findingJson(finding));
    QJsonArray modalities;
    for (const std::string &modality : study.modalities)
        modalities.append(wide(modality));
    return {{QStringLiteral("number"), number(study.number)},
            {QStringLiteral("kind"), kindName(study.kind)},
            {QStringLiteral("source"), wide(study.source)},
            {QStringLiteral("studyInstanceUid"), wide(study.studyInstanceUid)},
            {QStringLiteral("patientName"), wide(study.patientName)},
            {QStringLiteral("patientId"), wide(study.patientId)},
            {QStringLiteral("patientBirthDate"), wide(study.patientBirthDate)},
            {QStringLiteral("patientSex"), wide(study.patientSex)},
            {QStringLiteral("studyDate"), wide(study.studyDate)},
            {QStringLiteral("studyTime"), wide(study.studyTime)},
            {QStringLiteral("studyDescription"), wide(study.studyDescription)},
            {QStringLiteral("accessionNumber"), wide(study.accessionNumber)},
            {QStringLiteral("institutionName"), wide(study.institutionName)},
            {QStringLiteral("manufacturer"), wide(study.manufacturer)},
            {QStringLiteral("modalities"), modalities},
            {QStringLiteral("series"), number(study.series)},
            {QStringLiteral("instances"), number(study.instances)},
            {QStringLiteral("bytes"), number(study.bytes)},
            {QStringLiteral("filedAt"), study.filedAt.empty() ? QJsonValue() : QJsonValue(wide(study.filedAt))},
            {QStringLiteral("checkSeconds"), study.checkSeconds ? QJsonValue(*study.checkSeconds) : QJsonValue()},
            {QStringLiteral("verdict"), wide(toString(study.verdict))},
            {QStringLiteral("isFilingBlocked"), study.isFilingBlocked},
            {QStringLiteral("archive"), wide(toString(study.archive))},
            {QStringLiteral("archivePath"), wide(study.archivePath)},
            {QStringLiteral("archiveMessage"), wide(study.archiveMessage)},
            {QStringLiteral("passedChecks"), number(study.passedChecks)},
            {QStringLiteral("notDecidableChecks"), number(study.notDecidableChecks)},
            {QStringLiteral("suppressed"), number(study.suppressed)},
            {QStringLiteral("policy"), study.policy ? QJsonValue(policyJson(*study.policy)) : QJsonValue()},
            {QStringLiteral("accounting"), accountingJson(study.files)},
            {QStringLiteral("findings"), findings},
            {QStringLiteral("notChecked"), gapsJson(study.notChecked)}};
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray documentJson(const Report &report)
{
    QJsonArray sources;
    for (const std::string &source : report.sources)
        sources.append(wide(source));
    QJsonArray policies;
    for (const auto &policy : report.policies)
        policies.append(policyJson(*policy));
    QJsonArray causes;
    for (const ReportCause &cause : report.causes)
        causes.append(causeJson(cause));
    const QJsonObject head{{QStringLiteral("schema"), QStringLiteral("mivalidator-report-document")},
                           {QStringLiteral("schemaVersion"), 1},
                           {QStringLiteral("scope"), scopeName(report.scope)},
                           {QStringLiteral("isMasked"), report.isMasked},
                           {QStringLiteral("createdAt"), wide(report.createdAt)},
                           {QStringLiteral("user"), report.user.empty() ? QJsonValue() : wide(report.user)},
                           {QStringLiteral("host"), report.host.empty() ? QJsonValue() : wide(report.host)},
                           {QStringLiteral("program"), programJson(report.writer)},
                           {QStringLiteral("checkedWith"), programJson(report.judge)},
                           {QStringLiteral("sources"), sources},
                           {QStringLiteral("policies"), policies},
                           {QStringLiteral("accounting"), accountingJson(report.accounting)},
                           {QStringLiteral("passedChecks"), number(report.passedChecks)},
                           {QStringLiteral("notDecidableChecks"), number(report.notDecidableChecks)},
                           {QStringLiteral("causes"), causes},
                           {QStringLiteral("notChecked"), gapsJson(report.notChecked)}};
    QByteArray out = compact(head);
    out.chop(1);
    out += ",\"studies\":[";
    for (std::size_t i = 0; i < report.studies.size(); ++i)
        out += (i == 0 ? "\n" : ",\n") + compact(studyJson(report.studies[i]));
    return out + "\n]}\n";
}

} // namespace mi
