#include "core/study/series_numbers.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace mi {

NumberGaps gapsIn(const std::set<std::int32_t> &numbers, const std::function<bool(std::int32_t)> &isElsewhere)
{
    NumberGaps gaps;
    if (numbers.size() < 2)
        return gaps;
    std::int64_t step = 0;
    for (auto number = std::next(numbers.begin()); number != numbers.end(); ++number)
        step = std::gcd(step, std::int64_t{*number} - *std::prev(number));
    const std::int64_t first = *numbers.begin();
    const std::int64_t last = *numbers.rbegin();
    const auto expected = static_cast<std::uint64_t>((last - first) / step + 1);
    const std::uint64_t missing = expected - numbers.size();
    const bool isShared = std::ranges::any_of(numbers, isElsewhere);
    if (missing * 2 > numbers.size())
        return gaps;
    for (std::int64_t number = first; missing > 0 && number <= last; number += step) {
        if (!numbers.contains(static_cast<std::int32_t>(number)))
            gaps.missing.push_back(static_cast<std::int32_t>(number));
    }
    if (!isShared && !gaps.missing.empty() && std::ranges::all_of(gaps.missing, isElsewhere))
        gaps.missing.clear();
    gaps.lacksFirst = first == 2 && step == 1 && numbers.size() >= 4 && (isShared || !isElsewhere(1));
    return gaps;
}

} // namespace mi
