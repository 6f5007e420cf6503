#include "tools/standard/conditions/attribute_index.h"

#include <algorithm>
#include <cctype>
#include <unordered_map>

namespace mi::standard {

namespace {

constexpr int maxMacroDepth = 6;

// "A>B>C" -> "A>B"; "C" -> "".
std::string_view outerLevel(std::string_view path)
{
    const auto at = path.rfind('>');
    return at == std::string_view::npos ? std::string_view{} : path.substr(0, at);
}

std::size_t depthOf(std::string_view level)
{
    return level.empty() ? 0 : static_cast<std::size_t>(std::count(level.begin(), level.end(), '>')) + 1;
}

std::string inside(std::string_view level, std::string_view keyword)
{
    return level.empty() ? std::string{keyword} : std::string{level} + ">" + std::string{keyword};
}

std::string upwards(std::size_t levels)
{
    std::string text;
    for (std::size_t i = 0; i < levels; ++i)
        text += "../";
    return text;
}

// Attributes of the Data Set itself, wherever they are named.
bool isAlwaysAtRoot(std::string_view keyword)
{
    return keyword == "SOPClassUID" || keyword == "TransferSyntaxUID" || keyword == "SOPInstanceUID";
}

using NameTable = std::unordered_map<std::string, const DictionaryEntry *>;

NameTable makeTable(bool byKeyword)
{
    NameTable table;
    for (const DictionaryEntry &entry : dictionaryEntries()) {
        if ((entry.key >> 16U) == 0xFFFEU || entry.keyword.empty())
            continue;
        const auto [at, isNew] = table.emplace(byKeyword ? std::string{entry.keyword} : plainName(entry.name), &entry);
        if (!isNew && at->second->retired && !entry.retired)
            at->second = &entry;
    }
    return table;
}

const DictionaryEntry *lookUp(const NameTable &table, const std::string &name)
{
    const auto at = table.find(name);
    return at == table.end() ? nullptr : at->second;
}

std::optional<std::string> lookUp(const std::map<std::string, std::string, std::less<>> &table, std::string_view name)
{
    const auto at = table.find(plainName(name));
    return at == table.end() ? std::nullopt : std::optional{at->second};
}

} // namespace

std::string plainName(std::string_view name)
{
    std::string plain;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && std::isalnum(byte) != 0)
            plain += static_cast<char>(std::tolower(byte));
    }
    return plain;
}

void AttributeIndex::addRow(UnitKind kind, std::string_view unit, std::string_view path)
{
    (kind == UnitKind::macro ? m_macros : m_modules).try_emplace(std::string{unit}).first->second.emplace(path);
    m_keywords.emplace(path.substr(path.rfind('>') + 1));
    if (kind == UnitKind::module && path.find('>') == std::string_view::npos)
        m_rootKeywords.emplace(path);
}

void AttributeIndex::addUse(UnitKind kind, std::string_view unit, std::string_view path, std::string_view macro)
{
    m_uses.try_emplace(std::string{macro}).first->second.push_back({kind, std::string{unit}, std::string{path}});
}

void AttributeIndex::addUnitName(UnitKind kind, std::string_view id, std::string_view name)
{
    (kind == UnitKind::module ? m_moduleNames : m_macroNames).emplace(plainName(name), id);
}

void AttributeIndex::addFunctionalGroup(std::string_view macro)
{
    if (!m_functionalGroups.emplace(macro).second)
        return;
    for (const std::string &path : rowsOf(m_macros, macro)) {
        if (depthOf(path) == 1)
            m_groupSequences.emplace(path, macro);
        else if (depthOf(path) == 2)
            m_groupKeywords.try_emplace(path.substr(path.find('>') + 1)).first->second.emplace(macro);
    }
}

void AttributeIndex::addSopClass(std::string_view uid, std::string_view name)
{
    m_sopClassNames.emplace(plainName(name), uid);
}

const AttributeIndex::Paths &AttributeIndex::rowsOf(const Units &units, std::string_view unit)
{
    static const Paths none;
    const auto rows = units.find(unit);
    return rows == units.end() ? none : rows->second;
}

bool AttributeIndex::isMacroRow(const RowPlace &row) const
{
    return rowsOf(m_macros, row.unit).contains(row.path) || !m_modules.contains(row.unit);
}

std::optional<std::size_t> AttributeIndex::levelsOut(const Paths &rows, std::string_view level,
                                                     std::string_view keyword)
{
    for (std::size_t levels = 0;; ++levels) {
        if (rows.contains(inside(level, keyword)))
            return levels;
        if (level.empty())
            return std::nullopt;
        level = outerLevel(level);
    }
}

