// The Instance Numbers of a series: which are skipped. Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <vector>

namespace mi {

struct NumberGaps {
    std::vector<std::int32_t> missing; // ascending; between the lowest and the highest
    bool lacksFirst = false;           // they begin at 2, though 1 is where they should
};

// Numbers that go up in equal steps have no gap. Where more than half of them would be missing they are not
// consecutive, and nothing is said. `isElsewhere`: whether another series of the study has this number: where all that
// is skipped is used there, and nothing of this series is, the study is numbered as a whole.
NumberGaps gapsIn(const std::set<std::int32_t> &numbers, const std::function<bool(std::int32_t)> &isElsewhere);

} // namespace mi
