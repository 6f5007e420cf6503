// Numbers in the values of binary VRs and of DS and IS. Any thread; nothing allocates.
#pragma once

#include "core/domain/value_representation.h"

#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <system_error>

namespace mi {

// The caller has checked that the bytes are there.
inline std::uint64_t rawNumber(std::string_view bytes, std::size_t offset, unsigned size, bool bigEndian)
{
    std::uint64_t number = 0;
    for (unsigned i = 0; i < size; ++i)
        number = (number << 8U) | static_cast<unsigned char>(bytes[offset + (bigEndian ? i : size - 1 - i)]);
    return number;
}

// One value of a binary VR; nothing if the VR has no numbers.
inline std::optional<double> numberFromRaw(Vr vr, std::uint64_t raw, unsigned size)
{
    switch (vr) {
    case Vr::US:
    case Vr::UL:
    case Vr::UV:
    case Vr::OW: // of an attribute that is "US or OW"
        return static_cast<double>(raw);
    case Vr::SS:
    case Vr::SL:
    case Vr::SV: {
        const unsigned unused = 64U - 8U * size;
        return static_cast<double>(static_cast<std::int64_t>(raw << unused) >> unused);
    }
    case Vr::FL: {
        const auto bits = static_cast<std::uint32_t>(raw);
        float number = 0;
        std::memcpy(&number, &bits, sizeof number);
        return static_cast<double>(number);
    }
    case Vr::FD: {
        double number = 0;
        std::memcpy(&number, &raw, sizeof number);
        return number;
    }
    default:
        return std::nullopt;
    }
}

// A value of DS or IS, without padding; nothing if it is none.
inline std::optional<double> numberFromText(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    if (text.empty() || text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) // no "inf"
        return std::nullopt;
    double number = 0;
    const char *end = text.data() + text.size();
    const auto done = std::from_chars(text.data(), end, number);
    return done.ec == std::errc{} && done.ptr == end ? std::optional{number} : std::nullopt;
}

} // namespace mi
