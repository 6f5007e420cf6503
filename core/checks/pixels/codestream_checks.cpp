#include "core/checks/pixels/codestream_checks.h"

#include "core/checks/pixels/frame_decoding.h"
#include "core/checks/pixels/native_checks.h"
#include "core/checks/pixels/stream_formats.h"
#include "core/support/text.h"

#include <algorithm>
#include <utility>

namespace mi {

namespace {

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

void checkFrame(const FrameContext &frame)
{
    switch (frame.pixel.coding.encoding) {
    case PixelEncoding::jpeg:
    case PixelEncoding::jpegLs:
        return checkJpegFrame(frame);
    case PixelEncoding::jpeg2000:
    case PixelEncoding::htj2k:
    case PixelEncoding::multiComponent:
        return checkJpeg2000Frame(frame);
    case PixelEncoding::rle:
        return checkRleFrame(frame);
    case PixelEncoding::jpegXl:
        return checkJpegXlFrame(frame);
    case PixelEncoding::mpeg2:
    case PixelEncoding::mpeg4:
    case PixelEncoding::hevc:
        return checkVideoStream(frame);
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
        return "MPEG2 video streams are only recognised";
    case PixelEncoding::mpeg4:
        return "MPEG-4 video streams are only recognised";
    case PixelEncoding::hevc:
        return "HEVC video streams are only recognised";
    case PixelEncoding::unknown:
        return "the Transfer Syntax is not known";
    default:
        return {};
    }
}

// PS3.5 A.4.4: the codestreams of part 2 hold the components of several frames.
void checkComponentsOfAllFrames(const PixelContext &context, const AttributeVerdict &attributes,
                                const Element &pixelData, std::uint64_t components)
{
    if (!context.frames || !attributes.isShapeUsable || components == 0)
        return;
    const std::uint64_t expected = *context.frames * attributes.samplesPerPixel;
    if (components != expected)
        context.report("pixel.codestream.components", pixelData, numberText(components) + " components",
                       numberText(expected) + " for " + numberText(*context.frames) + " frames");
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
    const std::string_view format = knownStreamFormat(start);
    frame.report("pixel.codestream.other-format",
                 format.empty() ? "bytes " + hexOf(std::string_view{start}.substr(0, 8)) : std::string{format},
                 std::string{expected});
}

std::string startOf(const FrameContext &frame)
{
    std::array<std::uint8_t, 12> start{};
    const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(start.size(), frame.bytes.size()));
    if (frame.bytes.read(0, std::span{start}.first(length)) != ReadStatus::ok)
        return {};
    return {start.begin(), start.begin() + static_cast<std::ptrdiff_t>(length)};
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
    if (pixels.samplesPerPixel != nullptr && facts.components != 0 && facts.components != attributes.samplesPerPixel &&
        facts.components != attributes.otherSamplesPerPixel)
        frame.report("pixel.codestream.components", *pixels.samplesPerPixel,
                     numberText(facts.components) + (facts.components == 1 ? " component" : " components"),
                     numberText(attributes.samplesPerPixel));
    if (facts.bits == 0 || attributes.bitsStored == 0 || pixels.bitsStored == nullptr)
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
}

// JPEG, JPEG-LS and JPEG 2000 all end with FFD9, which cannot occur inside their coded data. A byte for an even length
// and zeros may follow: some writers fill up to a fixed size.
void checkEnd(const FrameContext &frame)
{
    constexpr std::size_t tail = 64;
    constexpr unsigned maxBlocks = 64;
    std::array<std::uint8_t, tail> block{};
    std::uint64_t end = frame.bytes.size();
    bool isMoreThanZeros = false;
    for (unsigned count = 0; count < maxBlocks && end > 1; ++count) {
        const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(tail, end));
        const auto bytes = std::span{block}.first(length);
        if (frame.bytes.read(end - length, bytes) != ReadStatus::ok)
            return frame.pixel.findings.addNotChecked("pixel-data.codestream",
                                                      "the end of a codestream could not be read");
        for (std::size_t behind = length; behind >= 2; --behind) {
            if (bytes[behind - 2] == 0xFF && bytes[behind - 1] == 0xD9) {
                const std::uint64_t rest = frame.bytes.size() - (end - length + behind);
                // Fragments that were put to a wrong frame have been reported.
                const FindingCollector &findings = frame.pixel.findings;
                const bool mayBeOfOtherFrame =
                    findings.has("pixel.fragments.fewer-than-frames") || findings.has("pixel.offset-table.count");
                if (isMoreThanZeros && rest > 1 && !mayBeOfOtherFrame)
                    frame.report("pixel.codestream.trailing-bytes", bytesText(rest), "padding");
                return;
            }
            isMoreThanZeros = isMoreThanZeros || bytes[behind - 1] != 0;
        }
        end -= length - 1; // a marker may lie across two blocks
    }
    frame.report("pixel.codestream.truncated", "no end marker", "FFD9");
}

bool checkCodestreams(const PixelContext &context, const AttributeVerdict &attributes, const Element &pixelData,
                      const EncapsulatedFrames &frames)
{
    const PixelEncoding encoding = context.coding.encoding;
    if (const std::string_view reason = reasonNotRead(encoding); !reason.empty()) {
        context.findings.addNotChecked("pixel-data.codestream", std::string{reason});
        context.findings.countChecks(0, 1);
    }
    if (encoding == PixelEncoding::unknown)
        return false;
    const bool isDecoding = isDecodable(encoding) && context.input.decoding != Decoding::off;
    FrameDecoding decoding(context);
    ByteSource *source = context.instance.encoding.deflated ? nullptr : context.input.source;
    bool isLossy = isVideo(encoding) && context.coding.isAlwaysLossy;
    std::uint64_t components = 0;
    for (std::size_t index = 0; index < frames.count(); ++index) {
        FrameBytes bytes(context.instance, source, frames.fragmentsOf(index));
        if (bytes.size() == 0)
            continue; // an empty fragment, which has been reported
        if (context.input.stop.stop_requested())
            return isLossy;
        FrameReading reading;
        const FrameContext frame{context, attributes, pixelData, index, bytes, reading};
        checkFrame(frame);
        isLossy = isLossy || (reading.facts && reading.facts->isLossy);
        components += reading.codedComponents;
        if (isDecoding)
            decoding.decode(frame);
    }
    if (encoding == PixelEncoding::multiComponent)
        checkComponentsOfAllFrames(context, attributes, pixelData, components);
    if (isDecoding)
        decoding.conclude();
    context.findings.countChecks(8);
    return isLossy;
}

} // namespace mi
