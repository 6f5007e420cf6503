#include "core/checks/pixels/attribute_checks.h"

#include "core/support/text.h"

#include <utility>

namespace mi {

namespace {

bool isRetired(Photometric photometric)
{
    return photometric == Photometric::hsv || photometric == Photometric::argb || photometric == Photometric::cmyk ||
           photometric == Photometric::ybrPartial422;
}

// PS3.3 C.7.6.3 table C.7-11a; float pixel data has no Bits Stored, High Bit and Pixel Representation (C.7.6.24).
// One finding for all that are missing: they have one cause.
bool checkRequired(const PixelContext &context)
{
    const PixelDescription &pixels = context.pixels;
    const bool isInteger = pixels.pixelData != nullptr;
    struct Required {
        const Element *element;
        Tag tag;
        std::string_view name;
        bool isInAllKinds;
    };
    const std::array<Required, 8> required{{
        {pixels.rows, tags::Rows, "Rows", true},
        {pixels.columns, tags::Columns, "Columns", true},
        {pixels.samplesPerPixel, tags::SamplesPerPixel, "Samples per Pixel", true},
        {pixels.photometricInterpretation, tags::PhotometricInterpretation, "Photometric Interpretation", true},
        {pixels.bitsAllocated, tags::BitsAllocated, "Bits Allocated", true},
        {pixels.bitsStored, tags::BitsStored, "Bits Stored", false},
        {pixels.highBit, tags::HighBit, "High Bit", false},
        {pixels.pixelRepresentation, tags::PixelRepresentation, "Pixel Representation", false},
    }};
    std::string missing;
    Tag first;
    for (const Required &row : required) {
        const bool isUsable = row.element != nullptr && (row.tag == tags::PhotometricInterpretation
                                                             ? context.pixels.photometric != Photometric::missing
                                                             : numberIn(context.instance, row.element).has_value());
        if (isUsable || (!row.isInAllKinds && !isInteger))
            continue;
        if (missing.empty())
            first = row.tag;
        missing += missing.empty() ? "" : ", ";
        missing += row.name;
        context.findings.cover(row.tag);
    }
    if (missing.empty())
        return true;
    context.reportAbsent("pixel.attributes.missing", first, missing + ": absent or without a value");
    return false;
}

// PS3.5 8.1.1, PS3.3 C.7.6.3.1.
void checkBits(const PixelContext &context, AttributeVerdict &verdict)
{
    const PixelDescription &pixels = context.pixels;
    const std::uint64_t allocated = verdict.bitsAllocated;
    const bool isFloat = pixels.pixelData == nullptr;
    const std::uint64_t floatBits = pixels.floatPixelData != nullptr ? 32 : 64;
    if (isFloat && allocated != floatBits) {
        context.report("pixel.bits-allocated.wrong", *pixels.bitsAllocated, numberText(allocated),
                       numberText(floatBits));
        verdict.bitsAllocated = floatBits; // the kind of Pixel Data settles it
        return;
    }
    if (isFloat)
        return;
    if (allocated == 0 || (allocated != 1 && allocated % 8 != 0)) {
        context.report("pixel.bits-allocated.wrong", *pixels.bitsAllocated, numberText(allocated),
                       "1 or a multiple of 8");
        verdict.areBitsOdd = allocated != 0; // old files have pixels of 12 bits, packed without a gap
        verdict.isShapeUsable = verdict.isShapeUsable && allocated != 0;
        if (allocated == 0)
            return;
    }
    const auto stored = numberIn(context.instance, pixels.bitsStored);
    if (!stored)
        return;
    if (*stored == 0 || *stored > allocated) {
        context.report("pixel.bits-stored.wrong", *pixels.bitsStored, numberText(*stored),
                       "1 to " + numberText(allocated));
        return;
    }
    verdict.bitsStored = *stored;
    const auto highBit = numberIn(context.instance, pixels.highBit);
    if (highBit && *highBit != *stored - 1)
        context.report("pixel.high-bit.wrong", *pixels.highBit, numberText(*highBit), numberText(*stored - 1));
}

// PS3.3 C.7.6.3.1.1 and C.7.6.3.1.2.
void checkColour(const PixelContext &context, AttributeVerdict &verdict)
{
    const PixelDescription &pixels = context.pixels;
    if (pixels.photometric == Photometric::missing)
        return;
    const Element &element = *pixels.photometricInterpretation;
    if (pixels.photometric == Photometric::unknown) {
        context.report("pixel.photometric.unknown", element, shownValue(context.instance, element));
        return;
    }
    const std::uint64_t samples = samplesOf(pixels.photometric);
    if (verdict.samplesPerPixel == samples) {
        if (isRetired(pixels.photometric))
            context.report("pixel.photometric.retired", element, shownValue(context.instance, element));
        return;
    }
    // A model that the samples contradict is not the model of the image: that it is retired is not said.
    verdict.otherSamplesPerPixel = samples;
    context.findings.cover(tags::PhotometricInterpretation);
    context.findings.cover(tags::PlanarConfiguration);
    context.report("pixel.samples.wrong", *pixels.samplesPerPixel, numberText(verdict.samplesPerPixel),
                   numberText(samples) + " with " + shownValue(context.instance, element));
}

// PS3.5 8.2 and its tables: which colour model goes with which compression.
void checkColourAgainstEncoding(const PixelContext &context)
{
    const Photometric photometric = context.pixels.photometric;
    const PixelEncoding encoding = context.coding.encoding;
    std::string_view expected;
    switch (photometric) {
    case Photometric::ybrIct:
    case Photometric::ybrRct:
        if (encoding != PixelEncoding::jpeg2000 && encoding != PixelEncoding::htj2k &&
            encoding != PixelEncoding::multiComponent)
            expected = "only with JPEG 2000";
        break;
    case Photometric::ybrPartial420:
        if (encoding != PixelEncoding::mpeg2 && encoding != PixelEncoding::mpeg4 && encoding != PixelEncoding::hevc)
            expected = "only with MPEG2, MPEG-4 or HEVC";
        break;
    case Photometric::ybrFull422:
        if (encoding == PixelEncoding::rle || encoding == PixelEncoding::jpegLs ||
            encoding == PixelEncoding::jpeg2000 || encoding == PixelEncoding::htj2k ||
            encoding == PixelEncoding::deflatedFrames)
            expected = "not with this Transfer Syntax";
        break;
    case Photometric::xyb:
        if (encoding != PixelEncoding::jpegXl)
            expected = "only with JPEG XL";
        break;
    case Photometric::paletteColor:
        if (context.coding.isAlwaysLossy)
            expected = "not with lossy compression";
        break;
    default:
        break;
    }
    if (!expected.empty() && encoding != PixelEncoding::unknown)
        context.report("pixel.photometric.transfer-syntax", *context.pixels.photometricInterpretation,
                       shownValue(context.instance, *context.pixels.photometricInterpretation), std::string{expected});
}

// PS3.3 C.7.6.3: a whole number of chrominance samples.
void checkEvenMatrix(const PixelContext &context, const AttributeVerdict &verdict)
{
    const PixelDescription &pixels = context.pixels;
    const Subsampling subsampling = subsamplingOf(pixels.photometric);
    const bool isNative = pixels.pixelData != nullptr && !pixels.pixelData->hasUndefinedLength();
    if (!isNative || verdict.samplesPerPixel != 3 || subsampling == Subsampling::none)
        return;
    const std::string expected =
        "an even number with " + shownValue(context.instance, *pixels.photometricInterpretation);
    if (verdict.columns % 2 != 0)
        context.report("pixel.matrix.odd", *pixels.columns, numberText(verdict.columns), expected);
    if (subsampling == Subsampling::horizontalAndVertical && verdict.rows % 2 != 0)
        context.report("pixel.matrix.odd", *pixels.rows, numberText(verdict.rows), expected);
}

// PS3.3 C.7.6.3.1.3.
void checkPlanarConfiguration(const PixelContext &context, const AttributeVerdict &verdict)
{
    const Element *planar = context.pixels.planarConfiguration;
    if (verdict.samplesPerPixel <= 1) {
        if (planar != nullptr)
            context.report("pixel.planar.unneeded", *planar, shownValue(context.instance, *planar));
        return;
    }
    const auto value = numberIn(context.instance, planar);
    if (!value) {
        context.reportAbsent("pixel.planar.missing", tags::PlanarConfiguration, {}, "0 or 1");
        return;
    }
    const bool mustInterleave = subsamplingOf(context.pixels.photometric) != Subsampling::none;
    if (*value > 1 || (mustInterleave && *value != 0))
        context.report("pixel.planar.wrong", *planar, numberText(*value),
                       mustInterleave
                           ? "0 with " + shownValue(context.instance, *context.pixels.photometricInterpretation)
                           : "0 or 1");
}

} // namespace

AttributeVerdict checkPixelAttributes(const PixelContext &context)
{
    const PixelDescription &pixels = context.pixels;
    AttributeVerdict verdict;
    const bool isComplete = checkRequired(context);
    const auto rows = numberIn(context.instance, pixels.rows);
    const auto columns = numberIn(context.instance, pixels.columns);
    const auto samples = numberIn(context.instance, pixels.samplesPerPixel);
    const auto allocated = numberIn(context.instance, pixels.bitsAllocated);
    verdict.rows = rows.value_or(0);
    verdict.columns = columns.value_or(0);
    verdict.samplesPerPixel = samples.value_or(1);
    verdict.bitsAllocated = allocated.value_or(0);
    verdict.isShapeUsable = rows && columns && samples && allocated;
    if (rows && *rows == 0)
        context.report("pixel.matrix.zero", *pixels.rows, "0", "1 or more");
    if (columns && *columns == 0)
        context.report("pixel.matrix.zero", *pixels.columns, "0", "1 or more");
    if ((rows && *rows == 0) || (columns && *columns == 0))
        verdict.isShapeUsable = false;
    if (allocated)
        checkBits(context, verdict);
    if (samples && *samples == 0) {
        context.report("pixel.samples.wrong", *pixels.samplesPerPixel, "0", "1 or more");
        verdict.isShapeUsable = false;
    } else if (samples) {
        checkColour(context, verdict);
        checkColourAgainstEncoding(context);
        if (verdict.otherSamplesPerPixel == 0)
            checkPlanarConfiguration(context, verdict);
    }
    if (rows && columns)
        checkEvenMatrix(context, verdict);
    if (const auto representation = numberIn(context.instance, pixels.pixelRepresentation)) {
        if (*representation <= 1)
            verdict.pixelRepresentation = representation;
        else
            context.report("pixel.representation.wrong", *pixels.pixelRepresentation, numberText(*representation),
                           "0 or 1");
    }
    if (!context.frames) {
        const auto number = context.instance.integer(*pixels.numberOfFrames);
        if (number)
            context.report("pixel.frames.wrong", *pixels.numberOfFrames, std::to_string(*number), "1 or more");
        else // the value is no number at all: the checks of values say so
            context.findings.addNotChecked("pixel-data.frames", "Number of Frames is not a number");
    }
    context.findings.countChecks(isComplete ? 12 : 4);
    return verdict;
}

} // namespace mi
