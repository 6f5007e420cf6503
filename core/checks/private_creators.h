// Names the Private Creator of findings at private attributes (PS3.5 7.8.1). Any thread.
#pragma once

#include "core/domain/finding.h"

#include <span>

namespace mi {

class ScannedInstance;

// A finding may stand for many items, so a creator is named only when every item that reserves the block names the
// same one. Costs one pass over the elements, and nothing for a file without such a finding.
void namePrivateCreators(const ScannedInstance &instance, std::span<Finding> findings);

} // namespace mi
