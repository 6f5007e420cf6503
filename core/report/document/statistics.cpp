#include "core/report/document/statistics.h"

#include "core/report/document/report_content.h"
#include "core/report/document/shown_text.h"
#include "core/report/texts/frame_texts.h"

#include <algorithm>
#include <map>
#include <set>

namespace mi {

using namespace blocks;

namespace {

// The parts of one study.
struct WholeStudy {
    Verdict verdict = Verdict::undecided;
    std::set<std::string> modalities;
    std::string manufacturer; // without the model
    std::string month;
    std::uint64_t instances = 0;
    std::uint64_t bytes = 0;
    std::optional<double> seconds;
};

int badness(Verdict verdict)
{
    switch (verdict) {
    case Verdict::passed:
        return 1;
    case Verdict::passedWithWarnings:
        return 2;
    case Verdict::problems:
        return 3;
    case Verdict::cannotBeRead:
        return 4;
    case Verdict::notDicom:
    case Verdict::undecided:
        break;
    }
    return 0;
}

std::string monthOf(const ReportStudy &study)
{
    if (study.filedAt.size() >= 7)
        return study.filedAt.substr(0, 7);
    const bool isDate = study.studyDate.size() == 8 &&
                        std::ranges::all_of(study.studyDate, [](char c) { return c >= '0' && c <= '9'; });
    return isDate ? study.studyDate.substr(0, 4) + "-" + study.studyDate.substr(4, 2) : std::string{};
}

std::map<std::string, WholeStudy> wholeStudies(const Report &report)
{
    std::map<std::string, WholeStudy> whole;
    for (const ReportStudy &study : report.studies) {
        if (study.kind != StudyKind::study)
            continue;
        // In a masked report UIDs may be hidden: then each row is a study.
        const bool isKnown = !study.studyInstanceUid.empty() && study.studyInstanceUid.front() != '[';
        WholeStudy &entry = whole[isKnown ? study.studyInstanceUid : "#" + std::to_string(study.number)];
        if (badness(study.verdict) > badness(entry.verdict))
            entry.verdict = study.verdict;
        entry.modalities.insert(study.modalities.begin(), study.modalities.end());
        if (entry.manufacturer.empty())
            entry.manufacturer = study.manufacturer.substr(0, study.manufacturer.find(", "));
        entry.month = std::max(entry.month, monthOf(study));
        entry.instances += study.instances;
        entry.bytes += study.bytes;
        if (study.checkSeconds)
            entry.seconds = entry.seconds.value_or(0) + *study.checkSeconds;
    }
    return whole;
}

void add(StatisticsRow &row, const WholeStudy &study)
{
    ++row.studies;
    row.passed += study.verdict == Verdict::passed ? 1U : 0U;
    row.warnings += study.verdict == Verdict::passedWithWarnings ? 1U : 0U;
    row.problems += study.verdict == Verdict::problems ? 1U : 0U;
    row.unreadable += study.verdict == Verdict::cannotBeRead ? 1U : 0U;
    row.undecided += badness(study.verdict) == 0 ? 1U : 0U;
    row.instances += study.instances;
    row.bytes += study.bytes;
    row.timedStudies += study.seconds ? 1U : 0U;
    row.seconds += study.seconds.value_or(0);
}

std::vector<StatisticsRow> rowsOf(std::map<std::string, StatisticsRow> &rows, bool byCount)
{
    std::vector<StatisticsRow> out;
    for (auto &[name, row] : rows) {
        row.name = name;
        out.push_back(std::move(row));
    }
    if (byCount)
        std::ranges::stable_sort(out, std::ranges::greater{}, &StatisticsRow::studies);
    return out;
}

// "12.5": one digit, in the way of the language.
std::string decimal(double value, Language language)
{
    const auto tenths = static_cast<std::uint64_t>(value * 10 + 0.5);
    return shownCount(tenths / 10, language) + (language == Language::german ? "," : ".") + std::to_string(tenths % 10);
}

std::vector<std::string> cellsOf(const StatisticsRow &row, std::string name, Language language)
{
    const auto count = [language](std::uint64_t number) { return shownCount(number, language); };
    return {std::move(name),
            count(row.studies),
            count(row.passed),
            count(row.warnings),
            count(row.problems),
            count(row.unreadable),
            decimal(100 * row.errorRate(), language) + " %",
            count(row.instances),
            row.timedStudies == 0 ? "-" : decimal(row.seconds / static_cast<double>(row.timedStudies), language)};
}

class Content {
public:
    Content(const Report &report, Language language) : m_report(report), m_language(language) {}

