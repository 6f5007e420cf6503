#include "core/checks/pixels/attribute_checks.h"
#include "core/checks/values/binary_value.h"

namespace mi {

namespace {

struct Range {
    std::int64_t smallest = 0;
    std::int64_t largest = 0;
};

// What Bits Stored and Pixel Representation allow. PS3.5 8.1.1.
Range rangeOf(const AttributeVerdict &attributes)
{
    const std::uint64_t bits = attributes.bitsStored;
    if (*attributes.pixelRepresentation == 0)
        return {0, static_cast<std::int64_t>((std::uint64_t{1} << bits) - 1)};
    const auto half = static_cast<std::int64_t>(std::uint64_t{1} << (bits - 1));
    return {-half, half - 1};
}

// The number as the pixels are read. Nothing where the VR says another thing of its sign: that is reported for every
// attribute alike.
std::optional<std::int64_t> pixelNumber(const PixelContext &context, const Element *element, bool isSigned)
{
    if (element == nullptr)
        return std::nullopt;
    const std::string_view value = context.instance.value(*element);
    if (value.size() != 2)
        return std::nullopt;
    const std::uint64_t raw = unsignedAt(value, 0, 2, element->has(Element::bigEndian));
    const bool hasHighestBit = (raw & 0x8000U) != 0;
    const bool isContradictory =
        !element->has(Element::vrFromDictionary) && (element->vr == Vr::SS) != isSigned && hasHighestBit;
    if (isContradictory)
        return std::nullopt;
    return isSigned ? static_cast<std::int64_t>(static_cast<std::int16_t>(raw)) : static_cast<std::int64_t>(raw);
}

} // namespace

void checkValueRange(const PixelContext &context, const AttributeVerdict &attributes)
{
    const PixelDescription &pixels = context.pixels;
    if (attributes.bitsStored == 0 || attributes.bitsStored > 16 || !attributes.pixelRepresentation)
        return;
    const Range range = rangeOf(attributes);
    const bool isSigned = *attributes.pixelRepresentation == 1;
    const std::string expected = std::to_string(range.smallest) + " to " + std::to_string(range.largest) + " with " +
                                 numberText(attributes.bitsStored) + " bits";
    const auto isOutside = [&](std::optional<std::int64_t> number) {
        return number && (*number < range.smallest || *number > range.largest);
    };
    context.findings.countChecks(4);
    bool isRangeUsable = true;
    for (const Element *element : {pixels.smallestPixelValue, pixels.largestPixelValue}) {
        const auto number = pixelNumber(context, element, isSigned);
        isRangeUsable = isRangeUsable && number && !isOutside(number);
        if (isOutside(number))
            context.report("pixel.range.impossible", *element, std::to_string(*number), expected);
    }
    const auto smallest = pixelNumber(context, pixels.smallestPixelValue, isSigned);
    const auto largest = pixelNumber(context, pixels.largestPixelValue, isSigned);
    if (isRangeUsable && *smallest > *largest)
        context.report("pixel.range.reversed", *pixels.smallestPixelValue, std::to_string(*smallest),
                       "at most " + std::to_string(*largest) + ", the largest");
    for (const Element *element : {pixels.pixelPaddingValue, pixels.pixelPaddingRangeLimit}) {
        const auto number = pixelNumber(context, element, isSigned);
        if (isOutside(number))
            context.report("pixel.padding.impossible", *element, std::to_string(*number), expected);
    }
}

} // namespace mi
