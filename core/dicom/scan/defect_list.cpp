#include "core/dicom/scan/defect_list.h"

#include <algorithm>
#include <utility>

namespace mi {

void DefectList::add(ScanDefectKind kind, std::uint64_t placeKey, const std::function<AttributePath()> &path,
                     DefectFacts facts)
{
    const auto kindIndex = static_cast<std::size_t>(kind);
    const std::uint64_t key = (placeKey * 0x9E3779B97F4A7C15ULL) ^ (kindIndex + 1);
    if (const auto known = m_index.find(key); known != m_index.end()) {
        ++m_defects[known->second].count;
        return;
    }
    if (m_kinds[kindIndex] >= maxPerKind) {
        ++m_defects[m_last[kindIndex]].count;
        return;
    }
    const auto index = static_cast<std::uint32_t>(m_defects.size());
    m_index.emplace(key, index);
    ++m_kinds[kindIndex];
    m_last[kindIndex] = index;
    m_defects.push_back(
        {kind, path(), facts.vr, facts.offset, std::move(facts.observed), std::move(facts.expected), 1});
}

void DefectList::addForFile(ScanDefectKind kind, DefectFacts facts)
{
    add(
        kind, 0, [] { return AttributePath{}; }, std::move(facts));
}

std::vector<ScanDefect> DefectList::take()
{
    std::stable_sort(m_defects.begin(), m_defects.end(),
                     [](const ScanDefect &a, const ScanDefect &b) { return a.offset < b.offset; });
    return std::move(m_defects);
}

} // namespace mi
