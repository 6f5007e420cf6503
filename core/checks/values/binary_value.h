// Numbers in binary values (AT FL FD SL SS SV UL US UV), read in either byte order without copying. Any thread.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace mi {

// The unsigned number in `size` bytes from `offset` on; the caller has checked that they are there.
inline std::uint64_t unsignedAt(std::string_view bytes, std::size_t offset, unsigned size, bool bigEndian)
{
    std::uint64_t number = 0;
    for (unsigned i = 0; i < size; ++i) {
        const unsigned from = bigEndian ? i : size - 1 - i;
        number = (number << 8U) | static_cast<unsigned char>(bytes[offset + from]);
    }
    return number;
}

// FL (4 bytes) or FD (8 bytes).
inline double floatAt(std::string_view bytes, std::size_t offset, unsigned size, bool bigEndian)
{
    const std::uint64_t raw = unsignedAt(bytes, offset, size, bigEndian);
    if (size == 4) {
        const auto bits = static_cast<std::uint32_t>(raw);
        float number = 0;
        std::memcpy(&number, &bits, sizeof number);
        return static_cast<double>(number);
    }
    double number = 0;
    std::memcpy(&number, &raw, sizeof number);
    return number;
}

} // namespace mi
