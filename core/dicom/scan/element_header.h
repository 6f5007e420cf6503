// The first 8 or 12 bytes of a Data Element in each encoding (PS3.5 7.1), and whether bytes look like such a header.
// Pure functions over bytes; any thread.
#pragma once

#include "core/dicom/scanned_instance.h"
#include "core/domain/tag.h"
#include "core/domain/value_representation.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace mi {

inline std::uint16_t read16(const unsigned char *bytes, bool bigEndian)
{
    const unsigned value = bigEndian ? (unsigned{bytes[0]} << 8U) | bytes[1] : bytes[0] | (unsigned{bytes[1]} << 8U);
    return static_cast<std::uint16_t>(value);
}

inline std::uint32_t read32(const unsigned char *bytes, bool bigEndian)
{
    const std::uint32_t first = read16(bytes, bigEndian);
    const std::uint32_t second = read16(bytes + 2, bigEndian);
    return bigEndian ? (first << 16U) | second : first | (second << 16U);
}

inline Tag readTag(const unsigned char *bytes, bool bigEndian)
{
    return {read16(bytes, bigEndian), read16(bytes + 2, bigEndian)};
}

// Vr::unknown when the two bytes are no VR of the standard.
Vr vrOfCode(unsigned char first, unsigned char second);

// VRs with a 32-bit length; the same as hasLongLength(), as a bit test.
bool hasLongHeader(Vr vr);

// How good it would be if a Data Element began here, for decisions between two ways of reading.
enum class Plausibility : std::uint8_t {
    none,   // it cannot be one
    weak,   // nothing speaks against it
    strong, // its VR is one of the standard, or it is an Item or delimiter
};

// `bytes` has 8 bytes of the supposed header, `room` counts the bytes from its start to the end of what encloses it.
// `after`: the element before; a tag that does not rise is none.
Plausibility headerPlausibility(const unsigned char *bytes, bool explicitVr, bool bigEndian, Tag after,
                                std::uint64_t room);

struct HeaderWalk {
    unsigned headers = 0;    // how many Data Elements in a row could be read
    bool reachedEnd = false; // the last one ends exactly where the bytes end
    bool jumpedOut = false;  // the last one ends behind the bytes given, but inside `total`
    Tag first;
};

// Reads up to `maxHeaders` root elements from the start of `bytes`, which stand at the start of `total` bytes.
HeaderWalk walkHeaders(std::span<const unsigned char> bytes, std::uint64_t total, bool explicitVr, bool bigEndian,
                       unsigned maxHeaders);

} // namespace mi
