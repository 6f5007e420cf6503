#include "core/study/entity_attributes.h"

#include "core/standard/rule_tables.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace mi {

namespace {

constexpr Tag frameOfReferenceUid{0x0020, 0x0052};

std::optional<Entity> entityNamed(std::string_view name)
{
    if (name == "Patient")
        return Entity::patient;
    if (name == "Study")
        return Entity::study;
    if (name == "Series")
        return Entity::series;
    if (name == "Equipment")
        return Entity::equipment;
    if (name == "Frame of Reference")
        return Entity::frameOfReference;
    return std::nullopt;
}

class Maker {
public:
    Maker() : m_tables(standardRuleTables())
    {
        Counts counts;
        for (const IodRule &iod : m_tables.iods())
            m_lists.push_back(attributesOf(iod, counts));
        for (const auto &[key, iods] : counts) {
            const auto most = std::ranges::max_element(iods);
            const auto entity = static_cast<std::size_t>(most - iods.begin());
            const std::uint32_t all = std::accumulate(iods.begin(), iods.end(), 0U);
            if (entity < entityCount && *most * 10 >= all * 9)
                m_common.push_back({tagOf(key), static_cast<Entity>(entity)});
        }
        for (const SopClassRule &sopClass : m_tables.sopClasses())
            m_bySopClass.emplace(sopClass.uid, sopClass.iod);
    }

    std::span<const EntityAttribute> of(std::string_view sopClassUid) const
    {
        const auto known = m_bySopClass.find(sopClassUid);
        return known == m_bySopClass.end() ? m_common : m_lists[known->second];
    }

private:
    // In how many IODs an attribute belongs to each entity; the last: to none of them, or to more than one.
    using Counts = std::map<std::uint32_t, std::array<std::uint32_t, entityCount + 1>>;

    static Tag tagOf(std::uint32_t key)
    {
        return {static_cast<std::uint16_t>(key >> 16U), static_cast<std::uint16_t>(key & 0xFFFFU)};
    }

    // Tags at the level of the block, those of included macros too. Macros do not include themselves at their own
    // level; the bound is for a table that did.
    void collect(RuleRange range, std::set<std::uint32_t> &tags, int depth) const
    {
        for (const AttributeRow &row : m_tables.rows(range)) {
            if (!row.isInclude())
                tags.insert(row.tag.key());
            else if (depth < 8)
                collect(m_tables.blocks()[row.macro].rows, tags, depth + 1);
        }
    }

    std::vector<EntityAttribute> attributesOf(const IodRule &iod, Counts &counts) const
    {
        std::map<std::uint32_t, Entity> above;
        std::set<std::uint32_t> below; // of the instance, or claimed by two entities
        for (const ModuleUse &use : m_tables.modulesOf(iod)) {
            std::set<std::uint32_t> tags;
            collect(m_tables.blocks()[use.module].rows, tags, 0);
            std::optional<Entity> entity = entityNamed(use.entity);
            // Synchronization has a frame of reference of its own kind, with another UID.
            if (entity == Entity::frameOfReference && !tags.contains(frameOfReferenceUid.key()))
                continue;
            for (const std::uint32_t key : tags) {
                if (!entity || (above.contains(key) && above.at(key) != *entity))
                    below.insert(key);
                else
                    above.emplace(key, *entity);
            }
        }
        std::vector<EntityAttribute> list;
        for (const auto &[key, entity] : above) {
            const Tag tag = tagOf(key);
            const bool isName =
                tag == tags::StudyInstanceUID || tag == tags::SeriesInstanceUID || tag == frameOfReferenceUid;
            if (isName || below.contains(key))
                continue;
            list.push_back({tag, entity});
            ++counts[key][static_cast<std::size_t>(entity)];
        }
        for (const std::uint32_t key : below)
            ++counts[key][entityCount];
        return list;
    }

    const RuleTables &m_tables;
    std::vector<std::vector<EntityAttribute>> m_lists; // as RuleTables::iods()
    std::vector<EntityAttribute> m_common;
    std::unordered_map<std::string_view, std::uint32_t> m_bySopClass;
};

} // namespace

std::span<const EntityAttribute> entityAttributes(std::string_view sopClassUid)
{
    static const Maker maker;
    return maker.of(sopClassUid);
}

} // namespace mi
