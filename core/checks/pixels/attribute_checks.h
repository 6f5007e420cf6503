// Checks of the Image Pixel attributes against each other and against the Transfer Syntax. One thread per context.
#pragma once

#include "core/checks/pixels/pixel_context.h"

namespace mi {

// Whether the attributes can be relied on for lengths and codestreams; when not, the finding says why and everything
// that would follow from it stays unsaid.
struct AttributeVerdict {
    bool isShapeUsable = false; // Rows, Columns, Samples per Pixel, Bits Allocated
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
    std::uint64_t samplesPerPixel = 1;
    // What Photometric Interpretation demands, when that is another number and has been reported; else 0.
    std::uint64_t otherSamplesPerPixel = 0;
    std::uint64_t bitsAllocated = 0;
    bool areBitsOdd = false;                          // not 1 and no multiple of 8, which has been reported
    std::uint64_t bitsStored = 0;                     // 0: not usable, or not there (float pixel data)
    std::optional<std::uint64_t> pixelRepresentation; // 0 or 1
};

AttributeVerdict checkPixelAttributes(const PixelContext &context);

// Smallest and Largest Image Pixel Value, Pixel Padding Value and its limit (PS3.3 C.7.6.3, C.7.5.1.1.2).
void checkValueRange(const PixelContext &context, const AttributeVerdict &attributes);

// Bits, sign and planes against the tables of PS3.5 8.2. After the codestreams: what they contradict is said there.
void checkAgainstSyntaxTable(const PixelContext &context, const AttributeVerdict &attributes);

// PS3.3 C.8.20.2.
void checkSegmentationBits(const PixelContext &context, const AttributeVerdict &attributes);

// PS3.3 C.7.6.1.1.5. `isLossy`: the pixel data is known to have been compressed with loss.
void checkLossyCompression(const PixelContext &context, bool isLossy);

// Palette Color Lookup Tables (PS3.3 C.7.6.3.1.5, C.7.6.3.1.6, C.7.9).
void checkPalette(const PixelContext &context);

} // namespace mi
