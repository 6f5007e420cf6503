#include "core/checks/pixels/native_length.h"

#include <initializer_list>
#include <limits>

namespace mi {

namespace {

constexpr std::uint64_t largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

std::optional<std::uint64_t> product(std::initializer_list<std::uint64_t> factors)
{
    std::uint64_t result = 1;
    for (const std::uint64_t factor : factors) {
        if (factor == 0 || result > largest / factor)
            return std::nullopt;
        result *= factor;
    }
    return result;
}

// Samples of one frame; `roundUp`: a last odd column or row still has chrominance samples of its own.
std::optional<std::uint64_t> samplesOfFrame(const NativeShape &shape, bool roundUp)
{
    const auto luminance = product({shape.rows, shape.columns});
    if (!luminance || shape.subsampling == Subsampling::none)
        return product({shape.rows, shape.columns, shape.samplesPerPixel});
    const std::uint64_t rounding = roundUp ? 1 : 0;
    const bool isVertical = shape.subsampling == Subsampling::horizontalAndVertical;
    const std::uint64_t columns = (shape.columns + rounding) / 2;
    const std::uint64_t rows = isVertical ? (shape.rows + rounding) / 2 : shape.rows;
    if (*luminance > largest / 4)
        return std::nullopt;
    // 4:2:2 keeps the pixels in pairs, so that an odd column is rounded up for luminance as well.
    if (!isVertical && roundUp)
        return shape.rows * columns * 4;
    return *luminance + 2 * rows * columns;
}

std::optional<std::uint64_t> bytesOf(const NativeShape &shape, bool roundUp)
{
    const auto samples = samplesOfFrame(shape, roundUp);
    if (!samples)
        return std::nullopt;
    // Single bits are packed over the frames without a gap (PS3.5 8.1.1), so bits are summed before rounding.
    const auto bits = product({*samples, shape.bitsAllocated, shape.frames});
    if (!bits)
        return std::nullopt;
    return *bits / 8 + (*bits % 8 != 0 ? 1 : 0);
}

std::uint64_t evened(std::uint64_t length)
{
    return length + length % 2;
}

bool fits(const NativeLength &expected, std::uint64_t length)
{
    return length >= expected.minimum && length <= evened(expected.maximum);
}

// The number of whole frames that fill `length`, or 0. Only where a frame is a whole number of bytes.
std::uint64_t wholeFrames(const NativeShape &shape, std::uint64_t length)
{
    NativeShape frame = shape;
    frame.frames = 1;
    const auto bits = product({samplesOfFrame(frame, false).value_or(0), shape.bitsAllocated});
    if (!bits || *bits % 8 != 0)
        return 0;
    const std::uint64_t size = *bits / 8;
    if (length % size == 0)
        return length / size;
    return size % 2 != 0 && length % 2 == 0 && (length - 1) % size == 0 ? (length - 1) / size : 0;
}

} // namespace

std::optional<NativeLength> nativeLength(const NativeShape &shape)
{
    const auto minimum = bytesOf(shape, false);
    const auto maximum = bytesOf(shape, true);
    if (!minimum || !maximum)
        return std::nullopt;
    return NativeLength{*minimum, *maximum};
}

std::optional<LengthJudgement> judgeNativeLength(const NativeShape &shape, std::uint64_t length)
{
    const auto expected = nativeLength(shape);
    if (!expected)
        return std::nullopt;
    if (fits(*expected, length))
        return LengthJudgement{};
    if (shape.subsampling != Subsampling::none) {
        NativeShape full = shape;
        full.subsampling = Subsampling::none;
        const auto unsampled = nativeLength(full);
        if (unsampled && fits(*unsampled, length))
            return LengthJudgement{LengthVerdict::notSubsampled, 0};
    }
    const std::uint64_t whole = length == 0 ? 0 : wholeFrames(shape, length);
    if (length < expected->minimum) {
        if (whole > 0 && whole < shape.frames)
            return LengthJudgement{LengthVerdict::framesMissing, whole};
        return LengthJudgement{LengthVerdict::tooShort, 0};
    }
    if (whole > shape.frames)
        return LengthJudgement{LengthVerdict::moreFrames, whole};
    return LengthJudgement{LengthVerdict::tooLong, 0};
}

} // namespace mi
