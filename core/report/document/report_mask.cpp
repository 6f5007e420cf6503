#include "core/report/document/report_mask.h"

#include "core/domain/value_representation.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace mi {

namespace {

// Shorter texts are in everything: hiding them would hide the report.
constexpr std::size_t shortestToken = 3;

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

// The texts of one study that say who it is about.
class Identity {
public:
    void take(std::string &value)
    {
        add(value);
        hide(value);
    }
    void takeParts(std::string &value)
    {
        std::string part;
        for (const char c : value + "^") {
            const bool isGap = std::string_view("^=, .-").find(c) != std::string_view::npos;
            if (!isGap)
                part += c;
            else
                add(std::exchange(part, {}));
        }
        take(value);
    }
    // A date is written in several ways.
    void takeDate(std::string &value)
    {
        if (value.size() == 8) {
            const std::string year = value.substr(0, 4);
            const std::string month = value.substr(4, 2);
            const std::string day = value.substr(6, 2);
            add(year + "-" + month + "-" + day);
            add(day + "." + month + "." + year);
        }
        take(value);
    }
    void hideIfNamed(std::string &text) const
    {
        if (text.size() < shortestToken)
            return;
        const std::string low = lowered(text);
        if (std::ranges::any_of(m_tokens, [&low](const std::string &token) { return low.find(token) != low.npos; }))
            hide(text);
    }
    static void hide(std::string &text)
    {
        if (!text.empty())
            text = maskedText;
    }

private:
    void add(std::string_view text)
    {
        if (text.size() >= shortestToken)
            m_tokens.push_back(lowered(text));
    }

    std::vector<std::string> m_tokens;
};

// Whether values of the attribute are numbers, UIDs or terms, and no text that people write.
bool mayShowValue(const ReportFinding &finding)
{
    if (finding.attribute.empty()) // facts about the file; those about a study name series
        return !finding.id.starts_with("study.");
    const std::optional<Vr> vr = finding.vr.size() == 2 ? vrFromCode(finding.vr) : std::nullopt;
    return vr && (*vr == Vr::UI || *vr == Vr::SQ || *vr == Vr::OB || *vr == Vr::OW || fixedValueSize(*vr) > 0);
}

// "identity.patient-id.missing, value.date.illegal": ids of findings; all else is text of the system, with paths.
bool isListOfIds(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ',' || c == ' ';
    });
}

void maskFinding(ReportFinding &finding, const Identity &identity)
{
    if (!mayShowValue(finding)) {
        Identity::hide(finding.observed);
        Identity::hide(finding.expected);
    }
    for (std::string *text : {&finding.observed, &finding.expected, &finding.privateCreator})
        identity.hideIfNamed(*text);
    if (finding.policy)
        identity.hideIfNamed(finding.policy->reason);
    for (FileExample &example : finding.examples) {
        example.path.clear();
        identity.hideIfNamed(example.sopInstanceUid);
    }
}

void maskStudy(ReportStudy &study)
{
    Identity identity;
    identity.takeParts(study.patientName);
    identity.takeParts(study.patientId);
    identity.takeDate(study.patientBirthDate);
    Identity::hide(study.patientSex); // "F" is in everything
    identity.takeDate(study.studyDate);
    identity.take(study.studyTime);
    identity.take(study.studyDescription);
    identity.take(study.accessionNumber);
    identity.take(study.institutionName);
    identity.take(study.source);
    for (std::string *text : {&study.studyInstanceUid, &study.manufacturer, &study.archivePath, &study.archiveMessage})
        identity.hideIfNamed(*text);
    for (std::string &modality : study.modalities)
        identity.hideIfNamed(modality);
    if (!isListOfIds(study.archiveMessage))
        Identity::hide(study.archiveMessage);
    for (ReportFinding &finding : study.findings)
        maskFinding(finding, identity);
    for (ReportGap &gap : study.notChecked)
        identity.hideIfNamed(gap.reason);
}

} // namespace

void maskStudies(Report &report)
{
    report.isMasked = true;
    std::ranges::for_each(report.studies, maskStudy);
}

} // namespace mi
