// Attributes that are not in the IOD at the place where they stand: whether the IOD has them at another. One thread.
#pragma once

#include "core/checks/iod/rule_run.h"

#include <span>

namespace mi {

// Turns findings of foreignRuleId into "iod.attribute.wrong-level" where it does.
void resolveForeignAttributes(RuleRun &run, std::span<const ModuleUse> modules);

} // namespace mi
