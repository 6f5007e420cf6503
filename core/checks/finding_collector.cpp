#include "core/checks/finding_collector.h"

#include "core/checks/catalogue.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace mi {

namespace {

void addSaturating(std::uint32_t &sum, std::uint32_t more)
{
    sum =
        more > std::numeric_limits<std::uint32_t>::max() - sum ? std::numeric_limits<std::uint32_t>::max() : sum + more;
}

} // namespace

void FindingCollector::add(std::string_view id, FindingFacts facts)
{
    const CheckRule *rule = findCheckRule(id);
    assert(rule != nullptr && "the id is not in the catalogue");
    if (rule == nullptr)
        return;

    std::vector<std::size_t> &sameRule = m_byRule[rule];
    const auto same = std::ranges::find_if(
        sameRule, [&](std::size_t index) { return m_findings[index].attribute.isSameIgnoringItems(facts.attribute); });
    if (same != sameRule.end()) {
        addSaturating(m_findings[*same].count, facts.count);
        return;
    }
    if (sameRule.size() >= maxAttributesPerRule) {
        addSaturating(m_findings[sameRule.back()].count, facts.count);
        m_findings[sameRule.back()].standsForOthers = true;
        return;
    }
    sameRule.push_back(m_findings.size());
    m_findings.push_back({.rule = rule,
                          .severity = rule->severity,
                          .attribute = std::move(facts.attribute),
                          .vr = facts.vr,
                          .observed = std::move(facts.observed),
                          .expected = std::move(facts.expected),
                          .offset = facts.offset,
                          .count = facts.count,
                          .standsForOthers = facts.standsForOthers,
                          .section = std::move(facts.section)});
}

void FindingCollector::withdraw(std::string_view id, const AttributePath &attribute)
{
    const auto rule = m_byRule.find(findCheckRule(id));
    if (rule == m_byRule.end())
        return;
    const auto same = std::ranges::find_if(
        rule->second, [&](std::size_t index) { return m_findings[index].attribute.isSameIgnoringItems(attribute); });
    if (same == rule->second.end() || --m_findings[*same].count > 0)
        return;
    const std::size_t gone = *same;
    m_findings.erase(m_findings.begin() + static_cast<std::ptrdiff_t>(gone));
    rule->second.erase(same);
    if (rule->second.empty())
        m_byRule.erase(rule);
    for (auto &[other, indexes] : m_byRule) {
        for (std::size_t &index : indexes)
            index -= index > gone ? 1U : 0U;
    }
}

void FindingCollector::addNotChecked(std::string_view what, std::string reason)
{
    NotChecked entry{what, std::move(reason)};
    if (std::ranges::find(m_notChecked, entry) == m_notChecked.end())
        m_notChecked.push_back(std::move(entry));
}

void FindingCollector::addNotDecidable(NotDecidable entry)
{
    if (m_undecided.size() < maxNotDecidable)
        m_undecided.push_back(std::move(entry));
}

void FindingCollector::cover(Tag tag)
{
    m_covered.push_back(tag);
}

bool FindingCollector::isInDoubt(Tag tag) const
{
    return std::ranges::any_of(m_findings, [&](const Finding &finding) {
        return finding.severity != Severity::info && !finding.attribute.isEmpty() && finding.attribute.tag() == tag;
    });
}

bool FindingCollector::isCovered(Tag tag) const
{
    return std::ranges::find(m_covered, tag) != m_covered.end();
}

void FindingCollector::countChecks(std::uint32_t decided, std::uint32_t notDecidable)
{
    addSaturating(m_decided, decided);
    addSaturating(m_notDecidable, notDecidable);
}

bool FindingCollector::has(std::string_view id) const
{
    return m_byRule.contains(findCheckRule(id));
}

std::vector<Finding> FindingCollector::takeFindings()
{
    m_byRule.clear();
    return std::exchange(m_findings, {});
}

} // namespace mi
