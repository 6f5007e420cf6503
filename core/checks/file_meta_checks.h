// File Meta Information by itself and against the Data Set (PS3.10 7.1). Stateless; any thread.
#pragma once

#include "core/checks/catalogue.h"

#include <span>

namespace mi {

void checkFileMeta(const CheckInput &input, FindingCollector &findings);

std::span<const CheckRule> fileMetaRules();

} // namespace mi
