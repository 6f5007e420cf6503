#include "tools/standard/conditions/overrides.h"

#include "tools/standard/conditions/input_tables.h"

#include <utility>

namespace mi::standard {

namespace {

using Otherwise = ParsedCondition::Otherwise;

Error invalid(const std::string &what, std::size_t row)
{
    return Error{.code = ErrorCode::invalidFormat,
                 .operation = "read conditions settled by hand",
                 .detail = what + " in row " + std::to_string(row)};
}

std::string keyFor(std::string_view unit, std::string_view path)
{
    return std::string{unit} + "\t" + std::string{path};
}

} // namespace

Result<ConditionOverrides> ConditionOverrides::open(const std::filesystem::path &file)
{
    auto content = readWholeFile(file);
    if (!content)
        return content.error();
    return create(*content);
}

Result<ConditionOverrides> ConditionOverrides::create(std::string_view content)
{
    ConditionOverrides result;
    auto table = InputTable::create(content, {"unit", "path", "when", "otherwise", "forbidden", "note"});
    if (!table)
        return table.error();
    std::size_t number = 0;
    for (const auto &row : table->rows()) {
        ++number;
        ParsedCondition condition{.when = row[2], .forbidden = row[4]};
        if (row[3] == "allowed")
            condition.otherwise = Otherwise::allowed;
        else if (row[3] == "forbidden")
            condition.otherwise = Otherwise::forbidden;
        else if (!row[3].empty())
            return invalid("\"" + row[3] + "\" is neither allowed nor forbidden", number);
        if (condition.when.empty() && condition.forbidden.empty())
            return invalid("no condition", number);
        if (!result.m_entries.emplace(keyFor(row[0], row[1]), std::move(condition)).second)
            return invalid("the same row twice", number);
    }
    return result;
}

std::string ConditionOverrides::keyOf(const ConditionContext &context) const
{
    if (context.isUsage) {
        for (const std::string &key :
             {keyFor(context.unit, "@" + std::string{context.iod}), keyFor(context.unit, "@*")}) {
            if (m_entries.contains(key))
                return key;
        }
        return {};
    }
    if (auto key = keyFor(context.unit, context.path); m_entries.contains(key))
        return key;
    for (std::string_view end = context.path;;) {
        if (auto key = keyFor("*", end); m_entries.contains(key))
            return key;
        const auto at = end.find('>');
        if (at == std::string_view::npos)
            return {};
        end.remove_prefix(at + 1);
    }
}

const ParsedCondition *ConditionOverrides::find(const ConditionContext &context) const
{
    const auto at = m_entries.find(keyOf(context));
    return at == m_entries.end() ? nullptr : &at->second;
}

} // namespace mi::standard
