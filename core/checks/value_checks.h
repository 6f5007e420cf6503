// Every value against its Value Representation and the data dictionary (PS3.5 6.2, PS3.6). Stateless; any thread.
#pragma once

#include "core/checks/catalogue.h"

#include <span>

namespace mi {

void checkValues(const CheckInput &input, FindingCollector &findings);

std::span<const CheckRule> valueRules();

} // namespace mi
