#include "tools/standard/conditions/input_tables.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace mi::standard {

namespace {

using Names = std::set<std::string, std::less<>>;

std::vector<std::string> fieldsOf(std::string_view line)
{
    std::vector<std::string> fields(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\t') {
            fields.emplace_back();
        } else if (line[i] == '\\' && i + 1 < line.size()) {
            ++i;
            fields.back() += line[i] == 'n' ? '\n' : line[i];
        } else {
            fields.back() += line[i];
        }
    }
    return fields;
}

struct Use {
    std::string path;
    std::string macro;
};

// "SeqA>Code" below "SeqA" is "Code"; nothing when it is not below.
std::string_view below(std::string_view path, std::string_view level)
{
    if (level.empty())
        return path;
    if (path.size() > level.size() + 1 && path.starts_with(level) && path[level.size()] == '>')
        return path.substr(level.size() + 1);
    return {};
}

class Reader {
public:
    explicit Reader(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    Result<InputTables> run()
    {
        readTexts();
        readBlocks(UnitKind::macro, "2020/macro_rows.tsv", "2020/macro_includes.tsv", "macro", "included");
        readBlocks(UnitKind::module, "2020/module_rows.tsv", "2020/module_includes.tsv", "module", "macro");
        readNewestModules();
        readNames();
        readUsages();
        if (m_error)
            return *m_error;
        return std::move(m_result);
    }

private:
    std::vector<std::vector<std::string>> table(std::string_view file, const std::vector<std::string_view> &columns)
    {
        if (m_error)
            return {};
        auto read = InputTable::open(m_folder / file, columns);
        if (!read) {
            m_error = read.error();
            return {};
        }
        return read->rows();
    }

    void readTexts()
    {
        for (auto &row : table("2020/texts.tsv", {"id", "text"}))
            m_texts.emplace(std::move(row[0]), std::move(row[1]));
    }

    void readBlocks(UnitKind kind, std::string_view rowFile, std::string_view useFile, std::string_view unitColumn,
                    std::string_view macroColumn)
    {
        std::map<std::string, std::vector<Use>, std::less<>> uses;
        for (auto &row : table(useFile, {unitColumn, "path", macroColumn})) {
            m_result.index.addUse(kind, row[0], row[1], row[2]);
            uses[row[0]].push_back({row[1], row[2]});
        }
        for (auto &row : table(rowFile, {unitColumn, "path", "type", "text_id"})) {
            m_result.index.addRow(kind, row[0], row[1]);
            if (kind == UnitKind::macro)
                m_macroPaths[row[0]].insert(row[1]);
            else
                m_known[row[0]].insert(row[1]);
            const auto ofUnit = uses.find(row[0]);
            const bool isOfMacro =
                ofUnit != uses.end() &&
                std::any_of(ofUnit->second.begin(), ofUnit->second.end(), [this, &row](const Use &use) {
                    const auto paths = m_macroPaths.find(use.macro);
                    const std::string_view inner = below(row[1], use.path);
                    return !inner.empty() && paths != m_macroPaths.end() && paths->second.contains(inner);
                });
            if (isOfMacro)
                continue;
            const auto text = m_texts.find(row[3]);
            m_result.rows.push_back(
                {kind, row[0], row[1], row[2], text == m_texts.end() ? std::string{} : text->second});
        }
    }

    // Types of the newest edition, and what only it has. Its modules are written out; the functional groups of an IOD
    // in one are those of the macros again.
    void readNewestModules()
    {
        std::map<std::string, std::size_t, std::less<>> places;
        for (std::size_t i = 0; i < m_result.rows.size(); ++i) {
            if (m_result.rows[i].kind == UnitKind::module)
                places.emplace(m_result.rows[i].unit + " " + m_result.rows[i].path, i);
        }
        std::vector<InputRow> added;
        std::map<std::string, Names, std::less<>> newest;
        for (auto &row : table("2025/module_types.tsv", {"module", "path", "type"})) {
            if (row[0].ends_with("-multi-frame-functional-groups"))
                continue;
            newest[row[0]].insert(row[1]);
            if (const auto place = places.find(row[0] + " " + row[1]); place != places.end()) {
                m_result.rows[place->second].type = row[2];
                continue;
            }
            const auto known = m_known.find(row[0]);
            if (known != m_known.end() && known->second.contains(row[1]))
                continue;
            m_result.index.addRow(UnitKind::module, row[0], row[1]);
            added.push_back({UnitKind::module, row[0], row[1], row[2], {}});
        }
        for (InputRow &row : added) {
            if (!isOfSomeMacro(row.path, newest[row.unit]))
                m_result.rows.push_back(std::move(row));
        }
    }

    // Is the end of the path a row of a macro most of whose rows stand beside it?
    bool isOfSomeMacro(std::string_view path, const Names &rows) const
    {
        for (std::size_t start = 0; start != std::string_view::npos;) {
            const std::string_view level = path.substr(0, start == 0 ? 0 : start - 1);
            const std::string_view inner = path.substr(start);
            for (const auto &[macro, macroRows] : m_macroPaths) {
                if (macroRows.size() > 1 && macroRows.contains(inner) && areMostlyAt(macroRows, level, rows))
                    return true;
            }
            const auto next = path.find('>', start);
            start = next == std::string_view::npos ? next : next + 1;
        }
        return false;
    }

    static bool areMostlyAt(const Names &macroRows, std::string_view level, const Names &rows)
    {
        std::size_t there = 0;
        std::size_t all = 0;
        for (const std::string &row : macroRows) {
            if (row.find('>') != std::string::npos)
                continue;
            ++all;
            const std::string whole = level.empty() ? row : std::string{level} + ">" + row;
            there += rows.contains(whole) ? 1U : 0U;
        }
        return there * 5 >= all * 4;
    }

    void readNames()
    {
        for (auto &row : table("2024e/modules.tsv", {"id", "name"}))
            m_result.index.addUnitName(UnitKind::module, row[0], row[1]);
        for (auto &row : table("2024e/macros.tsv", {"id", "name"}))
            m_result.index.addUnitName(UnitKind::macro, row[0], row[1]);
        for (auto &row : table("2024e/sop_classes.tsv", {"uid", "name"}))
            m_result.index.addSopClass(row[0], row[1]);
    }

    void readUsages()
    {
        for (auto &row : table("2024e/iod_modules.tsv", {"iod", "module", "condition"})) {
            if (!row[2].empty())
                m_result.usages.push_back({row[0], row[1], row[2]});
        }
        for (auto &row : table("2024e/iod_functional_groups.tsv", {"iod", "macro", "condition"})) {
            m_result.index.addFunctionalGroup(row[1]);
            if (!row[2].empty())
                m_result.usages.push_back({row[0], row[1], row[2]});
        }
    }

    std::filesystem::path m_folder;
    InputTables m_result;
    std::optional<Error> m_error;
    std::map<std::string, std::string, std::less<>> m_texts;
    std::map<std::string, Names, std::less<>> m_macroPaths;
    std::map<std::string, Names, std::less<>> m_known;
};

} // namespace

