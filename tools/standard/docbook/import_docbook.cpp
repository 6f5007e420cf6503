#include "tools/standard/docbook/import_docbook.h"

#include "tools/standard/tables/text_table.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace mi::tables {

namespace {

std::string lowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string firstLine(const std::string &text)
{
    return text.substr(0, text.find('\n'));
}

enum class TableKind { module, macro, iod, groups };

struct Title {
    TableKind kind;
    std::string name;
};

// What a table is, from the end of its caption.
std::optional<Title> titleOf(const std::string &caption)
{
    static const std::vector<std::pair<std::string, TableKind>> endings{
        {" Module Attributes Description", TableKind::module},
        {" Module Attributes", TableKind::module},
        {" Module Table", TableKind::module},
        {" Macro Attributes Description", TableKind::macro},
        {" Macro Attributes", TableKind::macro},
        {" IOD Modules", TableKind::iod},
        {" Functional Group Macros", TableKind::groups},
    };
    for (const auto &[ending, kind] : endings) {
        if (caption.ends_with(ending))
            return Title{kind, caption.substr(0, caption.size() - ending.size())};
    }
    return std::nullopt;
}

std::size_t depthOf(std::string &name)
{
    std::size_t depth = 0;
    while (!name.empty() && (name.front() == '>' || name.front() == ' ')) {
        depth += name.front() == '>' ? 1U : 0U;
        name.erase(0, 1);
    }
    return depth;
}

class Importer {
public:
    explicit Importer(const DocBookParts &parts) : m_parts(parts) {}

    Source run(const std::vector<Element> &moreElements)
    {
        readDictionary();
        for (const Element &element : moreElements)
            addElement(element);
        for (const DocBookTable &table : m_parts.ps33) {
            const auto title = titleOf(table.caption);
            if (title && title->kind == TableKind::macro)
                m_macroOfTable[table.id] = idOf(title->name);
        }
        for (const DocBookTable &table : m_parts.ps33) {
            if (const auto title = titleOf(table.caption))
                readTable(table, *title);
        }
        readSopClasses();
        return std::move(m_source);
    }

private:
    void readDictionary()
    {
        for (const DocBookTable &table : m_parts.ps36) {
            for (const auto &row : table.rows) {
                // Tag, Name, Keyword, VR, VM, and "RET" with the retired ones.
                if (row.size() < 5 || !row[0].text.starts_with('(') || row[2].text.empty())
                    continue;
                const bool isRetired = row.size() > 5 && row[5].text.starts_with("RET");
                const Element element{row[2].text, row[3].text, row[4].text, row[0].text, isRetired, row[1].text};
                addElement(element);
            }
        }
    }

    void addElement(const Element &element)
    {
        if (!m_source.standard.elements.emplace(element.keyword, m_source.standard.dictionary.size()).second)
            return;
        m_keywords.emplace(lowerCase(element.tag), element.keyword);
        m_source.standard.dictionary.push_back(element);
    }

    void readTable(const DocBookTable &table, const Title &title)
    {
        if (title.kind == TableKind::iod)
            return readIod(table, title.name);
        if (title.kind == TableKind::groups)
            return readGroups(table, title.name);
        const std::string id = idOf(title.name);
        const bool isMacro = title.kind == TableKind::macro;
        Block &block = (isMacro ? m_source.textMacros : m_source.textModules).add(id);
        if (!block.rows.empty())
            return; // printed twice
        block.isMacro = isMacro;
        m_source.blockNames.emplace(id, title.name);
        m_source.blockSections.emplace(id, table.section);
        for (const auto &row : table.rows)
            readRow(row, block.rows);
    }

    void readRow(const std::vector<DocBookCell> &cells, std::vector<Row> &root)
    {
        if (cells.empty())
            return;
        std::string name = firstLine(cells[0].text);
        const std::size_t depth = depthOf(name);
        std::vector<Row> *rows = &root;
        Row *owner = nullptr;
        for (std::size_t level = 0; level < depth; ++level) {
            if (rows->empty())
                return; // a level is left out
            owner = &rows->back();
            rows = &owner->children;
        }
        if (lowerCase(name).starts_with("include")) {
            readInclude(cells, *rows, owner);
            return;
        }
        if (cells.size() < 4)
            return; // a heading
        const auto keyword = m_keywords.find(lowerCase(cells[1].text));
        if (keyword == m_keywords.end())
            return;
        Row row;
        row.keyword = keyword->second;
        row.type = cells[2].text;
        row.text = cells[3].text;
        rows->push_back(std::move(row));
    }

