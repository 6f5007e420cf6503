#include "core/checks/pixels/codestream_checks.h"

namespace mi {

namespace {

enum class JpegColour : std::uint8_t { notTold, rgb, ycbcr };

// What a codestream of three components says of its colours: Adobe's marker, JFIF, or the component names.
JpegColour colourOf(const JpegHeader &header)
{
    if (header.adobeTransform && *header.adobeTransform <= 1)
        return *header.adobeTransform == 0 ? JpegColour::rgb : JpegColour::ycbcr;
    if (header.hasRgbComponentIds())
        return JpegColour::rgb;
    if (header.hasJfif)
        return JpegColour::ycbcr;
    return JpegColour::notTold;
}

void checkColour(const FrameContext &frame, const JpegHeader &header)
{
    const PixelDescription &pixels = frame.pixel.pixels;
    if (header.components.size() != 3 || pixels.photometricInterpretation == nullptr)
        return;
    const Element &element = *pixels.photometricInterpretation;
    const std::string photometric = shownValue(frame.pixel.instance, element);
    const JpegColour colour = colourOf(header);
    if (pixels.photometric == Photometric::rgb && (colour == JpegColour::ycbcr || header.isSubsampled())) {
        frame.report("pixel.codestream.colour", element,
                     colour == JpegColour::ycbcr ? "YCbCr" : "subsampled chrominance", photometric);
    } else if (isYbr(pixels.photometric) && colour == JpegColour::rgb) {
        frame.report("pixel.codestream.colour", element, "RGB", photometric);
    } else if (pixels.photometric == Photometric::ybrFull && header.isSubsampled()) {
        frame.report("pixel.codestream.subsampling", element, "subsampled", "not subsampled with " + photometric);
    } else if (pixels.photometric == Photometric::ybrFull422 && !header.isSubsampled()) {
        frame.report("pixel.codestream.subsampling", element, "not subsampled", "subsampled with " + photometric);
    }
}

std::string processText(const JpegHeader &header)
{
    return "SOF" + numberText(header.frameType);
}

std::string processesText(unsigned processes)
{
    std::string text;
    for (unsigned number = 0; number < 16; ++number) {
        if ((processes >> number & 1U) == 0)
            continue;
        text += text.empty() ? "SOF" : " or SOF";
        text += numberText(number);
    }
    return text;
}

void checkProcess(const FrameContext &frame, const JpegHeader &header)
{
    const CodingRules &coding = frame.pixel.coding;
    const bool isListed = coding.jpegProcesses == 0 || (unsigned{coding.jpegProcesses} >> header.frameType & 1U) != 0;
    if (coding.encoding == PixelEncoding::jpeg && !isListed)
        return frame.report("pixel.codestream.process", processText(header), processesText(coding.jpegProcesses));
    if (coding.mustBeLossless && header.near != 0)
        frame.report("pixel.codestream.lossy", "an error of up to " + numberText(header.near), "lossless");
    else if (coding.mustBeLossless && header.pointTransform != 0)
        frame.report("pixel.codestream.lossy", numberText(header.pointTransform) + " bits cut off", "lossless");
    if (coding.uid == "1.2.840.10008.1.2.4.70" && header.selection != 1)
        frame.report("pixel.codestream.process", "predictor " + numberText(header.selection), "predictor 1");
    // Receivers are asked to cope with it (PS3.5 A.4.1).
    if (coding.uid == "1.2.840.10008.1.2.4.51" && header.frameType == 0)
        frame.report("pixel.codestream.baseline-as-extended", "SOF0", "SOF1");
}

} // namespace

void checkJpegFrame(const FrameContext &frame)
{
    const bool wantsJpegLs = frame.pixel.coding.encoding == PixelEncoding::jpegLs;
    const JpegHeader header = readJpegHeader(frame.bytes);
    if (header.status != HeaderStatus::ok)
        return reportUnreadable(frame, header.status, wantsJpegLs ? "JPEG-LS" : "JPEG");
    if (header.isJpegLs() != wantsJpegLs) {
        frame.report("pixel.codestream.other-format", header.isJpegLs() ? "JPEG-LS" : "JPEG " + processText(header),
                     wantsJpegLs ? "JPEG-LS" : "JPEG");
        return;
    }
    if (const std::string_view parameter = header.illegalParameter(); !parameter.empty()) {
        frame.report("pixel.codestream.broken", "an impossible " + std::string{parameter});
        return;
    }
    checkProcess(frame, header);
    checkColour(frame, header);
    const bool isDct = !header.isJpegLs() && !header.isPredictive();
    checkFacts(frame, {.rows = header.rows,
                       .columns = header.columns,
                       .components = header.components.size(),
                       .bits = header.precision,
                       .areBitsRounded = isDct,
                       .isLossy = !header.isLossless(),
                       .jpegProcess = header.frameType});
    checkEnd(frame);
}

} // namespace mi
