// What a Transfer Syntax says about the encoding of Pixel Data (PS3.5 10 and annex A). Any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace mi {

enum class PixelEncoding : std::uint8_t {
    native,
    encapsulatedNative, // Encapsulated Uncompressed: fragments that hold native frames
    deflatedFrames,     // Deflated Image Frame Compression
    jpeg,
    jpegLs,
    jpeg2000,
    multiComponent, // JPEG 2000 part 2: a codestream may hold several frames
    htj2k,          // High-Throughput JPEG 2000
    jpegXl,
    rle,
    mpeg2,
    mpeg4,
    hevc,
    referenced, // JPIP: Pixel Data is elsewhere
    streamed,   // SMPTE ST 2110: not in files
    unknown,    // a private or unknown Transfer Syntax
};

// How the samples of a Transfer Syntax may be coded.
struct CodingRules {
    std::string_view uid;
    PixelEncoding encoding;
    std::uint16_t jpegProcesses; // bit n: SOFn is allowed; 0: not looked at
    bool mustBeLossless;
    bool isAlwaysLossy;
};

// For unknown UIDs: encoding `unknown`, nothing demanded.
CodingRules codingRulesOf(std::string_view transferSyntaxUid);

// Frames are separate codestreams, each in fragments of its own.
bool hasSeparateFrames(PixelEncoding encoding);
// Exactly one fragment a frame (PS3.5 A.4.2, A.4.11, A.4.12).
bool hasOneFragmentPerFrame(PixelEncoding encoding);
// One stream of all frames.
bool isVideo(PixelEncoding encoding);

} // namespace mi
