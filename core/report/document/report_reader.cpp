#include "core/report/document/report_reader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace mi {

namespace {

constexpr int newestVersion = 1;

std::string text(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString().toStdString();
}

std::uint64_t number(const QJsonObject &object, const char *name)
{
    const qint64 value = object.value(QLatin1String(name)).toInteger();
    return value > 0 ? static_cast<std::uint64_t>(value) : 0;
}

std::uint32_t smallNumber(const QJsonObject &object, const char *name)
{
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(number(object, name), 0xFFFFFFFFU));
}

// The value that has this name, or the fallback.
template <class Enum, std::size_t Size>
Enum named(const std::string &name, const std::array<Enum, Size> &values, Enum fallback)
{
    const auto found = std::ranges::find_if(values, [&name](Enum value) { return toString(value) == name; });
    return found == values.end() ? fallback : *found;
}

Severity severityFrom(const std::string &name)
{
    return named(name, std::array{Severity::info, Severity::warning, Severity::error}, Severity::info);
}

std::optional<Outcome> outcomeFrom(const std::string &name)
{
    constexpr std::array all{Outcome::passed, Outcome::warnings, Outcome::problems, Outcome::unreadable,
                             Outcome::notDicom};
    const auto found = std::ranges::find_if(all, [&name](Outcome value) { return toString(value) == name; });
    return found == all.end() ? std::nullopt : std::optional{*found};
}

StudyKind kindFrom(const std::string &name)
{
    if (name == "withoutStudy")
        return StudyKind::withoutStudy;
    if (name == "mediaDirectory")
        return StudyKind::mediaDirectory;
    return name == "notDicom" ? StudyKind::notDicom : StudyKind::study;
}

// "(0040,A730)[2].(0008,0104)" without "[2]".
std::string withoutItems(const std::string &path)
{
    std::string out;
    bool isInItem = false;
    for (const char c : path) {
        isInItem = c == '[' || (isInItem && c != ']');
        if (!isInItem && c != ']')
            out += c;
    }
    return out;
}

std::vector<double> numbers(const QJsonObject &object, const char *name)
{
    std::vector<double> out;
    for (const QJsonValue &value : object.value(QLatin1String(name)).toArray()) {
        if (out.size() < mostSlicePlaces && value.isDouble())
            out.push_back(value.toDouble());
    }
    std::ranges::sort(out);
    return out;
}

ReportFinding findingFrom(const QJsonObject &object)
{
    ReportFinding out{.id = text(object, "id"),
                      .severity = severityFrom(text(object, "severity")),
                      .attribute = withoutItems(text(object, "attribute")),
                      .keyword = text(object, "keyword"),
                      .vr = text(object, "vr"),
                      .observed = text(object, "observed"),
                      .expected = text(object, "expected"),
                      .source = text(object, "source"),
                      .privateCreator = text(object, "privateCreator"),
                      .count = number(object, "count"),
                      .instances = smallNumber(object, "instances"),
                      .hasDifferentValues = object.value(QLatin1String("hasDifferentValues")).toBool(),
                      .blocksFiling = object.value(QLatin1String("blocksFiling")).toBool()};
    for (const QJsonValue &value : object.value(QLatin1String("slices")).toArray()) {
        const QJsonObject stack = value.toObject();
        out.slices.push_back({.present = numbers(stack, "present"),
                              .missing = numbers(stack, "missing"),
                              .repeated = numbers(stack, "repeated"),
                              .spacing = stack.value(QLatin1String("spacing")).toDouble()});
    }
    if (const QJsonValue policy = object.value(QLatin1String("policy")); policy.isObject()) {
        const QJsonObject note = policy.toObject();
        out.policy = ReportPolicyNote{.rule = smallNumber(note, "rule"),
                                      .reason = text(note, "reason"),
                                      .severityBefore = severityFrom(text(note, "severityBefore")),
                                      .blockedFilingBefore = note.value(QLatin1String("blocksFilingBefore")).toBool()};
    }
    return out;
}

std::shared_ptr<const PolicyIdentity> policyFrom(const QJsonValue &value)
{
    if (!value.isObject())
        return nullptr;
    const QJsonObject object = value.toObject();
    return std::make_shared<const PolicyIdentity>(PolicyIdentity{.name = text(object, "name"),
                                                                 .revision = text(object, "revision"),
                                                                 .sha256 = text(object, "sha256"),
                                                                 .day = text(object, "day"),
                                                                 .rules = smallNumber(object, "rules"),
                                                                 .rulesInForce = smallNumber(object, "rulesInForce"),
                                                                 .problem = text(object, "problem")});
}

void countFiles(ReportStudy &study, const QJsonArray &files)
{
    for (const QJsonValue &value : files) {
        const QJsonObject object = value.toObject();
        const std::string path = text(object, "path");
        const std::string sopInstanceUid = text(object, "sopInstanceUid");
        CountedFile file{.path = path,
                         .sopInstanceUid = sopInstanceUid,
                         .outcome = outcomeFrom(text(object, "outcome")),
                         .findings = {}};
        for (const QJsonValue &finding : object.value(QLatin1String("findings")).toArray())
            file.findings.emplace_back(text(finding.toObject(), "id"),
                                       withoutItems(text(finding.toObject(), "attribute")));
        for (const QJsonValue &finding : object.value(QLatin1String("suppressed")).toArray())
            file.findings.emplace_back(text(finding.toObject(), "id"), "suppressed");
        countFile(study, file);
    }
}

