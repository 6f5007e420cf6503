// How two files with one SOP Instance UID differ. A value type; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mi {

enum class DifferenceKind : std::uint8_t {
    notDecided,       // one of them cannot be read to its end, or the pixel data is compressed otherwise
    encodingOnly,     // File Meta Information, Transfer Syntax, padding: the same values
    attributesDiffer, // the same pixel data
    pixelDataDiffers, // and attributes perhaps too
};

// "notDecided", "encodingOnly", "attributesDiffer", "pixelDataDiffers": stable, used in JSON.
std::string_view toString(DifferenceKind kind);

struct InstanceDifference {
    DifferenceKind kind = DifferenceKind::notDecided;
    std::vector<std::string> attributes; // "(0040,A730)[2].(0008,0100)", in the order of the Data Set; no values
};

} // namespace mi
