// Whose study this is: the UIDs, Patient ID and Patient Name (PS3.3 C.7.1.1, C.12.1). Stateless; any thread.
#pragma once

#include "core/checks/catalogue.h"

#include <span>

namespace mi {

void checkIdentity(const CheckInput &input, FindingCollector &findings);

std::span<const CheckRule> identityRules();

} // namespace mi
