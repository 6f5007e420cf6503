#include "core/support/text.h"

#include <algorithm>

namespace mi {

namespace {

bool isPadding(char c)
{
    return c == ' ' || c == '\0';
}

// Length of the well-formed UTF-8 sequence at the start of `bytes`, 0 if there is none.
std::size_t utf8SequenceLength(std::string_view bytes)
{
    const auto at = [bytes](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[i])); };
    const unsigned lead = at(0);
    if (lead < 0x80)
        return 1;
    std::size_t length = 0;
    unsigned low = 0x80;
    unsigned high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        low = lead == 0xE0 ? 0xA0 : 0x80;
        high = lead == 0xED ? 0x9F : 0xBF;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        low = lead == 0xF0 ? 0x90 : 0x80;
        high = lead == 0xF4 ? 0x8F : 0xBF;
    } else {
        return 0;
    }
    if (bytes.size() < length || at(1) < low || at(1) > high)
        return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if (at(i) < 0x80 || at(i) > 0xBF)
            return 0;
    }
    return length;
}

void appendEscaped(std::string &out, char c)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += "\\x";
    out += digits[byte >> 4U];
    out += digits[byte & 0x0FU];
}

} // namespace

std::string_view withoutTrailingPadding(std::string_view bytes)
{
    while (!bytes.empty() && isPadding(bytes.back()))
        bytes.remove_suffix(1);
    return bytes;
}

std::string_view trimmedPadding(std::string_view bytes)
{
    bytes = withoutTrailingPadding(bytes);
    while (!bytes.empty() && isPadding(bytes.front()))
        bytes.remove_prefix(1);
    return bytes;
}

std::size_t firstInvalidUtf8(std::string_view bytes)
{
    std::size_t position = 0;
    while (position < bytes.size()) {
        const std::size_t length = utf8SequenceLength(bytes.substr(position));
        if (length == 0)
            return position;
        position += length;
    }
    return std::string_view::npos;
}

bool isValidUtf8(std::string_view bytes)
{
    return firstInvalidUtf8(bytes) == std::string_view::npos;
}

bool isEqualIgnoringAsciiCase(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::string escapedForDisplay(std::string_view bytes, std::size_t limit)
{
    std::string out;
    std::size_t position = 0;
    while (position < bytes.size()) {
        if (position >= limit) {
            out += "...";
            break;
        }
        const std::size_t length = utf8SequenceLength(bytes.substr(position));
        const char c = bytes[position];
        const auto byte = static_cast<unsigned char>(c);
        const bool isC1Control = length == 2 && byte == 0xC2 && static_cast<unsigned char>(bytes[position + 1]) < 0xA0;
        if (length == 0) {
            appendEscaped(out, c);
            ++position;
        } else if (byte < 0x20 || byte == 0x7F) {
            appendEscaped(out, c);
            ++position;
        } else if (isC1Control) {
            appendEscaped(out, c);
            appendEscaped(out, bytes[position + 1]);
            position += 2;
        } else {
            out.append(bytes.substr(position, length));
            position += length;
        }
    }
    return out;
}

std::string toHex(std::span<const std::uint8_t> bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        out += digits[byte >> 4U];
        out += digits[byte & 0x0FU];
    }
    return out;
}

std::string pathToUtf8(const std::filesystem::path &path)
{
#ifdef _WIN32
    const std::u8string text = path.u8string();
    return {text.begin(), text.end()};
#else
    const std::string &native = path.native();
    if (isValidUtf8(native))
        return native;
    std::string out;
    std::string_view rest = native;
    while (!rest.empty()) {
        const std::size_t length = utf8SequenceLength(rest);
        if (length == 0)
            appendEscaped(out, rest.front());
        else
            out.append(rest.substr(0, length));
        rest.remove_prefix(length == 0 ? 1 : length);
    }
    return out;
#endif
}

} // namespace mi
