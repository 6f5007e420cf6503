// Parallel slices along their normal: which are missing, which are there too often. Knows nothing of files; any thread.
#pragma once

#include "core/study/instance_facts.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mi {

struct Slice {
    double at = 0;                                         // along the normal, in millimetres
    std::uint32_t record = 0;                              // whose it is
    std::uint32_t thickness = 0;                           // equal numbers for equal Slice Thickness
    std::array<std::uint32_t, discriminatorCount> tells{}; // equal numbers for equal values; see Discriminator
};

struct StackJudgement {
    struct Place {
        double at = 0;
        std::uint32_t volumes = 1; // in how many of them, for one that is missing there
    };
    std::vector<Place> missing;          // ascending
    std::vector<std::uint32_t> repeated; // records at a place that is taken, more than at others
    std::optional<double> spacing;       // between neighbours, as most of them have it; nothing: not decidable
    std::vector<double> unevenAt;        // places behind which the distance is no multiple of `spacing`
    std::uint32_t positions = 0;
    std::uint32_t volumes = 0;
};

// Several images at one place are told apart by what differs between them, in the order of Discriminator, as far as
// that yields volumes; what remains is judged by how often most places are taken. Only single gaps in a stack of at
// least four places are taken for missing slices: where many distances are different, the stack may be meant so. Two
// acquisitions, or two thicknesses, on both sides of a gap explain it. n log n.
// `announced`: Spacing Between Slices; 0 if there is none.
StackJudgement judgeStack(std::vector<Slice> slices, double announced);

} // namespace mi
