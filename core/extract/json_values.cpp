#include "core/extract/json_values.h"

#include "core/support/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace mi {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string_view takeDigits(std::string_view &text)
{
    std::size_t count = 0;
    while (count < text.size() && isDigit(text[count]))
        ++count;
    const std::string_view digits = text.substr(0, count);
    text.remove_prefix(count);
    return digits;
}

bool takeOneOf(std::string_view &text, std::string_view characters)
{
    if (text.empty() || characters.find(text.front()) == std::string_view::npos)
        return false;
    text.remove_prefix(1);
    return true;
}

// A decimal as PS3.5 6.2 defines DS, spelled as RFC 8259 defines a number; nothing if it is not one.
std::optional<std::string> asJsonNumber(std::string_view text)
{
    std::string number;
    if (!text.empty() && text.front() == '-')
        number += '-';
    takeOneOf(text, "+-");
    std::string_view whole = takeDigits(text);
    std::string_view fraction;
    if (takeOneOf(text, "."))
        fraction = takeDigits(text);
    if (whole.empty() && fraction.empty())
        return std::nullopt;
    while (whole.size() > 1 && whole.front() == '0')
        whole.remove_prefix(1);
    number += whole.empty() ? std::string_view{"0"} : whole;
    if (!fraction.empty())
        number.append(".").append(fraction);
    if (takeOneOf(text, "eE")) {
        number += 'e';
        if (!text.empty() && text.front() == '-')
            number += '-';
        takeOneOf(text, "+-");
        const std::string_view exponent = takeDigits(text);
        if (exponent.empty())
            return std::nullopt;
        number += exponent;
        // A reader with 64-bit floating point would refuse it or make it infinite.
        double value = 0;
        if (std::from_chars(number.data(), number.data() + number.size(), value).ec != std::errc{})
            return std::nullopt;
    }
    if (!text.empty())
        return std::nullopt;
    return number;
}

} // namespace

void appendJsonString(std::string &out, std::string_view utf8)
{
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7F) {
            out += "\\u00";
            out += hex[byte >> 4U];
            out += hex[byte & 0xFU];
        } else {
            out += c;
        }
    }
    out += '"';
}

void appendJsonDecimal(std::string &out, std::string_view value)
{
    const std::string_view text = trimmedPadding(value);
    if (text.empty())
        out += "null";
    else if (const auto number = asJsonNumber(text))
        out += *number;
    else
        appendJsonString(out, text);
}

void appendJsonFloat(std::string &out, double value)
{
    if (std::isnan(value)) {
        out += "\"NaN\"";
    } else if (std::isinf(value)) {
        out += value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    } else {
        std::array<char, 32> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        out.append(digits.data(), end);
    }
}

} // namespace mi
