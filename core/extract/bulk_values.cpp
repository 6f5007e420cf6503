#include "core/extract/bulk_values.h"

#include "dcmtk/config/osconfig.h"

#include "dcmtk/dcmdata/dcpixel.h"
#include "dcmtk/dcmdata/dcpixseq.h"
#include "dcmtk/dcmdata/dcxfer.h"

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

bool isBinary(DcmEVR vr)
{
    switch (vr) {
    case EVR_OB:
    case EVR_OD:
    case EVR_OF:
    case EVR_OL:
    case EVR_OV:
    case EVR_OW:
    case EVR_ox:
    case EVR_UN:
    case EVR_UNKNOWN:
    case EVR_UNKNOWN2B:
    case EVR_OverlayData:
    case EVR_PixelData:
        return true;
    default:
        return false;
    }
}

} // namespace

bool isBulk(DcmElement &element, Tag tag)
{
    const DcmEVR vr = element.ident();
    if (vr == EVR_SQ || element.getLengthField() == 0)
        return false;
    const bool isLong = isBinary(vr) && element.getLengthField() > largestInlineValue;
    return isLong || vr == EVR_pixelSQ || isAlwaysBulk(tag);
}

std::uint64_t bulkLength(DcmElement &element)
{
    auto *pixels = dynamic_cast<DcmPixelData *>(&element);
    if (pixels == nullptr)
        return element.getLengthField();
    E_TransferSyntax syntax = EXS_Unknown;
    const DcmRepresentationParameter *parameter = nullptr;
    DcmPixelSequence *fragments = nullptr;
    pixels->getOriginalRepresentationKey(syntax, parameter);
    if (!DcmXfer(syntax).isEncapsulated() ||
        pixels->getEncapsulatedRepresentation(syntax, parameter, fragments).bad() || fragments == nullptr)
        return element.getLengthField();
    std::uint64_t total = 0;
    for (DcmObject *fragment = fragments->nextInContainer(nullptr); fragment != nullptr;
         fragment = fragments->nextInContainer(fragment))
        total += fragment->getLengthField();
    return total;
}

} // namespace mi
