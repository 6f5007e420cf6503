#include "core/checks/pixels/bulk_checks.h"

#include "core/checks/pixels/frame_bytes.h"
#include "core/checks/pixels/native_length.h"
#include "core/support/text.h"

#include <limits>

namespace mi {

namespace {

std::optional<std::uint64_t> bytesForBits(std::initializer_list<std::uint64_t> factors)
{
    std::uint64_t bits = 1;
    for (const std::uint64_t factor : factors) {
        if (factor == 0 || bits > std::numeric_limits<std::uint64_t>::max() / 8 / factor)
            return std::nullopt;
        bits *= factor;
    }
    return bits / 8 + (bits % 8 != 0 ? 1 : 0);
}

void compareLength(const PixelContext &context, const Element &data, std::uint64_t expected, std::string_view tooShort,
                   std::string_view tooLong)
{
    if (data.length < expected)
        context.report(tooShort, data, bytesText(data.length), bytesText(expected));
    else if (data.length > expected + expected % 2)
        context.report(tooLong, data, bytesText(data.length), bytesText(expected));
}

// PS3.3 C.9.2: one bit for each pixel of the plane, packed over the frames of the overlay.
void checkOverlay(const PixelContext &context, const Element &data)
{
    const std::uint16_t group = data.tag.group;
    const auto rows = numberIn(context.instance, context.instance.find({group, 0x0010}));
    const auto columns = numberIn(context.instance, context.instance.find({group, 0x0011}));
    const auto bits = numberIn(context.instance, context.instance.find({group, 0x0100}));
    const Element *framesElement = context.instance.find({group, 0x0015});
    const auto frames = framesElement != nullptr ? numberIn(context.instance, framesElement) : 1;
    if (!rows || !columns || !frames || bits.value_or(1) != 1)
        return;
    const auto expected = bytesForBits({*rows, *columns, *frames});
    context.findings.countChecks(1);
    if (expected)
        compareLength(context, data, *expected, "bulk.overlay.too-short", "bulk.overlay.too-long");
}

// PS3.3 C.10.9: each Item of the Waveform Sequence.
void checkWaveforms(const PixelContext &context, const Element &sequence)
{
    constexpr unsigned maxItems = 1000; // real ones have a few multiplex groups
    const ScannedInstance &instance = context.instance;
    unsigned items = 0;
    for (std::uint32_t index = instance.indexOf(sequence) + 1; index < sequence.end && items < maxItems; ++items) {
        const Element &item = instance.elements[index];
        const auto channels = numberIn(instance, instance.findIn(item, {0x003A, 0x0005}));
        const auto samples = numberIn(instance, instance.findIn(item, {0x003A, 0x0010}));
        const auto bits = numberIn(instance, instance.findIn(item, {0x5400, 0x1004}));
        const Element *data = instance.findIn(item, {0x5400, 0x1010});
        if (channels && samples && bits && data != nullptr && !data->hasUndefinedLength()) {
            context.findings.countChecks(1);
            if (const auto expected = bytesForBits({*channels, *samples, *bits}))
                compareLength(context, *data, *expected, "bulk.waveform.too-short", "bulk.waveform.too-long");
        }
        index = std::max(item.end, index + 1);
    }
}

// The icon is described by the same attributes as the image (PS3.3 C.7.6.1.1.6).
void checkIcon(const PixelContext &context, const Element &sequence)
{
    const ScannedInstance &instance = context.instance;
    const std::uint32_t item = instance.indexOf(sequence) + 1;
    if (item >= sequence.end)
        return;
    const PixelDescription icon = describePixels(instance, item + 1, instance.elements[item].end);
    const auto rows = numberIn(instance, icon.rows);
    const auto columns = numberIn(instance, icon.columns);
    const auto bits = numberIn(instance, icon.bitsAllocated);
    if (icon.pixelData == nullptr || icon.pixelData->hasUndefinedLength() || !rows || !columns || !bits)
        return;
    const NativeShape shape{.rows = *rows,
                            .columns = *columns,
                            .samplesPerPixel = numberIn(instance, icon.samplesPerPixel).value_or(1),
                            .bitsAllocated = *bits};
    const auto judgement = judgeNativeLength(shape, icon.pixelData->length);
    const auto expected = nativeLength(shape);
    context.findings.countChecks(1);
    if (judgement && expected && judgement->verdict != LengthVerdict::right)
        context.report("pixel.icon.length", *icon.pixelData, bytesText(icon.pixelData->length),
                       bytesText(expected->minimum));
}

// PS3.3 C.24.2: the document, and its length without padding where that is told.
void checkDocument(const PixelContext &context, const Element &document)
{
    constexpr Tag mimeType{0x0042, 0x0012};
    constexpr Tag documentLength{0x0042, 0x0015};
    if (document.hasUndefinedLength())
        return;
    context.findings.countChecks(2);
    if (context.instance.text(mimeType) == "application/pdf") {
        const std::string_view start = context.instance.prefix(document).substr(0, 256);
        // Readers accept the mark behind other bytes near the start.
        if (!start.empty() && start.find("%PDF-") == std::string_view::npos)
            context.report("bulk.document.not-pdf", document, escapedForDisplay(start.substr(0, 8)), "%PDF-");
    }
    const auto told = numberIn(context.instance, context.instance.find(documentLength));
    if (told && *told != document.length && *told + 1 != document.length)
        context.report("bulk.document.length", document, bytesText(document.length), bytesText(*told));
}

} // namespace

void checkOtherBulk(const PixelContext &context)
{
    for (const Element *element : context.pixels.otherBulk) {
        switch (element->tag.group) {
        case 0x5400:
            checkWaveforms(context, *element);
            break;
        case 0x0042:
            checkDocument(context, *element);
            break;
        case 0x0088:
            checkIcon(context, *element);
            break;
        default:
            checkOverlay(context, *element);
            break;
        }
    }
}

} // namespace mi