ReportStudy studyFrom(const QJsonObject &object)
{
    ReportStudy out;
    out.kind = kindFrom(text(object, "kind"));
    out.studyInstanceUid = text(object, "studyInstanceUid");
    out.patientName = text(object, "patientName");
    out.patientId = text(object, "patientId");
    out.patientBirthDate = text(object, "patientBirthDate");
    out.patientSex = text(object, "patientSex");
    out.studyDate = text(object, "studyDate");
    out.studyTime = text(object, "studyTime");
    out.studyDescription = text(object, "studyDescription");
    out.accessionNumber = text(object, "accessionNumber");
    out.institutionName = text(object, "institutionName");
    out.manufacturer = text(object, "manufacturer");
    for (const QJsonValue &modality : object.value(QLatin1String("modalities")).toArray())
        out.modalities.push_back(modality.toString().toStdString());
    out.instances = smallNumber(object, "instances");
    out.series = smallNumber(object, "series");
    out.bytes = number(object, "bytes");
    out.verdict = named(text(object, "verdict"),
                        std::array{Verdict::passed, Verdict::passedWithWarnings, Verdict::problems,
                                   Verdict::cannotBeRead, Verdict::notDicom},
                        Verdict::undecided);
    out.isFilingBlocked = object.value(QLatin1String("isFilingBlocked")).toBool();
    out.archive = named(text(object, "archive"),
                        std::array{ArchiveState::filing, ArchiveState::filedAndVerified, ArchiveState::alreadyInArchive,
                                   ArchiveState::conflict, ArchiveState::filingFailed},
                        ArchiveState::notFiled);
    out.archivePath = text(object, "archivePath");
    out.archiveMessage = text(object, "archiveMessage");
    out.passedChecks = number(object, "passedChecks");
    out.notDecidableChecks = number(object, "notDecidableChecks");
    out.suppressed = smallNumber(object, "suppressedCount");
    out.policy = policyFrom(object.value(QLatin1String("policy")));
    for (const QJsonValue &finding : object.value(QLatin1String("findings")).toArray())
        out.findings.push_back(findingFrom(finding.toObject()));
    for (const QJsonValue &value : object.value(QLatin1String("notChecked")).toArray())
        out.notChecked.push_back({.what = text(value.toObject(), "what"), .reason = text(value.toObject(), "reason")});
    return out;
}

ReportProgram programFrom(const QJsonObject &object)
{
    ReportProgram program{.version = text(object, "version"), .editions = {}};
    program.editions.emplace_back("PS3.6", text(object, "dictionaryEdition"));
    const QJsonObject editions = object.value(QLatin1String("editions")).toObject();
    for (auto part = editions.begin(); part != editions.end(); ++part)
        program.editions.emplace_back(part.key().toStdString(), part.value().toString().toStdString());
    return program;
}

Error notAReport(const SavedReport &saved, const char *why)
{
    return {.code = ErrorCode::invalidFormat, .operation = "read", .subject = saved.name, .detail = why};
}

// How many files the run had found; 0 if it says no more than the files that are listed.
Result<std::uint64_t> take(const SavedReport &saved, Report &report, bool isFirst)
{
    const QJsonDocument document = QJsonDocument::fromJson(saved.text);
    if (!document.isObject())
        return notAReport(saved, "it is no JSON object");
    const QJsonObject object = document.object();
    const std::string schema = text(object, "schema");
    const bool isValidation = schema == "mivalidator-validation";
    if (!isValidation && schema != "mivalidator-report")
        return notAReport(saved, "it is neither a report of a check nor the validation.json of an archive");
    if (number(object, "schemaVersion") > newestVersion)
        return Error{.code = ErrorCode::unsupported,
                     .operation = "read",
                     .subject = saved.name,
                     .detail = "a newer version of MI Validator wrote it"};
    if (isFirst)
        report.judge = programFrom(object.value(QLatin1String("program")).toObject());
    if (isValidation) {
        report.studies.push_back(studyFrom(object.value(QLatin1String("study")).toObject()));
        ReportStudy &study = report.studies.back();
        study.archive = ArchiveState::filedAndVerified; // only a bag holds a validation.json
        study.filedAt = saved.filedAt;
        countFiles(study, object.value(QLatin1String("files")).toArray());
        return study.files.judged.found;
    }
    std::uint64_t listed = 0;
    for (const QJsonValue &value : object.value(QLatin1String("studies")).toArray()) {
        report.studies.push_back(studyFrom(value.toObject()));
        countFiles(report.studies.back(), value.toObject().value(QLatin1String("files")).toArray());
        listed += report.studies.back().files.judged.found;
    }
    return std::max(listed, number(object, "filesFound"));
}

} // namespace

bool isSavedReport(const QByteArray &text)
{
    return text.trimmed().startsWith('{') &&
           (text.contains("\"mivalidator-report\"") || text.contains("\"mivalidator-validation\""));
}

Result<Report> readReport(const std::vector<SavedReport> &saved, const ReportRequest &request)
{
    Report report = startReport(request);
    std::uint64_t found = 0;
    for (std::size_t i = 0; i < saved.size(); ++i) {
        const Result<std::uint64_t> taken = take(saved[i], report, i == 0);
        if (!taken)
            return taken.error();
        found += *taken;
    }
    finishReport(report, request, found);
    return report;
}

} // namespace mi
