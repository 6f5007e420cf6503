#include "core/checks/bulk/bulk_checks.h"
#include "core/checks/pixels/pixel_context.h"
#include "core/checks/pixels/pixel_description.h"
#include "core/checks/values/binary_value.h"
#include "core/support/text.h"

namespace mi {

namespace {

struct Overlay {
    std::uint16_t group = 0;
    const Element *data = nullptr;
    std::optional<std::uint64_t> rows = {};
    std::optional<std::uint64_t> columns = {};
    std::optional<std::uint64_t> bits = {};
    std::uint64_t frames = 1; // 0: not usable
};

constexpr std::uint16_t rowsElement = 0x0010;
constexpr std::uint16_t columnsElement = 0x0011;
constexpr std::uint16_t framesElement = 0x0015;
constexpr std::uint16_t typeElement = 0x0040;
constexpr std::uint16_t originElement = 0x0050;
constexpr std::uint16_t frameOriginElement = 0x0051;
constexpr std::uint16_t bitsElement = 0x0100;
constexpr std::uint16_t bitPositionElement = 0x0102;
constexpr std::uint16_t dataElement = 0x3000;

// False: there is no plane.
bool checkSize(const BulkContext &context, const Overlay &overlay)
{
    for (const auto &[number, element] :
         {std::pair{overlay.rows, rowsElement}, std::pair{overlay.columns, columnsElement}}) {
        if (number && *number == 0) {
            context.report("bulk.overlay.size", *context.instance.find({overlay.group, element}), "0", "1 or more");
            context.findings.cover({overlay.group, dataElement}); // empty, as it has to be
            return false;
        }
    }
    return overlay.rows && overlay.columns;
}

void checkType(const BulkContext &context, std::uint16_t group)
{
    const Element *type = context.instance.find({group, typeElement});
    if (type == nullptr)
        return;
    const std::string_view text = trimmedPadding(context.instance.value(*type));
    if (!text.empty() && text != "G" && text != "R")
        context.report("bulk.overlay.type", *type, escapedForDisplay(text), "G or R");
}

// PS3.3 C.9.3: frames of the overlay, and the frame of the image with which they begin.
void checkFrames(const BulkContext &context, Overlay &overlay)
{
    const ScannedInstance &instance = context.instance;
    const Element *element = instance.find({overlay.group, framesElement});
    if (element == nullptr)
        return;
    overlay.frames = numberIn(instance, element).value_or(0);
    const auto number = instance.integer(*element);
    if (number && *number < 1)
        return context.report("bulk.overlay.frames", *element, std::to_string(*number), "1 or more");
    const std::uint64_t first = numberIn(instance, instance.find({overlay.group, frameOriginElement})).value_or(1);
    const auto imageFrames = framesOf(instance);
    if (overlay.frames == 0 || !imageFrames || !instance.has(tags::Rows) || first + overlay.frames - 1 <= *imageFrames)
        return;
    context.report(
        "bulk.overlay.frames", *element, numberText(overlay.frames) + " frames from frame " + numberText(first) + " on",
        "an image of " + numberText(first + overlay.frames - 1) + " frames, not of " + numberText(*imageFrames));
}

// Origin counts from 1\1, the pixel at the top left; values below are to the left and above.
void checkPlace(const BulkContext &context, const Overlay &overlay)
{
    const Element *origin = context.instance.find({overlay.group, originElement});
    const auto imageRows = numberIn(context.instance, context.instance.find(tags::Rows));
    const auto imageColumns = numberIn(context.instance, context.instance.find(tags::Columns));
    if (origin == nullptr || !imageRows || !imageColumns)
        return;
    const std::string_view value = context.instance.value(*origin);
    if (value.size() != 4)
        return;
    const auto signedAt = [&](std::size_t at) {
        const std::uint64_t raw = unsignedAt(value, at, 2, origin->has(Element::bigEndian));
        return static_cast<std::int64_t>(static_cast<std::int16_t>(raw));
    };
    const auto misses = [](std::int64_t first, std::uint64_t size, std::uint64_t imageSize) {
        return first > static_cast<std::int64_t>(imageSize) || first + static_cast<std::int64_t>(size) <= 1;
    };
    if (misses(signedAt(0), *overlay.rows, *imageRows) || misses(signedAt(2), *overlay.columns, *imageColumns))
        context.report("bulk.overlay.outside", *origin,
                       std::to_string(signedAt(0)) + "\\" + std::to_string(signedAt(2)),
                       "a place on the image of " + numberText(*imageRows) + " x " + numberText(*imageColumns));
}

bool fits(const Element &data, std::optional<std::uint64_t> expected)
{
    return expected && (data.length == *expected || data.length == *expected + *expected % 2);
}

// PS3.3 C.9.2, PS3.5 8.1.2: one bit for each pixel of the plane, packed over the frames of the overlay.
void checkData(const BulkContext &context, const Overlay &overlay)
{
    const Element *position = context.instance.find({overlay.group, bitPositionElement});
    const auto bit = numberIn(context.instance, position);
    const bool isBitWrong = overlay.bits && *overlay.bits != 1;
    if (isBitWrong)
        context.report("bulk.overlay.bits-allocated", *context.instance.find({overlay.group, bitsElement}),
                       numberText(*overlay.bits), "1");
    else if (bit && *bit != 0)
        context.report("bulk.overlay.bit-position", *position, numberText(*bit), "0");
    if (overlay.frames == 0)
        return;
    const auto expected = bytesForBits({*overlay.rows, *overlay.columns, overlay.frames});
    // The length that is right for the stated bits follows from their number, which has been reported.
    if (isBitWrong && fits(*overlay.data, bytesForBits({*overlay.rows, *overlay.columns, overlay.frames,
                                                        std::max<std::uint64_t>(1, *overlay.bits)})))
        return;
    if (expected)
        compareLength(context, *overlay.data, *expected, "bulk.overlay.too-short", "bulk.overlay.too-long");
}

// Retired (PS3.3-2004): the overlay is in bits of Pixel Data that no pixel uses.
void checkEmbedded(const BulkContext &context, const Overlay &overlay)
{
    const ScannedInstance &instance = context.instance;
    const Element &bits = *instance.find({overlay.group, bitsElement});
    for (const std::uint16_t element : {bitPositionElement, dataElement})
        context.findings.cover({overlay.group, element});
    const auto allocated = numberIn(instance, instance.find(tags::BitsAllocated));
    if (!instance.has(tags::PixelData) || !allocated || *allocated != *overlay.bits)
        return context.report("bulk.overlay.bits-allocated", bits, numberText(*overlay.bits), "1");
    const auto bit = numberIn(instance, instance.find({overlay.group, bitPositionElement}));
    const std::uint64_t highBit = numberIn(instance, instance.find(tags::HighBit)).value_or(0);
    const std::uint64_t stored = numberIn(instance, instance.find(tags::BitsStored)).value_or(0);
    std::string observed = "in the pixel data";
    if (bit) {
        observed += ", bit " + numberText(*bit);
        const bool isPixelBit = *bit <= highBit && *bit + stored > highBit;
        observed += isPixelBit           ? ", which is part of the pixel"
                    : *bit >= *allocated ? ", of " + numberText(*allocated) + " bits"
                                         : "";
    }
    context.report("bulk.overlay.in-pixels", bits, std::move(observed), "Overlay Data");
}

} // namespace

void checkOverlay(const BulkContext &context, std::uint16_t group)
{
    const ScannedInstance &instance = context.instance;
    Overlay overlay{.group = group,
                    .data = instance.find({group, dataElement}),
                    .rows = numberIn(instance, instance.find({group, rowsElement})),
                    .columns = numberIn(instance, instance.find({group, columnsElement})),
                    .bits = numberIn(instance, instance.find({group, bitsElement}))};
    context.findings.countChecks(5);
    checkType(context, group);
    checkFrames(context, overlay);
    if (!checkSize(context, overlay))
        return;
    checkPlace(context, overlay);
    if (overlay.data != nullptr && !overlay.data->hasUndefinedLength())
        checkData(context, overlay);
    else if (overlay.data == nullptr && overlay.bits && *overlay.bits > 1)
        checkEmbedded(context, overlay);
}

} // namespace mi
