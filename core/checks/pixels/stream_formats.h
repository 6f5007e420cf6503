// Which format a codestream has, by its first bytes. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace mi {

// "JPEG", "JPEG 2000", "an MP4 file", ...; "" if it is none of these. 12 bytes are enough.
std::string_view knownStreamFormat(std::string_view start);

enum class VideoFormat : std::uint8_t {
    none,
    container, // a transport stream, a program stream or an MP4 file: what is inside is not looked at
    mpeg2,
    h264,
    hevc,
    other, // a bit stream whose first unit is of another kind
};

// 400 bytes are enough.
VideoFormat videoFormat(std::string_view start);

} // namespace mi
