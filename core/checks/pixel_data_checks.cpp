#include "core/checks/pixel_data_checks.h"

#include "core/checks/finding_collector.h"
#include "core/checks/pixels/attribute_checks.h"
#include "core/checks/pixels/codestream_checks.h"
#include "core/checks/pixels/encapsulation.h"
#include "core/checks/pixels/frame_decoding.h"
#include "core/checks/pixels/native_checks.h"
#include "core/checks/pixels/pixel_context.h"
#include "core/checks/pixels/pixel_description.h"
#include "core/checks/sop_class.h"

#include <algorithm>
#include <array>

namespace mi {

namespace {

using F = Filing;
using P = PolicyReach;
using S = Severity;

// Filing is blocked only where pixels are certain to be missing.
constexpr std::array rules{
    CheckRule{"pixel.attributes.missing", S::error, F::allowed, "PS3.3 C.7.6.3"},
    CheckRule{"pixel.bits-allocated.wrong", S::error, F::allowed, "PS3.5 8.1.1"},
    CheckRule{"pixel.bits-stored.wrong", S::error, F::allowed, "PS3.5 8.1.1"},
    CheckRule{"pixel.codestream.baseline-as-extended", S::info, F::allowed, "PS3.5 A.4.1"},
    CheckRule{"pixel.codestream.broken", S::error, F::allowed, "PS3.5 8.2"},
    CheckRule{"pixel.codestream.colour", S::warning, F::allowed, "PS3.5 8.2"},
    CheckRule{"pixel.codestream.colour-name", S::info, F::allowed, "PS3.5 8.2.4"},
    CheckRule{"pixel.codestream.components", S::error, F::allowed, "PS3.5 8.2"},
    CheckRule{"pixel.codestream.extensions", S::error, F::allowed, "PS3.5 A.4.4"},
    CheckRule{"pixel.codestream.file-wrapper", S::warning, F::allowed, "PS3.5 A.4.4"},
    CheckRule{"pixel.codestream.lossy", S::error, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.codestream.other-format", S::error, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.codestream.precision-larger", S::info, F::allowed, "PS3.5 8.2"},
    CheckRule{"pixel.codestream.precision-smaller", S::warning, F::allowed, "PS3.5 8.2"},
    CheckRule{"pixel.codestream.precision-too-large", S::error, F::allowed, "PS3.5 8.2"},
    CheckRule{"pixel.codestream.process", S::error, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.codestream.sign", S::warning, F::allowed, "PS3.5 8.2.4"},
    CheckRule{"pixel.codestream.size", S::error, F::allowed, "PS3.5 8.2"},
    CheckRule{"pixel.codestream.subsampling", S::info, F::allowed, "PS3.3 C.7.6.3.1.2"},
    CheckRule{"pixel.codestream.trailing-bytes", S::info, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.codestream.truncated", S::error, F::allowed, "PS3.5 8.2"},
    CheckRule{"pixel.data.missing", S::error, F::blocked, "PS3.3 C.7.6.3", P::notHidden},
    CheckRule{"pixel.data.several", S::error, F::allowed, "PS3.5 8.2"},
    CheckRule{"pixel.description.transfer-syntax", S::info, F::allowed, "PS3.5 8.2"},
    CheckRule{"pixel.encapsulated.native", S::error, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.extended-offset-table.count", S::error, F::allowed, "PS3.3 C.7.6.3.1.8"},
    CheckRule{"pixel.extended-offset-table.incomplete", S::error, F::allowed, "PS3.3 C.7.6.3"},
    CheckRule{"pixel.extended-offset-table.lengths", S::error, F::allowed, "PS3.3 C.7.6.3.1.8"},
    CheckRule{"pixel.extended-offset-table.native", S::info, F::allowed, "PS3.3 C.7.6.3"},
    CheckRule{"pixel.extended-offset-table.target", S::error, F::allowed, "PS3.3 C.7.6.3.1.8"},
    CheckRule{"pixel.extended-offset-table.with-basic", S::warning, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.float.integer-attributes", S::info, F::allowed, "PS3.5 8.2"},
    CheckRule{"pixel.float.transfer-syntax", S::warning, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.fragments.empty", S::warning, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.fragments.fewer-than-frames", S::error, F::blocked, "PS3.5 A.4", P::notHidden},
    CheckRule{"pixel.fragments.more-than-frames", S::warning, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.fragments.more-than-one", S::warning, F::allowed, "PS3.5 8.2.5"},
    CheckRule{"pixel.fragments.none", S::error, F::blocked, "PS3.5 A.4", P::notHidden},
    CheckRule{"pixel.frame.cannot-be-decoded", S::error, F::blocked, "PS3.5 8.2", P::notHidden},
    CheckRule{"pixel.frame.damaged", S::error, F::allowed, "PS3.5 8.2"},
    CheckRule{"pixel.frame.wrong-size", S::error, F::blocked, "PS3.5 8.2"},
    CheckRule{"pixel.frames.wrong", S::error, F::allowed, "PS3.3 C.7.6.6"},
    CheckRule{"pixel.high-bit.wrong", S::warning, F::allowed, "PS3.5 8.1.1"},
    CheckRule{"pixel.icon.codestream", S::warning, F::allowed, "PS3.3 C.7.6.1.1.6"},
    CheckRule{"pixel.icon.description", S::warning, F::allowed, "PS3.3 C.7.6.1.1.6"},
    CheckRule{"pixel.icon.length", S::warning, F::allowed, "PS3.3 C.7.6.1.1.6"},
    CheckRule{"pixel.lossy.contradicted", S::warning, F::allowed, "PS3.3 C.7.6.1.1.5"},
    CheckRule{"pixel.lossy.count", S::warning, F::allowed, "PS3.3 C.7.6.1.1.5.2"},
    CheckRule{"pixel.lossy.denied", S::warning, F::allowed, "PS3.3 C.7.6.1.1.5"},
    CheckRule{"pixel.lossy.method", S::warning, F::allowed, "PS3.3 C.7.6.1.1.5.1"},
    CheckRule{"pixel.lossy.not-told", S::info, F::allowed, "PS3.3 C.7.6.1.1.5"},
    CheckRule{"pixel.lossy.ratio", S::warning, F::allowed, "PS3.3 C.7.6.1.1.5.2"},
    CheckRule{"pixel.matrix.odd", S::warning, F::allowed, "PS3.3 C.7.6.3"},
    CheckRule{"pixel.matrix.zero", S::error, F::allowed, "PS3.3 C.7.6.3"},
    CheckRule{"pixel.native.encapsulated", S::error, F::allowed, "PS3.5 A.1"},
    CheckRule{"pixel.native.frames-missing", S::error, F::blocked, "PS3.5 8.1.1", P::notHidden},
    CheckRule{"pixel.native.more-frames", S::warning, F::allowed, "PS3.5 8.1.1"},
    CheckRule{"pixel.native.not-subsampled", S::warning, F::allowed, "PS3.3 C.7.6.3.1.2"},
    CheckRule{"pixel.native.too-long", S::warning, F::allowed, "PS3.5 8.1.1"},
    CheckRule{"pixel.native.too-short", S::error, F::blocked, "PS3.5 8.1.1", P::notHidden},
    CheckRule{"pixel.offset-table.count", S::error, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.offset-table.first", S::error, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.offset-table.not-empty", S::warning, F::allowed, "PS3.5 8.2.5"},
    CheckRule{"pixel.offset-table.order", S::error, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.offset-table.target", S::error, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.padding.impossible", S::info, F::allowed, "PS3.3 C.7.5.1.1.2"},
    CheckRule{"pixel.palette.descriptor", S::error, F::allowed, "PS3.3 C.7.6.3.1.5"},
    CheckRule{"pixel.palette.first-value-sign", S::warning, F::allowed, "PS3.3 C.7.6.3.1.5"},
    CheckRule{"pixel.palette.length", S::error, F::allowed, "PS3.3 C.7.6.3.1.6"},
    CheckRule{"pixel.palette.missing", S::error, F::allowed, "PS3.3 C.7.6.3"},
    CheckRule{"pixel.palette.segments", S::error, F::allowed, "PS3.3 C.7.9.2"},
    CheckRule{"pixel.palette.word-for-byte", S::info, F::allowed, "PS3.3 C.7.6.3.1.5"},
    CheckRule{"pixel.photometric.retired", S::warning, F::allowed, "PS3.3 C.7.6.3.1.2"},
    CheckRule{"pixel.photometric.transfer-syntax", S::warning, F::allowed, "PS3.5 8.2"},
    CheckRule{"pixel.photometric.unknown", S::error, F::allowed, "PS3.3 C.7.6.3.1.2"},
    CheckRule{"pixel.planar.missing", S::warning, F::allowed, "PS3.3 C.7.6.3.1.3"},
    CheckRule{"pixel.planar.unneeded", S::info, F::allowed, "PS3.3 C.7.6.3"},
    CheckRule{"pixel.planar.wrong", S::error, F::allowed, "PS3.3 C.7.6.3.1.3"},
    CheckRule{"pixel.range.impossible", S::warning, F::allowed, "PS3.3 C.7.6.3"},
    CheckRule{"pixel.range.reversed", S::warning, F::allowed, "PS3.3 C.7.6.3"},
    CheckRule{"pixel.representation.wrong", S::error, F::allowed, "PS3.5 8.1.1"},
    CheckRule{"pixel.rle.offsets", S::error, F::allowed, "PS3.5 G.5"},
    CheckRule{"pixel.rle.segments", S::error, F::allowed, "PS3.5 G.2"},
    CheckRule{"pixel.rle.too-long", S::error, F::allowed, "PS3.5 G.3"},
    CheckRule{"pixel.rle.too-short", S::error, F::blocked, "PS3.5 G.3", P::notHidden},
    CheckRule{"pixel.samples.wrong", S::error, F::allowed, "PS3.3 C.7.6.3.1.1"},
    CheckRule{"pixel.segmentation.bits", S::error, F::allowed, "PS3.3 C.8.20.2.3"},
    CheckRule{"pixel.transfer-syntax.without-pixels", S::info, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.vr.encapsulated", S::info, F::allowed, "PS3.5 A.4"},
    CheckRule{"pixel.vr.wrong", S::warning, F::allowed, "PS3.5 A"},
};

// Whether the Transfer Syntax is for compressed Pixel Data, which must be there then (PS3.5 A.4).
bool isForFragments(PixelEncoding encoding)
{
    return encoding != PixelEncoding::native && encoding != PixelEncoding::unknown &&
           encoding != PixelEncoding::referenced && encoding != PixelEncoding::streamed;
}

// Whether there ought to be Pixel Data: an Image SOP Class, or everything that describes an image. Other objects have
// some of these attributes, but not all of them.
bool isImage(const PixelContext &context)
{
    const PixelDescription &pixels = context.pixels;
    if (pixels.rows != nullptr && pixels.columns != nullptr && pixels.bitsAllocated != nullptr &&
        pixels.photometricInterpretation != nullptr)
        return true;
    const SopClass *sopClass = findSopClass(context.instance.text(tags::SOPClassUID));
    return sopClass != nullptr && sopClass->name.ends_with(" Image Storage");
}

// The one of the three kinds of Pixel Data that the attributes describe: the samples of the others are not stored in a
// part of their bits (PS3.3 C.7.6.24, C.7.6.25).
Tag missingPixelData(const PixelContext &context)
{
    const PixelDescription &pixels = context.pixels;
    const auto allocated = numberIn(context.instance, pixels.bitsAllocated);
    if (pixels.bitsStored != nullptr || !allocated)
        return tags::PixelData;
    if (*allocated == 32)
        return tags::FloatPixelData;
    return *allocated == 64 ? tags::DoubleFloatPixelData : tags::PixelData;
}

void checkPresence(const PixelContext &context)
{
    const PixelEncoding encoding = context.coding.encoding;
    context.findings.countChecks(1);
    if (!isImage(context)) {
        if (isForFragments(encoding))
            context.reportAbsent("pixel.transfer-syntax.without-pixels", tags::TransferSyntaxUID,
                                 std::string{context.coding.uid}, "only with Pixel Data");
        return;
    }
    const bool isElsewhere = context.pixels.pixelDataProviderUrl != nullptr || encoding == PixelEncoding::referenced ||
                             encoding == PixelEncoding::streamed;
    if (isElsewhere)
        return;
    context.reportAbsent("pixel.data.missing", missingPixelData(context));
    for (const Tag kind : {tags::PixelData, tags::FloatPixelData, tags::DoubleFloatPixelData})
        context.findings.cover(kind);
}

// Whether the pixel data is known to be lossy.
bool checkEncapsulated(const PixelContext &context, const AttributeVerdict &attributes, const Element &pixelData)
{
    const EncapsulatedFrames frames = checkEncapsulation(context, pixelData);
    const bool isLossy = checkCodestreams(context, attributes, pixelData, frames);
    reportNotDecoded(context);
    return isLossy;
}

// PS3.3 C.7.6.3: the table is about fragments.
void checkNativeOffsetTable(const PixelContext &context)
{
    if (context.pixels.extendedOffsetTable != nullptr)
        context.report("pixel.extended-offset-table.native", *context.pixels.extendedOffsetTable);
}

// PS3.5 8.2 and A.4: floating point numbers are whole words and are never compressed.
void checkFloat(const PixelContext &context, const Element &pixelData)
{
    const PixelDescription &pixels = context.pixels;
    for (const Element *element : {pixels.bitsStored, pixels.highBit, pixels.pixelRepresentation}) {
        if (element == nullptr)
            continue;
        context.report("pixel.float.integer-attributes", *element, shownValue(context.instance, *element),
                       "not with floating point numbers");
        break; // one cause for all of them
    }
    if (!context.isNested() && isForFragments(context.coding.encoding))
        context.report("pixel.float.transfer-syntax", pixelData, std::string{context.coding.uid},
                       "a Transfer Syntax without compression");
}

void checkImage(const PixelContext &context)
{
    const PixelDescription &pixels = context.pixels;
    const Element &pixelData = *pixels.anyPixelData();
    const int kinds = (pixels.pixelData != nullptr ? 1 : 0) + (pixels.floatPixelData != nullptr ? 1 : 0) +
                      (pixels.doubleFloatPixelData != nullptr ? 1 : 0) +
                      (pixels.pixelDataProviderUrl != nullptr ? 1 : 0);
    context.findings.countChecks(2);
    if (kinds > 1) {
        context.report("pixel.data.several", pixelData, numberText(static_cast<std::uint64_t>(kinds)) + " kinds", "1");
        for (const Element *kind :
             {pixels.pixelData, pixels.floatPixelData, pixels.doubleFloatPixelData, pixels.pixelDataProviderUrl}) {
            if (kind != nullptr)
                context.findings.cover(kind->tag);
        }
        return; // Bits Allocated can fit one of them at most
    }
    const AttributeVerdict attributes = checkPixelAttributes(context);
    const PixelEncoding encoding = context.coding.encoding;
    const bool isEncapsulated = pixelData.hasUndefinedLength();
    if (pixels.pixelData == nullptr) {
        checkFloat(context, pixelData);
        return checkNativeLength(context, attributes, pixelData);
    }
    checkValueRange(context, attributes);
    const bool isHere = encoding == PixelEncoding::native || isForFragments(encoding);
    if (isHere && isEncapsulated == (encoding == PixelEncoding::native)) {
        context.report(isEncapsulated ? "pixel.native.encapsulated" : "pixel.encapsulated.native", pixelData,
                       isEncapsulated ? "fragments" : bytesText(pixelData.length), std::string{context.coding.uid});
        return;
    }
    checkPixelDataVr(context, attributes, isEncapsulated);
    bool isLossy = false;
    if (isEncapsulated) {
        isLossy = checkEncapsulated(context, attributes, pixelData);
    } else {
        checkNativeOffsetTable(context);
        checkNativeLength(context, attributes, pixelData);
    }
    if (context.isNested())
        return;
    checkAgainstSyntaxTable(context, attributes);
    checkSegmentationBits(context, attributes);
    checkLossyCompression(context, isLossy);
}

// The first element in [begin, end), which are siblings, that says that there is a picture or a colour table.
const Element *findPicture(const ScannedInstance &instance, std::uint32_t begin, std::uint32_t end)
{
    for (std::uint32_t index = begin; index < end; index = std::max(instance.elements[index].end, index + 1)) {
        const Element &element = instance.elements[index];
        if (element.tag == Tag{0x0028, 0x1101} || element.tag == tags::PixelData ||
            element.tag == tags::FloatPixelData || element.tag == tags::DoubleFloatPixelData)
            return &element;
    }
    return nullptr;
}

// A picture inside an Item (PS3.3 C.7.6.1.1.6), or colour tables there.
void checkItem(const PixelContext &root, DefectReporter &reporter, std::uint32_t item)
{
    const ScannedInstance &instance = root.instance;
    const std::uint32_t end = instance.elements[item].end;
    const Element *picture = findPicture(instance, item + 1, end);
    if (picture == nullptr)
        return;
    const PixelDescription pixels = describePixels(instance, item + 1, end);
    // Beside compressed pixel data these may be compressed in the same way, or native (PS3.5 A.4).
    const bool isNative = pixels.anyPixelData() == nullptr || !pixels.anyPixelData()->hasUndefinedLength();
    const PixelContext context{root.input,
                               instance,
                               pixels,
                               isNative ? codingRulesOf("1.2.840.10008.1.2.1") : root.coding,
                               frameCount(instance, pixels),
                               root.findings,
                               &reporter,
                               picture};
    checkPalette(context);
    if (pixels.anyPixelData() != nullptr)
        checkImage(context);
}

void checkItems(const PixelContext &root)
{
    DefectReporter reporter(root.instance, root.findings);
    const auto count = static_cast<std::uint32_t>(root.instance.elements.size());
    for (std::uint32_t index = root.instance.dataSetBegin; index < count; ++index) {
        const Element &element = root.instance.elements[index];
        if (element.tag != tags::Item || element.has(Element::fragment))
            continue;
        if (root.input.stop.stop_requested())
            return;
        checkItem(root, reporter, index);
    }
}

} // namespace

std::span<const CheckRule> pixelDataRules()
{
    return rules;
}

void checkPixelData(const CheckInput &input, FindingCollector &findings)
{
    const ScannedInstance &instance = input.instance;
    if (instance.stoppedAt)
        return; // what would look wrong here follows from where reading stopped
    const auto end = static_cast<std::uint32_t>(instance.elements.size());
    const PixelDescription pixels = describePixels(instance, instance.dataSetBegin, end);
    const PixelContext context{
        input,   instance, pixels, codingRulesOf(instance.text(tags::TransferSyntaxUID)), frameCount(instance, pixels),
        findings};
    checkPalette(context);
    if (pixels.anyPixelData() != nullptr)
        checkImage(context);
    else
        checkPresence(context);
    checkItems(context);
}

} // namespace mi
