// compare_conditions FOLDER [--overrides FILE] [--all]: our conditions beside those that another program has for the
// same attributes (FOLDER/peer-2025/rows.tsv). Prints, by kind of difference, what docs/peers.md settles.

#include "tools/standard/conditions/equivalence.h"
#include "tools/standard/conditions/expression_reader.h"
#include "tools/standard/conditions/input_tables.h"
#include "tools/standard/conditions/overrides.h"

#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace mi::standard;

namespace {

const char *nameOf(Likeness likeness)
{
    switch (likeness) {
    case Likeness::same:
        return "same";
    case Likeness::sameWhereFilled:
        return "same where filled";
    case Likeness::sameButLevel:
        return "another level";
    case Likeness::oneIsOutside:
        return "one is outside";
    case Likeness::different:
        return "different";
    case Likeness::tooLarge:
        return "too large";
    }
    return "";
}

// "CTExposureMacro" and "ct-exposure" are the same unit.
std::string plainUnit(std::string_view name)
{
    if (name.ends_with("Macro"))
        name.remove_suffix(5);
    return plainName(name);
}

// From the level of the row to the root, where that is known: of modules.
std::string absolutePath(std::string_view path, const InputRow &row)
{
    if (row.kind == UnitKind::macro || path.empty() || path.front() == '@')
        return std::string{path};
    if (path.front() == '/')
        return std::string{path.substr(1)};
    std::string_view level = row.path;
    do { // the row itself, then each Sequence around it
        level = level.substr(0, level.rfind('>') == std::string_view::npos ? 0 : level.rfind('>'));
        if (!path.starts_with("../"))
            break;
        path.remove_prefix(3);
    } while (!level.empty());
    return level.empty() ? std::string{path} : std::string{level} + ">" + std::string{path};
}

// Brings what both programs write in two ways into one: SOP Classes by name, tags with "0x", functional groups by the
// Sequence that they are in.
void adjust(Expression &expression, const InputRow &row, const AttributeIndex &index)
{
    constexpr std::string_view suffix = "SOPClassUID";
    for (Expression &part : expression.parts)
        adjust(part, row, index);
    for (std::string &literal : expression.literals) {
        for (auto at = literal.find("0x"); at != std::string::npos; at = literal.find("0x"))
            literal.erase(at, 2);
        if (!literal.ends_with(suffix))
            continue;
        if (const auto uid = index.sopClassNamed(std::string_view{literal}.substr(0, literal.size() - suffix.size())))
            literal = *uid;
    }
    for (const std::string_view start : {"/SharedFunctionalGroupsSequence>", "/PerFrameFunctionalGroupsSequence[1]>"}) {
        if (!expression.is(Expression::Kind::present) || !expression.path.starts_with(start))
            continue;
        std::string_view inner = std::string_view{expression.path}.substr(start.size());
        if (inner == "SourceImageSequence")
            inner = "DerivationImageSequence";
        if (const auto group = index.groupOfSequence(inner.substr(0, inner.find('>')))) {
            expression = Expression::named(Expression::Kind::group, *group);
            return;
        }
    }
    if (!expression.path.empty())
        expression.path = absolutePath(expression.path, row);
}

using PeerRows = std::map<std::string, std::vector<std::string>, std::less<>>;

PeerRows peerRows(const InputTable &table)
{
    PeerRows rows;
    for (const auto &row : table.rows()) {
        if (row[3] == "1C" || row[3] == "2C")
            rows[row[0] + " " + plainUnit(row[1]) + " " + row[2]].push_back(row[4]);
    }
    return rows;
}

} // namespace

int main(int argc, char **argv)
{
    std::string folder;
    std::string overrideFile;
    bool printsAll = false;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--all")
            printsAll = true;
        else if (argument == "--overrides" && i + 1 < argc)
            overrideFile = argv[++i];
        else
            folder = argument;
    }
    const auto tables = readInputTables(folder);
    const auto peer = InputTable::open(std::filesystem::path(folder) / "peer-2025/rows.tsv",
                                       {"kind", "unit", "path", "type", "when"});
    const auto overrides = overrideFile.empty() ? mi::Result<ConditionOverrides>{ConditionOverrides{}}
                                                : ConditionOverrides::open(overrideFile);
    if (!tables || !peer || !overrides) {
        std::cerr << "usage: mi_compare_conditions FOLDER [--overrides FILE] [--all]\n";
        return 64;
    }
    const PeerRows rows = peerRows(*peer);
    std::map<Likeness, int> counts;
    int unread = 0;
    int alone = 0;
    for (const InputRow &row : tables->rows) {
        if (row.type != "1C" && row.type != "2C")
            continue;
        const ConditionContext context{.unit = row.unit, .path = row.path, .attributes = &tables->index};
        const auto *settled = overrides->find(context);
        const auto condition = settled != nullptr ? std::optional{*settled} : parseCondition(row.description, context);
        const auto theirs =
            rows.find((row.kind == UnitKind::macro ? "macro " : "module ") + plainName(row.unit) + " " + row.path);
        if (!condition || condition->when.empty())
            continue;
        if (theirs == rows.end()) {
            ++alone;
            continue;
        }
        auto ours = readExpression(condition->when);
        auto other = readExpression(theirs->second.front());
        if (!ours || !other) {
            ++unread;
            std::cout << "not read\t" << row.unit << '\t' << row.path << '\t' << condition->when << '\t'
                      << theirs->second.front() << '\n';
            continue;
        }
        adjust(*ours, row, tables->index);
        adjust(*other, row, tables->index);
        const Likeness likeness = likenessOf(*ours, *other);
        ++counts[likeness];
        if (likeness != Likeness::same || printsAll)
            std::cout << nameOf(likeness) << '\t' << row.unit << '\t' << row.path << '\t' << condition->when << '\t'
                      << toText(simplified(*other)) << '\n';
    }
    for (const auto &[likeness, count] : counts)
        std::cout << "# " << nameOf(likeness) << ": " << count << '\n';
    std::cout << "# not read: " << unread << "\n# only ours: " << alone << '\n';
    return 0;
}
