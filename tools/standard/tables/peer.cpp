#include "tools/standard/tables/peer.h"

#include "tools/standard/tables/text_table.h"

#include <algorithm>
#include <cctype>

namespace mi::tables {

namespace {

enum Column : std::size_t {
    kind,
    unit,
    path,
    role,
    type,
    when,
    otherwise,
    items,
    valueNumber,
    enumerated,
    terms,
    contextGroup,
    count
};

constexpr std::string_view emptyValue = "***EMPTYVALUE***";

std::string withoutEnding(std::string text, std::string_view ending)
{
    if (text.ends_with(ending))
        text.resize(text.size() - ending.size());
    return text;
}

std::string letters(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return result;
}

// Where the names differ.
std::string renamed(const std::string &key)
{
    static const std::map<std::string, std::string> names{
        {"macro planeposition", "macro planepositionpatient"},
        {"macro planeorientation", "macro planeorientationpatient"},
        {"macro spatialcoordinates3d", "macro 3dspatialcoordinates"},
        {"macro frameusefulnessfunctionalgroup", "macro frameusefulness"},
        {"macro camerapositionfunctionalgroup", "macro cameraposition"},
        {"macro timeofframefunctionalgroup", "macro timeofframe"},
        {"macro commonctmrimagedescriptionimagelevel", "macro commonctmrandphotoacousticimagedescription"},
        {"macro mrimagedescriptionimagelevel", "macro mrimagedescription"},
        {"macro mrspectroscopydescriptionimagelevel", "macro mrspectroscopydescription"},
        {"module multiframefunctionalgroupscommon", "module multiframefunctionalgroups"},
        {"module supplementalpalettecolorlut", "module supplementalpalettecolorlookuptable"},
    };
    const auto at = names.find(key);
    return at == names.end() ? key : at->second;
}

} // namespace

Result<Peer> Peer::open(const std::filesystem::path &file)
{
    const auto text = readTextFile(file);
    if (!text)
        return text.error();
    // Lists that were broken over lines in the peer's source are so here.
    std::vector<std::string> lines;
    for (const std::string &line : split(*text, '\n')) {
        if (lines.empty() || line.starts_with("module\t") || line.starts_with("macro\t"))
            lines.push_back(line);
        else if (!line.empty())
            lines.back() += "|" + line.substr(std::min(line.find_first_not_of(' '), line.size()));
    }
    Peer peer;
    for (std::size_t at = 1; at < lines.size(); ++at) {
        auto fields = split(lines[at], '\t');
        fields.resize(count);
        peer.add(fields);
    }
    return peer;
}

void Peer::add(const std::vector<std::string> &fields)
{
    const std::string name = letters(fields[kind] == "macro" ? withoutEnding(fields[unit], "Macro") : fields[unit]);
    const bool isRow = fields[role] == "attribute" || fields[role] == "sequence" || fields[role] == "value rule";
    auto &block = m_blocks[renamed(fields[kind] + " " + name)];
    if (fields[role] == "include") {
        // The context group stands at the include of the code macro, inside of its Sequence.
        const auto last = fields[path].rfind('>');
        if (last != std::string::npos && !fields[contextGroup].empty())
            block[fields[path].substr(0, last)].contextGroup = fields[contextGroup];
        return;
    }
    if (!isRow)
        return;
    PeerRow &row = block[fields[path]];
    if (fields[role] != "value rule") {
        row.type = fields[type];
        row.items = fields[items];
        row.isSequence = fields[role] == "sequence";
    } else if (!fields[when].empty()) {
        return; // settled by hand where it matters
    }
    for (const Column column : {enumerated, terms}) {
        ValueList list;
        list.isEnumerated = column == enumerated;
        list.valueNumber =
            fields[valueNumber].empty() ? 0U : static_cast<unsigned>(std::stoul(fields[valueNumber])) + 1;
        for (auto &value : split(fields[column], '|')) {
            if (value != emptyValue && !value.empty())
                list.values.push_back(value);
        }
        if (!list.values.empty())
            row.values.push_back(std::move(list));
    }
}

const PeerRow *Peer::find(bool isMacro, const std::string &block, const std::string &rowPath) const
{
    const auto at = m_blocks.find((isMacro ? "macro " : "module ") + letters(block));
    if (at == m_blocks.end())
        return nullptr;
    const auto row = at->second.find(rowPath);
    return row == at->second.end() ? nullptr : &row->second;
}

bool Peer::knows(bool isMacro, const std::string &block) const
{
    return m_blocks.contains((isMacro ? "macro " : "module ") + letters(block));
}

} // namespace mi::tables
