// The header of an RLE frame (PS3.5 G.5): the number of segments and where each begins. Any thread.
#pragma once

#include "core/checks/pixels/codestream_bytes.h"

#include <array>
#include <cstdint>

namespace mi {

struct RleHeader {
    static constexpr std::uint32_t size = 64;
    static constexpr std::uint32_t maxSegments = 15;

    HeaderStatus status = HeaderStatus::broken; // broken: shorter than a header
    std::uint32_t segments = 0;
    std::array<std::uint32_t, maxSegments> offsets = {};

    // The first begins behind the header, each behind the one before it, and the last inside the frame.
    bool areOffsetsUsable(std::uint64_t frameSize) const;
};

RleHeader readRleHeader(CodestreamBytes &bytes);

} // namespace mi
