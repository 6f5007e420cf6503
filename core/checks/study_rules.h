// Rules without a check function of their own: what the intake and the pipeline find out about files that were not
// read, and about a study as a whole. Any thread.
#pragma once

#include "core/domain/finding.h"

#include <span>

namespace mi {

std::span<const CheckRule> studyRules();

} // namespace mi
