// The length that native (not encapsulated) Pixel Data must have: PS3.5 8.1 and annex D, PS3.3 C.7.6.3.1.2.
// Pure arithmetic that cannot overflow; any thread.
#pragma once

#include <cstdint>
#include <optional>

namespace mi {

// How many chrominance samples a colour image holds (PS3.3 C.7.6.3.1.2).
enum class Subsampling : std::uint8_t {
    none,
    horizontal,            // 4:2:2, half of the columns
    horizontalAndVertical, // 4:2:0, half of the columns and half of the rows
};

struct NativeShape {
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
    std::uint64_t samplesPerPixel = 1;
    std::uint64_t bitsAllocated = 8;
    std::uint64_t frames = 1;
    Subsampling subsampling = Subsampling::none;
};

// Bytes without the padding byte that makes an odd length even. The two differ only for subsampled images with an odd
// number of columns or rows, where the standard does not say whether the last chrominance sample is rounded up.
struct NativeLength {
    std::uint64_t minimum = 0;
    std::uint64_t maximum = 0;
    bool operator==(const NativeLength &) const = default;
};

// Nothing when a number is 0 or the length does not fit into 63 bits.
std::optional<NativeLength> nativeLength(const NativeShape &shape);

enum class LengthVerdict : std::uint8_t {
    right,
    tooShort,
    framesMissing, // shorter, and exactly a smaller number of frames
    moreFrames,    // longer, and exactly a larger number of frames
    notSubsampled, // exactly what the image would need without subsampling
    tooLong,
};

struct LengthJudgement {
    LengthVerdict verdict = LengthVerdict::right;
    std::uint64_t wholeFrames = 0; // for framesMissing and moreFrames
};

// `length`: as encoded, with padding. Nothing where nativeLength() is nothing.
std::optional<LengthJudgement> judgeNativeLength(const NativeShape &shape, std::uint64_t length);

} // namespace mi
