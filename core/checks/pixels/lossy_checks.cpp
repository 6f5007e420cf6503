#include "core/checks/pixels/attribute_checks.h"
#include "core/checks/values/number_values.h"
#include "core/support/text.h"

#include <algorithm>

namespace mi {

namespace {

// PS3.3 C.7.6.1.1.5.1: the term for the compression that the Transfer Syntax names; "" for others.
std::string_view methodOf(PixelEncoding encoding)
{
    switch (encoding) {
    case PixelEncoding::jpeg:
        return "ISO_10918_1";
    case PixelEncoding::jpegLs:
        return "ISO_14495_1";
    case PixelEncoding::jpeg2000:
        return "ISO_15444_1";
    case PixelEncoding::htj2k:
        return "ISO_15444_15";
    case PixelEncoding::jpegXl:
        return "ISO_18181_1";
    case PixelEncoding::mpeg2:
        return "ISO_13818_2";
    case PixelEncoding::mpeg4:
        return "ISO_14496_10";
    case PixelEncoding::hevc:
        return "ISO_23008_2";
    default:
        return {};
    }
}

std::string_view textOf(const PixelContext &context, const Element *element)
{
    return element != nullptr ? trimmedPadding(context.instance.value(*element)) : std::string_view{};
}

std::uint64_t countValues(std::string_view text)
{
    return text.empty() ? 0 : 1 + static_cast<std::uint64_t>(std::ranges::count(text, '\\'));
}

bool hasValue(std::string_view text, std::string_view wanted)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\\'), text.size());
        if (trimmedPadding(text.substr(0, end)) == wanted)
            return true;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return false;
}

// The uncompressed size divided by the compressed one. Below 1 is possible: a tiny image grows when it is compressed.
void checkRatios(const PixelContext &context, const Element &ratios)
{
    for (const double ratio : NumberValues::of(context.instance, ratios).all()) {
        if (ratio > 0)
            continue;
        context.report("pixel.lossy.ratio", ratios, shownValue(context.instance, ratios), "more than 0");
        return;
    }
}

} // namespace

void checkLossyCompression(const PixelContext &context, bool isLossy)
{
    const PixelDescription &pixels = context.pixels;
    const std::string_view told = textOf(context, pixels.lossyImageCompression);
    const std::string_view ratios = textOf(context, pixels.lossyImageCompressionRatio);
    const std::string_view methods = textOf(context, pixels.lossyImageCompressionMethod);
    const std::string_view method = methodOf(context.coding.encoding);
    context.findings.countChecks(4);
    // What a lossless Transfer Syntax holds although it is lossy has been reported as such.
    const bool isLossyHere = isLossy && !context.coding.mustBeLossless;
    if (isLossyHere && told == "00")
        context.report("pixel.lossy.denied", *pixels.lossyImageCompression, "00", "01");
    else if (isLossyHere && told.empty())
        context.reportAbsent("pixel.lossy.not-told", {0x0028, 0x2110}, "absent or without a value", "01");
    else if (told == "00" && (!ratios.empty() || !methods.empty()))
        context.report("pixel.lossy.contradicted", *pixels.lossyImageCompression,
                       ratios.empty() ? "00 with a method" : "00 with a ratio", "01, or neither ratio nor method");
    if (!ratios.empty() && !methods.empty() && countValues(ratios) != countValues(methods))
        context.report("pixel.lossy.count", *pixels.lossyImageCompressionRatio,
                       numberText(countValues(ratios)) + " for " + numberText(countValues(methods)) +
                           (countValues(methods) == 1 ? " method" : " methods"),
                       "one for each method");
    if (isLossyHere && !methods.empty() && !hasValue(methods, method))
        context.report("pixel.lossy.method", *pixels.lossyImageCompressionMethod, escapedForDisplay(methods),
                       std::string{method});
    if (!ratios.empty())
        checkRatios(context, *pixels.lossyImageCompressionRatio);
}

} // namespace mi
