// Two files that claim to be the same instance, or that seem to show the same pixels: in what do they differ? Reads
// both. No state; any thread.
#pragma once

#include "core/dicom/byte_source.h"
#include "core/domain/tag.h"
#include "core/support/result.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace mi {

enum class PixelComparison : std::uint8_t {
    none, // neither has Pixel Data
    equal,
    different,
    notComparable, // compressed in different ways
};

struct InstanceDifference {
    bool isIdentical = false;    // to the last byte
    std::vector<Tag> attributes; // of the root, ascending; those that only say how it is encoded are left out
    PixelComparison pixels = PixelComparison::none;
    bool hasOnlyOneValue = false; // the pixels are the same all over: nothing can be told by them
};

// Errors: what reading them brings, and cancelled.
Result<InstanceDifference> compareInstances(ByteSource &a, ByteSource &b, const std::stop_token &stop);

} // namespace mi
