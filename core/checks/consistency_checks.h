// Whether an instance agrees with itself: numbers and names by which one part of it points at another, numbers that
// have to be unique or in order, and counts beside what they count (beams, control points, regions, segments,
// graphics). Everything is within one Data Set, so everything is decidable. Stateless; any thread.
#pragma once

#include "core/checks/catalogue.h"

#include <span>

namespace mi {

void checkConsistency(const CheckInput &input, FindingCollector &findings);

std::span<const CheckRule> consistencyRules();

} // namespace mi
