#include "core/extract/json_values.h"

#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <charconv>
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

// Leading spaces are padding too (PS3.5 6.2).
bool hasLeadingPadding(Vr vr)
{
    return vr == Vr::AE || vr == Vr::CS || vr == Vr::LO || vr == Vr::SH || vr == Vr::UI;
}

// One component group: its components without padding, without empty ones at the end (PS3.5 6.2.1.1).
std::string componentGroup(std::string_view group)
{
    std::string text;
    std::size_t carets = 0;
    while (true) {
        const std::size_t end = group.find('^');
        if (const std::string_view component = trimmedPadding(group.substr(0, end)); !component.empty()) {
            text.append(carets, '^').append(component);
            carets = 0;
        }
        if (end == std::string_view::npos)
            return text;
        ++carets;
        group.remove_prefix(end + 1);
    }
}

void appendPersonName(std::string &out, std::string_view name)
{
    constexpr std::array<std::string_view, 3> members{"Alphabetic", "Ideographic", "Phonetic"};
    const std::size_t begin = out.size();
    for (const std::string_view member : members) {
        const std::size_t end = name.find('=');
        if (const std::string group = componentGroup(name.substr(0, end)); !group.empty()) {
            out.append(out.size() == begin ? "{\"" : ",\"").append(member).append("\":");
            appendJsonString(out, group);
        }
        if (end == std::string_view::npos)
            break;
        name.remove_prefix(end + 1);
    }
    out += out.size() == begin ? "null" : "}";
}

void appendText(std::string &out, Vr vr, std::string_view value)
{
    if (vr == Vr::PN)
        return appendPersonName(out, value);
    if (vr == Vr::DS || vr == Vr::IS)
        return appendJsonDecimal(out, value);
    const std::string_view text = hasLeadingPadding(vr) ? trimmedPadding(value) : withoutTrailingPadding(value);
    if (text.empty())
        out += "null";
    else
        appendJsonString(out, text);
}

bool needsEscape(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || c == '"' || c == '\\';
}

} // namespace

void appendJsonString(std::string &out, std::string_view utf8)
{
    constexpr std::string_view hex = "0123456789abcdef";
    constexpr std::string_view shortForms = "btn?fr"; // of U+0008 to U+000D
    out += '"';
    while (true) {
        const auto special = std::find_if(utf8.begin(), utf8.end(), needsEscape);
        out.append(utf8.begin(), special);
        if (special == utf8.end())
            break;
        const auto byte = static_cast<unsigned char>(*special);
        out += '\\';
        if (*special == '"' || *special == '\\')
            out += *special;
        else if (byte >= 0x08 && byte <= 0x0D && byte != 0x0B)
            out += shortForms[byte - 0x08U];
        else
            ((out += "u00") += hex[byte >> 4U]) += hex[byte & 0xFU];
        utf8.remove_prefix(static_cast<std::size_t>(special - utf8.begin()) + 1);
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

void appendJsonTexts(std::string &out, Vr vr, std::string_view utf8)
{
    const bool isSeveral = isMultiValuedText(vr) && utf8.find('\\') != std::string_view::npos;
    if (!isSeveral) {
        const std::size_t begin = out.size();
        appendText(out, vr, utf8);
        if (std::string_view(out).substr(begin) == "null")
            out.resize(begin);
        return;
    }
    while (true) {
        const std::size_t end = utf8.find('\\');
        appendText(out, vr, utf8.substr(0, end));
        if (end == std::string_view::npos)
            return;
        out += ',';
        utf8.remove_prefix(end + 1);
    }
}

} // namespace mi
