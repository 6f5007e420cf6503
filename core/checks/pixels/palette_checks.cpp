#include "core/checks/pixels/attribute_checks.h"
#include "core/checks/pixels/frame_bytes.h"
#include "core/checks/pixels/palette_segments.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace mi {

namespace {

struct Descriptor {
    std::uint64_t entries = 0;
    std::uint64_t bits = 0;
};

constexpr std::size_t maxTableBytes = 1U << 20U; // 65,536 entries of 16 bits take 128 KB

constexpr std::array<Tag, 3> descriptorTags{{{0x0028, 0x1101}, {0x0028, 0x1102}, {0x0028, 0x1103}}};
constexpr std::array<Tag, 3> dataTags{{{0x0028, 0x1201}, {0x0028, 0x1202}, {0x0028, 0x1203}}};

std::uint16_t word(std::string_view bytes, std::size_t index, bool bigEndian)
{
    const auto first = static_cast<unsigned char>(bytes[index * 2]);
    const auto second = static_cast<unsigned char>(bytes[index * 2 + 1]);
    return static_cast<std::uint16_t>(bigEndian ? first << 8U | second : second << 8U | first);
}

// The first value mapped is signed when the pixels are. It makes a difference when its highest bit is set.
void checkSign(const PixelContext &context, const Element &element, std::uint16_t first)
{
    const auto representation = numberIn(context.instance, context.pixels.pixelRepresentation);
    const bool isSaid = !element.has(Element::vrFromDictionary) && (element.vr == Vr::US || element.vr == Vr::SS);
    if (!isSaid || !representation || *representation > 1 || (first & 0x8000U) == 0 ||
        (element.vr == Vr::SS) == (*representation == 1))
        return;
    context.report("pixel.palette.first-value-sign", element, *representation == 1 ? "US" : "SS",
                   *representation == 1 ? "SS, as Pixel Representation is 1" : "US, as Pixel Representation is 0");
}

// PS3.3 C.7.6.3.1.5: number of entries (0 means 65,536), first value mapped, bits of an entry (8 or 16).
std::optional<Descriptor> readDescriptor(const PixelContext &context, const Element &element)
{
    const std::string_view value = context.instance.value(element);
    if (value.size() != 6)
        return std::nullopt; // how many numbers there are is judged for every attribute alike
    const bool bigEndian = element.has(Element::bigEndian);
    const std::uint16_t entries = word(value, 0, bigEndian);
    const std::uint16_t first = word(value, 1, bigEndian);
    const std::uint16_t bits = word(value, 2, bigEndian);
    checkSign(context, element, first);
    if (bits != 8 && bits != 16) {
        context.report("pixel.palette.descriptor", element, numberText(bits) + " bits for an entry", "8 or 16");
        for (const Tag tag : descriptorTags)
            context.findings.cover(tag); // they are alike
        return std::nullopt;
    }
    return Descriptor{entries == 0 ? 65536U : entries, bits};
}

void checkData(const PixelContext &context, const Element &data, const Descriptor &descriptor)
{
    const std::uint64_t bytes = descriptor.entries * (descriptor.bits / 8);
    const std::uint64_t expected = bytes + bytes % 2;
    if (data.length == expected || data.length == bytes)
        return;
    // Old writers spend a 16-bit word on every 8-bit entry, and readers have learnt to cope.
    const bool isWordForByte = descriptor.bits == 8 && data.length == descriptor.entries * 2;
    context.report(isWordForByte ? "pixel.palette.word-for-byte" : "pixel.palette.length", data, bytesText(data.length),
                   bytesText(expected) + ": " + numberText(descriptor.entries) + " entries of " +
                       numberText(descriptor.bits) + " bits");
}

// PS3.3 C.7.9.2.
void checkSegments(const PixelContext &context, const Element &data, const Descriptor &descriptor)
{
    std::vector<char> storage;
    ByteSource *source = context.instance.encoding.deflated ? nullptr : context.input.source;
    const std::string_view bytes = wholeValue(context.instance, source, data, maxTableBytes, storage);
    if (bytes.size() != data.length) {
        context.findings.addNotChecked("pixel-data.palette", "a segmented colour table could not be read again");
        return;
    }
    const bool bigEndian = data.has(Element::bigEndian);
    PaletteExpansion expansion = expandPalette(bytes, 2, bigEndian, descriptor.entries);
    if (descriptor.bits == 8 && (!expansion.defect.empty() || expansion.entries != descriptor.entries))
        expansion = expandPalette(bytes, 1, bigEndian, descriptor.entries);
    const std::string expected = numberText(descriptor.entries) + " entries";
    if (!expansion.defect.empty())
        context.report("pixel.palette.segments", data, expansion.defect, expected);
    else if (expansion.entries != descriptor.entries)
        context.report("pixel.palette.segments", data,
                       expansion.entries > descriptor.entries ? "more than " + expected
                                                              : numberText(expansion.entries) + " entries",
                       expected);
}

// The first one that is missing stands for all.
void reportMissing(const PixelContext &context, Tag first)
{
    context.reportAbsent("pixel.palette.missing", first);
    for (const auto &group : {descriptorTags, dataTags}) {
        for (const Tag tag : group)
            context.findings.cover(tag);
    }
}

} // namespace

void checkPalette(const PixelContext &context)
{
    const auto &palette = context.pixels.palette;
    const bool isNeeded = context.pixels.photometric == Photometric::paletteColor;
    std::size_t complete = 0;
    for (const PaletteElements &colour : palette) {
        if (colour.descriptor != nullptr && (colour.data != nullptr || colour.segmentedData != nullptr))
            ++complete;
    }
    if (!isNeeded && complete < palette.size())
        return;
    context.findings.countChecks(3);
    for (std::size_t index = 0; index < palette.size(); ++index) {
        const PaletteElements &colour = palette[index];
        if (colour.descriptor == nullptr)
            return reportMissing(context, descriptorTags[index]);
        if (colour.data == nullptr && colour.segmentedData == nullptr)
            return reportMissing(context, dataTags[index]);
    }
    std::optional<Descriptor> first;
    for (const PaletteElements &colour : palette) {
        const auto descriptor = readDescriptor(context, *colour.descriptor);
        if (!descriptor)
            return;
        if (first && (first->entries != descriptor->entries || first->bits != descriptor->bits)) {
            context.report("pixel.palette.descriptor", *colour.descriptor,
                           numberText(descriptor->entries) + " entries of " + numberText(descriptor->bits) + " bits",
                           "the same as for red: " + numberText(first->entries) + " of " + numberText(first->bits));
            return;
        }
        first = descriptor;
        if (colour.data != nullptr)
            checkData(context, *colour.data, *descriptor);
        else if (!colour.segmentedData->hasUndefinedLength())
            checkSegments(context, *colour.segmentedData, *descriptor);
    }
}

} // namespace mi
