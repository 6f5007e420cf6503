#include "core/study/expected_studies.h"

#include "core/study/csv_rows.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

namespace mi {

namespace {

constexpr std::size_t mostRows = 1'000'000;

Error invalid(std::string why)
{
    return {.code = ErrorCode::invalidFormat,
            .operation = "read",
            .subject = "the list of expected studies",
            .detail = std::move(why)};
}

enum Column : std::size_t { uid, accession, instances, series, columnCount };

std::optional<Column> columnNamed(std::string_view name)
{
    std::string folded;
    for (const char c : name) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            folded += static_cast<char>(c | 0x20);
    }
    constexpr std::array<std::pair<std::string_view, Column>, 6> names{{{"studyinstanceuid", uid},
                                                                        {"accessionnumber", accession},
                                                                        {"instances", instances},
                                                                        {"numberofstudyrelatedinstances", instances},
                                                                        {"series", series},
                                                                        {"numberofstudyrelatedseries", series}}};
    const auto known = std::ranges::find(names, folded, [](const auto &entry) { return entry.first; });
    return known == names.end() ? std::nullopt : std::optional{known->second};
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

// By column the place in a row; the separator that finds most columns is the right one.
struct Header {
    std::array<std::optional<std::size_t>, columnCount> places{};
    std::size_t known = 0;
    bool hasTwice = false;
};

Header headerOf(const CsvRow &row)
{
    Header header;
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
        const std::optional<Column> column = columnNamed(row.fields[i]);
        if (!column)
            continue;
        header.hasTwice = header.hasTwice || header.places[*column].has_value();
        header.places[*column] = i;
        ++header.known;
    }
    return header;
}

std::string onLine(const CsvRow &row)
{
    return "line " + std::to_string(row.line) + ": ";
}

// Returns what is wrong, or "".
std::string takeCount(std::string_view text, std::optional<std::uint32_t> &count)
{
    if (text.empty())
        return {};
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        return "\"" + escapedForDisplay(text.substr(0, 40)) + "\" is not a number of instances or series";
    count = number;
    return {};
}

std::string_view accessionOf(const StudyFacts &facts)
{
    if (facts.records().empty())
        return {};
    const auto &set = facts.set(facts.records().front().entities[static_cast<std::size_t>(Entity::study)]);
    const auto found = std::ranges::lower_bound(set, tags::AccessionNumber, {}, &EntityValue::tag);
    return found != set.end() && found->tag == tags::AccessionNumber ? std::string_view(facts.text(found->value))
                                                                     : std::string_view{};
}

// Each instance once, however many files it has.
struct Counts {
    std::uint32_t instances = 0;
    std::uint32_t series = 0;
};

Counts countsOf(const StudyFacts &facts)
{
    std::unordered_set<std::uint32_t> instanceUids;
    std::unordered_set<std::uint32_t> seriesUids;
    Counts counts;
    for (const InstanceRecord &record : facts.records()) {
        if (record.sopInstanceUid == 0 || instanceUids.insert(record.sopInstanceUid).second)
            ++counts.instances;
        if (seriesUids.insert(record.seriesInstanceUid).second)
            ++counts.series;
    }
    return counts;
}

std::string counted(std::uint32_t count, std::string_view one, std::string_view many)
{
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

ExpectedJudgement judge(const ExpectedStudy &expected, const Counts &here)
{
    ExpectedJudgement judgement;
    judgement.isDecided = expected.instances || expected.series;
    std::string found;
    std::string wanted;
    bool isFewer = false;
    bool isMore = false;
    const auto compare = [&](const std::optional<std::uint32_t> &number, std::uint32_t is, std::string_view one,
                             std::string_view many) {
        if (!number || *number == is)
            return;
        isFewer = isFewer || is < *number;
        isMore = isMore || is > *number;
        found += (found.empty() ? "" : ", ") + counted(is, one, many);
        wanted += (wanted.empty() ? "" : ", ") + counted(*number, one, many);
    };
    compare(expected.instances, here.instances, "instance", "instances");
    compare(expected.series, here.series, "series", "series");
    if (isFewer)
        judgement.shortage = "the list of expected studies has " + wanted + ", here are " + found;
    if (isFewer || isMore)
        judgement.findings.push_back(
            {isFewer ? "study.expected.fewer" : "study.expected.more", {}, Vr::none, found, wanted, {}});
    return judgement;
}

} // namespace

Result<std::shared_ptr<const ExpectedStudies>> ExpectedStudies::read(std::string_view csv)
{
    if (csv.starts_with("\xFF\xFE") || csv.starts_with("\xFE\xFF"))
        return invalid("it is UTF-16; save it as UTF-8");
    if (csv.starts_with("\xEF\xBB\xBF"))
        csv.remove_prefix(3);
    std::vector<CsvRow> rows;
    Header header;
    bool isOpen = false;
    for (const char separator : {',', ';', '\t'}) {
        std::optional<std::vector<CsvRow>> read = csvRows(csv, separator);
        if (!read) {
            isOpen = true;
            continue;
        }
        if (read->empty())
            return invalid("it is empty");
        const Header found = headerOf(read->front());
        if (found.known > header.known) {
            header = found;
            rows = std::move(*read);
        }
    }
    if (header.known == 0 && isOpen)
        return invalid("a quotation mark is not closed");
    if (!header.places[uid] && !header.places[accession])
        return invalid("the first line has to name a column StudyInstanceUID or AccessionNumber");
    if (header.hasTwice)
        return invalid("a column is there twice");
    if (rows.size() > mostRows)
        return Error{.code = ErrorCode::limitExceeded,
                     .operation = "read",
                     .subject = "the list of expected studies",
                     .detail = "more than 1000000 rows"};

    auto list = std::make_shared<ExpectedStudies>();
    std::unordered_set<std::string> known;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const CsvRow &row = rows[i];
        const auto field = [&](Column column) {
            const std::optional<std::size_t> place = header.places[column];
            return place && *place < row.fields.size() ? trimmed(row.fields[*place]) : std::string_view{};
        };
        ExpectedStudy study{std::string(field(uid)), std::string(field(accession)), {}, {}};
        if (study.studyInstanceUid.empty() && study.accessionNumber.empty())
            return invalid(onLine(row) + "neither a Study Instance UID nor an Accession Number");
        if (study.studyInstanceUid.find_first_not_of("0123456789.") != std::string::npos ||
            study.studyInstanceUid.size() > 64)
            return invalid(onLine(row) + "the Study Instance UID is no UID");
        for (const auto &[column, count] : {std::pair{instances, &study.instances}, std::pair{series, &study.series}}) {
            if (const std::string wrong = takeCount(field(column), *count); !wrong.empty())
                return invalid(onLine(row) + wrong);
        }
        if (!known.insert(study.studyInstanceUid.empty() ? "#" + study.accessionNumber : study.studyInstanceUid).second)
            return invalid(onLine(row) + "this study is in the list twice");
        list->m_studies.push_back(std::move(study));
    }
    return std::shared_ptr<const ExpectedStudies>(std::move(list));
}

