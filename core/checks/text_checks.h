// Every text against Specific Character Set (PS3.5 6.1, PS3.3 C.12.1.1.2). Stateless; any thread.
#pragma once

#include "core/checks/catalogue.h"

#include <span>

namespace mi {

void checkTexts(const CheckInput &input, FindingCollector &findings);

std::span<const CheckRule> textRules();

} // namespace mi
