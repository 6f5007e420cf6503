#include "core/checks/pixels/attribute_checks.h"

#include <algorithm>
#include <array>
#include <span>

namespace mi {

namespace {

// The tables of PS3.5 8.2.1 (JPEG), 8.2.3 (JPEG-LS), 8.2.4 and 8.2.14 (JPEG 2000): a number of bits allocated, and the
// numbers of bits stored that go with it.
struct Depth {
    std::uint64_t allocated;
    std::uint64_t leastStored;
    std::uint64_t mostStored;
};

struct SyntaxRow {
    std::span<const Depth> depths;
    bool mustBeUnsigned;
    std::string_view depthText;
};

constexpr std::array<Depth, 1> baseline{{{8, 8, 8}}};
constexpr std::array<Depth, 2> extended{{{8, 8, 8}, {16, 12, 12}}};
constexpr std::array<Depth, 2> lossless{{{8, 1, 16}, {16, 1, 16}}};
constexpr std::array<Depth, 2> jpegLs{{{8, 2, 16}, {16, 2, 16}}};
constexpr std::array<Depth, 6> jpeg2000{{{1, 1, 38}, {8, 1, 38}, {16, 1, 38}, {24, 1, 38}, {32, 1, 38}, {40, 1, 38}}};

SyntaxRow rowOf(const CodingRules &coding)
{
    if (coding.uid == "1.2.840.10008.1.2.4.50")
        return {baseline, true, "8 allocated, 8 stored"};
    if (coding.uid == "1.2.840.10008.1.2.4.51")
        return {extended, true, "8 allocated and 8 stored, or 16 and 12"};
    if (coding.uid == "1.2.840.10008.1.2.4.57" || coding.uid == "1.2.840.10008.1.2.4.70")
        return {lossless, false, "8 or 16 allocated"};
    if (coding.encoding == PixelEncoding::jpegLs)
        return {jpegLs, false, "8 or 16 allocated, 2 to 16 stored"};
    if (coding.encoding == PixelEncoding::jpeg2000 || coding.encoding == PixelEncoding::htj2k)
        return {jpeg2000, false, "1, 8, 16, 24, 32 or 40 allocated, 1 to 38 stored"};
    return {{}, false, {}};
}

// What one of these said has the same cause.
bool isDepthReported(const FindingCollector &findings)
{
    constexpr std::array<std::string_view, 8> rules{"pixel.bits-allocated.wrong",
                                                    "pixel.bits-stored.wrong",
                                                    "pixel.codestream.broken",
                                                    "pixel.codestream.precision-larger",
                                                    "pixel.codestream.precision-smaller",
                                                    "pixel.codestream.precision-too-large",
                                                    "pixel.codestream.process",
                                                    "pixel.codestream.other-format"};
    return std::ranges::any_of(rules, [&](std::string_view rule) { return findings.has(rule); });
}

} // namespace

void checkAgainstSyntaxTable(const PixelContext &context, const AttributeVerdict &attributes)
{
    const PixelDescription &pixels = context.pixels;
    const SyntaxRow row = rowOf(context.coding);
    if (row.depths.empty())
        return;
    context.findings.countChecks(3);
    const bool isDepthListed = std::ranges::any_of(row.depths, [&](const Depth &depth) {
        return depth.allocated == attributes.bitsAllocated && attributes.bitsStored >= depth.leastStored &&
               attributes.bitsStored <= depth.mostStored;
    });
    if (attributes.bitsStored != 0 && !isDepthListed && !isDepthReported(context.findings))
        context.report("pixel.description.transfer-syntax", *pixels.bitsAllocated,
                       numberText(attributes.bitsAllocated) + " allocated, " + numberText(attributes.bitsStored) +
                           " stored",
                       std::string{row.depthText});
    if (row.mustBeUnsigned && attributes.pixelRepresentation == 1)
        context.report("pixel.description.transfer-syntax", *pixels.pixelRepresentation, "1, signed", "0, unsigned");
    if (attributes.samplesPerPixel > 1 && numberIn(context.instance, pixels.planarConfiguration) == 1)
        context.report("pixel.description.transfer-syntax", *pixels.planarConfiguration, "1", "0");
}

} // namespace mi
