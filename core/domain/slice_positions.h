// SlicePositions: where the parallel slices of a stack are, for a picture of what is missing. A value type; any thread.
#pragma once

#include <cstddef>
#include <vector>

namespace mi {

struct SlicePositions {
    std::vector<double> present;  // millimetres along the normal, ascending, each place once
    std::vector<double> missing;  // ascending
    std::vector<double> repeated; // places that are taken too often, ascending
    double spacing = 0;           // millimetres between neighbours; 0 if there is no one distance
    bool operator==(const SlicePositions &) const = default;
};

// More places than a picture can show; such a stack has none.
inline constexpr std::size_t mostSlicePlaces = 4096;

} // namespace mi
