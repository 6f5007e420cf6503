#include "tools/standard/tables/overrides.h"

#include "tools/standard/tables/text_table.h"

#include <algorithm>
#include <cctype>

namespace mi::tables {

namespace {

constexpr std::string_view keepType = "="; // the type stays what it is
constexpr std::string_view propertyWords[] = {"items", "vm", "enum", "terms", "number", "forbidden", "codes"};

Error errorAt(const std::string &file, std::size_t line, std::string detail)
{
    return {.code = ErrorCode::invalidFormat,
            .operation = "read",
            .subject = file + ":" + std::to_string(line),
            .detail = std::move(detail)};
}

std::string nextWord(std::string_view &text)
{
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    std::string word;
    if (text.starts_with('"')) {
        text.remove_prefix(1);
        const auto end = text.find('"');
        word = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    } else {
        const auto end = std::min(text.find(' '), text.size());
        word = text.substr(0, end);
        text.remove_prefix(end);
    }
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return word;
}

// "when EXPR else allowed" -> both; false when there is something else.
bool readCondition(std::string_view text, std::string &when, std::string &otherwise)
{
    when.clear();
    otherwise.clear();
    for (const std::string_view word : {"allowed", "forbidden"}) {
        const std::string ending = "else " + std::string{word};
        if (text.ends_with(ending)) {
            otherwise = word;
            text.remove_suffix(ending.size());
        }
    }
    while (text.ends_with(' '))
        text.remove_suffix(1);
    if (text.empty())
        return otherwise.empty();
    if (!text.starts_with("when "))
        return false;
    when = text.substr(5);
    return true;
}

class Application {
public:
    Application(const Override &change, Standard &standard) : m_change(change), m_standard(standard) {}

    Result<void> run()
    {
        if (m_change.kind == "sop-class") {
            m_standard.sopClasses.push_back({m_change.id, m_change.name, m_change.section == "retired"});
            return {};
        }
        if (m_change.kind == "iod")
            return runIod();
        Blocks &blocks = m_change.kind == "module" ? m_standard.modules : m_standard.macros;
        Block &block = blocks.add(m_change.id);
        block.isMacro = m_change.kind == "macro";
        if (!m_change.name.empty()) {
            block.name = m_change.name;
            block.section = m_change.section;
        }
        if (!applyRows(0, m_change.lines.size(), 0, block.rows, nullptr))
            return errorAt(m_change.file, m_failed, "cannot be applied in " + m_change.id);
        return {};
    }

private:
    std::size_t endOfChildren(std::size_t line, std::size_t end) const
    {
        std::size_t next = line + 1;
        while (next < end && m_change.lines[next].depth > m_change.lines[line].depth)
            ++next;
        return next;
    }

    bool applyRows(std::size_t begin, std::size_t end, std::size_t depth, std::vector<Row> &rows, Row *owner)
    {
        for (std::size_t at = begin; at < end;) {
            const auto &line = m_change.lines[at];
            const std::size_t next = endOfChildren(at, end);
            if (line.depth != depth || !applyLine(at, next, rows, owner)) {
                m_failed = m_failed == 0 ? line.number : m_failed;
                return false;
            }
            at = next;
        }
        return true;
    }

    bool applyLine(std::size_t at, std::size_t next, std::vector<Row> &rows, Row *owner)
    {
        const auto &line = m_change.lines[at];
        std::string_view rest = line.text;
        const std::string word = nextWord(rest);
        if (word == "empty") { // start over
            rows.clear();
            return true;
        }
        if (word == "remove")
            return std::erase_if(rows, [&](const Row &row) { return row.keyword + row.macro == rest; }) > 0;
        const bool isProperty =
            std::find(std::begin(propertyWords), std::end(propertyWords), word) != std::end(propertyWords);
        if (isProperty || word == "no")
            return owner != nullptr &&
                   applyProperty(line.text, word == "no" ? std::string{rest} : word, word == "no", *owner);
        Row &row = rowNamed(word == "include" ? nextWord(rest) : word, word == "include", rows);
        if (!row.isInclude()) {
            const std::string type = nextWord(rest);
            if (type != keepType)
                row.type = type;
            if (type == keepType && rest.empty())
                return applyRows(at + 1, next, line.depth + 1, row.children, &row);
        }
        return readCondition(rest, row.when, row.otherwise) &&
               applyRows(at + 1, next, line.depth + 1, row.children, &row);
    }

    // The first of several lines of one kind takes the place of what was there.
    bool applyProperty(const std::string &text, const std::string &word, bool isRemoval, Row &owner)
    {
        if (m_propertyOwner != &owner || m_propertyWord != word)
            std::erase_if(owner.properties, [&](const std::string &line) { return line.starts_with(word + " "); });
        m_propertyOwner = &owner;
        m_propertyWord = word;
        if (!isRemoval)
            owner.properties.push_back(text);
        return true;
    }

