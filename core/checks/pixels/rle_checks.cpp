#include "core/checks/pixels/codestream_checks.h"
#include "core/checks/pixels/native_checks.h"
#include "core/checks/pixels/rle_header.h"
#include "core/checks/pixels/rle_segment.h"
#include "core/checks/pixels/stream_formats.h"

#include <algorithm>

namespace mi {

namespace {

// Counting what the segments unpack to is all that decoding could find wrong with them.
void checkRleSegments(const FrameContext &frame, const RleHeader &header)
{
    NativeShape plane = shapeOf(frame.pixel, frame.attributes, 1);
    plane.samplesPerPixel = 1;
    plane.subsampling = Subsampling::none;
    plane.bitsAllocated = std::min<std::uint64_t>(plane.bitsAllocated, 8);
    const std::uint64_t wanted = nativeLength(plane).value_or(NativeLength{}).minimum;
    for (std::uint32_t index = 0; index < header.segments; ++index) {
        const std::uint64_t end = index + 1 < header.segments ? header.offsets[index + 1] : frame.bytes.size();
        const RleSegmentLength segment = measureRleSegment(frame.bytes, header.offsets[index], end, wanted);
        if (segment.status != ReadStatus::ok) {
            frame.pixel.findings.addNotChecked("pixel-data.decoding", "RLE segments could not be read again");
            return;
        }
        if (segment.unpacked < wanted) {
            frame.report("pixel.rle.too-short", bytesText(segment.unpacked) + " in segment " + numberText(index + 1),
                         bytesText(wanted));
            return;
        }
        if (segment.isLonger) {
            frame.report("pixel.rle.too-long", "more in segment " + numberText(index + 1), bytesText(wanted));
            return;
        }
    }
}

} // namespace

void checkRleFrame(const FrameContext &frame)
{
    // Nothing in an RLE header says that it is one.
    if (!knownStreamFormat(startOf(frame)).empty())
        return reportUnreadable(frame, HeaderStatus::otherFormat, "RLE");
    const RleHeader header = readRleHeader(frame.bytes);
    if (header.status != HeaderStatus::ok)
        return reportUnreadable(frame, header.status, "RLE");
    // PS3.5 G.2: one segment for each byte of each sample, the most significant first.
    const std::uint64_t bytesPerSample = (frame.attributes.bitsAllocated + 7) / 8;
    const std::uint64_t expected = frame.attributes.samplesPerPixel * bytesPerSample;
    const std::uint64_t otherwise = frame.attributes.otherSamplesPerPixel * bytesPerSample;
    if (header.segments == 0 || header.segments > RleHeader::maxSegments)
        return frame.report("pixel.rle.segments", numberText(header.segments) + " segments", numberText(expected));
    if (frame.attributes.isShapeUsable && header.segments != expected && header.segments != otherwise)
        frame.report("pixel.rle.segments",
                     numberText(header.segments) + (header.segments == 1 ? " segment" : " segments"),
                     numberText(expected));
    else if (!header.areOffsetsUsable(frame.bytes.size()))
        frame.report("pixel.rle.offsets", numberText(header.offsets[header.segments - 1]) + " for the last segment",
                     "64 for the first, ascending, less than " + numberText(frame.bytes.size()));
    else if (frame.attributes.isShapeUsable)
        checkRleSegments(frame, header);
}

} // namespace mi
