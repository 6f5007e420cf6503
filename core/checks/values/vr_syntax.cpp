#include "core/checks/values/vr_syntax.h"

#include "core/checks/values/digits.h"
#include "core/domain/uid.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>

namespace mi {

namespace {

constexpr char escape = '\x1b';

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool isUriCharacter(char c)
{
    return isUpper(c) || isLower(c) || isDigit(c) ||
           (c != '\0' && std::strchr("-._~:/?#[]@!$&'()*+,;=%", c) != nullptr);
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

// The second byte of a control character of the upper half, U+0080 to U+009F, in UTF-8 (PS3.5 6.1.3).
bool isUpperControl(std::string_view utf8, std::size_t at)
{
    return utf8[at] == '\xC2' && at + 1 < utf8.size() && static_cast<unsigned char>(utf8[at + 1]) < 0xA0;
}

ValueDefect controlDefect(std::string_view utf8, std::string_view allowed)
{
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        // ESC is judged with the character sets.
        const bool isBad = isControl(c) && c != escape && allowed.find(c) == std::string_view::npos;
        if (isBad || isUpperControl(utf8, i))
            return ValueDefect::controlCharacter;
    }
    return ValueDefect::none;
}

// The form is right; only an exponent of three digits can make it so.
bool isTooLargeForDouble(std::string_view decimal)
{
    const std::size_t exponent = decimal.find_first_of("Ee");
    if (exponent == std::string_view::npos || decimal.size() - exponent < 4 || decimal[exponent + 1] == '-')
        return false;
    return std::isinf(std::strtod(std::string(decimal).c_str(), nullptr));
}

} // namespace

std::size_t countCharacters(std::string_view utf8)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool isPlainAscii(std::string_view bytes)
{
    // Without an early end, so that the compiler takes many bytes at once.
    unsigned other = 0;
    for (const char c : bytes)
        other |= (static_cast<unsigned char>(c) & 0x80U) | (c == escape ? 1U : 0U);
    return other == 0;
}

ValueDefect aeDefect(std::string_view value)
{
    if (value.empty())
        return ValueDefect::none;
    if (withoutLeadingSpaces(value).empty())
        return ValueDefect::blank;
    if (!std::ranges::all_of(value, [](char c) { return c >= ' ' && c <= '~'; }))
        return ValueDefect::illegalCharacter;
    // Spaces at both ends do not count.
    const std::size_t last = value.find_last_not_of(' ');
    return withoutLeadingSpaces(value.substr(0, last + 1)).size() > maxCharsAe ? ValueDefect::tooLong
                                                                               : ValueDefect::none;
}

ValueDefect asDefect(std::string_view value)
{
    const bool isAge = value.size() == 4 && areDigits(value.substr(0, 3)) && std::strchr("DWMY", value[3]) != nullptr &&
                       value[3] != '\0';
    return isAge ? ValueDefect::none : ValueDefect::malformed;
}

ValueDefect csDefect(std::string_view value)
{
    bool hasLower = false;
    for (const char c : value) {
        if (isUpper(c) || isDigit(c) || c == ' ' || c == '_')
            continue;
        if (!isLower(c))
            return ValueDefect::illegalCharacter;
        hasLower = true;
    }
    if (withoutLeadingSpaces(value).size() > maxCharsCs)
        return ValueDefect::tooLong;
    return hasLower ? ValueDefect::lowerCase : ValueDefect::none;
}

ValueDefect dsDefect(std::string_view value)
{
    std::string_view rest = withoutLeadingSpaces(value);
    if (rest.empty())
        return ValueDefect::blank;
    if (rest[0] == '+' || rest[0] == '-')
        rest.remove_prefix(1);
    const std::size_t whole = countDigits(rest);
    rest.remove_prefix(whole);
    std::size_t fraction = 0;
    if (!rest.empty() && rest[0] == '.') {
        rest.remove_prefix(1);
        fraction = countDigits(rest);
        rest.remove_prefix(fraction);
    }
    if (whole + fraction == 0)
        return ValueDefect::malformed;
    if (!rest.empty() && (rest[0] == 'E' || rest[0] == 'e')) {
        rest.remove_prefix(1);
        if (!rest.empty() && (rest[0] == '+' || rest[0] == '-'))
            rest.remove_prefix(1);
        const std::size_t exponent = countDigits(rest);
        if (exponent == 0)
            return ValueDefect::malformed;
        rest.remove_prefix(exponent);
    }
    if (!rest.empty())
        return ValueDefect::malformed;
    if (value.size() > maxCharsDs)
        return ValueDefect::tooLong;
    return isTooLargeForDouble(value) ? ValueDefect::outOfRange : ValueDefect::none;
}

ValueDefect isDefect(std::string_view value)
{
    std::string_view rest = withoutLeadingSpaces(value);
    if (rest.empty())
        return ValueDefect::blank;
    const bool negative = rest[0] == '-';
    if (negative || rest[0] == '+')
        rest.remove_prefix(1);
    if (rest.empty() || !areDigits(rest))
        return ValueDefect::malformed;
    std::int64_t number = 0;
    const auto parsed = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    const std::int64_t limit = std::int64_t{std::numeric_limits<std::int32_t>::max()} + (negative ? 1 : 0);
    if (parsed.ec != std::errc{} || number > limit)
        return ValueDefect::outOfRange;
    return value.size() > maxCharsIs ? ValueDefect::tooLong : ValueDefect::none;
}

ValueDefect uiDefect(std::string_view value)
{
    switch (uidDefect(value)) {
    case UidDefect::none:
    case UidDefect::empty:
        return ValueDefect::none; // an empty value among several is a matter of multiplicity
    case UidDefect::illegalCharacter:
        return ValueDefect::illegalCharacter;
    case UidDefect::tooLong:
        return ValueDefect::tooLong;
    case UidDefect::emptyComponent:
        return ValueDefect::emptyComponent;
    case UidDefect::leadingZero:
        return ValueDefect::leadingZero;
    case UidDefect::uuidTooLarge:
        return ValueDefect::outOfRange;
    case UidDefect::illegalRoot:
        return ValueDefect::illegalRoot;
    }
    return ValueDefect::none;
}

ValueDefect urDefect(std::string_view value)
{
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (!isUriCharacter(value[i]))
            return ValueDefect::illegalCharacter;
        if (value[i] == '#' && value.find('#', i + 1) != std::string_view::npos)
            return ValueDefect::malformed;
        if (value[i] == '%' && (i + 2 >= value.size() || !isHexDigit(value[i + 1]) || !isHexDigit(value[i + 2])))
            return ValueDefect::malformed;
    }
    return ValueDefect::none;
}

