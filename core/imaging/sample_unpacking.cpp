#include "core/imaging/sample_unpacking.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace mi {

namespace {

Error cannotUnpack(ErrorCode code, std::string detail)
{
    return {.code = code, .operation = "show", .detail = std::move(detail)};
}

SampleFrame emptyFrame(const SampleShape &shape)
{
    SampleFrame frame;
    frame.rows = shape.rows;
    frame.columns = shape.columns;
    frame.samplesPerPixel = shape.samplesPerPixel;
    frame.values.resize(frame.pixels() * shape.samplesPerPixel);
    return frame;
}

std::uint32_t sampleAt(const std::uint8_t *at, unsigned size, bool isBigEndian)
{
    std::uint32_t value = 0;
    for (unsigned i = 0; i < size; ++i)
        value = value << 8U | at[isBigEndian ? i : size - 1 - i];
    return value;
}

// Y1 Y2 Cb Cr for every two pixels beside each other (PS3.3 C.7.6.3.1.2).
void unpackSubsampled(SampleFrame &frame, std::span<const std::uint8_t> bytes)
{
    const std::size_t pairs = (static_cast<std::size_t>(frame.columns) + 1) / 2;
    for (std::size_t y = 0; y < frame.rows; ++y) {
        for (std::size_t pair = 0; pair < pairs; ++pair) {
            const std::uint8_t *from = bytes.data() + (y * pairs + pair) * 4;
            for (std::size_t i = 0; i < 2 && pair * 2 + i < frame.columns; ++i) {
                std::uint32_t *pixel = frame.values.data() + (y * frame.columns + pair * 2 + i) * 3;
                pixel[0] = from[i];
                pixel[1] = from[2];
                pixel[2] = from[3];
            }
        }
    }
}

// One segment of RLE: a byte plane of one sample (PS3.5 G.3.2).
void unpackBits(std::span<const std::uint8_t> segment, std::span<std::uint8_t> out)
{
    std::size_t to = 0;
    for (std::size_t at = 0; at + 1 < segment.size() && to < out.size();) {
        const auto code = static_cast<std::int8_t>(segment[at++]);
        if (code >= 0) {
            const std::size_t count =
                std::min({static_cast<std::size_t>(code) + 1, segment.size() - at, out.size() - to});
            std::copy_n(segment.begin() + static_cast<std::ptrdiff_t>(at), count,
                        out.begin() + static_cast<std::ptrdiff_t>(to));
            at += static_cast<std::size_t>(code) + 1;
            to += count;
        } else if (code != -128) {
            const std::size_t count = std::min(static_cast<std::size_t>(1 - code), out.size() - to);
            std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(to), count, segment[at++]);
            to += count;
        }
    }
}

} // namespace

std::uint64_t SampleShape::bitsPerFrame() const
{
    const std::uint64_t pixels = std::uint64_t{rows} * columns;
    const bool areBitsKnown =
        bitsAllocated == 1 || bitsAllocated == 8 || bitsAllocated == 16 || bitsAllocated == 24 || bitsAllocated == 32;
    if (!areBitsKnown || subsampling == Subsampling::horizontalAndVertical)
        return 0;
    if (subsampling == Subsampling::horizontal)
        return bitsAllocated == 8 ? std::uint64_t{rows} * ((std::uint64_t{columns} + 1) / 2) * 4 * 8 : 0;
    return pixels * samplesPerPixel * bitsAllocated;
}

Result<SampleFrame> unpackSamples(const SampleShape &shape, std::span<const std::uint8_t> bytes, std::uint64_t firstBit)
{
    const std::uint64_t bits = shape.bitsPerFrame();
    if (bits == 0)
        return cannotUnpack(ErrorCode::unsupported, "a way of storing samples that is not known");
    if (firstBit + bits > std::uint64_t{bytes.size()} * 8)
        return cannotUnpack(ErrorCode::invalidFormat, "the pixel data ends before this frame");
    std::vector<std::uint8_t> swapped;
    if (shape.isByteSwappedWords) {
        swapped.assign(bytes.begin(), bytes.end());
        for (std::size_t i = 0; i + 1 < swapped.size(); i += 2)
            std::swap(swapped[i], swapped[i + 1]);
        bytes = swapped;
    }
    SampleFrame frame = emptyFrame(shape);
    if (shape.bitsAllocated == 1) { // the first pixel is the lowest bit (PS3.5 8.1.1)
        for (std::size_t i = 0; i < frame.values.size(); ++i)
            frame.values[i] = (bytes[(firstBit + i) / 8] >> ((firstBit + i) % 8)) & 1U;
        return frame;
    }
    bytes = bytes.subspan(static_cast<std::size_t>(firstBit / 8));
    if (shape.subsampling == Subsampling::horizontal) {
        unpackSubsampled(frame, bytes);
        return frame;
    }
    const unsigned size = shape.bitsAllocated / 8;
    const std::size_t pixels = frame.pixels();
    for (std::size_t i = 0; i < frame.values.size(); ++i) {
        const std::size_t pixel = i / shape.samplesPerPixel;
        const std::size_t from = shape.isPlanar ? (i % shape.samplesPerPixel) * pixels + pixel : i;
        frame.values[i] = sampleAt(bytes.data() + from * size, size, shape.isBigEndian);
    }
    return frame;
}

Result<SampleFrame> decodeRle(const SampleShape &shape, std::span<const std::uint8_t> bytes)
{
    constexpr std::size_t headerSize = 64;
    const unsigned size = shape.bitsAllocated / 8;
    const std::size_t segments = static_cast<std::size_t>(size) * shape.samplesPerPixel;
    if (bytes.size() < headerSize || segments == 0 || segments > 15 || sampleAt(bytes.data(), 4, false) != segments)
        return cannotUnpack(ErrorCode::invalidFormat, "a header of the compressed picture that cannot be read");
    SampleFrame frame = emptyFrame(shape);
    std::vector<std::uint8_t> plane(frame.pixels());
    for (std::size_t segment = 0; segment < segments; ++segment) {
        const std::size_t begin = sampleAt(bytes.data() + 4 * (segment + 1), 4, false);
        const std::size_t end =
            segment + 1 < segments ? sampleAt(bytes.data() + 4 * (segment + 2), 4, false) : bytes.size();
        if (begin < headerSize || begin > end || end > bytes.size())
            return cannotUnpack(ErrorCode::invalidFormat, "a header of the compressed picture that cannot be read");
        std::ranges::fill(plane, std::uint8_t{0});
        unpackBits(bytes.subspan(begin, end - begin), plane);
        // The most significant byte of a sample comes first.
        const std::size_t sample = segment / size;
        for (std::size_t i = 0; i < plane.size(); ++i) {
            std::uint32_t &value = frame.values[i * shape.samplesPerPixel + sample];
            value = value << 8U | plane[i];
        }
    }
    return frame;
}

SampleFrame decodedSamples(const SampleShape &shape, std::span<const std::uint8_t> bytes, unsigned size)
{
    SampleFrame frame = emptyFrame(shape);
    const std::size_t count = std::min(frame.values.size(), bytes.size() / size);
    for (std::size_t i = 0; i < count; ++i) {
        std::uint16_t word = 0;
        if (size == 1) {
            frame.values[i] = bytes[i];
        } else if (size == 2) {
            std::memcpy(&word, bytes.data() + i * 2, 2);
            frame.values[i] = word;
        } else {
            std::memcpy(&frame.values[i], bytes.data() + i * 4, 4);
        }
    }
    return frame;
}

} // namespace mi
