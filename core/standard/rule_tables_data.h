// What RuleTables holds. For RuleReader, which fills it, and RuleTables, which hands it out.
#pragma once

#include "core/standard/condition_pool.h"
#include "core/standard/rule_tables.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mi {

struct RuleTables::Data {
    using Index = std::unordered_map<std::string_view, std::uint32_t>;

    std::string text; // of all sources, one behind the other; all views point into it
    std::string names;
    std::vector<std::string_view> sources;
    std::vector<RuleEdition> editions;
    std::vector<SopClassRule> sopClasses;
    std::vector<IodRule> iods;
    std::vector<RuleBlock> blocks;
    std::vector<ProfileRule> profiles;
    std::vector<ContextGroupRule> contextGroups; // by CID
    std::vector<ModuleUse> moduleUses;
    std::vector<GroupUse> groupUses;
    std::vector<std::uint32_t> profileIods;
    std::vector<AttributeRow> rows;
    std::vector<CountRule> counts;
    std::vector<ValueRule> values;
    std::vector<NumberRule> numbers;
    std::vector<ConditionId> conditions;
    std::vector<CodeRule> codes;
    std::vector<std::string_view> texts;
    std::vector<ContextCode> contextCodes;
    ConditionPool pool;

    Index sopClassesByUid;
    Index iodsById;
    Index modulesById;
    Index macrosById;
    Index profilesById;
};

} // namespace mi
