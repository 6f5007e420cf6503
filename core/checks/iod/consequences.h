// Which findings only follow from others: when an attribute is missing or wrong, whatever depends on its value is not
// known, and what the conditions made of it says nothing more. Any thread.
#pragma once

#include "core/checks/iod/finding_log.h"

#include <span>
#include <vector>

namespace mi {

// For each of `entries` whether it follows from another one, from one of `before` (found by other families), or from a
// value that is left empty, which is allowed there and says that nobody knows (PS3.5 7.4.3). Where two follow from each
// other, the first one is not called so.
std::vector<bool> consequencesAmong(const RuleTables &tables, std::span<const FindingLog::Entry> entries,
                                    std::span<const Finding> before, std::span<const AttributePath> emptyOnes);

} // namespace mi
