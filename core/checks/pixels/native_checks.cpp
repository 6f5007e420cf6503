#include "core/checks/pixels/native_checks.h"

namespace mi {

namespace {

std::string describedShape(const NativeShape &shape)
{
    std::string text = numberText(shape.rows) + " x " + numberText(shape.columns);
    if (shape.samplesPerPixel > 1)
        text += " x " + numberText(shape.samplesPerPixel) + " samples";
    text += " x " + numberText(shape.bitsAllocated) + (shape.bitsAllocated == 1 ? " bit" : " bits");
    if (shape.frames > 1)
        text += " x " + numberText(shape.frames) + " frames";
    if (shape.subsampling != Subsampling::none)
        text += ", subsampled";
    return text;
}

bool fits(const NativeShape &shape, std::uint64_t length)
{
    const auto judgement = judgeNativeLength(shape, length);
    return judgement && judgement->verdict == LengthVerdict::right;
}

// The length follows from another attribute that is wrong and has been reported: from Samples per Pixel where it is
// right for the colour model, from Bits Allocated where it is right for whole bytes.
bool fitsOtherwise(const NativeShape &shape, const AttributeVerdict &attributes, std::uint64_t length)
{
    NativeShape other = shape;
    if (attributes.otherSamplesPerPixel != 0)
        other.samplesPerPixel = attributes.otherSamplesPerPixel;
    if (attributes.areBitsOdd)
        other.bitsAllocated = (shape.bitsAllocated + 7) / 8 * 8;
    const bool isOther = attributes.otherSamplesPerPixel != 0 || attributes.areBitsOdd;
    return isOther && fits(other, length);
}

} // namespace

NativeShape shapeOf(const PixelContext &context, const AttributeVerdict &attributes, std::uint64_t frames)
{
    return {.rows = attributes.rows,
            .columns = attributes.columns,
            .samplesPerPixel = attributes.samplesPerPixel,
            .bitsAllocated = attributes.bitsAllocated,
            .frames = frames,
            .subsampling =
                attributes.samplesPerPixel == 3 ? subsamplingOf(context.pixels.photometric) : Subsampling::none};
}

void checkPixelDataVr(const PixelContext &context, const AttributeVerdict &attributes, bool isEncapsulated)
{
    const Element *pixelData = context.pixels.pixelData;
    if (pixelData == nullptr || pixelData->has(Element::vrFromDictionary))
        return;
    context.findings.countChecks(1);
    if (pixelData->vr != Vr::OB && pixelData->vr != Vr::OW)
        return; // any other VR contradicts the dictionary, which is reported for every attribute alike
    if (isEncapsulated) {
        if (pixelData->vr != Vr::OB)
            context.report("pixel.vr.encapsulated", *pixelData, "OW", "OB when encapsulated");
    } else if (attributes.bitsAllocated > 8 && pixelData->vr != Vr::OW) {
        context.report("pixel.vr.wrong", *pixelData, "OB",
                       "OW with " + numberText(attributes.bitsAllocated) + " bits allocated");
    }
}

void checkNativeLength(const PixelContext &context, const AttributeVerdict &attributes, const Element &pixelData)
{
    if (!attributes.isShapeUsable || !context.frames) {
        context.findings.addNotChecked("pixel-data.length", "the attributes that say how long it must be are unusable");
        context.findings.countChecks(0, 1);
        return;
    }
    context.findings.countChecks(1);
    const NativeShape shape = shapeOf(context, attributes, *context.frames);
    const std::uint64_t length = pixelData.length;
    const auto judgement = judgeNativeLength(shape, length);
    if (!judgement) { // more than any file can hold
        context.report("pixel.native.too-short", pixelData, bytesText(length), describedShape(shape));
        return;
    }
    if (judgement->verdict == LengthVerdict::right || fitsOtherwise(shape, attributes, length))
        return;
    const std::uint64_t expected = nativeLength(shape).value_or(NativeLength{}).minimum;
    const std::string wanted = bytesText(expected) + ": " + describedShape(shape);
    const std::string frames = bytesText(length) + ", " + numberText(judgement->wholeFrames) +
                               (judgement->wholeFrames == 1 ? " whole frame" : " whole frames");
    // An odd length is a consequence of it.
    if (length % 2 != 0 && !context.isNested())
        context.findings.withdraw("encoding.length.odd", pixelData.tag);
    switch (judgement->verdict) {
    case LengthVerdict::right:
        return;
    case LengthVerdict::tooShort:
        return context.report("pixel.native.too-short", pixelData, bytesText(length), wanted);
    case LengthVerdict::framesMissing:
        return context.report("pixel.native.frames-missing", pixelData, frames, wanted);
    case LengthVerdict::moreFrames:
        return context.report("pixel.native.more-frames", pixelData, frames, wanted);
    case LengthVerdict::notSubsampled:
        return context.report("pixel.native.not-subsampled", pixelData, bytesText(length), wanted);
    case LengthVerdict::tooLong:
        return context.report("pixel.native.too-long", pixelData, bytesText(length), wanted);
    }
}

} // namespace mi