    static Row &rowNamed(const std::string &name, bool isInclude, std::vector<Row> &rows)
    {
        const auto at = std::find_if(rows.begin(), rows.end(),
                                     [&](const Row &row) { return (isInclude ? row.macro : row.keyword) == name; });
        if (at != rows.end())
            return *at;
        Row row;
        (isInclude ? row.macro : row.keyword) = name;
        return rows.emplace_back(std::move(row));
    }

    Result<void> runIod()
    {
        const auto iod = std::find_if(m_standard.iods.begin(), m_standard.iods.end(),
                                      [&](const Iod &candidate) { return candidate.id == m_change.id; });
        if (iod == m_standard.iods.end())
            return errorAt(m_change.file, m_change.lines.empty() ? 0 : m_change.lines.front().number,
                           "no IOD " + m_change.id);
        if (!m_change.name.empty()) {
            iod->name = m_change.name;
            iod->section = m_change.section;
        }
        for (const auto &line : m_change.lines) {
            std::string_view rest = line.text;
            const std::string word = nextWord(rest);
            const std::string id = nextWord(rest);
            const bool isApplied = word == "module"  ? applyModule(id, rest, *iod)
                                   : word == "group" ? applyGroup(id, rest, *iod)
                                                     : word == "remove" && removeUse(id, *iod);
            if (!isApplied)
                return errorAt(m_change.file, line.number, "cannot be applied in " + m_change.id);
        }
        return {};
    }

    static bool applyModule(const std::string &id, std::string_view rest, Iod &iod)
    {
        auto at = std::find_if(iod.modules.begin(), iod.modules.end(),
                               [&](const ModuleUse &use) { return use.module == id; });
        if (at == iod.modules.end()) {
            iod.modules.emplace_back().module = id;
            at = iod.modules.end() - 1;
        }
        at->usage = nextWord(rest);
        at->entity = nextWord(rest);
        return readCondition(rest, at->when, at->otherwise);
    }

    static bool applyGroup(const std::string &id, std::string_view rest, Iod &iod)
    {
        auto at =
            std::find_if(iod.groups.begin(), iod.groups.end(), [&](const GroupUse &use) { return use.macro == id; });
        if (at == iod.groups.end()) {
            iod.groups.emplace_back().macro = id;
            at = iod.groups.end() - 1;
        }
        at->usage = nextWord(rest);
        if (rest.starts_with("per-frame") || rest.starts_with("shared"))
            at->place = nextWord(rest);
        return readCondition(rest, at->when, at->otherwise);
    }

    static bool removeUse(const std::string &id, Iod &iod)
    {
        return std::erase_if(iod.modules, [&](const ModuleUse &use) { return use.module == id; }) +
                   std::erase_if(iod.groups, [&](const GroupUse &use) { return use.macro == id; }) >
               0;
    }

    const Override &m_change;
    Standard &m_standard;
    std::size_t m_failed = 0;
    const Row *m_propertyOwner = nullptr;
    std::string m_propertyWord;
};

// A '#' behind a blank and outside of quotes begins a comment, as in the rule format.
std::string_view withoutComment(std::string_view line)
{
    bool isQuoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"')
            isQuoted = !isQuoted;
        else if (line[i] == '\\' && isQuoted)
            ++i;
        else if (line[i] == '#' && !isQuoted && (i == 0 || line[i - 1] == ' '))
            return line.substr(0, i);
    }
    return line;
}

} // namespace

Result<void> readOverrides(std::string_view name, std::string_view text, std::vector<Override> &overrides)
{
    std::size_t number = 0;
    for (const std::string &line : split(text, '\n')) {
        ++number;
        const auto indent = line.find_first_not_of(' ');
        if (indent == std::string::npos || line[indent] == '#')
            continue;
        std::string_view rest = withoutComment(line).substr(indent);
        while (rest.ends_with(' '))
            rest.remove_suffix(1);
        if (indent > 0) {
            if (overrides.empty() || indent % 2 != 0)
                return errorAt(std::string{name}, number, "indentation");
            overrides.back().lines.push_back({std::string{rest}, indent / 2 - 1, number});
            continue;
        }
        Override next;
        next.kind = nextWord(rest);
        next.id = nextWord(rest);
        next.name = nextWord(rest);
        next.section = nextWord(rest);
        next.file = name;
        if (next.kind != "module" && next.kind != "macro" && next.kind != "iod" && next.kind != "sop-class")
            return errorAt(std::string{name}, number, "neither module nor macro nor iod nor sop-class");
        overrides.push_back(std::move(next));
    }
    return {};
}

Result<void> applyOverrides(const std::vector<Override> &overrides, Standard &standard)
{
    for (const Override &change : overrides) {
        if (auto result = Application{change, standard}.run(); !result)
            return result.error();
    }
    return {};
}

} // namespace mi::tables
