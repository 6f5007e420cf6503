// Demand: what all rows about one attribute ask for together: the strictest Type wins (PS3.5 7.4). Any thread.
#pragma once

#include "core/checks/iod/rule_run.h"

#include <span>

namespace mi {

struct Demand {
    enum class Strength : std::uint8_t { none, mayBeEmpty, value } strength = Strength::none;
    const Match *by = nullptr; // the row that asks for it
    ConditionId because = ConditionId::none;

    // A row that would ask for more if its condition could be decided.
    const Match *undecidedBy = nullptr;
    ConditionId undecided = ConditionId::none;
    bool isUndecidedAboutValue = false; // Type 1C rather than 2C

    // Only for attributes that are there.
    const Match *forbiddenBy = nullptr; // explicitly
    ConditionId forbiddenBecause = ConditionId::none;
    const Match *unexpectedBy = nullptr; // a condition is false, and nothing is said about that
    bool isAllowed = false;              // some row has it without a condition that is false
};

// `matches` are about one attribute at one place.
Demand demandOf(RuleRun &run, const Place &place, std::span<const Match> matches);

} // namespace mi
