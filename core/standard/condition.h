// Conditions of the rule tables over an instance: true, false or unknown (docs/rule-tables.md, Expressions). Evaluation
// allocates nothing. Any thread.
#pragma once

#include "core/dicom/scanned_instance.h"
#include "core/standard/rule_tables.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mi {

enum class Truth : std::uint8_t { no, yes, unknown };
Truth operator!(Truth truth);
Truth both(Truth a, Truth b);
Truth either(Truth a, Truth b);

// Bounds the work on an instance that is made to take long: how many elements may be looked at. Once it is used up,
// what would have to be looked for is unknown. One for all conditions of an instance, so one thread.
struct ConditionBudget {
    std::uint64_t left = 100'000'000; // well under a second
};

// Where a rule is applied.
struct ConditionScope {
    const ScannedInstance &instance;
    // The Item whose attributes the rule is about; Element::noParent at the root of the Data Set.
    std::uint32_t item = Element::noParent;
    // The Item of Per-Frame Functional Groups Sequence around it, or noParent.
    std::uint32_t frameItem = Element::noParent;
    const IodRule *iod = nullptr;
    // Which of tables.modulesOf(*iod) are there, as decided so far: Truth for each; empty: all unknown.
    std::span<const Truth> modules = {};
    // Of a row in a repeating group: the group it is applied to, less the first one: 2 for (6002,eeee). Attributes of
    // that kind in the condition are then those of the same group.
    std::uint16_t repeatingGroup = 0;
    // Null: this evaluation has one of its own.
    ConditionBudget *budget = nullptr;
};

// "No condition" is true.
Truth evaluate(const RuleTables &tables, ConditionId condition, const ConditionScope &scope);

// Why a condition cannot be decided from the file: the reason of the first unknown() or open() that decided it, "the
// value was not read", or what else is not known. "" when it can be decided.
std::string_view undecidedReason(const RuleTables &tables, ConditionId condition, const ConditionScope &scope);

// Why a condition is what it is: the parts that decided it, with the values that were found, escaped for display:
// "PhotometricInterpretation = PALETTE COLOR", "RescaleType is absent and MultienergyCTAcquisition = YES". When it is
// unknown, the reason for that; "" when there is nothing to say.
std::string conditionBecause(const RuleTables &tables, ConditionId condition, const ConditionScope &scope);

// The expression as in the tables, normalised; "" for no condition.
std::string conditionText(const RuleTables &tables, ConditionId condition);

struct ConditionTraits {
    bool isRealWorld = false; // unknown() can decide it
    bool isOpen = false;      // open() is in it
};
ConditionTraits traitsOf(const RuleTables &tables, ConditionId condition);

// Parses one expression on its own, to check it: nothing if it parses, else what is wrong and where.
std::optional<std::string> conditionError(std::string_view expression);

} // namespace mi