ValueDefect shortTextDefect(std::string_view utf8, std::size_t maxChars)
{
    const ValueDefect control = controlDefect(utf8, {});
    if (control != ValueDefect::none)
        return control;
    return maxChars != 0 && utf8.size() > maxChars && countCharacters(utf8) > maxChars ? ValueDefect::tooLong
                                                                                       : ValueDefect::none;
}

ValueDefect longTextDefect(std::string_view utf8, std::size_t maxChars)
{
    const ValueDefect control = controlDefect(utf8, "\t\n\f\r");
    if (control != ValueDefect::none)
        return control;
    return maxChars != 0 && utf8.size() > maxChars && countCharacters(utf8) > maxChars ? ValueDefect::tooLong
                                                                                       : ValueDefect::none;
}

ValueDefect pnDefect(std::string_view utf8)
{
    const ValueDefect control = controlDefect(utf8, {});
    if (control != ValueDefect::none)
        return control;
    std::size_t groups = 0;
    for (std::size_t start = 0; start <= utf8.size(); ++groups) {
        const std::size_t end = std::min(utf8.find('=', start), utf8.size());
        const std::string_view group = utf8.substr(start, end - start);
        if (std::ranges::count(group, '^') > 4)
            return ValueDefect::tooManyParts;
        if (group.size() > maxCharsPnGroup && countCharacters(group) > maxCharsPnGroup)
            return ValueDefect::groupTooLong;
        start = end + 1;
    }
    if (groups > 3)
        return ValueDefect::tooManyGroups;
    const std::string_view alphabetic = withoutLeadingSpaces(utf8.substr(0, utf8.find('=')));
    const std::size_t lastLetter = alphabetic.find_last_not_of(' ');
    const std::size_t gap = alphabetic.find_first_of(" ,");
    const bool hasWords = gap != std::string_view::npos && lastLetter != std::string_view::npos && gap < lastLetter;
    return hasWords && alphabetic.find('^') == std::string_view::npos ? ValueDefect::oneComponent : ValueDefect::none;
}

} // namespace mi
