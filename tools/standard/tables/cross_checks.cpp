#include "tools/standard/tables/cross_checks.h"

#include "tools/standard/tables/value_lists.h"

#include <algorithm>
#include <set>

namespace mi::tables {

namespace {

// The values of an "enum" or "terms" line; nothing when the line has another subject.
std::vector<std::string> valuesOfLine(std::string_view line)
{
    if (!line.starts_with("enum ") && !line.starts_with("terms "))
        return {};
    line.remove_prefix(line.find(' ') + 1);
    if (const auto colon = line.find(" : "); colon != std::string_view::npos)
        line.remove_prefix(colon + 3);
    else if (line.starts_with("value "))
        line.remove_prefix(line.find(' ', 6) + 1);
    std::vector<std::string> values;
    while (!line.empty()) {
        const auto bar = line.find(" | ");
        std::string value{line.substr(0, bar)};
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        values.push_back(std::move(value));
        line.remove_prefix(bar == std::string_view::npos ? line.size() : bar + 3);
    }
    return values;
}

class CrossCheck {
public:
    explicit CrossCheck(const Standard &standard) : m_standard(standard) {}

    CheckResult run()
    {
        for (const ContextGroup &group : m_standard.contextGroups)
            m_groups.insert(group.cid);
        for (const Blocks *blocks : {&m_standard.modules, &m_standard.macros}) {
            for (const Block &block : blocks->list) {
                m_block = &block;
                if (block.rows.empty())
                    error("", "has no rows");
                if (block.name.empty() || block.section.empty())
                    warning("", "has no name or no section");
                checkRows(block.rows, {});
            }
        }
        checkCycles();
        checkIods();
        return m_result;
    }

private:
    void checkRows(const std::vector<Row> &rows, const std::string &parent)
    {
        for (const Row &row : rows) {
            if (row.isInclude()) {
                if (m_standard.macros.find(row.macro) == nullptr)
                    error(parent, "includes " + row.macro + ", which is not there");
                continue;
            }
            const std::string path = parent.empty() ? row.keyword : parent + ">" + row.keyword;
            const Element *element = m_standard.element(row.keyword);
            if (element == nullptr) {
                error(path, "is not in the dictionary");
                continue;
            }
            checkRow(row, *element, path);
            checkRows(row.children, path);
        }
    }

    void checkRow(const Row &row, const Element &element, const std::string &path)
    {
        static const std::set<std::string, std::less<>> types{"1", "1C", "2", "2C", "3"};
        if (!types.contains(row.type))
            error(path, "is of type " + row.type);
        if (row.type.ends_with('C') == row.when.empty())
            error(path, "has a condition without a conditional type, or the other way round");
        if (element.vr != "SQ" && !row.children.empty())
            error(path, "has rows inside, and is no Sequence");
        if (element.isRetired)
            warning(path, "is retired");
        for (const auto &line : row.properties) {
            for (const auto &value : valuesOfLine(line)) {
                const auto normal = normalisedValue(value, element);
                if (!normal || *normal != value)
                    error(path, "cannot have the value " + value);
            }
            const std::string_view codes = "codes ";
            if (line.starts_with(codes)) {
                const auto cid = line.substr(codes.size(), line.find(' ', codes.size()) - codes.size());
                if (!m_groups.contains(cid))
                    warning(path, "has codes of context group " + cid + ", which is not known");
            }
        }
    }

    // A macro may come back inside of a Sequence only, else its rows never end.
    void checkCycles()
    {
        for (const Block &macro : m_standard.macros.list) {
            m_block = &macro;
            std::set<std::string> seen;
            std::vector<const Block *> open{&macro};
            while (!open.empty()) {
                const Block *next = open.back();
                open.pop_back();
                for (const Row &row : next->rows) {
                    const Block *included = row.isInclude() ? m_standard.macros.find(row.macro) : nullptr;
                    if (included == &macro)
                        error("", "includes itself at the same level");
                    else if (included != nullptr && seen.insert(included->id).second)
                        open.push_back(included);
                }
            }
        }
    }

    void checkIods()
    {
        std::set<std::string> usedIods;
        for (const SopClass &sopClass : m_standard.sopClasses)
            usedIods.insert(sopClass.iod);
        std::set<std::string> ids;
        for (const Iod &iod : m_standard.iods) {
            ids.insert(iod.id);
            if (iod.name.empty())
                m_result.errors.push_back("iod " + iod.id + ": has no name");
            if (!usedIods.contains(iod.id))
                m_result.warnings.push_back("iod " + iod.id + ": has no SOP Class");
            for (const ModuleUse &use : iod.modules) {
                if ((use.usage == "C") == use.when.empty())
                    m_result.errors.push_back("iod " + iod.id + ": " + use.module + ": usage and condition do not fit");
            }
            // Where the content of functional groups is the IOD's, each group is a Sequence of its own.
            for (const GroupUse &use : iod.groups) {
                const Block *macro = m_standard.macros.find(use.macro);
                const bool isGroup = macro != nullptr && macro->rows.size() == 1 && !macro->rows.front().isInclude();
                if (!isGroup)
                    m_result.warnings.push_back("iod " + iod.id + ": group " + use.macro + " is not one Sequence");
            }
        }
        for (const auto &used : usedIods) {
            if (!ids.contains(used))
                m_result.errors.push_back("a SOP Class has the IOD " + used + ", which is not there");
        }
    }

    void error(const std::string &path, const std::string &what) { m_result.errors.push_back(place(path) + what); }
    void warning(const std::string &path, const std::string &what) { m_result.warnings.push_back(place(path) + what); }
    std::string place(const std::string &path) const
    {
        return (m_block->isMacro ? "macro " : "module ") + m_block->id + ": " + path + (path.empty() ? "" : " ");
    }

    const Standard &m_standard;
    const Block *m_block = nullptr;
    std::set<std::string, std::less<>> m_groups;
    CheckResult m_result;
};

} // namespace

CheckResult crossCheck(const Standard &standard)
{
    return CrossCheck{standard}.run();
}

} // namespace mi::tables
