// Checks of encapsulated Pixel Data down to its fragments (PS3.5 A.4, annex A.4 tables), and which fragments make up
// which frame. One thread per context.
#pragma once

#include "core/checks/pixels/pixel_context.h"

#include <cstdint>
#include <span>
#include <vector>

namespace mi {

class EncapsulatedFrames {
public:
    std::size_t count() const { return m_firsts.size(); }
    // Indexes of elements; never empty.
    std::span<const std::uint32_t> fragmentsOf(std::size_t frame) const;
    std::span<const std::uint32_t> allFragments() const { return m_fragments; }

    // For checkEncapsulation.
    std::vector<std::uint32_t> m_fragments;
    std::vector<std::uint32_t> m_firsts; // index into m_fragments of the first fragment of each frame, ascending
};

// No frames when there are none, or when nothing tells which fragments belong together.
EncapsulatedFrames checkEncapsulation(const PixelContext &context, const Element &pixelData);

} // namespace mi
