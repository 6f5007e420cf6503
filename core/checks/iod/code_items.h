// The rules of the Code Sequence Macro (PS3.3 8): exactly one of the three code values, scheme, meaning, codes of
// schemes that are no longer used, membership in the Context Group. One thread.
#pragma once

#include "core/checks/iod/level_rows.h"
#include "core/checks/iod/rule_run.h"

#include <span>

namespace mi {

// The attributes of the macro that checkCodeItem() judges.
bool isOfCodeMacro(Tag tag);
// Whether the rows of a level are those of a code.
bool isCodeLevel(const LevelRows &rows);
// `rows` are those of an Item that is not empty.
void checkCodeItem(RuleRun &run, const Place &place, const LevelRows &rows);

// Of the Items of the code Sequence in `matches`, those whose code is in none of its Context Groups. Where the sequence
// was cut off, what was read of it.
void checkContextGroups(RuleRun &run, std::span<const Match> matches, const Element &sequence);

} // namespace mi
