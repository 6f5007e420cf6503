// Rules without a check function of their own: what the intake and the pipeline find out about files that were not
// read, and about a study as a whole. Any thread.
#pragma once

#include "core/domain/finding.h"
#include "core/domain/states.h"

#include <optional>
#include <span>
#include <string_view>

namespace mi {

std::span<const CheckRule> studyRules();

// What a finding of this rule adds to the verdict on the study; nothing for most.
std::optional<VerdictModifier> modifierOf(std::string_view id);

} // namespace mi
