// Decodes one frame of compressed Pixel Data: JPEG and JPEG-LS through DCMTK, JPEG 2000 (parts 1 and 15) through
// OpenJPEG, deflated frames through zlib.
// Made for codestreams that nobody vouches for: memory is bounded before a decoder sees a byte, and no exception
// leaves. No state; any thread. A frame takes tens of milliseconds a megapixel and cannot be interrupted.
#pragma once

#include "core/support/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace mi {

enum class FrameCoding : std::uint8_t { jpeg, jpegLs, jpeg2000, deflated };

// What the codestream's own header says, read by the caller and found to agree with the Data Set.
struct DecodeRequest {
    FrameCoding coding = FrameCoding::jpeg;
    std::uint8_t jpegProcess = 0; // JPEG: n of SOFn
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
    std::uint64_t components = 0;
    std::uint64_t bits = 0;            // of a sample
    std::uint64_t codestreamBytes = 0; // how long it is
    std::uint64_t inflatedBytes = 0;   // deflated: how many there should be; the rest is not used then
    std::span<const std::uint8_t> codestream;
    bool keepsSamples = false; // leave the samples in the workspace
};

struct DecodedFrame {
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
    std::uint64_t components = 0;
    std::uint64_t bits = 0;
    std::uint64_t inflatedBytes = 0; // deflated; counted a little past what was wanted
    // Places where the decoder had to guess in order to go on.
    std::uint32_t damages = 0;
};

// What a decoder may need for the samples of one frame.
constexpr std::uint64_t maxDecodedBytes = 512ULL * 1024 * 1024;
// More than this only for codestreams that are long enough to stand for it, so that no small file takes much memory.
constexpr std::uint64_t maxUnbackedBytes = 8ULL * 1024 * 1024;
constexpr std::uint64_t maxExpansion = 2048;

constexpr unsigned bytesPerKeptSample(std::uint64_t bits)
{
    return bits > 16 ? 4U : bits > 8 ? 2U : 1U;
}

// Why this frame would not be decoded, before its bytes are at hand: `unsupported` or `limitExceeded`.
Result<void> canDecode(const DecodeRequest &request);

// Fails with `unsupported` (no decoder for this kind), `limitExceeded` (too large to be decoded safely, or out of
// memory) or `invalidFormat` (the decoder gave up; `detail` is what it says, and holds no values of the Data Set).
// `workspace` is memory to work in, kept by the caller from frame to frame. With `keepsSamples` it holds the samples
// afterwards: row by row, those of a pixel beside each other, each in bytesPerKeptSample() bytes of this machine's
// order, two's complement in `bits` bits where they are signed; colours as they are coded, but for JPEG 2000, which
// undoes its own colour transform. Deflated frames leave their bytes. Else what it holds is not specified.
Result<DecodedFrame> decodeFrame(const DecodeRequest &request, std::vector<std::uint8_t> &workspace);

} // namespace mi
