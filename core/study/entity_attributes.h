// Which attributes belong to an entity above the instance: made from the rule tables, where each module of an IOD names
// its Information Entity (PS3.3 A.1.2 and the module tables of Annex A). Immutable; any thread.
#pragma once

#include "core/domain/tag.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace mi {

enum class Entity : std::uint8_t { patient, study, series, equipment, frameOfReference };
inline constexpr std::size_t entityCount = 5;

struct EntityAttribute {
    Tag tag;
    Entity entity;
};

// At the root of the Data Set, ascending. Left out: the UIDs that name the entity itself, and what the IOD has in a
// module of the instance too, because then nobody can say whose it is. For a SOP Class that is not in the tables: what
// belongs to one and the same entity in at least nine of ten IODs that have it.
std::span<const EntityAttribute> entityAttributes(std::string_view sopClassUid);

} // namespace mi
