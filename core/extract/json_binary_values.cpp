#include "core/extract/json_binary_values.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace mi {

namespace {

template <class Number>
void appendNumber(std::string &out, Number value)
{
    std::array<char, 32> digits{};
    out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
}

template <class Float>
void appendFloat(std::string &out, Float value)
{
    if (std::isnan(value))
        out += "\"NaN\"";
    else if (std::isinf(value))
        out += value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    else
        appendNumber(out, value);
}

// 64 bits: a number only if a double holds it and its neighbours.
template <class Integer>
void appendLong(std::string &out, Integer value)
{
    constexpr auto limit = Integer{1} << 53U;
    bool isSmall = value < limit;
    if constexpr (std::is_signed_v<Integer>)
        isSmall = isSmall && value > -limit;
    out += isSmall ? "" : "\"";
    appendNumber(out, value);
    out += isSmall ? "" : "\"";
}

template <class Number>
Number load(const char *bytes, bool bigEndian)
{
    std::array<char, sizeof(Number)> raw{};
    std::memcpy(raw.data(), bytes, sizeof(Number));
    if (bigEndian != (std::endian::native == std::endian::big))
        std::reverse(raw.begin(), raw.end());
    return std::bit_cast<Number>(raw);
}

void appendTag(std::string &out, const char *bytes, bool bigEndian)
{
    constexpr std::string_view hex = "0123456789ABCDEF";
    out += '"';
    for (const unsigned half : {load<std::uint16_t>(bytes, bigEndian), load<std::uint16_t>(bytes + 2, bigEndian)}) {
        for (unsigned shift = 16; shift > 0; shift -= 4)
            out += hex[(half >> (shift - 4)) & 0xFU];
    }
    out += '"';
}

void appendOne(std::string &out, Vr vr, const char *bytes, bool bigEndian)
{
    switch (vr) {
    case Vr::AT:
        return appendTag(out, bytes, bigEndian);
    case Vr::FD:
        return appendFloat(out, load<double>(bytes, bigEndian));
    case Vr::FL:
        return appendFloat(out, load<float>(bytes, bigEndian));
    case Vr::SL:
        return appendNumber(out, load<std::int32_t>(bytes, bigEndian));
    case Vr::SS:
        return appendNumber(out, load<std::int16_t>(bytes, bigEndian));
    case Vr::SV:
        return appendLong(out, load<std::int64_t>(bytes, bigEndian));
    case Vr::UL:
        return appendNumber(out, load<std::uint32_t>(bytes, bigEndian));
    case Vr::US:
        return appendNumber(out, load<std::uint16_t>(bytes, bigEndian));
    case Vr::UV:
        return appendLong(out, load<std::uint64_t>(bytes, bigEndian));
    default:
        out += "null";
    }
}

// Each word of `size` bytes the other way round; what is left over at the end stays.
std::string withSwappedWords(std::string_view bytes, std::size_t size)
{
    std::string swapped{bytes};
    for (std::size_t at = 0; at + size <= swapped.size(); at += size) {
        const auto word = swapped.begin() + static_cast<std::ptrdiff_t>(at);
        std::reverse(word, word + static_cast<std::ptrdiff_t>(size));
    }
    return swapped;
}

} // namespace

bool isNumber(Vr vr)
{
    switch (vr) {
    case Vr::AT:
    case Vr::FD:
    case Vr::FL:
    case Vr::SL:
    case Vr::SS:
    case Vr::SV:
    case Vr::UL:
    case Vr::US:
    case Vr::UV:
        return true;
    default:
        return false;
    }
}

void appendJsonFloat(std::string &out, double value)
{
    appendFloat(out, value);
}

void appendJsonFloat(std::string &out, float value)
{
    appendFloat(out, value);
}

void appendJsonNumbers(std::string &out, Vr vr, std::string_view bytes, bool bigEndian)
{
    const std::size_t size = fixedValueSize(vr);
    for (std::size_t at = 0; size > 0 && at + size <= bytes.size(); at += size) {
        if (at > 0)
            out += ',';
        appendOne(out, vr, bytes.data() + at, bigEndian);
    }
}

void appendJsonBinary(std::string &out, Vr vr, std::string_view bytes, bool bigEndian)
{
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t word = fixedValueSize(vr); // 0 for OB and UN
    std::string swapped;
    if (bigEndian && word > 1) {
        swapped = withSwappedWords(bytes, word);
        bytes = swapped;
    }
    out += '"';
    while (!bytes.empty()) {
        const std::size_t count = std::min<std::size_t>(bytes.size(), 3);
        unsigned bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = (bits << 8U) | (i < count ? static_cast<unsigned char>(bytes[i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            out += i <= count ? digits[(bits >> (18U - 6U * static_cast<unsigned>(i))) & 0x3FU] : '=';
        bytes.remove_prefix(count);
    }
    out += '"';
}

} // namespace mi
