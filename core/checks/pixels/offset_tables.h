// The Basic Offset Table and the Extended Offset Table of encapsulated Pixel Data (PS3.5 A.4, PS3.3 C.7.6.3.1.8).
// One thread per context.
#pragma once

#include "core/checks/pixels/pixel_context.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace mi {

// The first fragment of each frame, as the table says; empty for an empty table; nothing when the table is wrong, which
// has been reported, or cannot be read. `fragments`: indexes of elements, without the table itself.
using FrameStarts = std::optional<std::vector<std::uint32_t>>;

FrameStarts checkBasicOffsetTable(const PixelContext &context, const Element &pixelData, const Element &table,
                                  std::span<const std::uint32_t> fragments);

// Also reports the two tables side by side. `hasBasicEntries`: the Basic Offset Table is not empty.
FrameStarts checkExtendedOffsetTable(const PixelContext &context, std::span<const std::uint32_t> fragments,
                                     bool hasBasicEntries);

} // namespace mi
