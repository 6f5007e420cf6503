// Names, VRs and VMs of the standard's attributes (PS3.6). Compiled in; any thread; a look-up never allocates.
#pragma once

#include "core/domain/tag.h"
#include "core/domain/value_representation.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace mi {

struct DictionaryEntry {
    std::uint32_t key;        // group and element; "X" digits of repeating groups are 0
    std::string_view keyword; // "PatientName"
    std::string_view name;    // "Patient's Name"
    std::string_view vr;      // "US", "US or SS", "OB or OW", ...
    std::string_view vm;      // "1", "1-n", "2-2n"
    bool retired;
};

// Null for private and unknown tags. Repeating groups (50xx, 60xx, ...) are resolved.
const DictionaryEntry *findInDictionary(Tag tag);
// The keyword, or "" if there is none.
std::string_view keywordOf(Tag tag);
// By keyword, repeating groups included; null if there is none. The first call makes the index.
const DictionaryEntry *findKeyword(std::string_view keyword);
// The VR that an implicit encoding is read with; for "US or SS" and the like the unsigned or wider one.
Vr dictionaryVr(Tag tag);
std::string_view dictionaryEdition(); // "2026c"
// All entries but those of repeating groups, ascending.
std::span<const DictionaryEntry> dictionaryEntries();

} // namespace mi
