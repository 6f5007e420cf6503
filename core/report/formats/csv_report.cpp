#include "core/report/formats/csv_report.h"

#include <initializer_list>

namespace mi {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

std::string_view kindName(StudyKind kind)
{
    switch (kind) {
    case StudyKind::study:
        return "study";
    case StudyKind::withoutStudy:
        return "withoutStudy";
    case StudyKind::mediaDirectory:
        return "mediaDirectory";
    case StudyKind::notDicom:
        break;
    }
    return "notDicom";
}

// What spreadsheets begin a formula with; the wide forms count too.
bool isFormula(std::string_view value)
{
    constexpr std::string_view starts = "=+-@\t\r\n";
    if (value.empty())
        return false;
    if (starts.find(value.front()) != starts.npos)
        return true;
    return value.starts_with("\xEF\xBC\x9D") || value.starts_with("\xEF\xBC\x8B") ||
           value.starts_with("\xEF\xBC\x8D") || value.starts_with("\xEF\xBC\xA0"); // = + - @, full width
}

class Csv {
public:
    Csv(ByteOrderMark mark, std::initializer_list<std::string_view> header)
    {
        if (mark == ByteOrderMark::written)
            m_out = byteOrderMark;
        for (const std::string_view name : header)
            text(name);
        end();
    }
    Csv &text(std::string_view value)
    {
        if (!m_isFirst)
            m_out += ',';
        m_isFirst = false;
        m_out += csvField(value);
        return *this;
    }
    Csv &number(std::uint64_t value) { return text(std::to_string(value)); }
    Csv &flag(bool value) { return text(value ? "yes" : "no"); }
    void end()
    {
        m_out += "\r\n";
        m_isFirst = true;
    }
    std::string take() { return std::move(m_out); }

private:
    std::string m_out;
    bool m_isFirst = true;
};

std::string joined(const std::vector<std::string> &values)
{
    std::string out;
    for (const std::string &value : values)
        out += (out.empty() ? "" : "/") + value;
    return out;
}

std::uint64_t countOf(const ReportStudy &study, Severity severity)
{
    std::uint64_t count = 0;
    for (const ReportFinding &finding : study.findings)
        count += finding.severity == severity ? 1U : 0U;
    return count;
}

void putIdentity(Csv &csv, const ReportStudy &study)
{
    csv.number(study.number).text(study.studyInstanceUid).text(study.patientName).text(study.patientId);
    csv.text(study.patientBirthDate).text(study.studyDate).text(study.accessionNumber);
    csv.text(joined(study.modalities)).text(study.manufacturer);
}

} // namespace

std::string csvField(std::string_view value)
{
    std::string plain;
    plain.reserve(value.size() + 2);
    if (isFormula(value))
        plain += '\'';
    for (const char c : value) {
        if (c == '\0')
            plain += "\\x00";
        else
            plain += c;
    }
    if (plain.find_first_of(",\"\r\n;\t") == plain.npos && !plain.starts_with(' ') && !plain.ends_with(' '))
        return plain;
    std::string quoted = "\"";
    for (const char c : plain) {
        quoted += c;
        if (c == '"')
            quoted += c;
    }
    return quoted + '"';
}

std::string studiesCsv(const Report &report, ByteOrderMark mark)
{
    Csv csv(mark, {"study",
                   "studyInstanceUid",
                   "patientName",
                   "patientId",
                   "patientBirthDate",
                   "studyDate",
                   "accessionNumber",
                   "modalities",
                   "manufacturer",
                   "kind",
                   "source",
                   "description",
                   "institution",
                   "series",
                   "instances",
                   "files",
                   "bytes",
                   "verdict",
                   "archive",
                   "archivePath",
                   "isFilingBlocked",
                   "problems",
                   "warnings",
                   "notes",
                   "suppressed",
                   "passedChecks",
                   "notDecidableChecks",
                   "filesPassed",
                   "filesWarnings",
                   "filesProblems",
                   "filesUnreadable",
                   "filesNotDicom"});
    for (const ReportStudy &study : report.studies) {
        putIdentity(csv, study);
        csv.text(kindName(study.kind)).text(study.source).text(study.studyDescription).text(study.institutionName);
        csv.number(study.series).number(study.instances).number(study.files.judged.found).number(study.bytes);
        csv.text(toString(study.verdict)).text(toString(study.archive)).text(study.archivePath);
        csv.flag(study.isFilingBlocked).number(countOf(study, Severity::error));
        csv.number(countOf(study, Severity::warning)).number(countOf(study, Severity::info)).number(study.suppressed);
        csv.number(study.passedChecks).number(study.notDecidableChecks);
        const FileAccounting &files = study.files.judged;
        csv.number(files.passed).number(files.warnings).number(files.problems).number(files.unreadable);
        csv.number(files.notDicom).end();
    }
    return csv.take();
}

std::string findingsCsv(const Report &report, ByteOrderMark mark)
{
    Csv csv(mark, {"study",
                   "studyInstanceUid",
                   "patientName",
                   "patientId",
                   "patientBirthDate",
                   "studyDate",
                   "accessionNumber",
                   "modalities",
                   "manufacturer",
                   "severity",
                   "id",
                   "attribute",
                   "keyword",
                   "vr",
                   "observed",
                   "expected",
                   "hasDifferentValues",
                   "instances",
                   "count",
                   "blocksFiling",
                   "rule",
                   "policyRule",
                   "exampleFile",
                   "exampleSopInstanceUid"});
    for (const ReportStudy &study : report.studies) {
        for (const ReportFinding &finding : study.findings) {
            putIdentity(csv, study);
            csv.text(toString(finding.severity)).text(finding.id).text(finding.attribute).text(finding.keyword);
            csv.text(finding.vr).text(finding.observed).text(finding.expected).flag(finding.hasDifferentValues);
            csv.number(finding.instances).number(finding.count).flag(finding.blocksFiling).text(finding.source);
            csv.text(finding.policy ? std::to_string(finding.policy->rule) : std::string{});
            const FileExample example = finding.examples.empty() ? FileExample{} : finding.examples.front();
            csv.text(example.path).text(example.sopInstanceUid).end();
        }
    }
    return csv.take();
}

} // namespace mi
