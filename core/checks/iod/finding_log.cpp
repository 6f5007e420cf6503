#include "core/checks/iod/finding_log.h"

#include "core/checks/catalogue.h"
#include "core/checks/iod/code_items.h"
#include "core/checks/iod/consequences.h"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>

namespace mi {

namespace {

std::uint64_t mixed(std::uint64_t hash, std::uint64_t more)
{
    hash ^= more + 0x9E3779B97F4A7C15ULL + (hash << 6U) + (hash >> 2U);
    hash *= 0xBF58476D1CE4E5B9ULL;
    return hash ^ (hash >> 31U);
}

void addTo(FindingLog::Entry &entry, std::uint32_t count)
{
    constexpr std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t &sum = entry.facts.count;
    sum = count > most - sum ? most : sum + count;
}

bool startsWithAny(std::string_view id, std::span<const std::string_view> prefixes)
{
    return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return id.starts_with(prefix); });
}

// Whether a finding that is there already has the same cause as one of ours at the same attribute.
bool explains(const Finding &other, Severity severity, bool isAbsent)
{
    if (isAbsent)
        return true;
    // These look at what a value means; the encoding and the form of a value are other matters.
    static constexpr std::array<std::string_view, 9> meaning{
        "bulk.", "consistency.", "content-tree.", "identity.", "iod.", "meta.", "pixel.", "text.", "truth."};
    static constexpr std::array<std::string_view, 2> form{"attribute.", "value."};
    if (startsWithAny(other.id(), meaning))
        return true;
    return startsWithAny(other.id(), form) && other.severity >= severity;
}

// A code whose value or scheme has another finding is not looked for in a list.
bool isInCodeOf(const Finding &other, const AttributePath &sequence)
{
    const std::vector<AttributePath::Step> &steps = other.attribute.steps();
    return steps.size() == sequence.steps().size() + 1 && isOfCodeMacro(other.attribute.tag()) &&
           AttributePath({steps.begin(), steps.end() - 1}, steps.back().sequence).isSameIgnoringItems(sequence);
}

bool isNamed(const FindingLog::Entry &entry, std::span<const Finding> before, const FindingCollector &findings)
{
    const CheckRule *rule = findCheckRule(entry.id);
    const Severity severity = rule != nullptr ? rule->severity : Severity::info;
    const auto isAt = [&](const AttributePath &path) {
        return std::ranges::any_of(before, [&](const Finding &other) {
            return other.attribute.isSameIgnoringItems(path) && explains(other, severity, entry.isAbsent);
        });
    };
    if (isAt(entry.facts.attribute))
        return true;
    if (entry.id == "iod.code.not-in-context-group" &&
        std::ranges::any_of(before, [&](const Finding &other) { return isInCodeOf(other, entry.facts.attribute); }))
        return true;
    if (entry.facts.attribute.steps().empty() && findings.isCovered(entry.facts.attribute.tag()))
        return true;
    return std::ranges::any_of(entry.others, [&](Tag tag) { return findings.isCovered(tag) || isAt(tag); });
}

} // namespace

void FindingLog::enter(Tag sequence)
{
    m_steps.push_back({sequence, 1});
    m_hashes.push_back(mixed(m_hashes.empty() ? 0 : m_hashes.back(), sequence.key()));
}

void FindingLog::setItem(std::uint32_t number)
{
    m_steps.back().item = number;
}

void FindingLog::leave()
{
    m_steps.pop_back();
    m_hashes.pop_back();
}

AttributePath FindingLog::pathTo(Tag tag) const
{
    return {m_steps, tag};
}

std::uint64_t FindingLog::keyOf(std::string_view id, Tag tag) const
{
    const std::uint64_t place = m_hashes.empty() ? 0 : m_hashes.back();
    return mixed(mixed(place, tag.key()), std::hash<std::string_view>{}(id));
}

bool FindingLog::isCounted(std::string_view id, Tag tag, std::uint32_t count)
{
    std::size_t index = 0;
    if (const auto known = m_index.find(keyOf(id, tag)); known != m_index.end()) {
        index = known->second;
    } else {
        const auto rule = m_ofRule.find(id);
        if (rule == m_ofRule.end() || rule->second.attributes < FindingCollector::maxAttributesPerRule)
            return false;
        index = rule->second.last;
        m_entries[index].facts.standsForOthers = true;
    }
    addTo(m_entries[index], count);
    return true;
}

void FindingLog::countAgain(std::string_view id)
{
    countAgain(m_ofRule[id].last);
}

void FindingLog::countAgain(std::size_t entry)
{
    addTo(m_entries[entry], 1);
}

void FindingLog::keep(std::string_view id, Tag tag, Entry entry, std::uint32_t count)
{
    entry.id = id;
    entry.facts.attribute = pathTo(tag);
    entry.facts.count = count;
    m_index.emplace(keyOf(id, tag), m_entries.size());
    OfRule &rule = m_ofRule[id];
    ++rule.attributes;
    rule.last = m_entries.size();
    m_entries.push_back(std::move(entry));
}

void FindingLog::noteEmpty(Tag tag)
{
    if (m_emptyOnes.size() < maxEmptyAttributes && m_emptyKeys.insert(keyOf({}, tag)).second)
        m_emptyOnes.push_back(pathTo(tag));
}

void FindingLog::flush(const RuleTables &tables, FindingCollector &findings)
{
    const std::size_t before = findings.findings().size();
    const std::vector<bool> follows = consequencesAmong(tables, m_entries, findings.findings(), m_emptyOnes);
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        Entry &entry = m_entries[i];
        if (!follows[i] && !isNamed(entry, std::span(findings.findings()).first(before), findings))
            findings.add(entry.id, std::move(entry.facts));
    }
    m_entries.clear();
    m_index.clear();
    m_ofRule.clear();
    m_byTag.clear();
    m_emptyOnes.clear();
    m_emptyKeys.clear();
}

} // namespace mi
