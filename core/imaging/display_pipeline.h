// From the samples of a frame to a picture of 8 bits: the order of PS3.4 N.2: Modality LUT, VOI LUT, presentation; or
// colours to RGB; overlays on top. For looking, not for diagnosis. Pure functions; any thread.
#pragma once

#include "core/imaging/image_description.h"
#include "core/imaging/sample_frame.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace mi {

struct DisplayPicture {
    std::uint32_t rows = 0;
    std::uint32_t columns = 0;
    bool isColor = false;             // three bytes a pixel: red, green, blue; else one
    std::vector<std::uint8_t> pixels; // row by row, without gaps
};

// The stored value of a sample, with its sign.
std::int64_t storedValue(const ImageDescription &image, std::uint32_t sample);
// After the Modality LUT: what a window is about.
double modalityValue(const ImageDescription &image, const FrameTransform &transform, std::uint32_t sample);
// From the smallest to the largest value that is not padding.
Window windowOfAll(const ImageDescription &image, const FrameTransform &transform, const SampleFrame &frame);
// Where a value lies in a window: 0 is black, 1 is white (PS3.3 C.11.2.1.2, C.11.2.1.3).
double windowed(const Window &window, double value);

// What to use instead of the window: one of FrameTransform::voi.
struct VoiChoice {
    std::optional<Window> window;        // for monochrome; nothing: as the file says, else from smallest to largest
    std::optional<std::size_t> voiTable; // before the window
};

DisplayPicture makePicture(const ImageDescription &image, const FrameTransform &transform, const SampleFrame &frame,
                           const VoiChoice &choice);

// The bits of an overlay for frame `frame` (0 is the first) as a mask of the size of the image; empty when it has none
// for it, or cannot be read.
std::vector<std::uint8_t> overlayMask(const ImageDescription &image, const Overlay &overlay,
                                      const ScannedInstance &instance, ByteSource *source, const SampleFrame &samples,
                                      std::uint32_t frame);
// Draws a mask in white with a dark edge, so that it is seen on anything.
void drawMask(DisplayPicture &picture, const std::vector<std::uint8_t> &mask);

} // namespace mi
