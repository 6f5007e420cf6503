// ConditionOverrides: conditions settled by hand, in tools/standard/overrides/conditions.tsv. Immutable once read.
#pragma once

#include "core/support/result.h"
#include "tools/standard/conditions/parse_condition.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mi::standard {

// Tab-separated columns with a header: unit, path, when, otherwise (allowed, forbidden or nothing), forbidden, note.
// Lines that begin with '#' are comments. For usages the unit is the module or macro, and the path "@" and the id of
// the IOD. "*" stands for every unit, and then the path is the end of one: it holds for every row whose path ends so,
// and a longer end wins over a shorter one. "@*" stands for every IOD.
class ConditionOverrides {
public:
    static Result<ConditionOverrides> open(const std::filesystem::path &file);
    static Result<ConditionOverrides> create(std::string_view content);

    // The one that settles a row or a usage; null if none does.
    const ParsedCondition *find(const ConditionContext &context) const;
    // Which one that is: unit, tab, path. "" if none.
    std::string keyOf(const ConditionContext &context) const;
    const std::map<std::string, ParsedCondition, std::less<>> &entries() const { return m_entries; }

private:
    std::map<std::string, ParsedCondition, std::less<>> m_entries; // by unit, tab, path
};

} // namespace mi::standard
