// The rows of the check family that applies the rule tables. Any thread.
#pragma once

#include "core/domain/finding.h"

#include <span>

namespace mi {

std::span<const CheckRule> allIodRules();

} // namespace mi
