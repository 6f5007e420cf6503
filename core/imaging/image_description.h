// What has to be known to show the samples of an image: how they are stored, and how the file wants them shown. Value
// types; any thread.
#pragma once

#include "core/checks/pixels/pixel_description.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/scanned_instance.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mi {

// Modality LUT, VOI LUT (PS3.3 C.11.1, C.11.2) or one colour of a palette (C.7.6.3.1.5).
struct LookupTable {
    std::int64_t firstInput = 0;
    std::uint32_t bits = 16; // of an output
    std::vector<std::uint16_t> values;
    std::string explanation; // UTF-8

    bool isEmpty() const { return values.empty(); }
    // Inputs outside take the first or the last value.
    std::uint16_t at(double input) const;
};

enum class VoiFunction : std::uint8_t { linear, linearExact, sigmoid }; // PS3.3 C.11.2.1.2, C.11.2.1.3

struct Window {
    double center = 0;
    double width = 0; // > 0
    VoiFunction function = VoiFunction::linear;
    std::string explanation; // UTF-8; "" if there is none

    bool operator==(const Window &) const = default;
};

// PS3.3 C.9.2.
struct Overlay {
    std::uint32_t rows = 0;
    std::uint32_t columns = 0;
    std::int32_t top = 1;  // of its first row in the image, which begins with 1
    std::int32_t left = 1; // likewise
    std::uint32_t frames = 1;
    std::uint32_t firstFrame = 1;  // of the image, to which its own first frame belongs
    const Element *data = nullptr; // null: its bits are in the Pixel Data
    std::uint32_t bitPosition = 0; // then
};

struct ImageDescription {
    bool isImage = false; // has Pixel Data that can be described
    std::uint32_t rows = 0;
    std::uint32_t columns = 0;
    std::uint32_t frames = 1;
    std::uint32_t samplesPerPixel = 1;
    std::uint32_t bitsAllocated = 8;
    std::uint32_t bitsStored = 8;
    std::uint32_t highBit = 7;
    bool isSigned = false;
    bool isMonochrome() const
    {
        return photometric == Photometric::monochrome1 || photometric == Photometric::monochrome2;
    }
    Photometric photometric = Photometric::missing;
    std::string photometricText;      // as in the file
    std::string transferSyntaxUid;    // as in the file
    double pixelAspect = 1;           // height of a pixel divided by its width
    double millisecondsPerFrame = 0;  // 0: the file does not say
    std::vector<LookupTable> palette; // red, green, blue, or none
    std::vector<Overlay> overlays;
    std::optional<std::int64_t> paddingFirst = {}; // stored values that are background, PS3.3 C.7.5.1.1.2
    std::optional<std::int64_t> paddingLast = {};
    bool isInverted = false; // Presentation LUT Shape INVERSE
};

// How the file wants the values of one frame shown; it can differ from frame to frame (PS3.3 C.7.6.16.2.9, .10).
struct FrameTransform {
    double slope = 1;
    double intercept = 0;
    LookupTable modality; // takes the place of slope and intercept
    std::vector<Window> windows;
    std::vector<LookupTable> voi;
    std::string unit; // Rescale Type, "HU"; ""
};

ImageDescription describeImage(const ScannedInstance &instance, ByteSource *source);
FrameTransform transformOf(const ScannedInstance &instance, ByteSource *source, std::uint32_t frame);

} // namespace mi
