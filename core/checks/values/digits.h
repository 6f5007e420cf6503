// Digits and spaces in text: what the syntax of dates, times and numbers is made of. Pure functions; any thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace mi {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool areDigits(std::string_view text)
{
    return std::ranges::all_of(text, isDigit);
}

// How many digits `text` starts with.
constexpr std::size_t countDigits(std::string_view text)
{
    std::size_t count = 0;
    while (count < text.size() && isDigit(text[count]))
        ++count;
    return count;
}

// The number that `count` characters from `start` on make; they are digits.
constexpr int numberAt(std::string_view text, std::size_t start, std::size_t count)
{
    int number = 0;
    for (std::size_t i = start; i < start + count && i < text.size(); ++i)
        number = number * 10 + (text[i] - '0');
    return number;
}

constexpr std::string_view withoutLeadingSpaces(std::string_view value)
{
    const std::size_t first = value.find_first_not_of(' ');
    return first == std::string_view::npos ? std::string_view{} : value.substr(first);
}

} // namespace mi
