// Which rule a defect in a value breaks: the bridge from pure syntax to the catalogue. Any thread.
#pragma once

#include "core/checks/values/vr_syntax.h"
#include "core/domain/finding.h"
#include "core/domain/value_representation.h"

#include <span>
#include <string_view>

namespace mi {

struct BrokenRule {
    std::string_view id;
    std::string_view expected; // a fact, for the finding
};

// `defect` is not none, and can occur in `vr`.
BrokenRule brokenRule(Vr vr, ValueDefect defect);

// The rules about values: those of brokenRule() and those about padding, multiplicity, VR and the dictionary.
std::span<const CheckRule> allValueRules();

} // namespace mi
