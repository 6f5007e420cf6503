#include "core/report/document/report.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

namespace mi {

namespace {

void addCauses(Report &report)
{
    std::unordered_map<std::string, std::size_t> indexes;
    std::unordered_map<std::string, std::uint32_t> lastStudy;
    for (const ReportStudy &study : report.studies) {
        for (const ReportFinding &finding : study.findings) {
            const auto [entry, isNew] = indexes.try_emplace(finding.id, report.causes.size());
            if (isNew)
                report.causes.push_back({.id = finding.id,
                                         .source = finding.source,
                                         .attributes = {},
                                         .manufacturers = {},
                                         .examples = {}});
            ReportCause &cause = report.causes[entry->second];
            cause.severity = std::max(cause.severity, finding.severity);
            cause.blocksFiling |= finding.blocksFiling;
            cause.instances += finding.instances;
            cause.count += finding.count;
            if (!finding.attribute.empty())
                ++cause.attributes[finding.keyword.empty() ? finding.attribute
                                                           : finding.attribute + " " + finding.keyword];
            std::uint32_t &last = lastStudy[finding.id];
            if (last == study.number)
                continue; // another attribute of the same study
            last = study.number;
            ++cause.studies;
            ++cause.manufacturers[study.manufacturer];
            if (cause.examples.size() < examplesKept)
                cause.examples.push_back({.study = study.number,
                                          .observed = finding.observed,
                                          .expected = finding.expected,
                                          .file = finding.examples.empty() ? FileExample{} : finding.examples.front()});
        }
    }
    std::ranges::sort(report.causes, [](const ReportCause &a, const ReportCause &b) {
        return std::tuple(b.severity, b.blocksFiling, b.studies, std::string_view(a.id)) <
               std::tuple(a.severity, a.blocksFiling, a.studies, std::string_view(b.id));
    });
}

void addGaps(Report &report)
{
    std::map<std::string, ReportGap> gaps;
    for (const ReportStudy &study : report.studies) {
        for (const ReportGap &gap : study.notChecked) {
            const auto [entry, isNew] = gaps.try_emplace(gap.what, gap);
            if (!isNew)
                ++entry->second.studies;
        }
    }
    for (auto &[what, gap] : gaps)
        report.notChecked.push_back(std::move(gap));
}

} // namespace

std::string_view toString(FilePlace place)
{
    static constexpr std::array<std::string_view, filePlaces> names{
        "filed",     "alreadyThere",   "conflict",     "filingFailed", "refused",  "notFiled",
        "duplicate", "mediaDirectory", "withoutStudy", "unreadable",   "notDicom", "notJudged"};
    return names[static_cast<std::size_t>(place)];
}

std::uint64_t ReportAccounting::placed() const
{
    return std::accumulate(places.begin(), places.end(), std::uint64_t{0});
}

void ReportAccounting::add(const ReportAccounting &other)
{
    judged.found += other.judged.found;
    judged.passed += other.judged.passed;
    judged.warnings += other.judged.warnings;
    judged.problems += other.judged.problems;
    judged.unreadable += other.judged.unreadable;
    judged.notDicom += other.judged.notDicom;
    for (std::size_t i = 0; i < filePlaces; ++i)
        places[i] += other.places[i];
}

void completeReport(Report &report, std::uint64_t found)
{
    std::set<std::string> sources;
    std::set<std::string> policies;
    std::uint32_t number = 0;
    for (ReportStudy &study : report.studies) {
        study.number = ++number;
        report.accounting.add(study.files);
        report.passedChecks += study.passedChecks;
        report.notDecidableChecks += study.notDecidableChecks;
        if (!study.source.empty() && sources.insert(study.source).second)
            report.sources.push_back(study.source);
        if (study.policy && policies.insert(study.policy->sha256 + study.policy->day + study.policy->name).second)
            report.policies.push_back(study.policy);
    }
    if (found > report.accounting.judged.found) {
        report.accounting.at(FilePlace::notJudged) += found - report.accounting.judged.found;
        report.accounting.judged.found = found;
    }
    addCauses(report);
    addGaps(report);
}

} // namespace mi
