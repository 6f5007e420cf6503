#include "core/checks/pixels/stream_formats.h"

#include <algorithm>
#include <cstddef>

namespace mi {

namespace {

using namespace std::string_view_literals;

bool hasByte(std::string_view bytes, std::size_t at, char byte)
{
    return at < bytes.size() && bytes[at] == byte;
}

// ISO/IEC 13818-1: packets of 188 bytes, each beginning with 0x47; on Blu-ray discs with 4 bytes before each.
bool isTransportStream(std::string_view start)
{
    constexpr char sync = 0x47;
    constexpr std::size_t packet = 188;
    constexpr std::size_t discPacket = 192;
    const auto fits = [&](std::size_t first, std::size_t size) {
        return hasByte(start, first, sync) && (first + size >= start.size() || hasByte(start, first + size, sync));
    };
    return fits(0, packet) || fits(4, discPacket);
}

// The unit behind a start code 000001.
VideoFormat formatOfUnit(std::string_view unit)
{
    if (unit.empty())
        return VideoFormat::other;
    const auto first = static_cast<unsigned char>(unit.front());
    constexpr unsigned char sequenceHeader = 0xB3;
    constexpr unsigned char packHeader = 0xBA;
    if (first == sequenceHeader)
        return VideoFormat::mpeg2;
    if (first == packHeader)
        return VideoFormat::container;
    // ITU-T H.265 7.3.1.2: parameter sets and delimiters have layer 0 and temporal id 0.
    constexpr unsigned videoParameterSet = 32;
    constexpr unsigned lastOfHevc = 35;
    const unsigned hevcType = first >> 1U;
    if (hasByte(unit, 1, 1) && hevcType >= videoParameterSet && hevcType <= lastOfHevc && (first & 1U) == 0)
        return VideoFormat::hevc;
    // ITU-T H.264 7.3.1: a sequence parameter set or an access unit delimiter.
    const unsigned type = first & 0x1FU;
    return (first & 0x80U) == 0 && (type == 7 || type == 9) ? VideoFormat::h264 : VideoFormat::other;
}

} // namespace

std::string_view knownStreamFormat(std::string_view start)
{
    if (start.starts_with("\xFF\xD8\xFF"))
        return "JPEG";
    if (start.starts_with("\xFF\x4F\xFF\x51"))
        return "JPEG 2000";
    if (start.starts_with("\0\0\0\x0CjP  "sv))
        return "a JP2 file";
    if (start.starts_with("\xFF\x0A") || start.starts_with("\0\0\0\x0CJXL "sv))
        return "JPEG XL";
    if (start.starts_with("\x89PNG"))
        return "PNG";
    if (start.starts_with("BM"))
        return "BMP";
    if (start.starts_with("\0\0\1\xB3"sv))
        return "MPEG2 video";
    if (start.substr(std::min<std::size_t>(4, start.size())).starts_with("ftyp"))
        return "an MP4 file";
    return {};
}

VideoFormat videoFormat(std::string_view start)
{
    if (isTransportStream(start) || start.substr(std::min<std::size_t>(4, start.size())).starts_with("ftyp"))
        return VideoFormat::container;
    if (start.starts_with("\0\0\1"sv))
        return formatOfUnit(start.substr(3));
    return start.starts_with("\0\0\0\1"sv) ? formatOfUnit(start.substr(4)) : VideoFormat::none;
}

} // namespace mi
