// The checks of truth between attributes with the day of today as a parameter, for tests. Stateless; any thread.
#pragma once

#include "core/checks/catalogue.h"

#include <chrono>

namespace mi {

void checkTruthOn(std::chrono::sys_days today, const CheckInput &input, FindingCollector &findings);

} // namespace mi
