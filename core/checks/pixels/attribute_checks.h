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
    std::uint64_t bitsStored = 0;                     // 0: not usable, or not there (float pixel data)
    std::optional<std::uint64_t> pixelRepresentation; // 0 or 1
};

AttributeVerdict checkPixelAttributes(const PixelContext &context);

// Palette Color Lookup Tables (PS3.3 C.7.6.3.1.5, C.7.6.3.1.6, C.7.9).
void checkPalette(const PixelContext &context);

} // namespace mi
