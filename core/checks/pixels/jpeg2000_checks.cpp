#include "core/checks/pixels/codestream_checks.h"

namespace mi {

namespace {

// PS3.5 8.2.4 and 8.2.14: the name of the colour model follows from the transformation in the codestream.
void checkColour(const FrameContext &frame, const Jpeg2000Header &header)
{
    const PixelDescription &pixels = frame.pixel.pixels;
    if (header.components.size() != 3 || pixels.photometricInterpretation == nullptr)
        return;
    const Element &element = *pixels.photometricInterpretation;
    const std::string photometric = shownValue(frame.pixel.instance, element);
    const bool isTransformed = header.hasComponentTransform;
    const std::string expected = header.isReversible ? "YBR_RCT" : "YBR_ICT";
    switch (pixels.photometric) {
    case Photometric::ybrRct:
    case Photometric::ybrIct:
        if (!isTransformed)
            frame.report("pixel.codestream.colour", element, "no component transformation", photometric);
        else if (photometric != expected)
            frame.report("pixel.codestream.colour-name", element, photometric, expected);
        break;
    case Photometric::rgb:
        if (isTransformed)
            frame.report("pixel.codestream.colour-name", element, photometric, expected);
        break;
    case Photometric::ybrFull:
        if (isTransformed)
            frame.report("pixel.codestream.colour", element, "a component transformation", photometric);
        break;
    default:
        break;
    }
}

void checkProcess(const FrameContext &frame, const Jpeg2000Header &header)
{
    const CodingRules &coding = frame.pixel.coding;
    const bool wantsHighThroughput = coding.encoding == PixelEncoding::htj2k;
    const bool isHighThroughput = header.hasHighThroughputCapability || header.hasHighThroughputBlocks;
    if (wantsHighThroughput != isHighThroughput) {
        frame.report("pixel.codestream.process", isHighThroughput ? "high-throughput coding" : "JPEG 2000 part 1",
                     wantsHighThroughput ? "high-throughput coding" : "JPEG 2000 part 1");
    } else if (coding.uid == "1.2.840.10008.1.2.4.202" && header.progressionOrder != 2) {
        frame.report("pixel.codestream.process", "progression order " + numberText(header.progressionOrder), "RPCL, 2");
    }
    if (coding.mustBeLossless && !header.isReversible)
        frame.report("pixel.codestream.lossy", "the 9/7 irreversible wavelet", "lossless");
}

void checkSign(const FrameContext &frame, const Jpeg2000Header &header)
{
    const auto &representation = frame.attributes.pixelRepresentation;
    if (!representation || header.components.front().isSigned == (*representation == 1))
        return;
    frame.report("pixel.codestream.sign", *frame.pixel.pixels.pixelRepresentation,
                 header.components.front().isSigned ? "signed" : "unsigned",
                 *representation == 1 ? "1, signed" : "0, unsigned");
}

} // namespace

void checkJpeg2000Frame(const FrameContext &frame)
{
    const Jpeg2000Header header = readJpeg2000Header(frame.bytes);
    if (header.status != HeaderStatus::ok)
        return reportUnreadable(frame, header.status, "JPEG 2000");
    if (header.isInsideFile)
        frame.report("pixel.codestream.file-wrapper", "a JP2 file", "a bare codestream");
    checkProcess(frame, header);
    checkColour(frame, header);
    checkSign(frame, header);
    checkFacts(frame, {.rows = header.rows,
                       .columns = header.columns,
                       .components = header.components.size(),
                       .bits = header.components.front().bits,
                       .areBitsRounded = false,
                       .isLossy = !header.isReversible,
                       .offset = header.codestreamOffset});
    if (header.firstTilePartEnd > frame.bytes.size())
        frame.report("pixel.codestream.truncated", bytesText(frame.bytes.size()),
                     "at least " + bytesText(header.firstTilePartEnd));
    else
        checkEnd(frame);
}

} // namespace mi
