// libFuzzer target: any text must be refused, or give tables whose lists hold together and whose conditions can be
// written, read again and evaluated. Build and run: see CMakeLists.txt.
#include "core/standard/condition.h"
#include "core/standard/rule_search.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

void useCondition(const mi::RuleTables &tables, mi::ConditionId condition)
{
    static const mi::ScannedInstance nothing;
    if (condition == mi::ConditionId::none)
        return;
    const std::string text = mi::conditionText(tables, condition);
    require(!mi::conditionError(text));
    const mi::ConditionScope scope{.instance = nothing};
    const mi::Truth truth = mi::evaluate(tables, condition, scope);
    require(mi::undecidedReason(tables, condition, scope).empty() == (truth != mi::Truth::unknown));
    static_cast<void>(mi::conditionBecause(tables, condition, scope));
}

void useRows(const mi::RuleTables &tables, mi::RuleRange range)
{
    for (const mi::AttributeRow &row : tables.rows(range)) {
        require(!row.isInclude() || tables.blocks()[row.macro].isMacro);
        useCondition(tables, row.when);
        for (const mi::ValueRule &rule : tables.values(row.values))
            useCondition(tables, rule.when);
        for (const mi::ConditionId condition : tables.conditions(row.forbidden))
            useCondition(tables, condition);
        static_cast<void>(mi::propertyTexts(tables, row));
        useRows(tables, row.children);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char *>(data), size);
    static_cast<void>(mi::conditionError(bytes));
    // As a file with the line that all have, so that the fuzzer need not find it; and as an expression.
    const std::string file = "rules 1\n" + bytes;
    const std::string expression = "rules 1\nmodule m \"M\"\n  PatientID 1C when " + bytes + "\n";
    for (const std::string_view text : {std::string_view(file), std::string_view(expression)}) {
        const mi::RuleTables::Source source{.name = "fuzz", .text = text};
        const auto tables = mi::RuleTables::create({&source, 1});
        if (!tables)
            continue;
        for (const mi::RuleBlock &block : (*tables)->blocks())
            useRows(**tables, block.rows);
        for (const mi::ProfileRule &profile : (*tables)->profiles())
            useRows(**tables, profile.rows);
        for (const mi::ContextGroupRule &group : (*tables)->contextGroups())
            require((*tables)->hasCode(group, (*tables)->contextCodes(group.codes).front()));
        static_cast<void>(mi::countRules(**tables));
    }
    return 0;
}
