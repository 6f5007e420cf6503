// Checks of each frame's codestream against the attributes and the Transfer Syntax (PS3.5 8.2, A.4), by its header and
// its end; frames in which nothing is wrong are then decoded. One thread per context.
#pragma once

#include "core/checks/pixels/attribute_checks.h"
#include "core/checks/pixels/codestream_bytes.h"
#include "core/checks/pixels/encapsulation.h"
#include "core/checks/pixels/frame_bytes.h"
#include "core/checks/pixels/jpeg2000_header.h"
#include "core/checks/pixels/jpeg_header.h"
#include "core/checks/pixels/pixel_context.h"

#include <cstdint>
#include <optional>
#include <string>

namespace mi {

// What the codestream says, whatever its format.
struct CodestreamFacts {
    std::uint64_t rows = 0; // 0: not told
    std::uint64_t columns = 0;
    std::uint64_t components = 0;
    std::uint64_t bits = 0;
    bool areBitsRounded = false; // the coding process knows 8 and 12 bits only
    bool isLossy = false;
    std::uint8_t jpegProcess = 0; // n of SOFn
    std::uint64_t offset = 0;     // of the codestream in the frame: behind the boxes of a JP2 file
};

// What came of reading a frame's header.
struct FrameReading {
    std::optional<CodestreamFacts> facts = {};
    bool hasError = false;             // a finding of that severity was reported
    std::uint64_t codedComponents = 0; // JPEG 2000 part 2: of all frames in this codestream
};

// One frame, with what its findings need.
struct FrameContext {
    const PixelContext &pixel;
    const AttributeVerdict &attributes;
    const Element &pixelData;
    std::size_t frame; // 0 is the first
    FrameBytes &bytes;
    FrameReading &reading;

    // Facts are "... in frame 3" where there are more frames than one.
    void report(std::string_view ruleId, const Element &element, std::string observed, std::string expected = {}) const;
    void report(std::string_view ruleId, std::string observed, std::string expected = {}) const;
};

// Whether a codestream shows that the image was compressed with loss.
bool checkCodestreams(const PixelContext &context, const AttributeVerdict &attributes, const Element &pixelData,
                      const EncapsulatedFrames &frames);

// Parts of it.
void checkFacts(const FrameContext &frame, const CodestreamFacts &facts);
void checkEnd(const FrameContext &frame);
void checkJpegFrame(const FrameContext &frame);
void checkJpeg2000Frame(const FrameContext &frame);
void checkRleFrame(const FrameContext &frame);
void checkJpegXlFrame(const FrameContext &frame);
// All frames are in one stream.
void checkVideoStream(const FrameContext &stream);
// Up to 12 bytes; fewer when the frame has fewer or they cannot be had.
std::string startOf(const FrameContext &frame);
// Not the format that the Transfer Syntax asks for, or not readable as such.
void reportUnreadable(const FrameContext &frame, HeaderStatus status, std::string_view expected);

} // namespace mi
