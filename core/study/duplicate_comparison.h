// Two files that claim to be the same instance, or that seem to show the same pixels: in what do they differ? Reads
// both. No state; any thread.
#pragma once

#include "core/dicom/byte_source.h"
#include "core/domain/tag.h"
#include "core/support/result.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace mi {

enum class PixelComparison : std::uint8_t {
    none, // neither has Pixel Data
    equal,
    different,
    notComparable, // compressed in different ways
};

struct CopyDifference {
    bool isIdentical = false;    // to the last byte
    std::vector<Tag> attributes; // of the root, ascending; those that only say how it is encoded are left out
    PixelComparison pixels = PixelComparison::none;
    bool isPartlyUnread = false;  // one of them is cut off or broken: only what both have was compared, and no pixels
    bool hasOnlyOneValue = false; // the pixels are the same all over: nothing can be told by them
};

// Errors: what reading them brings, and cancelled.
Result<CopyDifference> compareInstances(ByteSource &a, ByteSource &b, const std::stop_token &stop);

// `size` bytes of both, from these offsets. Nothing when they differ; whether they are the same all over otherwise.
struct EqualBytes {
    bool hasOnlyOneValue = false;
};
Result<std::optional<EqualBytes>> compareRanges(ByteSource &a, std::uint64_t offsetA, ByteSource &b,
                                                std::uint64_t offsetB, std::uint64_t size, const std::stop_token &stop);

} // namespace mi
