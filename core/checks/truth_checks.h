// Attributes that contradict each other or what is possible. Stateless; any thread.
#pragma once

#include "core/checks/catalogue.h"

#include <span>

namespace mi {

void checkTruth(const CheckInput &input, FindingCollector &findings);

std::span<const CheckRule> truthRules();

} // namespace mi
