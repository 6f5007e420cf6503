#include "core/checks/pixels/codestream_checks.h"

#include "core/checks/pixels/frame_decoding.h"
#include "core/checks/pixels/native_checks.h"
#include "core/checks/pixels/rle_header.h"
#include "core/checks/pixels/rle_segment.h"
#include "core/support/text.h"

#include <algorithm>
#include <utility>

namespace mi {

namespace {

constexpr std::size_t maxFrames = 10'000; // headers are read of so many frames; a 4D study has fewer

// The format that the first bytes of a frame belong to; "" if it is none of these.
std::string_view knownFormat(std::string_view start)
{
    if (start.starts_with("\xFF\xD8\xFF"))
        return "JPEG";
    if (start.starts_with("\xFF\x4F\xFF\x51"))
        return "JPEG 2000";
    if (start.starts_with(std::string_view{"\0\0\0\x0CjP  ", 8}))
        return "a JP2 file";
    if (start.starts_with("\x89PNG"))
        return "PNG";
    if (start.starts_with("BM"))
        return "BMP";
    if (start.starts_with(std::string_view{"\0\0\1\xB3", 4}))
        return "MPEG2 video";
    if (start.substr(std::min<std::size_t>(4, start.size())).starts_with("ftyp"))
        return "an MP4 file";
    return {};
}

// Up to 12 bytes; fewer when the frame has fewer or they cannot be had.
std::string startOf(const FrameContext &frame)
{
    std::array<std::uint8_t, 12> start{};
    const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(start.size(), frame.bytes.size()));
    if (frame.bytes.read(0, std::span{start}.first(length)) != ReadStatus::ok)
        return {};
    return {start.begin(), start.begin() + static_cast<std::ptrdiff_t>(length)};
}

std::string hexOf(std::string_view bytes)
{
    const std::vector<std::uint8_t> raw(bytes.begin(), bytes.end());
    return toHex(raw);
}

void checkEncapsulatedNativeFrame(const FrameContext &frame)
{
    const NativeShape shape = shapeOf(frame.pixel, frame.attributes, 1);
    const auto judgement = judgeNativeLength(shape, frame.bytes.size());
    if (!judgement || judgement->verdict == LengthVerdict::right)
        return;
    const bool isShort = judgement->verdict == LengthVerdict::tooShort;
    frame.report(isShort ? "pixel.native.too-short" : "pixel.native.too-long", bytesText(frame.bytes.size()),
                 bytesText(nativeLength(shape).value_or(NativeLength{}).minimum) + " in each frame");
}

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
    }
}

void checkFrame(const FrameContext &frame)
{
    switch (frame.pixel.coding.encoding) {
    case PixelEncoding::jpeg:
    case PixelEncoding::jpegLs:
        return checkJpegFrame(frame);
    case PixelEncoding::jpeg2000:
    case PixelEncoding::htj2k:
        return checkJpeg2000Frame(frame);
    case PixelEncoding::rle:
        return checkRleFrame(frame);
    case PixelEncoding::encapsulatedNative:
        return checkEncapsulatedNativeFrame(frame);
    default:
        return;
    }
}

// Why the codestreams of this encoding are not looked into; "" if they are.
std::string_view reasonNotRead(PixelEncoding encoding)
{
    switch (encoding) {
    case PixelEncoding::mpeg2:
        return "MPEG2 video streams are not read";
    case PixelEncoding::mpeg4:
        return "MPEG-4 video streams are not read";
    case PixelEncoding::hevc:
        return "HEVC video streams are not read";
    case PixelEncoding::multiComponent:
        return "multi-component JPEG 2000 codestreams are not read";
    case PixelEncoding::jpegXl:
        return "JPEG XL codestreams are not read";
    case PixelEncoding::deflatedFrames:
        return "deflated frames are not inflated";
    case PixelEncoding::unknown:
        return "the Transfer Syntax is not known";
    default:
        return {};
    }
}

} // namespace

void FrameContext::report(std::string_view ruleId, const Element &element, std::string observed,
                          std::string expected) const
{
    const CheckRule *rule = findCheckRule(ruleId);
    reading.hasError = reading.hasError || (rule != nullptr && rule->severity == Severity::error);
    if (pixel.frames.value_or(2) > 1)
        observed += " in frame " + numberText(frame + 1);
    pixel.reportAt(ruleId, element, bytes.fileOffset(), std::move(observed), std::move(expected));
}

void FrameContext::report(std::string_view ruleId, std::string observed, std::string expected) const
{
    report(ruleId, pixelData, std::move(observed), std::move(expected));
}

void reportUnreadable(const FrameContext &frame, HeaderStatus status, std::string_view expected)
{
    if (status == HeaderStatus::unavailable) {
        frame.pixel.findings.addNotChecked("pixel-data.codestream", "the header of a codestream could not be read");
        return;
    }
    if (status == HeaderStatus::broken) {
        frame.report("pixel.codestream.broken", std::string{expected} + " header");
        return;
    }
    const std::string start = startOf(frame);
    const std::string_view format = knownFormat(start);
    frame.report("pixel.codestream.other-format",
                 format.empty() ? "bytes " + hexOf(std::string_view{start}.substr(0, 8)) : std::string{format},
                 std::string{expected});
}

