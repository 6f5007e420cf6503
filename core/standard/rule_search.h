// What the rule tables hold, for people who ask about them: how much, where an attribute is named, who uses a module.
// Any thread; these walk through all tables.
#pragma once

#include "core/standard/rule_tables.h"

#include <cstddef>
#include <string>
#include <vector>

namespace mi {

struct RuleCounts {
    std::size_t modules = 0;
    std::size_t macros = 0;
    std::size_t attributeRows = 0; // without includes
    // Of usages, types, includes, values, numbers of Items and what is forbidden.
    std::size_t conditions = 0;
    std::size_t realWorld = 0; // of the conditions: what is outside of the file can decide them
    std::size_t open = 0;      // not settled yet
    std::size_t decided() const { return conditions - realWorld - open; }
};
RuleCounts countRules(const RuleTables &tables);

struct RowPlace {
    const RuleBlock *block = nullptr; // or
    const ProfileRule *profile = nullptr;
    const AttributeRow *row = nullptr;
    std::string path; // the Sequences around it: "AnatomicRegionSequence>"; "" at the level of the block
};
// The rows about an attribute, at any depth; not those that includes bring.
std::vector<RowPlace> placesOf(const RuleTables &tables, Tag tag);

// The IODs whose modules or functional groups are one of these, or include one, at any depth; by id.
std::vector<const IodRule *> iodsWith(const RuleTables &tables, const std::vector<const RuleBlock *> &blocks);

// What stands below a row, each line as in docs/rule-tables.md: "enum value 1 ORIGINAL | DERIVED".
std::vector<std::string> propertyTexts(const RuleTables &tables, const AttributeRow &row);
// "when PatientID = A else allowed"; "" without a condition.
std::string whenText(const RuleTables &tables, ConditionId when, Otherwise otherwise = Otherwise::unstated);
// "1C"
std::string_view typeText(AttributeType type);
std::string_view usageText(Usage usage);
std::string_view placeText(GroupPlace place); // "per-frame", "shared" or ""

} // namespace mi
