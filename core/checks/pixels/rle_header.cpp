#include "core/checks/pixels/rle_header.h"

namespace mi {

namespace {

std::uint32_t littleEndian32(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return static_cast<std::uint32_t>(bytes[at]) | static_cast<std::uint32_t>(bytes[at + 1]) << 8U |
           static_cast<std::uint32_t>(bytes[at + 2]) << 16U | static_cast<std::uint32_t>(bytes[at + 3]) << 24U;
}

} // namespace

bool RleHeader::areOffsetsUsable(std::uint64_t frameSize) const
{
    if (segments == 0 || segments > maxSegments || offsets[0] != size)
        return false;
    for (std::uint32_t index = 1; index < segments; ++index) {
        if (offsets[index] <= offsets[index - 1])
            return false;
    }
    return offsets[segments - 1] < frameSize;
}

RleHeader readRleHeader(CodestreamBytes &bytes)
{
    RleHeader header;
    std::array<std::uint8_t, RleHeader::size> raw{};
    const ReadStatus status = bytes.read(0, raw);
    if (status != ReadStatus::ok) {
        header.status = status == ReadStatus::unavailable ? HeaderStatus::unavailable : HeaderStatus::broken;
        return header;
    }
    header.segments = littleEndian32(raw, 0);
    for (std::size_t index = 0; index < header.offsets.size(); ++index)
        header.offsets[index] = littleEndian32(raw, 4 + 4 * index);
    header.status = HeaderStatus::ok;
    return header;
}

} // namespace mi
