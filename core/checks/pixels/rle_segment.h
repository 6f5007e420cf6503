// How many bytes an RLE segment unpacks to (PS3.5 G.3), without unpacking it. Any thread.
#pragma once

#include "core/checks/pixels/codestream_bytes.h"

#include <cstdint>

namespace mi {

struct RleSegmentLength {
    ReadStatus status = ReadStatus::ok; // unavailable: the bytes cannot be had
    std::uint64_t unpacked = 0;         // counted up to `wanted`
    bool isLonger = false;              // there is more, other than padding
};

// The segment is [begin, end) of the frame. Behind `wanted` bytes, zeros and the code that means nothing are padding.
RleSegmentLength measureRleSegment(CodestreamBytes &bytes, std::uint64_t begin, std::uint64_t end,
                                   std::uint64_t wanted);

} // namespace mi
