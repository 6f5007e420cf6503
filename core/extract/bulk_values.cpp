#include "core/extract/bulk_values.h"

namespace mi {

namespace {

constexpr std::uint64_t largestInlineValue = 1024; // bytes

// Values that are bulk whatever their length: pixels, overlays, curves, waveforms and look-up tables.
bool isAlwaysBulk(Tag tag)
{
    const unsigned repeating = tag.group & 0xFF01U; // 50xx and 60xx, even
    if (tag.element == 0x3000 && (repeating == 0x5000 || repeating == 0x6000))
        return true;
    switch (tag.key()) {
    case 0x7FE00010: // Pixel Data
    case 0x7FE00008: // Float Pixel Data
    case 0x7FE00009: // Double Float Pixel Data
    case 0x7FE00001: // Extended Offset Table
    case 0x7FE00002: // Extended Offset Table Lengths
    case 0x54001010: // Waveform Data
    case 0x00283006: // LUT Data
    case 0x00281201: // Red Palette Color Lookup Table Data
    case 0x00281202: // Green
    case 0x00281203: // Blue
    case 0x00281204: // Alpha
    case 0x00281221: // Segmented Red
    case 0x00281222: // Segmented Green
    case 0x00281223: // Segmented Blue
    case 0x00281224: // Segmented Alpha
    case 0x00420011: // Encapsulated Document
        return true;
    default:
        return false;
    }
}

bool isBinary(Vr vr)
{
    switch (vr) {
    case Vr::OB:
    case Vr::OD:
    case Vr::OF:
    case Vr::OL:
    case Vr::OV:
    case Vr::OW:
    case Vr::UN:
    case Vr::unknown:
        return true;
    default:
        return false;
    }
}

} // namespace

bool isBulk(const Element &element)
{
    if (element.vr == Vr::SQ || element.length == 0)
        return false;
    return (element.length > largestInlineValue && isBinary(element.vr)) || isAlwaysBulk(element.tag);
}

std::uint64_t bulkLength(const ScannedInstance &instance, const Element &element)
{
    if (!element.hasUndefinedLength())
        return element.length;
    std::uint64_t total = 0;
    for (std::uint32_t i = instance.indexOf(element) + 1; i < element.end; i = instance.elements[i].end)
        total += instance.elements[i].hasUndefinedLength() ? 0 : instance.elements[i].length;
    return total;
}

} // namespace mi
