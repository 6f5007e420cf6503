// Segmented Palette Color Lookup Table Data (PS3.3 C.7.9.2): whether its segments can be followed, and how many entries
// they expand to. Pure function; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mi {

struct PaletteExpansion {
    std::string defect; // "" if all segments can be followed
    std::uint64_t entries = 0;
};

// `wordSize`: 2 for entries of 16 bits, 1 for 8. Counting stops behind `wanted` entries.
PaletteExpansion expandPalette(std::string_view bytes, unsigned wordSize, bool bigEndian, std::uint64_t wanted);

} // namespace mi