    std::vector<Block> write()
    {
        const Statistics numbers = makeStatistics(m_report);
        m_blocks.push_back(Heading{1, text(Say::statisticsTitle)});
        Facts facts;
        facts.rows.emplace_back(text(Say::created), shownTime(m_report.createdAt, m_language));
        facts.rows.emplace_back(text(Say::program), "MI Validator " + shownText(m_report.writer.version));
        facts.rows.emplace_back(text(Say::filesFound), shownCount(m_report.accounting.judged.found, m_language));
        m_blocks.push_back(std::move(facts));
        put(Say::allStudies, Say::studies, {numbers.all});
        put(Say::byModality, Say::modalities, numbers.byModality);
        put(Say::byManufacturerOnly, Say::manufacturer, numbers.byManufacturer);
        put(Say::byMonth, Say::month, numbers.byMonth);
        m_blocks.push_back(Paragraph{text(Say::statisticsNote), true});
        return std::move(m_blocks);
    }

private:
    std::string text(Say what) const { return std::string(say(what, m_language)); }

    std::string nameOf(const StatisticsRow &row, bool isSum) const
    {
        if (isSum)
            return text(Say::sum);
        return row.name.empty() ? text(Say::notStated) : valueText(row.name, m_language);
    }

    void put(Say title, Say column, const std::vector<StatisticsRow> &rows)
    {
        const bool isSum = title == Say::allStudies;
        m_blocks.push_back(Heading{2, text(title)});
        Table table{.header = {text(column), text(Say::studies), text(Say::filePassed), text(Say::fileWarnings),
                               text(Say::fileProblems), text(Say::fileUnreadable), text(Say::errorRate),
                               text(Say::instances), text(Say::secondsAStudy)},
                    .rows = {}};
        Bars bars{.title = text(Say::studies),
                  .legend = {text(Say::fileProblems), text(Say::fileWarnings), text(Say::filePassed)},
                  .rows = {}};
        for (const StatisticsRow &row : rows) {
            table.rows.push_back(cellsOf(row, nameOf(row, isSum), m_language));
            if (bars.rows.size() < mostBars)
                bars.rows.push_back({nameOf(row, isSum), {row.problems + row.unreadable, row.warnings, row.passed}});
        }
        m_blocks.push_back(std::move(table));
        if (!rows.empty() && rows.front().studies > 0)
            m_blocks.push_back(std::move(bars));
    }

    static constexpr std::size_t mostBars = 24;
    const Report &m_report;
    Language m_language;
    std::vector<Block> m_blocks;
};

} // namespace

double StatisticsRow::errorRate() const
{
    const std::uint64_t judged = studies - undecided;
    return judged == 0 ? 0 : static_cast<double>(problems + unreadable) / static_cast<double>(judged);
}

Statistics makeStatistics(const Report &report)
{
    Statistics out;
    std::map<std::string, StatisticsRow> modalities;
    std::map<std::string, StatisticsRow> makers;
    std::map<std::string, StatisticsRow> months;
    for (const auto &[uid, study] : wholeStudies(report)) {
        add(out.all, study);
        add(makers[study.manufacturer], study);
        add(months[study.month], study);
        for (const std::string &modality : study.modalities)
            add(modalities[modality], study);
        if (study.modalities.empty())
            add(modalities[std::string{}], study);
    }
    out.byModality = rowsOf(modalities, true);
    out.byManufacturer = rowsOf(makers, true);
    out.byMonth = rowsOf(months, false);
    return out;
}

std::vector<Block> statisticsContent(const Report &report, Language language)
{
    return Content(report, language).write();
}

} // namespace mi