std::vector<std::optional<std::size_t>> ExpectedStudies::match(const std::vector<const StudyFacts *> &facts,
                                                               const std::vector<std::string> &uids) const
{
    std::unordered_map<std::string_view, std::size_t> byUid;
    std::unordered_map<std::string_view, std::size_t> byAccession;
    for (std::size_t i = 0; i < m_studies.size(); ++i) {
        if (m_studies[i].studyInstanceUid.empty())
            byAccession.emplace(m_studies[i].accessionNumber, i);
        else
            byUid.emplace(m_studies[i].studyInstanceUid, i);
    }
    std::vector<std::optional<std::size_t>> matches;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto listed = byUid.find(uids[i]);
        const auto ordered = byAccession.find(accessionOf(*facts[i]));
        if (listed != byUid.end())
            matches.emplace_back(listed->second);
        else
            matches.push_back(ordered == byAccession.end() ? std::nullopt : std::optional{ordered->second});
    }
    return matches;
}

std::vector<ExpectedJudgement> ExpectedStudies::compare(const std::vector<const StudyFacts *> &facts,
                                                        const std::vector<std::string> &uids) const
{
    const std::vector<std::optional<std::size_t>> matches = match(facts, uids);
    struct Together {
        std::size_t first = 0;
        Counts counts;
    };
    std::unordered_map<std::size_t, Together> byEntry;
    std::vector<ExpectedJudgement> judgements(facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (!matches[i]) {
            judgements[i].findings.push_back(
                {"study.expected.not-listed", tags::StudyInstanceUID, Vr::UI, uids[i], "a study of the list", {}});
            continue;
        }
        const Counts counts = countsOf(*facts[i]);
        Together &together = byEntry.try_emplace(*matches[i], Together{i, {}}).first->second;
        together.counts.instances += counts.instances;
        together.counts.series += counts.series;
    }
    for (const auto &[entry, together] : byEntry)
        judgements[together.first] = judge(m_studies[entry], together.counts);
    return judgements;
}

std::vector<const ExpectedStudy *> ExpectedStudies::absentFrom(const std::vector<const StudyFacts *> &facts,
                                                               const std::vector<std::string> &uids) const
{
    std::vector<bool> isHere(m_studies.size());
    for (const std::optional<std::size_t> &entry : match(facts, uids)) {
        if (entry)
            isHere[*entry] = true;
    }
    std::vector<const ExpectedStudy *> absent;
    for (std::size_t i = 0; i < m_studies.size(); ++i) {
        if (!isHere[i])
            absent.push_back(&m_studies[i]);
    }
    return absent;
}

} // namespace mi
