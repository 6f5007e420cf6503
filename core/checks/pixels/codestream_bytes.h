// The bytes of one frame's codestream, read in small pieces, so that a header costs a few reads however long the frame
// is. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace mi {

enum class ReadStatus : std::uint8_t {
    ok,
    pastEnd,     // the frame has fewer bytes
    unavailable, // the bytes cannot be had: no source, an I/O error, or the budget for one frame is used up
};

class CodestreamBytes {
public:
    virtual ~CodestreamBytes() = default;
    virtual std::uint64_t size() const = 0;
    // All of `buffer`, or nothing of use.
    virtual ReadStatus read(std::uint64_t offset, std::span<std::uint8_t> buffer) = 0;
};

// How reading a header ended. Facts are valid with `ok` only, unless a header says otherwise.
enum class HeaderStatus : std::uint8_t {
    ok,
    otherFormat, // does not start as this format does
    broken,      // starts right, but cannot be followed
    unavailable, // see ReadStatus
};

inline std::uint16_t bigEndian16(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return static_cast<std::uint16_t>(bytes[at] << 8U | bytes[at + 1]);
}

inline std::uint32_t bigEndian32(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return static_cast<std::uint32_t>(bigEndian16(bytes, at)) << 16U | bigEndian16(bytes, at + 2);
}

} // namespace mi