void checkFacts(const FrameContext &frame, const CodestreamFacts &facts)
{
    const PixelDescription &pixels = frame.pixel.pixels;
    const AttributeVerdict &attributes = frame.attributes;
    frame.reading.facts = facts;
    const bool areRowsWrong = facts.rows != 0 && facts.rows != attributes.rows;
    const bool areColumnsWrong = facts.columns != attributes.columns;
    if (attributes.isShapeUsable && (areRowsWrong || areColumnsWrong))
        frame.report("pixel.codestream.size", areRowsWrong ? *pixels.rows : *pixels.columns,
                     numberText(facts.rows) + " x " + numberText(facts.columns),
                     numberText(attributes.rows) + " x " + numberText(attributes.columns));
    if (pixels.samplesPerPixel != nullptr && facts.components != attributes.samplesPerPixel &&
        facts.components != attributes.otherSamplesPerPixel)
        frame.report("pixel.codestream.components", *pixels.samplesPerPixel,
                     numberText(facts.components) + (facts.components == 1 ? " component" : " components"),
                     numberText(attributes.samplesPerPixel));
    if (attributes.bitsStored == 0 || pixels.bitsStored == nullptr)
        return;
    if (facts.bits > attributes.bitsAllocated)
        frame.report("pixel.codestream.precision-too-large", *pixels.bitsAllocated, numberText(facts.bits) + " bits",
                     "at most " + numberText(attributes.bitsAllocated));
    else if (facts.bits < attributes.bitsStored)
        frame.report("pixel.codestream.precision-smaller", *pixels.bitsStored, numberText(facts.bits) + " bits",
                     numberText(attributes.bitsStored));
    else if (facts.bits > attributes.bitsStored && !facts.areBitsRounded)
        frame.report("pixel.codestream.precision-larger", *pixels.bitsStored, numberText(facts.bits) + " bits",
                     numberText(attributes.bitsStored));
    const Element *lossy = pixels.lossyImageCompression;
    if (facts.isLossy && !frame.pixel.coding.mustBeLossless && lossy != nullptr &&
        trimmedPadding(frame.pixel.instance.value(*lossy)) == "00")
        frame.report("pixel.lossy.denied", *lossy, "00", "01");
}

// JPEG, JPEG-LS and JPEG 2000 all end with FFD9, which cannot occur inside their coded data.
void checkEnd(const FrameContext &frame)
{
    constexpr std::size_t tail = 64;
    constexpr unsigned maxPadding = 64; // blocks of zeros: some writers fill up to a fixed size
    std::array<std::uint8_t, tail> block{};
    std::uint64_t end = frame.bytes.size();
    for (unsigned count = 0; count < maxPadding && end > 1; ++count) {
        const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(tail, end));
        const auto bytes = std::span{block}.first(length);
        if (frame.bytes.read(end - length, bytes) != ReadStatus::ok)
            return frame.pixel.findings.addNotChecked("pixel-data.codestream",
                                                      "the end of a codestream could not be read");
        for (std::size_t at = 0; at + 1 < length; ++at) {
            if (bytes[at] == 0xFF && bytes[at + 1] == 0xD9)
                return;
        }
        const bool isPadding = std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
        if (!isPadding)
            break;
        end -= length - 1; // a marker may lie across two blocks
    }
    frame.report("pixel.codestream.truncated", "no end marker", "FFD9");
}

void checkRleFrame(const FrameContext &frame)
{
    // Nothing in an RLE header says that it is one.
    if (!knownFormat(startOf(frame)).empty())
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

void checkCodestreams(const PixelContext &context, const AttributeVerdict &attributes, const Element &pixelData,
                      const EncapsulatedFrames &frames)
{
    const std::string_view reason = reasonNotRead(context.coding.encoding);
    if (!reason.empty()) {
        context.findings.addNotChecked("pixel-data.codestream", std::string{reason});
        context.findings.countChecks(0, 1);
        return;
    }
    const bool isDecoding = isDecodable(context.coding.encoding) && context.input.decoding != Decoding::off;
    FrameDecoding decoding(context);
    ByteSource *source = context.instance.encoding.deflated ? nullptr : context.input.source;
    const std::size_t count = std::min(frames.count(), maxFrames);
    for (std::size_t index = 0; index < count; ++index) {
        FrameBytes bytes(context.instance, source, frames.fragmentsOf(index));
        if (bytes.size() == 0)
            continue; // an empty fragment, which has been reported
        if (context.input.stop.stop_requested())
            return;
        FrameReading reading;
        const FrameContext frame{context, attributes, pixelData, index, bytes, reading};
        checkFrame(frame);
        if (isDecoding)
            decoding.decode(frame);
    }
    if (isDecoding)
        decoding.conclude();
    context.findings.countChecks(8);
    if (frames.count() > maxFrames)
        context.findings.addNotChecked("pixel-data.codestream", "frames after the first " + numberText(maxFrames));
}

} // namespace mi
