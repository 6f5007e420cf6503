#include "core/report/document/report_content.h"

#include "core/report/document/shown_text.h"
#include "core/report/document/study_content.h"
#include "core/report/finding_texts.h"
#include "core/report/texts/frame_texts.h"

#include <algorithm>
#include <map>

namespace mi {

using namespace blocks;

namespace {

constexpr std::size_t mostSources = 10;
constexpr std::size_t mostListed = 8; // makers, attributes

class Content {
public:
    Content(const Report &report, Language language) : m_report(report), m_language(language) {}

    std::vector<Block> write()
    {
        writeHead();
        writeSums();
        writeCharts();
        writeCauses();
        heading(2, Say::studies);
        for (const ReportStudy &study : m_report.studies)
            addStudyContent(m_blocks, study, m_report.isMasked, m_language);
        writeGaps();
        m_blocks.push_back(Paragraph{std::string(text(Say::notice)), true});
        return std::move(m_blocks);
    }

private:
    std::string_view text(Say what) const { return say(what, m_language); }
    std::string count(std::uint64_t number) const { return shownCount(number, m_language); }
    void heading(int level, Say what) { m_blocks.push_back(Heading{level, std::string(text(what))}); }

    void writeHead();
    void addPolicies(Facts &facts) const;
    std::string programText(const ReportProgram &program) const;
    std::string editionsText() const;
    void writeSums();
    void writeCharts();
    Bars emptyBars(Say title) const;
    void writeCauses();
    Cause causeBlock(const ReportCause &cause) const;
    std::string listText(const std::map<std::string, std::uint32_t> &counted) const;
    void writeGaps();

