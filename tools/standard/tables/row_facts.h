// The facts of a row besides its Type: values, number of Items, bounds, context groups; from its description and from
// the peer's row of the same attribute.
#pragma once

#include "tools/standard/tables/model.h"
#include "tools/standard/tables/peer.h"

#include <string>
#include <vector>

namespace mi::tables {

// Fills Row::properties of all blocks. Returns what is worth a look, one line each.
std::vector<std::string> addRowFacts(Standard &standard, const Peer &peer);

} // namespace mi::tables
