// Conditions of the rule tables over an instance: true, false or unknown (docs/rule-tables.md, Expressions). Evaluation
// allocates nothing. Any thread.
#pragma once

#include "core/dicom/scanned_instance.h"
#include "core/standard/rule_tables.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mi {

enum class Truth : std::uint8_t { no, yes, unknown };
Truth operator!(Truth truth);
Truth both(Truth a, Truth b);
Truth either(Truth a, Truth b);

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
};

Truth evaluate(const RuleTables &tables, ConditionId condition, const ConditionScope &scope);

// Why a condition cannot be decided from the file: the reason of the first unknown() or open() that decided it, or "the
// value was not read". "" when it can be decided.
std::string_view undecidedReason(const RuleTables &tables, ConditionId condition, const ConditionScope &scope);

// The expression as in the tables, normalised.
std::string conditionText(const RuleTables &tables, ConditionId condition);

struct ConditionTraits {
    bool isRealWorld = false; // unknown() can decide it
    bool isOpen = false;      // open() is in it
};
ConditionTraits traitsOf(const RuleTables &tables, ConditionId condition);

// Parses one expression on its own, to check it: nothing if it parses, else what is wrong and where.
std::optional<std::string> conditionError(std::string_view expression);

} // namespace mi
