#include "tools/standard/tables/write_rules.h"

namespace mi::tables {

namespace {

std::string conditionText(const std::string &when, const std::string &otherwise)
{
    return (when.empty() ? "" : " when " + when) + (otherwise.empty() ? "" : " else " + otherwise);
}

void addRows(std::string &text, const std::vector<Row> &rows, std::size_t depth)
{
    const std::string indent(depth * 2, ' ');
    for (const Row &row : rows) {
        if (row.isInclude()) {
            text += indent + "include " + row.macro + conditionText(row.when, {}) + "\n";
            continue;
        }
        text += indent + row.keyword + " " + row.type + conditionText(row.when, row.otherwise) + "\n";
        for (const auto &line : row.properties)
            text.append(indent).append("  ").append(line).append("\n");
        addRows(text, row.children, depth + 1);
    }
}

} // namespace

std::string quoted(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += c;
    }
    return result + "\"";
}

std::string fileHeader(const std::vector<std::pair<std::string, std::string>> &editions)
{
    std::string text = "rules 1\n# Written by tools/standard; not edited: docs/adding-a-rule.md.\n";
    for (const auto &[part, edition] : editions)
        text.append("edition ").append(part).append(" ").append(quoted(edition)).append("\n");
    return text + "\n";
}

std::string blockText(const Block &block)
{
    std::string text = (block.isMacro ? "macro " : "module ") + block.id + " " + quoted(block.name);
    text += block.section.empty() ? "" : " " + block.section;
    text += "\n";
    addRows(text, block.rows, 1);
    return text + "\n";
}

std::string iodText(const Iod &iod)
{
    std::string text = "iod " + iod.id + " " + quoted(iod.name) + (iod.section.empty() ? "" : " " + iod.section) + "\n";
    for (const ModuleUse &use : iod.modules) {
        text += "  module " + use.module + " " + use.usage + " ";
        text += use.entity.find(' ') == std::string::npos ? use.entity : quoted(use.entity);
        text += conditionText(use.when, use.otherwise) + "\n";
    }
    for (const GroupUse &use : iod.groups) {
        text += "  group " + use.macro + " " + use.usage + (use.place.empty() ? "" : " " + use.place);
        text += conditionText(use.when, use.otherwise) + "\n";
    }
    return text + "\n";
}

std::string sopClassText(const SopClass &sopClass)
{
    return "sop-class " + sopClass.uid + " " + sopClass.iod + (sopClass.isRetired ? " retired" : "") + "\n";
}

std::string contextGroupText(const ContextGroup &group)
{
    constexpr std::size_t columns = 120;
    std::string text = "context-group " + group.cid + " " + quoted(group.name);
    for (const auto &[scheme, codes] : group.schemes) {
        std::string line;
        for (const auto &code : codes) {
            const bool isPlain = code.find_first_of(" \"|:{},()") == std::string::npos;
            const std::string word = isPlain ? code : quoted(code);
            if (line.empty() || line.size() + word.size() + 1 > columns) {
                text += line + "\n";
                line = "  " + scheme;
            }
            line += " " + word;
        }
        text += line;
    }
    return text + "\n\n";
}

} // namespace mi::tables