Result<std::string> readWholeFile(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return Error{
            .code = errorCodeFromErrno(errno), .operation = "open", .subject = file.string(), .systemCode = errno};
    return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Result<InputTable> InputTable::open(const std::filesystem::path &file, const std::vector<std::string_view> &columns)
{
    auto content = readWholeFile(file);
    if (!content)
        return content.error();
    auto table = create(*content, columns);
    if (!table) {
        Error error = table.error();
        error.subject = file.string();
        return error;
    }
    return table;
}

Result<InputTable> InputTable::create(std::string_view content, const std::vector<std::string_view> &columns)
{
    InputTable table;
    std::vector<std::size_t> places;
    while (!content.empty()) {
        const auto end = content.find('\n');
        std::string_view line = content.substr(0, end);
        content = end == std::string_view::npos ? std::string_view{} : content.substr(end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.empty() || line.starts_with('#'))
            continue;
        auto fields = fieldsOf(line);
        if (places.empty()) {
            for (const std::string_view column : columns) {
                const auto at = std::find(fields.begin(), fields.end(), column);
                if (at == fields.end())
                    return Error{.code = ErrorCode::invalidFormat,
                                 .operation = "read a table",
                                 .detail = "no column " + std::string{column}};
                places.push_back(static_cast<std::size_t>(at - fields.begin()));
            }
            continue;
        }
        std::vector<std::string> row;
        for (const std::size_t place : places)
            row.push_back(place < fields.size() ? std::move(fields[place]) : std::string{});
        table.m_rows.push_back(std::move(row));
    }
    return table;
}

Result<InputTables> readInputTables(const std::filesystem::path &folder)
{
    return Reader(folder).run();
}

} // namespace mi::standard
