// Short facts for defects ("12 bytes", "at most 64 levels", "4F 42"), and the Error of a scan. Any thread.
#pragma once

#include "core/support/error.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mi {

inline Error scanError(ErrorCode code)
{
    Error error;
    error.code = code;
    error.operation = "scan";
    return error;
}

inline std::string byteCount(std::uint64_t count)
{
    return std::to_string(count) + (count == 1 ? " byte" : " bytes");
}

inline std::string lengthText(std::uint32_t length)
{
    return length == 0xFFFFFFFFU ? "undefined length" : byteCount(length);
}

inline std::string atMost(std::uint64_t count, std::string_view what)
{
    return "at most " + std::to_string(count) + " " + std::string(what);
}

inline std::string hexBytes(const unsigned char *bytes, std::size_t count)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0)
            text += ' ';
        text += digits[bytes[i] >> 4U];
        text += digits[bytes[i] & 0x0FU];
    }
    return text;
}

} // namespace mi
