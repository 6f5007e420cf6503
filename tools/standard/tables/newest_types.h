// Brings blocks of an older edition to the newest one: its types, rows that are new, rows that are gone. The newest
// edition is known with all macros written out only, so what it says of a macro is read off wherever the macro is used.
#pragma once

#include "tools/standard/tables/model.h"

#include <string>
#include <vector>

namespace mi::tables {

struct Observation {
    std::string block;               // the module of the older edition
    const Block *newest;             // the same in the newest edition, written out
    std::vector<std::string> groups; // macros that stand in the functional groups Sequences of it
};

// `modules` and `macros` hold references to macros, none written out. Returns what is worth a look, one line each.
std::vector<std::string> bringToNewest(Blocks &modules, Blocks &macros, const std::vector<Observation> &observations);

} // namespace mi::tables
