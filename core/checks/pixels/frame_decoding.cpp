#include "core/checks/pixels/frame_decoding.h"

#include "core/checks/pixels/native_checks.h"
#include "core/support/text.h"

#include <algorithm>
#include <span>
#include <string>

namespace mi {

namespace {

// A file in which so many frames cannot be decoded, or not without damage, is broken enough.
constexpr unsigned maxFailedFrames = 64;

FrameCoding codingOf(PixelEncoding encoding)
{
    switch (encoding) {
    case PixelEncoding::jpegLs:
        return FrameCoding::jpegLs;
    case PixelEncoding::jpeg2000:
    case PixelEncoding::htj2k:
        return FrameCoding::jpeg2000;
    case PixelEncoding::deflatedFrames:
        return FrameCoding::deflated;
    default:
        return FrameCoding::jpeg;
    }
}

std::uint64_t frameBytes(const FrameContext &frame)
{
    return nativeLength(shapeOf(frame.pixel, frame.attributes, 1)).value_or(NativeLength{}).minimum;
}

DecodeRequest requestFor(const FrameContext &frame, const CodestreamFacts &facts)
{
    DecodeRequest request;
    request.coding = codingOf(frame.pixel.coding.encoding);
    request.jpegProcess = facts.jpegProcess;
    request.rows = facts.rows;
    request.columns = facts.columns;
    request.components = facts.components;
    request.bits = facts.bits;
    request.codestreamBytes = frame.bytes.size();
    if (request.coding == FrameCoding::deflated)
        request.inflatedBytes = frameBytes(frame);
    return request;
}

} // namespace

std::string_view reasonNotDecoded(PixelEncoding encoding)
{
    switch (encoding) {
    case PixelEncoding::multiComponent:
        return "no decoder for multi-component JPEG 2000";
    case PixelEncoding::jpegXl:
        return "no decoder for JPEG XL";
    case PixelEncoding::mpeg2:
        return "no decoder for MPEG2 video";
    case PixelEncoding::mpeg4:
        return "no decoder for MPEG-4 video";
    case PixelEncoding::hevc:
        return "no decoder for HEVC video";
    case PixelEncoding::unknown:
        return "no decoder for an unknown Transfer Syntax";
    default:
        return {};
    }
}

bool isDecodable(PixelEncoding encoding)
{
    switch (encoding) {
    case PixelEncoding::jpeg:
    case PixelEncoding::jpegLs:
    case PixelEncoding::jpeg2000:
    case PixelEncoding::htj2k:
    case PixelEncoding::deflatedFrames:
        return true;
    default:
        return false;
    }
}

void reportNotDecoded(const PixelContext &context)
{
    const std::string_view reason = reasonNotDecoded(context.coding.encoding);
    const bool isOff = isDecodable(context.coding.encoding) && context.input.decoding == Decoding::off;
    if (reason.empty() && !isOff)
        return;
    context.findings.addNotChecked("pixel-data.decoding", isOff ? "switched off" : std::string{reason});
    context.findings.countChecks(0, 1);
}

void FrameDecoding::addNotChecked(std::string_view reason)
{
    m_context.findings.addNotChecked("pixel-data.decoding", std::string{reason});
    m_isDecided = false;
}

void FrameDecoding::decode(const FrameContext &frame)
{
    if (m_context.input.stop.stop_requested() || m_failed > maxFailedFrames)
        return;
    const bool hasHeader = frame.pixel.coding.encoding != PixelEncoding::deflatedFrames;
    if (frame.reading.hasError || (hasHeader && !frame.reading.facts))
        return addNotChecked("frames whose header is wrong are not decoded");
    if (!frame.attributes.isShapeUsable)
        return addNotChecked("frames are not decoded when the description of the image cannot be used");
    const CodestreamFacts facts = frame.reading.facts.value_or(CodestreamFacts{});
    DecodeRequest request = requestFor(frame, facts);
    if (const Result<void> allowed = canDecode(request); !allowed)
        return addNotChecked(allowed.error().detail);
    if (frame.bytes.size() > maxDecodedBytes)
        return addNotChecked("frames that are too large to be decoded safely");
    if (m_context.input.decoding == Decoding::doneBefore)
        return;
    if (m_failed == maxFailedFrames) {
        ++m_failed;
        return addNotChecked("frames after the first " + numberText(maxFailedFrames) + " that are damaged");
    }
    if (frame.bytes.readAll(m_codestream) != ReadStatus::ok)
        return addNotChecked("a codestream could not be read again");
    request.codestream = std::span{m_codestream}.subspan(
        static_cast<std::size_t>(std::min<std::uint64_t>(facts.offset, m_codestream.size())));
    judge(frame, request);
}

void FrameDecoding::judge(const FrameContext &frame, const DecodeRequest &request)
{
    const Result<DecodedFrame> decoded = decodeFrame(request, m_workspace);
    if (!decoded) {
        if (decoded.error().code != ErrorCode::invalidFormat)
            return addNotChecked(decoded.error().detail);
        ++m_failed;
        return frame.report("pixel.frame.cannot-be-decoded", escapedForDisplay(decoded.error().detail));
    }
    if (request.coding == FrameCoding::deflated) {
        const std::uint64_t length = decoded->inflatedBytes;
        if (length == request.inflatedBytes || length == request.inflatedBytes + request.inflatedBytes % 2)
            return;
        ++m_failed;
        return frame.report("pixel.frame.wrong-size",
                            length > request.inflatedBytes ? "more than " + bytesText(request.inflatedBytes)
                                                           : bytesText(length),
                            bytesText(request.inflatedBytes));
    }
    const AttributeVerdict &wanted = frame.attributes;
    const bool hasSamples =
        decoded->components == wanted.samplesPerPixel || decoded->components == wanted.otherSamplesPerPixel;
    if (decoded->rows != wanted.rows || decoded->columns != wanted.columns || !hasSamples) {
        ++m_failed;
        frame.report(
            "pixel.frame.wrong-size",
            numberText(decoded->rows) + " x " + numberText(decoded->columns) + " x " + numberText(decoded->components),
            numberText(wanted.rows) + " x " + numberText(wanted.columns) + " x " + numberText(wanted.samplesPerPixel));
    } else if (decoded->damages > 0) {
        ++m_failed;
        frame.report("pixel.frame.damaged",
                     numberText(decoded->damages) + (decoded->damages == 1 ? " damaged place" : " damaged places"));
    }
}

void FrameDecoding::conclude()
{
    m_context.findings.countChecks(m_isDecided ? 1 : 0, m_isDecided ? 0 : 1);
}

} // namespace mi