std::optional<std::string> AttributeIndex::oneLevelIn(const Paths &rows, std::string_view level,
                                                      std::string_view keyword)
{
    std::optional<std::string> found;
    const std::string start = level.empty() ? std::string{} : std::string{level} + ">";
    for (auto path = rows.lower_bound(start); path != rows.end() && path->starts_with(start); ++path) {
        const std::string_view inner = std::string_view{*path}.substr(start.size());
        if (depthOf(inner) != 2 || inner.substr(inner.find('>') + 1) != keyword)
            continue;
        if (found)
            return std::nullopt;
        found = inner;
    }
    return found;
}

// Where the units that use a macro have the attribute; what most of them say.
std::optional<std::size_t> AttributeIndex::levelsOutOfMacro(std::string_view macro, std::string_view keyword,
                                                            int depth) const
{
    const auto uses = m_uses.find(macro);
    if (depth > maxMacroDepth || uses == m_uses.end())
        return std::nullopt;
    std::map<std::size_t, int> votes;
    for (const Use &use : uses->second) {
        auto levels =
            levelsOut(rowsOf(use.kind == UnitKind::macro ? m_macros : m_modules, use.unit), use.path, keyword);
        if (!levels && use.kind == UnitKind::macro) {
            levels = levelsOutOfMacro(use.unit, keyword, depth + 1);
            if (levels)
                *levels += depthOf(use.path);
        }
        if (levels)
            ++votes[*levels];
    }
    const auto best =
        std::max_element(votes.begin(), votes.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    return best == votes.end() ? std::nullopt : std::optional{best->first};
}

std::optional<std::string> AttributeIndex::pathTo(std::string_view keyword, const RowPlace &row, Level level) const
{
    const std::string name{keyword};
    if (isAlwaysAtRoot(keyword) || level == Level::root)
        return "/" + name;
    if (level == Level::anyFrame)
        return "@any>" + name;
    const std::string_view here = outerLevel(row.path);
    const bool isInMacro = isMacroRow(row);
    const Paths &rows = rowsOf(isInMacro ? m_macros : m_modules, row.unit);
    if (level == Level::same)
        return rows.contains(inside(here, keyword)) ? std::optional{name} : std::nullopt;
    if (const auto levels = levelsOut(rows, here, keyword))
        return upwards(*levels) + name;
    if (isInMacro && !isFunctionalGroup(row.unit)) {
        if (const auto levels = levelsOutOfMacro(row.unit, keyword, 0))
            return upwards(*levels + depthOf(here)) + name;
    }
    const bool isInGroup = m_groupKeywords.contains(keyword);
    if (isInGroup && level == Level::frame)
        return "@frame>" + name;
    if (m_rootKeywords.contains(keyword)) {
        const bool isAtRoot = here.empty() && !isInMacro;
        return (isAtRoot ? "" : "/") + name;
    }
    if (isInGroup)
        return (isInMacro ? "@frame>" : "@any>") + name;
    return oneLevelIn(rows, here, keyword);
}

std::optional<std::string> AttributeIndex::pathInside(std::string_view sequence, std::string_view keyword,
                                                      const RowPlace &row, Level level) const
{
    std::size_t levels = 0; // from the row's own level outwards
    for (std::string_view around = outerLevel(row.path); !around.empty(); around = outerLevel(around), ++levels) {
        if (around.substr(around.rfind('>') + 1) == sequence)
            return upwards(levels) + std::string{keyword};
    }
    const auto outer = pathTo(sequence, row, level);
    if (!outer)
        return std::nullopt;
    return *outer + ">" + std::string{keyword};
}

std::optional<std::string> AttributeIndex::pathFromRoot(std::string_view keyword, Level level) const
{
    const std::string name{keyword};
    if (level != Level::anyFrame && (m_rootKeywords.contains(keyword) || isAlwaysAtRoot(keyword)))
        return "/" + name;
    return m_keywords.contains(keyword) ? std::optional{"@any>" + name} : std::nullopt;
}

std::optional<std::string> AttributeIndex::groupOfSequence(std::string_view keyword) const
{
    const auto at = m_groupSequences.find(keyword);
    return at == m_groupSequences.end() ? std::nullopt : std::optional{at->second};
}

std::optional<std::string> AttributeIndex::unitNamed(UnitKind kind, std::string_view name) const
{
    return lookUp(kind == UnitKind::module ? m_moduleNames : m_macroNames, name);
}

std::optional<std::string> AttributeIndex::sopClassNamed(std::string_view name) const
{
    return lookUp(m_sopClassNames, name);
}

const DictionaryEntry *AttributeIndex::attributeNamed(std::string_view name)
{
    static const NameTable table = makeTable(false);
    return lookUp(table, plainName(name));
}

const DictionaryEntry *AttributeIndex::attributeWithKeyword(std::string_view keyword)
{
    static const NameTable table = makeTable(true);
    return lookUp(table, std::string{keyword});
}

} // namespace mi::standard
