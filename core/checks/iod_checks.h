// Checks that apply the standard's own tables (core/standard): which modules, attributes, values, Items and functional
// groups the SOP Class of an instance asks for (PS3.3), and the profiles that were chosen beside it.
#pragma once

#include "core/checks/catalogue.h"

#include <span>

namespace mi {

std::span<const CheckRule> iodRules();
void checkIod(const CheckInput &input, FindingCollector &findings);

} // namespace mi
