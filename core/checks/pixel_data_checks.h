// Pixel Data against the attributes that describe it (PS3.5 8, PS3.3 C.7.6.3). Stateless; any thread.
#pragma once

#include "core/checks/catalogue.h"

#include <span>

namespace mi {

void checkPixelData(const CheckInput &input, FindingCollector &findings);

std::span<const CheckRule> pixelDataRules();

} // namespace mi
