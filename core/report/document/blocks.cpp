#include "core/report/document/blocks.h"

#include <algorithm>

namespace mi::blocks {

std::pair<double, double> rangeOf(const SlicePositions &positions)
{
    double low = positions.present.empty() ? 0 : positions.present.front();
    double high = positions.present.empty() ? 0 : positions.present.back();
    for (const auto *places : {&positions.missing, &positions.repeated}) {
        for (const double place : *places) {
            low = std::min(low, place);
            high = std::max(high, place);
        }
    }
    return {low, high};
}

double sliceWidth(const SlicePositions &positions, double scale)
{
    const auto [low, high] = rangeOf(positions);
    const auto places = static_cast<double>(positions.present.size() + positions.missing.size());
    const double between = positions.spacing > 0 ? positions.spacing : (high - low) / std::max(places - 1, 1.0);
    return std::clamp(between * scale / 2, scale * (high - low) / 1500, scale * (high - low) / 40 + 1e-6);
}

} // namespace mi::blocks
