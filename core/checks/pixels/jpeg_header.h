// The header of a JPEG (ITU-T T.81) or JPEG-LS (ITU-T T.87) codestream: markers up to the first scan. Any thread.
#pragma once

#include "core/checks/pixels/codestream_bytes.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mi {

struct JpegComponent {
    std::uint8_t id = 0;
    std::uint8_t horizontal = 1; // sampling factors
    std::uint8_t vertical = 1;
};

struct JpegHeader {
    static constexpr std::uint8_t jpegLsFrame = 55; // SOF55 is the frame header of JPEG-LS

    HeaderStatus status = HeaderStatus::broken;
    std::uint8_t frameType = 0; // n of SOFn
    std::uint8_t precision = 0;
    std::uint32_t rows = 0; // 0: told later, by a DNL marker
    std::uint32_t columns = 0;
    std::vector<JpegComponent> components;
    bool hasJfif = false;
    std::optional<std::uint8_t> adobeTransform; // 0: none, 1: YCbCr, 2: YCCK
    std::uint8_t selection = 0;                 // Ss: the predictor of a lossless scan
    std::uint8_t near = 0;                      // JPEG-LS: the largest error
    std::uint8_t interleave = 0;                // JPEG-LS: 0 none, 1 line, 2 sample
    std::uint8_t scanComponents = 0;            // in the first scan
    std::uint8_t pointTransform = 0;            // Al: bits cut off below, in lossless scans and in JPEG-LS
    std::uint64_t scanOffset = 0;               // of the SOS marker

    bool isJpegLs() const { return frameType == jpegLsFrame; }
    bool isPredictive() const; // a lossless process
    bool isLossless() const;   // and nothing was cut off
    bool isSubsampled() const;
    bool hasRgbComponentIds() const; // "R", "G", "B"
    // What the coding process does not know: "" if nothing.
    std::string_view illegalParameter() const;
};

JpegHeader readJpegHeader(CodestreamBytes &bytes);

} // namespace mi
