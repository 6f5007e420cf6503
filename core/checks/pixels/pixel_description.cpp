#include "core/checks/pixels/pixel_description.h"

#include "core/support/text.h"

#include <utility>

namespace mi {

namespace {

struct PhotometricRow {
    std::string_view text;
    Photometric photometric;
    std::uint16_t samples;
};

constexpr std::array<PhotometricRow, 14> photometricRows{{
    {"MONOCHROME2", Photometric::monochrome2, 1},
    {"MONOCHROME1", Photometric::monochrome1, 1},
    {"RGB", Photometric::rgb, 3},
    {"YBR_FULL_422", Photometric::ybrFull422, 3},
    {"YBR_FULL", Photometric::ybrFull, 3},
    {"PALETTE COLOR", Photometric::paletteColor, 1},
    {"YBR_RCT", Photometric::ybrRct, 3},
    {"YBR_ICT", Photometric::ybrIct, 3},
    {"YBR_PARTIAL_420", Photometric::ybrPartial420, 3},
    {"YBR_PARTIAL_422", Photometric::ybrPartial422, 3},
    {"XYB", Photometric::xyb, 3},
    {"HSV", Photometric::hsv, 3},
    {"ARGB", Photometric::argb, 4},
    {"CMYK", Photometric::cmyk, 4},
}};

void setOnce(const Element *&slot, const Element &element)
{
    if (slot == nullptr) // the first of duplicates wins
        slot = &element;
}

void noteGroup0028(PixelDescription &pixels, const Element &element)
{
    switch (element.tag.element) {
    case 0x0002:
        return setOnce(pixels.samplesPerPixel, element);
    case 0x0004:
        return setOnce(pixels.photometricInterpretation, element);
    case 0x0006:
        return setOnce(pixels.planarConfiguration, element);
    case 0x0008:
        return setOnce(pixels.numberOfFrames, element);
    case 0x0010:
        return setOnce(pixels.rows, element);
    case 0x0011:
        return setOnce(pixels.columns, element);
    case 0x0100:
        return setOnce(pixels.bitsAllocated, element);
    case 0x0101:
        return setOnce(pixels.bitsStored, element);
    case 0x0102:
        return setOnce(pixels.highBit, element);
    case 0x0103:
        return setOnce(pixels.pixelRepresentation, element);
    case 0x0106:
        return setOnce(pixels.smallestPixelValue, element);
    case 0x0107:
        return setOnce(pixels.largestPixelValue, element);
    case 0x0120:
        return setOnce(pixels.pixelPaddingValue, element);
    case 0x0121:
        return setOnce(pixels.pixelPaddingRangeLimit, element);
    case 0x1101:
        return setOnce(pixels.palette[0].descriptor, element);
    case 0x1102:
        return setOnce(pixels.palette[1].descriptor, element);
    case 0x1103:
        return setOnce(pixels.palette[2].descriptor, element);
    case 0x1201:
        return setOnce(pixels.palette[0].data, element);
    case 0x1202:
        return setOnce(pixels.palette[1].data, element);
    case 0x1203:
        return setOnce(pixels.palette[2].data, element);
    case 0x1221:
        return setOnce(pixels.palette[0].segmentedData, element);
    case 0x1222:
        return setOnce(pixels.palette[1].segmentedData, element);
    case 0x1223:
        return setOnce(pixels.palette[2].segmentedData, element);
    case 0x2110:
        return setOnce(pixels.lossyImageCompression, element);
    case 0x2112:
        return setOnce(pixels.lossyImageCompressionRatio, element);
    case 0x2114:
        return setOnce(pixels.lossyImageCompressionMethod, element);
    case 0x7FE0:
        return setOnce(pixels.pixelDataProviderUrl, element);
    default:
        return;
    }
}

void noteGroup7fe0(PixelDescription &pixels, const Element &element)
{
    switch (element.tag.element) {
    case 0x0001:
        return setOnce(pixels.extendedOffsetTable, element);
    case 0x0002:
        return setOnce(pixels.extendedOffsetTableLengths, element);
    case 0x0008:
        return setOnce(pixels.floatPixelData, element);
    case 0x0009:
        return setOnce(pixels.doubleFloatPixelData, element);
    case 0x0010:
        return setOnce(pixels.pixelData, element);
    default:
        return;
    }
}

} // namespace

Photometric photometricFromText(std::string_view text)
{
    if (text.empty())
        return Photometric::missing;
    for (const PhotometricRow &row : photometricRows) {
        if (row.text == text)
            return row.photometric;
    }
    return Photometric::unknown;
}

std::uint16_t samplesOf(Photometric photometric)
{
    for (const PhotometricRow &row : photometricRows) {
        if (row.photometric == photometric)
            return row.samples;
    }
    return 0;
}

Subsampling subsamplingOf(Photometric photometric)
{
    switch (photometric) {
    case Photometric::ybrFull422:
    case Photometric::ybrPartial422:
        return Subsampling::horizontal;
    case Photometric::ybrPartial420:
        return Subsampling::horizontalAndVertical;
    default:
        return Subsampling::none;
    }
}

bool isYbr(Photometric photometric)
{
    switch (photometric) {
    case Photometric::ybrFull:
    case Photometric::ybrFull422:
    case Photometric::ybrPartial422:
    case Photometric::ybrPartial420:
    case Photometric::ybrIct:
    case Photometric::ybrRct:
        return true;
    default:
        return false;
    }
}

const Element *PixelDescription::anyPixelData() const
{
    if (pixelData != nullptr)
        return pixelData;
    return floatPixelData != nullptr ? floatPixelData : doubleFloatPixelData;
}

PixelDescription describePixels(const ScannedInstance &instance, std::uint32_t begin, std::uint32_t end)
{
    PixelDescription pixels;
    for (std::uint32_t index = begin; index < end;) {
        const Element &element = instance.elements[index];
        if (element.tag.group == 0x0028)
            noteGroup0028(pixels, element);
        else if (element.tag.group == 0x7FE0)
            noteGroup7fe0(pixels, element);
        index = element.end > index ? element.end : index + 1;
    }
    if (pixels.photometricInterpretation != nullptr)
        pixels.photometric = photometricFromText(trimmedPadding(instance.value(*pixels.photometricInterpretation)));
    return pixels;
}

std::optional<std::uint64_t> numberIn(const ScannedInstance &instance, const Element *element)
{
    if (element == nullptr)
        return std::nullopt;
    const auto value = instance.integer(*element);
    if (!value || *value < 0)
        return std::nullopt;
    return static_cast<std::uint64_t>(*value);
}

std::optional<std::uint64_t> frameCount(const ScannedInstance &instance, const PixelDescription &pixels)
{
    if (pixels.numberOfFrames == nullptr || trimmedPadding(instance.value(*pixels.numberOfFrames)).empty())
        return 1;
    const auto frames = numberIn(instance, pixels.numberOfFrames);
    if (!frames || *frames == 0)
        return std::nullopt;
    return frames;
}

} // namespace mi
