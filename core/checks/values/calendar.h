// Dates and ages as numbers, for checks that compare them. Any thread.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace mi {

// Of a DA, or of the date at the front of a DT; nothing if that is no whole day.
std::optional<std::chrono::sys_days> dayOf(std::string_view text);
// Of an AS ("045Y", "006M"), in years; nothing if it is no age or says zero.
std::optional<double> ageInYears(std::string_view text);
// Between two days.
double yearsBetween(std::chrono::sys_days from, std::chrono::sys_days to);

} // namespace mi
