#include "core/checks/pixels/codestream_checks.h"

#include <algorithm>
#include <utility>

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

// Small enough to be shown in a list (PS3.5 10.18).
constexpr std::uint64_t thumbnailSide = 64;

std::string rpclDefect(const Jpeg2000Header &header)
{
    if (header.progressionOrder != 2)
        return "progression order " + numberText(header.progressionOrder);
    if (!header.hasTileLengths)
        return "no tile lengths";
    const std::uint64_t smaller = std::min(header.rows, header.columns);
    if (header.decompositions < 32 &&
        (smaller + (std::uint64_t{1} << header.decompositions) - 1) >> header.decompositions > thumbnailSide)
        return numberText(header.decompositions) + " decompositions";
    return {};
}

void checkProcess(const FrameContext &frame, const Jpeg2000Header &header)
{
    const CodingRules &coding = frame.pixel.coding;
    const bool wantsHighThroughput = coding.encoding == PixelEncoding::htj2k;
    const bool isHighThroughput = header.hasHighThroughputCapability || header.hasHighThroughputBlocks;
    if (wantsHighThroughput != isHighThroughput) {
        frame.report("pixel.codestream.process", isHighThroughput ? "high-throughput coding" : "JPEG 2000 part 1",
                     wantsHighThroughput ? "high-throughput coding" : "JPEG 2000 part 1");
    } else if (coding.uid == "1.2.840.10008.1.2.4.202") {
        if (std::string defect = rpclDefect(header); !defect.empty())
            frame.report("pixel.codestream.process", std::move(defect),
                         "RPCL order, tile lengths, and decompositions down to 64 pixels");
    }
    if (header.isReversibleButQuantized) {
        frame.report("pixel.codestream.broken", "the 5/3 wavelet, quantized", "no quantization");
        return;
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

// PS3.3 C.7.6.3: all samples have the same number of bits; no colour model of JPEG 2000 is subsampled.
void checkComponents(const FrameContext &frame, const Jpeg2000Header &header)
{
    const PixelDescription &pixels = frame.pixel.pixels;
    const bool isSaid = subsamplingOf(pixels.photometric) != Subsampling::none; // then that is what is wrong
    if (!header.areComponentsAlike())
        frame.report("pixel.codestream.components", "components of different bits or signs", "all alike");
    else if (header.isSubsampled() && !isSaid && pixels.photometricInterpretation != nullptr)
        frame.report("pixel.codestream.subsampling", *pixels.photometricInterpretation, "subsampled",
                     "not subsampled with JPEG 2000");
}

} // namespace

void checkJpeg2000Frame(const FrameContext &frame)
{
    const Jpeg2000Header header = readJpeg2000Header(frame.bytes);
    if (header.status != HeaderStatus::ok)
        return reportUnreadable(frame, header.status, "JPEG 2000");
    const bool isMultiComponent = frame.pixel.coding.encoding == PixelEncoding::multiComponent;
    frame.reading.codedComponents = header.components.size();
    if (header.isInsideFile)
        frame.report("pixel.codestream.file-wrapper", "a JP2 file", "a bare codestream");
    checkProcess(frame, header);
    checkColour(frame, header);
    checkSign(frame, header);
    checkComponents(frame, header);
    checkFacts(frame, {.rows = header.rows,
                       .columns = header.columns,
                       .components = isMultiComponent ? 0 : header.components.size(),
                       .bits = header.components.front().bits,
                       .areBitsRounded = false,
                       .isLossy = !header.isReversible,
                       .offset = header.codestreamOffset});
    // In a header that is wrong in other ways the mark of part 2 means nothing.
    if (header.hasPart2Extensions && !isMultiComponent && !frame.reading.hasError)
        frame.report("pixel.codestream.extensions", "extensions of JPEG 2000 part 2", "part 1 only");
    if (header.firstTilePartEnd > frame.bytes.size())
        frame.report("pixel.codestream.truncated", bytesText(frame.bytes.size()),
                     "at least " + bytesText(header.firstTilePartEnd));
    else
        checkEnd(frame);
}

} // namespace mi
