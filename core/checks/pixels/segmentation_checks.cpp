#include "core/checks/pixels/attribute_checks.h"

namespace mi {

void checkSegmentationBits(const PixelContext &context, const AttributeVerdict &attributes)
{
    constexpr Tag segmentationType{0x0062, 0x0001};
    const std::string_view sopClass = context.instance.text(tags::SOPClassUID);
    if (sopClass != "1.2.840.10008.5.1.4.1.1.66.4" && sopClass != "1.2.840.10008.5.1.4.1.1.66.7")
        return;
    const std::string_view type = context.instance.text(segmentationType);
    const std::uint64_t bits = attributes.bitsAllocated;
    std::string_view expected;
    if (type == "BINARY" && bits != 1)
        expected = "1 with BINARY";
    else if (type == "FRACTIONAL" && bits != 8)
        expected = "8 with FRACTIONAL";
    else if (type == "LABELMAP" && bits != 8 && bits != 16)
        expected = "8 or 16 with LABELMAP";
    context.findings.countChecks(1);
    if (!expected.empty() && bits != 0 && !context.findings.has("pixel.bits-allocated.wrong"))
        context.report("pixel.segmentation.bits", *context.pixels.bitsAllocated, numberText(bits),
                       std::string{expected});
}

} // namespace mi
