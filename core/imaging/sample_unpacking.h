// Stored bytes to samples: native Pixel Data (PS3.5 8.1, 8.2), RLE (annex G), and what a decoder left. Any thread.
#pragma once

#include "core/checks/pixels/native_length.h"
#include "core/imaging/sample_frame.h"
#include "core/support/result.h"

#include <cstdint>
#include <span>

namespace mi {

struct SampleShape {
    std::uint32_t rows = 0;
    std::uint32_t columns = 0;
    std::uint32_t samplesPerPixel = 1;
    std::uint32_t bitsAllocated = 8; // 1, 8, 16, 24, 32
    bool isPlanar = false;
    bool isBigEndian = false;
    bool isByteSwappedWords = false; // bytes that were stored as big endian words, PS3.5 8.1.1
    Subsampling subsampling = Subsampling::none;

    // 0: not a shape that can be shown.
    std::uint64_t bitsPerFrame() const;
};

// `firstBit`: where the frame begins in `bytes`; only for 1 bit not a multiple of 8.
Result<SampleFrame> unpackSamples(const SampleShape &shape, std::span<const std::uint8_t> bytes,
                                  std::uint64_t firstBit);
Result<SampleFrame> decodeRle(const SampleShape &shape, std::span<const std::uint8_t> bytes);
// Samples of `size` bytes each (1, 2 or 4) in this machine's order, those of a pixel beside each other.
SampleFrame decodedSamples(const SampleShape &shape, std::span<const std::uint8_t> bytes, unsigned size);

} // namespace mi
