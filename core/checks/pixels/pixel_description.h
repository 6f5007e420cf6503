// What an instance (or an Icon Image Item) says about its pixels: the Image Pixel attributes (PS3.3 C.7.6.3) as found,
// gathered in one pass over the elements. Points into the ScannedInstance, which must outlive it. Any thread.
#pragma once

#include "core/checks/pixels/native_length.h"
#include "core/dicom/scanned_instance.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mi {

enum class Photometric : std::uint8_t {
    missing,
    unknown,
    monochrome1,
    monochrome2,
    paletteColor,
    rgb,
    hsv,
    argb,
    cmyk,
    ybrFull,
    ybrFull422,
    ybrPartial422,
    ybrPartial420,
    ybrIct,
    ybrRct,
    xyb,
};

Photometric photometricFromText(std::string_view text);
// Samples per Pixel that goes with it; 0 for missing and unknown.
std::uint16_t samplesOf(Photometric photometric);
Subsampling subsamplingOf(Photometric photometric);
bool isYbr(Photometric photometric);

struct PaletteElements {
    const Element *descriptor = nullptr;
    const Element *data = nullptr;
    const Element *segmentedData = nullptr;
};

struct PixelDescription {
    const Element *samplesPerPixel = nullptr;
    const Element *photometricInterpretation = nullptr;
    const Element *planarConfiguration = nullptr;
    const Element *numberOfFrames = nullptr;
    const Element *rows = nullptr;
    const Element *columns = nullptr;
    const Element *bitsAllocated = nullptr;
    const Element *bitsStored = nullptr;
    const Element *highBit = nullptr;
    const Element *pixelRepresentation = nullptr;
    const Element *smallestPixelValue = nullptr;
    const Element *largestPixelValue = nullptr;
    const Element *pixelPaddingValue = nullptr;
    const Element *pixelPaddingRangeLimit = nullptr;
    const Element *lossyImageCompression = nullptr;
    const Element *lossyImageCompressionRatio = nullptr;
    const Element *lossyImageCompressionMethod = nullptr;
    const Element *pixelDataProviderUrl = nullptr;
    const Element *extendedOffsetTable = nullptr;
    const Element *extendedOffsetTableLengths = nullptr;
    const Element *floatPixelData = nullptr;
    const Element *doubleFloatPixelData = nullptr;
    const Element *pixelData = nullptr;
    std::array<PaletteElements, 3> palette = {}; // red, green, blue

    Photometric photometric = Photometric::missing;

    // The Pixel Data, whatever its kind; null if there is none.
    const Element *anyPixelData() const;
};

// The elements in [begin, end) that are siblings: the root of the Data Set, or the inside of an Item.
PixelDescription describePixels(const ScannedInstance &instance, std::uint32_t begin, std::uint32_t end);

// Nothing if absent, without a usable value, or negative.
std::optional<std::uint64_t> numberIn(const ScannedInstance &instance, const Element *element);

// Number of Frames: 1 if absent or empty; nothing if it is no positive number.
std::optional<std::uint64_t> frameCount(const ScannedInstance &instance, const PixelDescription &pixels);

} // namespace mi
