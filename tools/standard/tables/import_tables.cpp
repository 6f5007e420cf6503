#include "tools/standard/tables/import_tables.h"

#include "tools/standard/tables/text_table.h"

#include <algorithm>

namespace mi::tables {

namespace {

using Table = std::vector<std::vector<std::string>>;

// Collects the first failure, so that a list of files reads as a list.
class Folder {
public:
    explicit Folder(std::filesystem::path path) : m_path(std::move(path)) {}

    Table read(const std::filesystem::path &file, const std::vector<std::string_view> &columns)
    {
        if (m_error)
            return {};
        auto table = TextTable::open(m_path / file, columns);
        if (!table)
            m_error = table.error();
        return table ? table->rows() : Table{};
    }
    const std::optional<Error> &error() const { return m_error; }

private:
    std::filesystem::path m_path;
    std::optional<Error> m_error;
};

void readDictionary(Folder &folder, const std::filesystem::path &file, Standard &standard)
{
    for (const auto &row : folder.read(file, {"tag", "keyword", "vr", "vm", "retired"})) {
        standard.elements.emplace(row[1], standard.dictionary.size());
        standard.dictionary.push_back({row[1], row[2], row[3], row[0], row[4] == "Y"});
    }
}

// Rows stand in the order of the tables, each after the Sequence that it is in.
void addRow(Block &block, const std::string &path, std::string type, std::string text)
{
    const auto keywords = split(path, '>');
    auto *rows = &block.rows;
    for (std::size_t depth = 0; depth + 1 < keywords.size() && !rows->empty(); ++depth)
        rows = &rows->back().children;
    Row row;
    row.keyword = keywords.back();
    row.type = std::move(type);
    row.text = std::move(text);
    rows->push_back(std::move(row));
}

void readTexts(Folder &folder, Source &source)
{
    std::map<std::string, std::string> texts;
    for (auto &row : folder.read("2020/texts.tsv", {"id", "text"}))
        texts.emplace(row[0], row[1]);
    for (const auto &row : folder.read("2020/module_rows.tsv", {"module", "path", "type", "text_id"}))
        addRow(source.textModules.add(row[0]), row[1], row[2], texts[row[3]]);
    for (const auto &row : folder.read("2020/macro_rows.tsv", {"macro", "path", "type", "text_id"}))
        addRow(source.textMacros.add(row[0]), row[1], row[2], texts[row[3]]);
    for (const auto &row : folder.read("2025/module_types.tsv", {"module", "path", "type"}))
        addRow(source.newestModules.add(row[0]), row[1], row[2], {});
}

void readNames(Folder &folder, Source &source)
{
    for (const char *file : {"2024e/modules.tsv", "2024e/macros.tsv", "2020/modules.tsv", "2020/macros.tsv"}) {
        for (const auto &row : folder.read(file, {"id", "name", "table"})) {
            source.blockNames.emplace(row[0], row[1]);
            source.blockTables.emplace(row[0], row[2]);
        }
    }
}

void readIods(Folder &folder, Standard &standard)
{
    std::map<std::pair<std::string, std::string>, std::string> conditions;
    for (const auto &row : folder.read("2024e/iod_modules.tsv", {"iod", "module", "condition"}))
        conditions.emplace(std::pair{row[0], row[1]}, row[2]);
    std::map<std::string, std::pair<std::string, std::string>> names;
    for (const auto &row : folder.read("2024e/iods.tsv", {"id", "name", "table"}))
        names.emplace(row[0], std::pair{row[1], row[2]});

    std::map<std::string, std::size_t> places;
    for (const auto &row : folder.read("2025/iod_modules.tsv", {"iod", "module", "ie", "usage"})) {
        const auto [at, isNew] = places.try_emplace(row[0], standard.iods.size());
        if (isNew) {
            Iod iod;
            iod.id = row[0];
            if (const auto name = names.find(row[0]); name != names.end()) {
                iod.name = name->second.first;
                iod.section = sectionOfTable(name->second.second);
            }
            standard.iods.push_back(std::move(iod));
        }
        ModuleUse use;
        use.module = row[1];
        use.entity = row[2];
        use.usage = row[3];
        use.condition = conditions[{row[0], row[1]}];
        standard.iods[at->second].modules.push_back(std::move(use));
    }
    for (const auto &row : folder.read("2024e/iod_functional_groups.tsv", {"iod", "macro", "usage", "condition"})) {
        const auto at = places.find(row[0]);
        if (at == places.end())
            continue;
        GroupUse use;
        use.macro = row[1];
        use.usage = row[2];
        use.condition = row[3];
        standard.iods[at->second].groups.push_back(std::move(use));
    }
    for (const auto &row : folder.read("2025/sop_classes.tsv", {"uid", "iod"}))
        standard.sopClasses.push_back({row[0], row[1], false});
}

// "AnatomicModifier" -> "Anatomic Modifier"
std::string words(const std::string &name)
{
    std::string text;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const auto isUpper = [&](std::size_t place) {
            return place < name.size() && name[place] >= 'A' && name[place] <= 'Z';
        };
        if (at > 0 && isUpper(at) && (!isUpper(at - 1) || (at + 1 < name.size() && !isUpper(at + 1))))
            text += ' ';
        text += name[at];
    }
    return text;
}

void readContextGroups(Folder &folder, Standard &standard)
{
    std::map<std::string, std::size_t> places;
    for (auto &row : folder.read("context-groups/codes.tsv", {"cid", "name", "scheme", "code"})) {
        const auto [at, isNew] = places.try_emplace(row[0], standard.contextGroups.size());
        if (isNew)
            standard.contextGroups.push_back({row[0], words(row[1]), {}});
        auto &schemes = standard.contextGroups[at->second].schemes;
        auto scheme =
            std::find_if(schemes.begin(), schemes.end(), [&](const auto &known) { return known.first == row[2]; });
        if (scheme == schemes.end())
            scheme = schemes.insert(schemes.end(), {row[2], {}});
        if (std::find(scheme->second.begin(), scheme->second.end(), row[3]) == scheme->second.end())
            scheme->second.push_back(row[3]);
    }
}

} // namespace

std::string sectionOfTable(const std::string &table, const std::map<std::string, std::string> &known)
{
    std::string number = table;
    for (const std::string_view beginning : {"table_", "PS3.3_"}) {
        if (number.starts_with(beginning))
            number.erase(0, beginning.size());
    }
    const auto section = known.find(number);
    return section != known.end() ? section->second : number.substr(0, number.rfind('-'));
}

Result<Source> importTables(const std::filesystem::path &path, const std::filesystem::path &dictionary)
{
    Folder folder{path};
    Source source;
    readDictionary(folder, std::filesystem::absolute(dictionary), source.standard);
    readTexts(folder, source);
    readNames(folder, source);
    readIods(folder, source.standard);
    readContextGroups(folder, source.standard);
    if (folder.error())
        return *folder.error();
    auto peer = Peer::open(path / "peer-2025" / "rows.tsv");
    if (!peer)
        return peer.error();
    source.peer = peer.take();
    return source;
}

} // namespace mi::tables
