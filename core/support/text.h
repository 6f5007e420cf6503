// Small helpers for bytes and UTF-8 text. Standard library only; any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace mi {

// Without leading and trailing spaces and NULs (PS3.5 6.2 padding).
std::string_view trimmedPadding(std::string_view bytes);
// Without trailing spaces and NULs only.
std::string_view withoutTrailingPadding(std::string_view bytes);

// Whether the bytes are well-formed UTF-8 (Unicode 15, table 3-7).
bool isValidUtf8(std::string_view bytes);
// The offset of the first byte that is not well-formed UTF-8; npos if there is none.
std::size_t firstInvalidUtf8(std::string_view bytes);

// Letters a to z only; other characters have to be the same.
bool isEqualIgnoringAsciiCase(std::string_view a, std::string_view b);

// For messages: control characters, backslash and ill-formed UTF-8 become \xHH; at most `limit` bytes of input are
// shown, then "...". The result is valid UTF-8 without control characters.
std::string escapedForDisplay(std::string_view bytes, std::size_t limit = 64);

// Lower-case hexadecimal of bytes, without separators.
std::string toHex(std::span<const std::uint8_t> bytes);

// A path as UTF-8 text for people and JSON. Bytes that are not UTF-8 become \xHH, so that two paths never look alike.
std::string pathToUtf8(const std::filesystem::path &path);

} // namespace mi
