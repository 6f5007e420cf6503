#include "core/checks/bulk/bulk_checks.h"
#include "core/checks/pixels/pixel_context.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>

namespace mi {

namespace {

constexpr Tag gridFrameOffsetVector{0x3004, 0x000C};

// One value for each frame: Frame Time Vector, and the vectors of nuclear medicine images.
constexpr std::array<Tag, 11> vectors{{{0x0018, 0x1065},
                                       {0x0054, 0x0010},
                                       {0x0054, 0x0020},
                                       {0x0054, 0x0030},
                                       {0x0054, 0x0050},
                                       {0x0054, 0x0060},
                                       {0x0054, 0x0070},
                                       {0x0054, 0x0080},
                                       {0x0054, 0x0090},
                                       {0x0054, 0x0100},
                                       gridFrameOffsetVector}};

std::optional<std::uint64_t> countValues(const BulkContext &context, const Element &vector)
{
    if (vector.vr == Vr::US)
        return vector.length / 2;
    if (vector.vr != Vr::DS)
        return std::nullopt;
    constexpr std::size_t maxBytes = 16U << 20U;
    const auto bytes = context.bytesOf(vector, 0, std::min<std::size_t>(vector.length, maxBytes));
    if (!bytes || bytes->size() != vector.length || trimmedPadding(*bytes).empty())
        return std::nullopt;
    return 1 + static_cast<std::uint64_t>(std::ranges::count(*bytes, '\\'));
}

} // namespace

bool isFrameVector(Tag tag)
{
    return std::ranges::find(vectors, tag) != vectors.end();
}

void checkFrameVector(const BulkContext &context, const Element &vector)
{
    const auto frames = framesOf(context.instance);
    if (vector.length == 0 || vector.hasUndefinedLength() || !frames)
        return;
    const auto count = countValues(context, vector);
    context.findings.countChecks(count ? 1 : 0);
    if (!count || *count == *frames)
        return;
    context.report(vector.tag == gridFrameOffsetVector ? "bulk.dose.frame-offsets" : "bulk.frame-vector.count", vector,
                   numberText(*count) + (*count == 1 ? " value" : " values"),
                   numberText(*frames) + ", one for each frame");
}

void checkSpectroscopy(const BulkContext &context, const Element &data)
{
    constexpr Tag dataPointRows{0x0028, 0x9001};
    constexpr Tag dataPointColumns{0x0028, 0x9002};
    constexpr Tag dataRepresentation{0x0028, 0x9108};
    constexpr std::uint64_t bits = 32;
    const auto rows = context.numberBeside(data, tags::Rows);
    const auto columns = context.numberBeside(data, tags::Columns);
    const auto pointRows = context.numberBeside(data, dataPointRows);
    const auto pointColumns = context.numberBeside(data, dataPointColumns);
    const auto frames = framesOf(context.instance);
    const std::string_view representation = context.textBeside(data, dataRepresentation);
    const bool isComplex = representation == "COMPLEX"; // a real and an imaginary part
    const bool isKnown =
        isComplex || representation == "REAL" || representation == "IMAGINARY" || representation == "MAGNITUDE";
    if (!rows || !columns || !pointRows || !pointColumns || !frames || !isKnown || data.hasUndefinedLength())
        return;
    const std::uint64_t parts = isComplex ? 2 : 1;
    context.findings.countChecks(1);
    if (const auto expected = bytesForBits({*rows, *columns, *frames, *pointRows, *pointColumns, parts, bits}))
        compareLength(context, data, *expected, "bulk.spectroscopy.too-short", "bulk.spectroscopy.too-long");
}

} // namespace mi
