#include "core/checks/values/calendar.h"

#include "core/checks/values/digits.h"
#include "core/checks/values/vr_syntax.h"
#include "core/support/text.h"

namespace mi {

std::optional<std::chrono::sys_days> dayOf(std::string_view text)
{
    const std::string_view digits = trimmedPadding(text).substr(0, 8);
    if (daDefect(digits) != ValueDefect::none)
        return std::nullopt;
    return std::chrono::sys_days{std::chrono::year{numberAt(digits, 0, 4)} /
                                 std::chrono::month{static_cast<unsigned>(numberAt(digits, 4, 2))} /
                                 std::chrono::day{static_cast<unsigned>(numberAt(digits, 6, 2))}};
}

std::optional<double> ageInYears(std::string_view text)
{
    const std::string_view age = trimmedPadding(text);
    if (asDefect(age) != ValueDefect::none || numberAt(age, 0, 3) == 0)
        return std::nullopt;
    const double number = numberAt(age, 0, 3);
    switch (age[3]) {
    case 'D':
        return number / 365.25;
    case 'W':
        return number / 52.18;
    case 'M':
        return number / 12.0;
    default:
        return number;
    }
}

double yearsBetween(std::chrono::sys_days from, std::chrono::sys_days to)
{
    return static_cast<double>((to - from).count()) / 365.25;
}

} // namespace mi
