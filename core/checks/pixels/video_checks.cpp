#include "core/checks/pixels/codestream_checks.h"
#include "core/checks/pixels/stream_formats.h"

#include <algorithm>
#include <array>
#include <vector>

namespace mi {

namespace {

std::string_view nameOf(VideoFormat format)
{
    switch (format) {
    case VideoFormat::mpeg2:
        return "MPEG2 video";
    case VideoFormat::h264:
        return "MPEG-4 AVC/H.264 video";
    case VideoFormat::hevc:
        return "HEVC/H.265 video";
    default:
        return {};
    }
}

VideoFormat formatOf(PixelEncoding encoding)
{
    if (encoding == PixelEncoding::mpeg2)
        return VideoFormat::mpeg2;
    return encoding == PixelEncoding::mpeg4 ? VideoFormat::h264 : VideoFormat::hevc;
}

// ISO/IEC 13818-2 6.2.2.1: 12 bits each of width and height behind the start code.
void checkMpeg2Size(const FrameContext &stream, std::string_view start)
{
    constexpr std::size_t headerSize = 7;
    if (start.size() < headerSize || !stream.attributes.isShapeUsable)
        return;
    const auto byte = [&](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(start[at])}; };
    const std::uint64_t columns = byte(4) << 4U | byte(5) >> 4U;
    const std::uint64_t rows = (byte(5) & 0x0FU) << 8U | byte(6);
    checkFacts(stream, {.rows = rows, .columns = columns});
}

} // namespace

void checkVideoStream(const FrameContext &stream)
{
    std::array<std::uint8_t, 400> raw{};
    const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(raw.size(), stream.bytes.size()));
    if (stream.bytes.read(0, std::span{raw}.first(length)) != ReadStatus::ok)
        return reportUnreadable(stream, HeaderStatus::unavailable, {});
    const std::string start(raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(length));
    const VideoFormat found = videoFormat(start);
    const VideoFormat wanted = formatOf(stream.pixel.coding.encoding);
    if (found == VideoFormat::none)
        return reportUnreadable(stream, HeaderStatus::otherFormat, nameOf(wanted));
    const bool isTold = !nameOf(found).empty();
    if (isTold && found != wanted)
        stream.report("pixel.codestream.other-format", std::string{nameOf(found)}, std::string{nameOf(wanted)});
    else if (found == VideoFormat::mpeg2)
        checkMpeg2Size(stream, start);
}

} // namespace mi
