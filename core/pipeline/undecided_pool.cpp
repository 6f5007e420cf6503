#include "core/pipeline/undecided_pool.h"

#include <map>

namespace mi {

namespace {

constexpr std::size_t maxGroups = 64;

} // namespace

void UndecidedPool::add(const std::vector<NotDecidable> &entries)
{
    std::string key;
    for (const NotDecidable &entry : entries)
        key += entry.attribute.toString() + '\0' + entry.reason + '\0' + std::to_string(entry.count) + '\0';
    const auto [known, isNew] = m_index.try_emplace(std::move(key), static_cast<std::uint32_t>(m_lists.size()));
    if (isNew)
        m_lists.push_back({entries, 0});
    ++m_lists[known->second].files;
}

std::vector<NotDecidableGroup> UndecidedPool::groups() const
{
    std::map<std::pair<std::string, std::string>, NotDecidableGroup> byReason;
    for (const List &list : m_lists) {
        for (const NotDecidable &entry : list.entries) {
            NotDecidableGroup &group = byReason[{entry.attribute.toStringWithoutItems(), entry.reason}];
            if (group.instances == 0 || entry.attribute.toString() < group.first.attribute.toString())
                group.first = entry;
            group.instances += list.files;
            group.occurrences += std::uint64_t{entry.count} * list.files;
        }
    }
    std::vector<NotDecidableGroup> groups;
    for (auto &[key, group] : byReason) {
        if (groups.size() == maxGroups)
            break;
        groups.push_back(std::move(group));
    }
    return groups;
}

} // namespace mi
