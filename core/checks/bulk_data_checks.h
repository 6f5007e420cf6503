// Checks of values of many bytes other than Pixel Data: overlays, waveforms, look-up tables, ICC profiles, documents,
// spectroscopy, and attributes with one value for each frame. Any thread.
#pragma once

#include "core/checks/catalogue.h"

namespace mi {

std::span<const CheckRule> bulkDataRules();
void checkBulkData(const CheckInput &input, FindingCollector &findings);

} // namespace mi