    void readInclude(const std::vector<DocBookCell> &cells, std::vector<Row> &rows, Row *owner)
    {
        for (const auto &link : cells[0].links) {
            const auto macro = m_macroOfTable.find(link);
            if (macro == m_macroOfTable.end())
                continue;
            Row row;
            row.macro = macro->second;
            rows.push_back(std::move(row));
        }
        const std::string &words = cells.size() > 1 ? cells.back().text : cells[0].text;
        if (owner == nullptr)
            return;
        for (const auto &[word, binding] : {std::pair{"Baseline CID ", " baseline"}, {"Defined CID ", " defined"}}) {
            const auto at = words.find(word);
            if (at == std::string::npos)
                continue;
            const auto begin = at + std::string_view{word}.size();
            const auto end = words.find_first_not_of("0123456789", begin);
            if (end != begin)
                owner->properties.push_back("codes " + words.substr(begin, end - begin) + binding);
        }
    }

    // The components that two sections have in common: 2 of "A.47.3" and "A.47.4.1".
    static std::size_t nearness(const std::string &a, const std::string &b)
    {
        const auto first = split(a, '.');
        const auto second = split(b, '.');
        const auto end = std::mismatch(first.begin(), first.end(), second.begin(), second.end());
        return static_cast<std::size_t>(end.first - first.begin());
    }

    // The functional groups of an IOD may call it by a shorter name; then they stand beside it.
    Iod *iodNamed(const std::string &name, const std::string &section)
    {
        Iod *nearest = nullptr;
        std::size_t most = 1; // the annex alone is not near
        for (Iod &iod : m_source.standard.iods) {
            if (iod.id == idOf(name))
                return &iod;
            if (nearness(iod.section, section) > most) {
                most = nearness(iod.section, section);
                nearest = &iod;
            }
        }
        return nearest;
    }

    // "C - Required if ..." -> the letter, and the words.
    static std::pair<std::string, std::string> usageOf(const std::string &text)
    {
        const auto words = text.find_first_not_of(" -\n\xE2\x80\x93", 1); // hyphen or dash
        return {text.substr(0, 1), words == std::string::npos ? "" : text.substr(words)};
    }

    void readIod(const DocBookTable &table, const std::string &name)
    {
        Iod &iod = m_source.standard.iods.emplace_back();
        iod.id = idOf(name);
        iod.name = name;
        iod.section = table.section;
        for (const auto &row : table.rows) {
            if (row.size() < 4)
                continue;
            ModuleUse use;
            use.entity = firstLine(row[0].text);
            use.module = idOf(firstLine(row[1].text));
            std::tie(use.usage, use.condition) = usageOf(row[3].text);
            if (!use.usage.empty())
                iod.modules.push_back(std::move(use));
        }
    }

    void readGroups(const DocBookTable &table, const std::string &name)
    {
        Iod *iod = iodNamed(name, table.section);
        for (const auto &row : table.rows) {
            if (row.size() < 3 || iod == nullptr)
                continue;
            GroupUse use;
            use.macro = idOf(firstLine(row[0].text));
            std::tie(use.usage, use.condition) = usageOf(row[2].text);
            if (!use.usage.empty())
                iod->groups.push_back(std::move(use));
        }
    }

    // A SOP Class names the section of its IOD.
    void readSopClasses()
    {
        constexpr std::string_view section = "sect_";
        for (const DocBookTable &table : m_parts.ps34) {
            for (const auto &row : table.rows) {
                if (row.size() < 3 || row[2].links.empty() || !row[2].links[0].starts_with(section))
                    continue;
                const std::string wanted = row[2].links[0].substr(section.size());
                for (const Iod &iod : m_source.standard.iods) {
                    if (iod.section == wanted || iod.section.starts_with(wanted + "."))
                        m_source.standard.sopClasses.push_back({row[1].text, iod.id, false});
                }
            }
        }
    }

    const DocBookParts &m_parts;
    Source m_source;
    std::map<std::string, std::string> m_keywords;     // tag in lower case -> keyword
    std::map<std::string, std::string> m_macroOfTable; // "table_8.8-1" -> "code-sequence"
};

} // namespace

std::string idOf(const std::string &name)
{
    std::string id;
    for (const char c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            id += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (c == ' ' || c == '/' || c == '-')
            id += '-';
    }
    return id;
}

bool hasDocBook(const std::filesystem::path &folder)
{
    return std::filesystem::exists(folder / "part03.xml");
}

Source sourceOf(const DocBookParts &parts, const std::vector<Element> &moreElements)
{
    return Importer{parts}.run(moreElements);
}

Result<Source> importDocBook(const std::filesystem::path &folder, const std::filesystem::path &dictionary)
{
    DocBookParts parts;
    for (const auto &[file, tables] :
         {std::pair{"part03.xml", &parts.ps33}, {"part04.xml", &parts.ps34}, {"part06.xml", &parts.ps36}}) {
        auto read = openDocBook(folder / file);
        if (!read)
            return read.error();
        *tables = read.take();
    }
    const auto known = TextTable::open(dictionary, {"tag", "keyword", "name", "vr", "vm", "retired"});
    if (!known)
        return known.error();
    std::vector<Element> elements;
    for (const auto &row : known->rows())
        elements.push_back({row[1], row[3], row[4], row[0], row[5] == "Y", row[2]});
    return sourceOf(parts, elements);
}

} // namespace mi::tables
