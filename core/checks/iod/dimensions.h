// The dimension indexes of a multi-frame instance against its frames (PS3.3 C.7.6.17). One thread.
#pragma once

#include "core/checks/iod/rule_run.h"

namespace mi {

void checkDimensions(RuleRun &run);

} // namespace mi
