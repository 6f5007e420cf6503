// Which modules of an IOD an instance has (docs/rule-tables.md, "Which modules are there"), and which it lacks or may
// not have. One thread.
#pragma once

#include "core/checks/iod/level_rows.h"
#include "core/checks/iod/rule_run.h"

#include <span>
#include <vector>

namespace mi {

// Decides run.modules from the root's rows: Match::owner is the index in `uses`. Reports modules as a whole, and leaves
// in `rows` what is to be judged one by one: the rows of modules that are there, and of other modules the values of
// what is there all the same.
void chooseModules(RuleRun &run, std::span<const ModuleUse> uses, LevelRows &rows);

} // namespace mi
