// The samples of one frame as stored, before anything is done to them. A value type; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace mi {

struct SampleFrame {
    std::uint32_t rows = 0;
    std::uint32_t columns = 0;
    std::uint32_t samplesPerPixel = 1;
    // Row by row; the samples of a pixel beside each other, whatever the Planar Configuration. All Bits Allocated of a
    // sample, without sign; bits outside Bits Stored are still there.
    std::vector<std::uint32_t> values;

    std::size_t pixels() const { return static_cast<std::size_t>(rows) * columns; }
};

} // namespace mi
