#include "core/report/document/study_content.h"

#include "core/report/document/report_content.h"
#include "core/report/document/shown_text.h"
#include "core/report/finding_texts.h"
#include "core/report/texts/frame_texts.h"

#include <QByteArray>

#include <algorithm>

namespace mi {

using namespace blocks;

namespace {

std::string joined(const std::vector<std::string> &texts, Language language)
{
    std::string out;
    for (const std::string &text : texts)
        out += (out.empty() ? "" : ", ") + valueText(text, language);
    return out;
}

Facts identityFacts(const ReportStudy &study, Language language)
{
    Facts facts;
    const auto add = [&facts, language](Say label, const std::string &value) {
        facts.rows.emplace_back(say(label, language),
                                value.empty() ? std::string(say(Say::notStated, language)) : value);
    };
    const auto addIfThere = [&add](Say label, const std::string &value) {
        if (!value.empty())
            add(label, value);
    };
    if (study.kind == StudyKind::study) {
        add(Say::patient, valueText(study.patientName, language));
        add(Say::patientId, valueText(study.patientId, language));
        const std::string birth = valueText(study.patientBirthDate, language);
        add(Say::birthDate, birth == study.patientBirthDate ? shownDate(birth, language) : birth);
        addIfThere(Say::sex, valueText(study.patientSex, language));
        const std::string date = valueText(study.studyDate, language);
        add(Say::studyDate, date == study.studyDate ? shownDate(date, language) : date);
        addIfThere(Say::description, valueText(study.studyDescription, language));
        addIfThere(Say::accessionNumber, valueText(study.accessionNumber, language));
        addIfThere(Say::institution, valueText(study.institutionName, language));
        addIfThere(Say::manufacturers, valueText(study.manufacturer, language));
        add(Say::modalities, joined(study.modalities, language));
        add(Say::studyUid, valueText(study.studyInstanceUid, language));
    }
    return facts;
}

void addStateFacts(Facts &facts, const ReportStudy &study, Language language)
{
    const auto count = [language](std::uint64_t number) { return shownCount(number, language); };
    const std::uint64_t files = study.files.judged.found;
    facts.rows.emplace_back(
        say(Say::content, language),
        study.kind == StudyKind::study
            ? say(Say::seriesInstances, language, {count(study.series), count(study.instances), count(files)})
            : count(files) + " " + std::string(say(Say::files, language)));
    facts.rows.emplace_back(say(Say::verdict, language), verdictText(study.verdict, language));
    if (study.kind == StudyKind::study)
        facts.rows.emplace_back(say(Say::archive, language), archiveText(study, language));
    facts.rows.emplace_back(
        say(Say::checks, language),
        say(Say::checksText, language, {count(study.passedChecks), count(study.notDecidableChecks)}));
    if (study.suppressed > 0)
        facts.rows.emplace_back(say(Say::suppressed, language),
                                say(Say::suppressedCauses, language, {count(study.suppressed)}));
}

std::string detailOf(const ReportFinding &finding, const ReportStudy &study, Language language)
{
    std::vector<std::string> parts;
    const auto add = [&parts](std::string part) {
        if (!part.empty())
            parts.push_back(std::move(part));
    };
    if (!finding.attribute.empty())
        add(shownText(finding.attribute + (finding.keyword.empty() ? "" : " " + finding.keyword)));
    add(factsText(finding.observed, finding.expected, language));
    if (finding.hasDifferentValues)
        add(std::string(say(Say::severalValues, language)));
    const std::uint64_t all = study.kind == StudyKind::study ? study.instances : study.files.judged.found;
    add(finding.instances == 0
            ? std::string(say(Say::wholeStudy, language))
            : say(Say::instancesOf, language, {shownCount(finding.instances, language), shownCount(all, language)}));
    if (finding.blocksFiling)
        add(std::string(say(Say::blocksFiling, language)));
    if (finding.policy)
        add(say(Say::policyChanged, language,
                {std::to_string(finding.policy->rule), valueText(finding.policy->reason, language),
                 severityText(finding.policy->severityBefore, language)}));
    add(shownText(finding.id));
    std::string out;
    for (const std::string &part : parts)
        out += (out.empty() ? "" : "; ") + part;
    return out;
}

// "12.5": a length without needless digits.
std::string lengthText(double millimetres)
{
    return QByteArray::number(millimetres, 'g', 6).toStdString();
}

Slices slicesBlock(const SlicePositions &stack, Language language)
{
    static constexpr std::size_t mostNamed = 12;
    const auto listed = [](const std::vector<double> &places) {
        std::string out;
        for (std::size_t i = 0; i < std::min(places.size(), mostNamed); ++i)
            out += (i == 0 ? "" : ", ") + lengthText(places[i]);
        return places.size() > mostNamed ? out + ", ..." : out;
    };
    Slices block{.positions = stack, .caption = {}, .legend = {}};
    const Say words[] = {Say::slicesThere, Say::slicesMissing, Say::slicesRepeated};
    for (std::size_t i = 0; i < 3; ++i)
        block.legend[i] = say(words[i], language);
    block.caption = say(Say::slicesCaption, language,
                        {shownCount(stack.present.size(), language), lengthText(stack.present.front()),
                         lengthText(stack.present.back())});
    if (!stack.missing.empty())
        block.caption += "; " + block.legend[1] + ": " + listed(stack.missing) + " mm";
    if (!stack.repeated.empty())
        block.caption += "; " + block.legend[2] + ": " + listed(stack.repeated) + " mm";
    return block;
}

} // namespace

void addStudyContent(std::vector<Block> &content, const ReportStudy &study, bool isMasked, Language language)
{
    std::string title = std::to_string(study.number) + ". " + fullTitle(study, language, isMasked);
    content.push_back(Heading{3, std::move(title)});
    Facts facts = identityFacts(study, language);
    addStateFacts(facts, study, language);
    content.push_back(std::move(facts));
    if (study.findings.empty())
        content.push_back(Paragraph{std::string(say(Say::noFindingsInStudy, language)), true});
    for (const ReportFinding &finding : study.findings) {
        content.push_back(FindingLine{.severity = finding.severity,
                                      .badge = severityText(finding.severity, language),
                                      .title = findingText(finding.id, language).title.toStdString(),
                                      .detail = detailOf(finding, study, language)});
        for (const SlicePositions &stack : finding.slices) {
            if (!stack.present.empty())
                content.push_back(slicesBlock(stack, language));
        }
    }
}

} // namespace mi
