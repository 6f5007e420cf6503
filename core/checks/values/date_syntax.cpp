// DA, TM and DT: the half of vr_syntax.h that knows the calendar and the clock.
#include "core/checks/values/digits.h"
#include "core/checks/values/vr_syntax.h"

namespace mi {

namespace {

// The calendar date at the front of DT: as many of month and day as there are.
bool isPartialDate(std::string_view digits)
{
    const int year = numberAt(digits, 0, 4);
    const int month = digits.size() >= 6 ? numberAt(digits, 4, 2) : 1;
    const int day = digits.size() >= 8 ? numberAt(digits, 6, 2) : 1;
    return isCalendarDay(year, month, day);
}

// HH, HHMM or HHMMSS.
bool isTimeOfDay(std::string_view digits)
{
    if (digits.size() != 2 && digits.size() != 4 && digits.size() != 6)
        return false;
    const bool hour = numberAt(digits, 0, 2) <= 23;
    const bool minute = digits.size() < 4 || numberAt(digits, 2, 2) <= 59;
    const bool second = digits.size() < 6 || numberAt(digits, 4, 2) <= 60; // 60: leap second
    return hour && minute && second;
}

// A 61st second is only there where a leap second is put in: 23:59:60 UTC, in other zones whole quarters of an hour
// off.
bool isLeapSecondPossible(std::string_view digits)
{
    return digits.size() < 6 || numberAt(digits, 4, 2) < 60 || numberAt(digits, 2, 2) % 15 == 14;
}

// ".1" to ".123456", or nothing.
bool isFraction(std::string_view text)
{
    return text.empty() || (text[0] == '.' && text.size() >= 2 && text.size() <= 7 && areDigits(text.substr(1)));
}

bool isTime(std::string_view value)
{
    const std::size_t digits = countDigits(value);
    return isTimeOfDay(value.substr(0, digits)) && (digits == value.size() || digits == 6) &&
           isFraction(value.substr(digits));
}

// "10:15", "10:15:00", "10:15:00.5"
bool isAcrNemaTime(std::string_view value)
{
    if (value.size() < 5 || value[2] != ':' || !areDigits(value.substr(0, 2)) || !areDigits(value.substr(3, 2)))
        return false;
    return value.size() == 5 || (value.size() >= 8 && value[5] == ':' && areDigits(value.substr(6, 2)) &&
                                 (value.size() == 8 || isFraction(value.substr(8))));
}

ValueDefect dateDefect(std::string_view value)
{
    if (value.size() == 8 && areDigits(value))
        return isPartialDate(value) ? ValueDefect::none : ValueDefect::impossible;
    return ValueDefect::malformed;
}

bool isDateTime(std::string_view value)
{
    const std::size_t digits = countDigits(value);
    if (digits < 4 || digits > 14 || digits % 2 != 0)
        return false;
    if (digits > 8 && (!isTimeOfDay(value.substr(8, digits - 8)) || !isLeapSecondPossible(value.substr(8, digits - 8))))
        return false;
    std::string_view rest = value.substr(digits);
    const std::size_t sign = rest.find_first_of("+-");
    if (sign != std::string_view::npos) {
        if (!isUtcOffset(rest.substr(sign)))
            return false;
        rest = rest.substr(0, sign);
    }
    return rest.empty() || (digits == 14 && isFraction(rest));
}

template <class IsValue>
bool isRange(std::string_view value, IsValue isValue)
{
    constexpr std::size_t longest = 2 * 26 + 3; // two DT, the dash, spaces
    if (value.size() > longest)
        return false;
    for (std::size_t dash = value.find('-'); dash != std::string_view::npos; dash = value.find('-', dash + 1)) {
        const std::string_view from = value.substr(0, dash);
        const std::string_view to = withoutLeadingSpaces(value.substr(dash + 1));
        const bool someValue = !from.empty() || !to.empty();
        if (someValue && (from.empty() || isValue(from)) && (to.empty() || isValue(to)))
            return true;
    }
    return false;
}

} // namespace

bool isUtcOffset(std::string_view text)
{
    if (text.size() != 5 || (text[0] != '+' && text[0] != '-') || !areDigits(text.substr(1)) ||
        numberAt(text, 3, 2) > 59)
        return false;
    const int offset = numberAt(text, 1, 4);
    return text[0] == '+' ? offset <= 1400 : offset >= 1 && offset <= 1200;
}

bool isCalendarDay(int year, int month, int day)
{
    if (year < 1 || month < 1 || month > 12 || day < 1)
        return false;
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const int february = leap ? 29 : 28;
    const bool isShort = month == 4 || month == 6 || month == 9 || month == 11;
    return day <= (month == 2 ? february : isShort ? 30 : 31);
}

ValueDefect daDefect(std::string_view value)
{
    const ValueDefect defect = dateDefect(value);
    if (defect != ValueDefect::malformed)
        return defect;
    const bool hasDots = value.size() == 10 && value[4] == '.' && value[7] == '.' && areDigits(value.substr(0, 4)) &&
                         areDigits(value.substr(5, 2)) && areDigits(value.substr(8));
    if (hasDots) {
        return isCalendarDay(numberAt(value, 0, 4), numberAt(value, 5, 2), numberAt(value, 8, 2))
                   ? ValueDefect::retiredForm
                   : ValueDefect::impossible;
    }
    const auto isDate = [](std::string_view part) { return dateDefect(part) != ValueDefect::malformed; };
    return isRange(value, isDate) ? ValueDefect::queryRange : ValueDefect::malformed;
}

ValueDefect tmDefect(std::string_view value)
{
    if (isTime(value))
        return isLeapSecondPossible(value.substr(0, countDigits(value))) ? ValueDefect::none : ValueDefect::impossible;
    if (isAcrNemaTime(value))
        return ValueDefect::retiredForm;
    return isRange(value, isTime) ? ValueDefect::queryRange : ValueDefect::malformed;
}

ValueDefect dtDefect(std::string_view value)
{
    if (isDateTime(value))
        return isPartialDate(value.substr(0, countDigits(value))) ? ValueDefect::none : ValueDefect::impossible;
    // "-1300" at the end is an offset that does not exist rather than the year 1300.
    const bool endsInOffset =
        value.size() > 5 && value[value.size() - 5] == '-' && areDigits(value.substr(value.size() - 4));
    return !endsInOffset && isRange(value, isDateTime) ? ValueDefect::queryRange : ValueDefect::malformed;
}

} // namespace mi
