#include "core/report/json_objects.h"

#include "core/dicom/dictionary.h"
#include "core/standard/rule_selection.h"

#include <QJsonArray>

#include <algorithm>

namespace mi {

namespace {

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonValue count(std::uint64_t number)
{
    return QJsonValue(static_cast<qint64>(number));
}

QJsonArray toJson(const std::vector<NotChecked> &entries)
{
    QJsonArray array;
    for (const NotChecked &entry : entries) {
        array.append(QJsonObject{{QStringLiteral("what"), toText(entry.what)},
                                 {QStringLiteral("reason"), toText(entry.reason)}});
    }
    return array;
}

// Lists of what is suppressed are cut here, and the count beside them is not.
constexpr std::size_t mostSuppressedListed = 200;

// What the policy did to a finding, and what the check says of it; nothing if no policy did anything.
void addPolicy(QJsonObject &object, const Finding &finding)
{
    if (!finding.privateCreator.empty())
        object.insert(QStringLiteral("privateCreator"), toText(finding.privateCreator));
    if (!finding.policy)
        return;
    object.insert(QStringLiteral("policy"),
                  QJsonObject{{QStringLiteral("rule"), count(finding.policy->rule)},
                              {QStringLiteral("reason"), toText(finding.policy->reason)},
                              {QStringLiteral("severityBefore"), toText(toString(finding.rule->severity))},
                              {QStringLiteral("blocksFilingBefore"), finding.rule->filing == Filing::blocked}});
}

QJsonArray numbers(const std::vector<double> &values)
{
    QJsonArray array;
    for (const double value : values)
        array.append(value);
    return array;
}

template <class List, class ToJson>
QJsonArray suppressedToJson(const List &list, const ToJson &toJson)
{
    QJsonArray array;
    for (std::size_t i = 0; i < std::min(list.size(), mostSuppressedListed); ++i)
        array.append(toJson(list[i]));
    return array;
}

QJsonObject notDecidableToJson(const NotDecidable &entry)
{
    return {{QStringLiteral("attribute"), toText(entry.attribute.toString())},
            {QStringLiteral("keyword"), toText(keywordOf(entry.attribute.tag()))},
            {QStringLiteral("reason"), toText(entry.reason)},
            {QStringLiteral("count"), count(entry.count)}};
}

QJsonArray toJson(const std::vector<NotDecidable> &entries)
{
    QJsonArray array;
    for (const NotDecidable &entry : entries)
        array.append(notDecidableToJson(entry));
    return array;
}

QJsonArray toJson(const std::vector<NotDecidableGroup> &groups)
{
    QJsonArray array;
    for (const NotDecidableGroup &group : groups) {
        QJsonObject object = notDecidableToJson(group.first);
        object.insert(QStringLiteral("count"), count(group.occurrences));
        object.insert(QStringLiteral("instances"), count(group.instances));
        array.append(object);
    }
    return array;
}

QJsonObject rulesToJson(const RuleSelection &rules)
{
    QJsonObject editions;
    for (const RuleEdition &edition : rules.tables().editions())
        editions.insert(toText(edition.part), toText(edition.edition));
    QJsonArray profiles;
    for (const ProfileRule *profile : rules.profiles())
        profiles.append(toText(profile->id));
    return {{QStringLiteral("editions"), editions},
            {QStringLiteral("site"), toText(rules.siteName())},
            {QStringLiteral("profiles"), profiles}};
}

QLatin1String kindName(StudyKind kind)
{
    switch (kind) {
    case StudyKind::study:
        return QLatin1String("study");
    case StudyKind::withoutStudy:
        return QLatin1String("withoutStudy");
    case StudyKind::mediaDirectory:
        return QLatin1String("mediaDirectory");
    case StudyKind::notDicom:
        break;
    }
    return QLatin1String("notDicom");
}

} // namespace

QJsonArray slicesToJson(const std::vector<SlicePositions> &stacks)
{
    QJsonArray array;
    for (const SlicePositions &stack : stacks)
        array.append(QJsonObject{{QStringLiteral("present"), numbers(stack.present)},
                                 {QStringLiteral("missing"), numbers(stack.missing)},
                                 {QStringLiteral("repeated"), numbers(stack.repeated)},
                                 {QStringLiteral("spacing"), stack.spacing}});
    return array;
}

QJsonObject findingToJson(const Finding &finding)
{
    const bool hasAttribute = !finding.attribute.isEmpty();
    QJsonObject object{
        {QStringLiteral("id"), toText(finding.id())},
        {QStringLiteral("severity"), toText(toString(finding.severity))},
        {QStringLiteral("attribute"), toText(finding.attribute.toString())},
        {QStringLiteral("keyword"), hasAttribute ? toText(keywordOf(finding.attribute.tag())) : QString{}},
        {QStringLiteral("vr"), toText(toString(finding.vr))},
        {QStringLiteral("observed"), toText(finding.observed)},
        {QStringLiteral("expected"), toText(finding.expected)},
        {QStringLiteral("offset"), finding.offset ? count(*finding.offset) : QJsonValue()},
        {QStringLiteral("source"), toText(finding.source())},
        {QStringLiteral("count"), count(finding.count)},
        {QStringLiteral("blocksFiling"), finding.blocksFiling()},
    };
    if (finding.slices)
        object.insert(QStringLiteral("slices"), slicesToJson(*finding.slices));
    addPolicy(object, finding);
    return object;
}

QJsonValue policyToJson(const PolicyIdentity *policy)
{
    if (policy == nullptr)
        return QJsonValue::Null;
    return QJsonObject{{QStringLiteral("name"), toText(policy->name)},
                       {QStringLiteral("revision"), toText(policy->revision)},
                       {QStringLiteral("sha256"), toText(policy->sha256)},
                       {QStringLiteral("day"), toText(policy->day)},
                       {QStringLiteral("rules"), count(policy->rules)},
                       {QStringLiteral("rulesInForce"), count(policy->rulesInForce)},
                       {QStringLiteral("problem"), toText(policy->problem)}};
}

QJsonObject findingGroupToJson(const FindingGroup &group)
{
    QJsonObject object = findingToJson(group.first);
    object.insert(QStringLiteral("attribute"), toText(group.first.attribute.toString()));
    object.insert(QStringLiteral("count"), count(group.occurrences));
    object.insert(QStringLiteral("instances"), count(group.instances));
    object.insert(QStringLiteral("hasDifferentValues"), group.hasDifferentValues);
    return object;
}

QJsonObject fileToJson(const FileRecord &file)
{
    QJsonArray findings;
    for (const Finding &finding : file.findings)
        findings.append(findingToJson(finding));
    QJsonObject object{
        {QStringLiteral("path"), toText(file.path)},
        {QStringLiteral("outcome"), toText(toString(file.outcome))},
        {QStringLiteral("sopClassUid"), toText(file.sopClassUid)},
        {QStringLiteral("sopInstanceUid"), toText(file.sopInstanceUid)},
        {QStringLiteral("seriesInstanceUid"), toText(file.seriesInstanceUid)},
        {QStringLiteral("transferSyntaxUid"), toText(file.transferSyntaxUid)},
        {QStringLiteral("size"), count(file.size)},
        {QStringLiteral("findings"), findings},
        {QStringLiteral("suppressedCount"), count(file.suppressed.size())},
        {QStringLiteral("suppressed"), suppressedToJson(file.suppressed, findingToJson)},
        {QStringLiteral("notChecked"), toJson(file.notChecked)},
    };
    if (file.policy)
        object.insert(QStringLiteral("policy"), policyToJson(file.policy.get()));
    if (!file.notDecidable.empty())
        object.insert(QStringLiteral("notDecidable"), toJson(file.notDecidable));
    return object;
}

QJsonObject acceptanceToJson(const Acceptance &acceptance)
{
    QJsonArray findings;
    for (const std::string &id : acceptance.findings)
        findings.append(toText(id));
    return {{QStringLiteral("reason"), toText(acceptance.reason)},
            {QStringLiteral("by"), toText(acceptance.by)},
            {QStringLiteral("at"), toText(acceptance.at)},
            {QStringLiteral("findings"), findings}};
}

QJsonObject studyToJson(const StudySnapshot &study)
{
    QJsonArray findings;
    for (const FindingGroup &group : study.findings)
        findings.append(findingGroupToJson(group));
    QJsonArray modalities;
    for (const std::string &modality : study.modalities)
        modalities.append(toText(modality));
    QJsonArray modifiers;
    for (const VerdictModifier modifier : study.modifiers)
        modifiers.append(toText(toString(modifier)));
    QJsonObject object{
        {QStringLiteral("kind"), kindName(study.kind)},
        {QStringLiteral("studyInstanceUid"), toText(study.studyInstanceUid)},
        {QStringLiteral("patientName"), toText(study.patientName)},
        {QStringLiteral("patientId"), toText(study.patientId)},
        {QStringLiteral("patientBirthDate"), toText(study.patientBirthDate)},
        {QStringLiteral("patientSex"), toText(study.patientSex)},
        {QStringLiteral("studyDate"), toText(study.studyDate)},
        {QStringLiteral("studyTime"), toText(study.studyTime)},
        {QStringLiteral("studyDescription"), toText(study.studyDescription)},
        {QStringLiteral("accessionNumber"), toText(study.accessionNumber)},
        {QStringLiteral("institutionName"), toText(study.institutionName)},
        {QStringLiteral("manufacturer"), toText(study.manufacturer)},
        {QStringLiteral("modalities"), modalities},
        {QStringLiteral("filesFound"), count(study.files)},
        {QStringLiteral("instances"), count(study.instances)},
        {QStringLiteral("series"), count(study.series)},
        {QStringLiteral("bytes"), count(study.bytes)},
        {QStringLiteral("verdict"), toText(toString(study.verdict))},
        {QStringLiteral("modifiers"), modifiers},
        {QStringLiteral("errors"), count(study.errors)},
        {QStringLiteral("warnings"), count(study.warnings)},
        {QStringLiteral("infos"), count(study.infos)},
        {QStringLiteral("isFilingBlocked"), study.isFilingBlocked},
        {QStringLiteral("archive"), toText(toString(study.archive))},
        {QStringLiteral("archivePath"), toText(study.archivePath)},
        {QStringLiteral("archiveMessage"), toText(study.archiveMessage)},
        {QStringLiteral("passedChecks"), count(study.passedChecks)},
        {QStringLiteral("notDecidableChecks"), count(study.notDecidableChecks)},
        {QStringLiteral("findings"), findings},
        {QStringLiteral("policy"), policyToJson(study.policy.get())},
        {QStringLiteral("changedByPolicy"), count(study.changedByPolicy)},
        {QStringLiteral("suppressedCount"), count(study.suppressed.size())},
        {QStringLiteral("suppressed"), suppressedToJson(study.suppressed, findingGroupToJson)},
        {QStringLiteral("notChecked"), toJson(study.notChecked)},
        {QStringLiteral("notDecidable"), toJson(study.notDecidable)},
    };
    if (study.acceptance)
        object.insert(QStringLiteral("acceptance"), acceptanceToJson(*study.acceptance));
    return object;
}

QJsonObject accountingToJson(const FileAccounting &accounting)
{
    return {
        {QStringLiteral("filesFound"), count(accounting.found)},
        {QStringLiteral("passed"), count(accounting.passed)},
        {QStringLiteral("warnings"), count(accounting.warnings)},
        {QStringLiteral("problems"), count(accounting.problems)},
        {QStringLiteral("unreadable"), count(accounting.unreadable)},
        {QStringLiteral("notDicom"), count(accounting.notDicom)},
        {QStringLiteral("notJudged"), count(accounting.pending())},
    };
}

QJsonObject programToJson(const RuleSelection *rules)
{
    return {
        {QStringLiteral("name"), QStringLiteral("MI Validator")},
        {QStringLiteral("version"), QStringLiteral(MIVALIDATOR_VERSION)},
        {QStringLiteral("dictionaryEdition"), toText(dictionaryEdition())},
        {QStringLiteral("rules"), rulesToJson(rules != nullptr ? *rules : RuleSelection{})},
        {QStringLiteral("notice"),
         QStringLiteral("MI Validator checks format and consistency, not diagnostic quality.")},
    };
}

} // namespace mi