    const Report &m_report;
    Language m_language;
    std::vector<Block> m_blocks;
};

std::string Content::programText(const ReportProgram &program) const
{
    return "MI Validator " + shownText(program.version);
}

std::string Content::editionsText() const
{
    std::string out;
    for (const auto &[part, edition] : m_report.judge.editions)
        out += (out.empty() ? "" : ", ") + shownText(part) + " " + shownText(edition);
    return out;
}

void Content::addPolicies(Facts &facts) const
{
    const std::string label(text(Say::policy));
    if (m_report.policies.empty())
        facts.rows.emplace_back(label, text(Say::noPolicy));
    for (const auto &policy : m_report.policies) {
        const std::string name =
            shownText(policy->revision.empty() ? policy->name : policy->name + " " + policy->revision);
        if (!policy->problem.empty()) {
            facts.rows.emplace_back(label, say(Say::policyProblem, m_language, {name, shownText(policy->problem)}));
            continue;
        }
        facts.rows.emplace_back(label,
                                say(Say::policyRules, m_language,
                                    {name, count(policy->rulesInForce), count(policy->rules), shownText(policy->day)}) +
                                    ", SHA-256 " + shownText(policy->sha256));
    }
}

void Content::writeHead()
{
    const bool isOne = m_report.scope == ReportScope::study;
    heading(1, isOne ? Say::titleOfStudy : Say::title);
    m_blocks.push_back(Paragraph{std::string(text(Say::subject)), true});
    Facts facts;
    const auto add = [this, &facts](Say label, std::string value) {
        facts.rows.emplace_back(text(label), std::move(value));
    };
    add(Say::created, shownTime(m_report.createdAt, m_language));
    if (!m_report.user.empty())
        add(Say::createdBy, m_report.host.empty()
                                ? shownText(m_report.user)
                                : say(Say::onHost, m_language, {shownText(m_report.user), shownText(m_report.host)}));
    add(Say::program, programText(m_report.writer));
    if (m_report.judge.version != m_report.writer.version)
        add(Say::checkedWith, programText(m_report.judge));
    add(Say::standard, editionsText());
    constexpr Say scopes[] = {Say::scopeStudy, Say::scopeSelection, Say::scopeSession, Say::scopeArchive};
    add(Say::scope, std::string(text(scopes[static_cast<std::size_t>(m_report.scope)])));
    for (std::size_t i = 0; i < std::min(mostSources, m_report.sources.size()); ++i)
        add(Say::source, valueText(m_report.sources[i], m_language));
    if (m_report.sources.size() > mostSources)
        add(Say::source, say(Say::andMore, m_language, {count(m_report.sources.size() - mostSources)}));
    addPolicies(facts);
    add(Say::identity, std::string(text(m_report.isMasked ? Say::identityMasked : Say::identityShown)));
    m_blocks.push_back(std::move(facts));
}

void Content::writeSums()
{
    heading(2, Say::summary);
    Table verdicts{.header = {std::string(text(Say::verdict)), std::string(text(Say::studies))}, .rows = {}};
    std::uint64_t studies = 0;
    for (const Verdict verdict :
         {Verdict::passed, Verdict::passedWithWarnings, Verdict::problems, Verdict::cannotBeRead, Verdict::undecided}) {
        const auto number =
            static_cast<std::uint64_t>(std::ranges::count_if(m_report.studies, [verdict](const ReportStudy &study) {
                return study.kind == StudyKind::study && study.verdict == verdict;
            }));
        studies += number;
        if (number > 0)
            verdicts.rows.push_back({verdictText(verdict, m_language), count(number)});
    }
    verdicts.rows.push_back({std::string(text(Say::sum)), count(studies)});
    verdicts.isLastRowSum = true;
    m_blocks.push_back(std::move(verdicts));

    const ReportAccounting &files = m_report.accounting;
    Table judged{.header = {std::string(text(Say::judgement)), std::string(text(Say::files))}, .rows = {}};
    const FileAccounting &by = files.judged;
    for (const auto &[label, number] :
         {std::pair{Say::filePassed, by.passed}, std::pair{Say::fileWarnings, by.warnings},
          std::pair{Say::fileProblems, by.problems}, std::pair{Say::fileUnreadable, by.unreadable},
          std::pair{Say::fileNotDicom, by.notDicom}, std::pair{Say::fileNotJudged, by.pending()}})
        judged.rows.push_back({std::string(text(label)), count(number)});
    judged.rows.push_back({std::string(text(Say::filesFound)), count(by.found)});
    judged.isLastRowSum = true;
    m_blocks.push_back(std::move(judged));

    Table places{.header = {std::string(text(Say::fileAccounting)), std::string(text(Say::files))}, .rows = {}};
    for (std::size_t i = 0; i < filePlaces; ++i) {
        if (files.places[i] > 0)
            places.rows.push_back({placeText(static_cast<FilePlace>(i), m_language), count(files.places[i])});
    }
    places.rows.push_back({std::string(text(Say::filesFound)), count(files.placed())});
    places.isLastRowSum = true;
    m_blocks.push_back(std::move(places));
}

Bars Content::emptyBars(Say title) const
{
    Bars bars{.title = std::string(text(title)), .legend = {}, .rows = {}};
    for (const Severity severity : {Severity::error, Severity::warning, Severity::info})
        bars.legend.push_back(severityText(severity, m_language));
    return bars;
}

void Content::writeCharts()
{
    if (m_report.causes.empty())
        return;
    const auto column = [](Severity severity) { return 2 - static_cast<std::size_t>(severity); };
    std::map<std::string, Bars::Row> makers;
    Bars severities = emptyBars(Say::bySeverity);
    severities.rows.resize(3);
    for (std::size_t i = 0; i < severities.rows.size(); ++i)
        severities.rows[i].label = severities.legend[i];
    for (const ReportStudy &study : m_report.studies) {
        if (study.findings.empty())
            continue;
        const std::string maker = study.manufacturer.substr(0, study.manufacturer.find(", "));
        Bars::Row &row = makers[maker];
        row.label = maker.empty() ? std::string(text(Say::notStated)) : valueText(maker, m_language);
        for (const ReportFinding &finding : study.findings) {
            const std::size_t at = column(finding.severity);
            ++row.counts[at];
            ++severities.rows[at].counts[at];
        }
    }
    m_blocks.push_back(std::move(severities));
    Bars byMaker = emptyBars(Say::byManufacturer);
    for (auto &[name, row] : makers)
        byMaker.rows.push_back(std::move(row));
    const auto sum = [](const Bars::Row &row) { return row.counts[0] + row.counts[1] + row.counts[2]; };
    std::ranges::stable_sort(byMaker.rows, std::ranges::greater{}, sum);
    if (byMaker.rows.size() > mostListed + 1) {
        Bars::Row others{.label = say(Say::otherManufacturers, m_language, {count(byMaker.rows.size() - mostListed)})};
        for (std::size_t i = mostListed; i < byMaker.rows.size(); ++i) {
            for (std::size_t at = 0; at < 3; ++at)
                others.counts[at] += byMaker.rows[i].counts[at];
        }
        byMaker.rows.resize(mostListed);
        byMaker.rows.push_back(std::move(others));
    }
    m_blocks.push_back(std::move(byMaker));
}

std::string Content::listText(const std::map<std::string, std::uint32_t> &counted) const
{
    std::vector<std::pair<std::string, std::uint32_t>> sorted(counted.begin(), counted.end());
    std::ranges::stable_sort(sorted, std::ranges::greater{}, &std::pair<std::string, std::uint32_t>::second);
    std::string out;
    for (std::size_t i = 0; i < std::min(mostListed, sorted.size()); ++i) {
        const std::string name =
            sorted[i].first.empty() ? std::string(text(Say::notStated)) : valueText(sorted[i].first, m_language);
        out += (out.empty() ? "" : "; ") + say(Say::manufacturerCount, m_language, {name, count(sorted[i].second)});
    }
    if (sorted.size() > mostListed)
        out += "; " + say(Say::andMore, m_language, {count(sorted.size() - mostListed)});
    return out;
}

Cause Content::causeBlock(const ReportCause &cause) const
{
    const FindingText words = findingText(cause.id, m_language);
    Cause block{.severity = cause.severity,
                .badge = severityText(cause.severity, m_language),
                .title = words.title.toStdString(),
                .id = shownText(cause.id),
                .facts = {}};
    const auto add = [this, &block](Say label, std::string value) {
        if (!value.empty())
            block.facts.rows.emplace_back(text(label), std::move(value));
    };
    add(Say::meaning, words.meaning.toStdString());
    add(Say::advice, words.advice.toStdString());
    add(Say::foundIn,
        say(Say::studiesInstances, m_language, {count(cause.studies), count(cause.instances), count(cause.count)}));
    if (cause.blocksFiling)
        add(Say::blocks, std::string(text(Say::blocksFiling)));
    add(Say::attributes, listText(cause.attributes));
    add(Say::manufacturers, listText(cause.manufacturers));
    for (const ReportCause::Example &example : cause.examples) {
        std::string value = factsText(example.observed, example.expected, m_language);
        const std::string place =
            valueText(example.file.path.empty() ? example.file.sopInstanceUid : example.file.path, m_language);
        if (!place.empty())
            value += (value.empty() ? "" : "; ") + place;
        if (!value.empty())
            add(Say::example, say(Say::exampleOf, m_language, {std::to_string(example.study), value}));
    }
    add(Say::rule,
        block.id + ", " + (cause.source.empty() ? std::string(text(Say::ruleOwn)) : shownText(cause.source)));
    return block;
}

void Content::writeCauses()
{
    heading(2, Say::causes);
    if (m_report.causes.empty())
        m_blocks.push_back(Paragraph{std::string(text(Say::noFindings))});
    for (const ReportCause &cause : m_report.causes)
        m_blocks.push_back(causeBlock(cause));
}

void Content::writeGaps()
{
    heading(2, Say::notChecked);
    m_blocks.push_back(Paragraph{say(Say::notDecidable, m_language, {count(m_report.notDecidableChecks)})});
    if (m_report.notChecked.empty())
        m_blocks.push_back(Paragraph{std::string(text(Say::notCheckedNone))});
    Facts facts;
    for (const ReportGap &gap : m_report.notChecked)
        facts.rows.emplace_back(shownText(gap.what), say(Say::notCheckedStudies, m_language,
                                                         {count(gap.studies), valueText(gap.reason, m_language)}));
    if (!facts.rows.empty())
        m_blocks.push_back(std::move(facts));
}

} // namespace

std::vector<Block> reportContent(const Report &report, Language language)
{
    return Content(report, language).write();
}

} // namespace mi
