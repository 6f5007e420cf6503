#include "core/report/document/letter.h"

#include "core/report/document/report_content.h"
#include "core/report/document/shown_text.h"
#include "core/report/finding_texts.h"
#include "core/report/texts/frame_texts.h"

#include <algorithm>

namespace mi {

using namespace blocks;

namespace {

constexpr std::size_t mostLetterheadLines = 20;
constexpr std::size_t mostAttributes = 5;

std::uint64_t countOf(const ReportStudy &study, Severity severity)
{
    return static_cast<std::uint64_t>(std::ranges::count(study.findings, severity, &ReportFinding::severity));
}

bool isInLetter(const ReportStudy &study)
{
    return countOf(study, Severity::error) + countOf(study, Severity::warning) + study.files.judged.unreadable > 0;
}

class Letter {
public:
    Letter(const Report &report, Language language) : m_report(report), m_language(language) {}

    std::vector<Block> write(const std::string &letterhead)
    {
        writeLetterhead(letterhead);
        paragraph(shownTime(m_report.createdAt, m_language).substr(0, 10));
        m_blocks.push_back(Heading{1, std::string(say(Say::letterSubject, m_language))});
        paragraph(Say::letterGreeting);
        const bool isAnything = std::ranges::any_of(m_report.studies, isInLetter);
        paragraph(isAnything ? Say::letterIntro : Say::letterNothing);
        if (isAnything) {
            writeStudies();
            writeCauses();
            writeAsks();
        }
        writeEnd();
        return std::move(m_blocks);
    }

private:
    void paragraph(std::string text) { m_blocks.push_back(Paragraph{std::move(text)}); }
    void paragraph(Say what) { paragraph(std::string(say(what, m_language))); }
    std::string count(std::uint64_t number) const { return shownCount(number, m_language); }
    void writeLetterhead(const std::string &letterhead);
    void writeStudies();
    void writeCauses();
    void writeAsks();
    void writeEnd();

    const Report &m_report;
    Language m_language;
    std::vector<Block> m_blocks;
};

void Letter::writeLetterhead(const std::string &letterhead)
{
    std::size_t start = 0;
    for (std::size_t line = 0; line < mostLetterheadLines && start < letterhead.size(); ++line) {
        const std::size_t end = std::min(letterhead.find('\n', start), letterhead.size());
        std::string text = letterhead.substr(start, end - start);
        if (text.ends_with('\r'))
            text.pop_back();
        paragraph(shownText(text));
        start = end + 1;
    }
}

void Letter::writeStudies()
{
    m_blocks.push_back(Heading{2, std::string(say(Say::letterStudies, m_language))});
    for (const ReportStudy &study : m_report.studies) {
        if (!isInLetter(study))
            continue;
        m_blocks.push_back(
            Heading{3, std::to_string(study.number) + ". " + fullTitle(study, m_language, m_report.isMasked)});
        Facts facts;
        if (!study.studyInstanceUid.empty())
            facts.rows.emplace_back(say(Say::studyUid, m_language), valueText(study.studyInstanceUid, m_language));
        if (!study.accessionNumber.empty())
            facts.rows.emplace_back(say(Say::accessionNumber, m_language),
                                    valueText(study.accessionNumber, m_language));
        if (!study.manufacturer.empty())
            facts.rows.emplace_back(say(Say::manufacturers, m_language), valueText(study.manufacturer, m_language));
        facts.rows.emplace_back(say(Say::verdict, m_language), verdictText(study.verdict, m_language) + ": " +
                                                                   say(Say::letterFindings, m_language,
                                                                       {count(countOf(study, Severity::error)),
                                                                        count(countOf(study, Severity::warning))}));
        m_blocks.push_back(std::move(facts));
    }
}

void Letter::writeCauses()
{
    m_blocks.push_back(Heading{2, std::string(say(Say::letterWrong, m_language))});
    for (const ReportCause &cause : m_report.causes) {
        if (cause.severity == Severity::info)
            continue;
        const FindingText words = findingText(cause.id, m_language);
        Cause block{.severity = cause.severity,
                    .badge = severityText(cause.severity, m_language),
                    .title = words.title.toStdString(),
                    .id = shownText(cause.id),
                    .facts = {}};
        const auto add = [this, &block](Say label, std::string value) {
            if (!value.empty())
                block.facts.rows.emplace_back(say(label, m_language), std::move(value));
        };
        add(Say::meaning, words.meaning.toStdString());
        add(Say::foundIn,
            say(Say::studiesInstances, m_language, {count(cause.studies), count(cause.instances), count(cause.count)}));
        std::string attributes;
        for (const auto &[attribute, studies] : cause.attributes) {
            if (static_cast<std::size_t>(std::ranges::count(attributes, ';')) + 1 < mostAttributes)
                attributes += (attributes.empty() ? "" : "; ") + shownText(attribute);
        }
        add(Say::attributes, std::move(attributes));
        for (const ReportCause::Example &example : cause.examples) {
            std::string value = factsText(example.observed, example.expected, m_language);
            if (!example.file.sopInstanceUid.empty())
                value += (value.empty() ? "" : "; ") + std::string("SOP Instance UID ") +
                         valueText(example.file.sopInstanceUid, m_language);
            if (!value.empty())
                add(Say::example, say(Say::exampleOf, m_language, {std::to_string(example.study), value}));
        }
        add(Say::rule,
            block.id + ", " +
                (cause.source.empty() ? std::string(say(Say::ruleOwn, m_language)) : shownText(cause.source)));
        m_blocks.push_back(std::move(block));
    }
}

void Letter::writeAsks()
{
    m_blocks.push_back(Heading{2, std::string(say(Say::letterAsk, m_language))});
    std::string refused;
    bool hasErrors = false;
    bool hasWarnings = false;
    for (const ReportStudy &study : m_report.studies) {
        hasErrors |= countOf(study, Severity::error) > 0;
        hasWarnings |= countOf(study, Severity::warning) > 0;
        if (study.kind == StudyKind::study && study.isFilingBlocked)
            refused += (refused.empty() ? "" : ", ") + std::to_string(study.number);
    }
    if (hasErrors)
        paragraph(Say::letterAskCorrect);
    if (!refused.empty())
        paragraph(say(Say::letterAskNotFiled, m_language, {refused}));
    if (m_report.accounting.judged.unreadable > 0)
        paragraph(Say::letterAskRead);
    if (hasWarnings)
        paragraph(Say::letterAskSource);
    paragraph(Say::letterAskMaker);
    paragraph(Say::letterAskName);
}

void Letter::writeEnd()
{
    std::string editions;
    for (const auto &[part, edition] : m_report.judge.editions)
        editions += (editions.empty() ? "DICOM " : ", ") + shownText(part) + " " + shownText(edition);
    m_blocks.push_back(
        Paragraph{say(Say::letterCheckedWith, m_language, {shownText(m_report.judge.version), editions}), true});
    m_blocks.push_back(Paragraph{std::string(say(Say::notice, m_language)), true});
    paragraph(Say::letterClosing);
}

} // namespace

std::vector<Block> letterContent(const Report &report, Language language, const std::string &letterhead)
{
    return Letter(report, language).write(letterhead);
}

} // namespace mi
