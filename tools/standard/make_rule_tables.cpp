// mi_make_rule_tables FOLDER PROJECT: PROJECT/resources/standard/*.rules (docs/rule-tables.md) from the standard's
// tables in FOLDER and from what is settled by hand in PROJECT/tools/standard/overrides. mi_make_rule_tables --notes
// FOLDER PROJECT: also prints what was decided between the editions.

#include "tools/standard/tables/compile.h"
#include "tools/standard/tables/write_rules.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace mi::tables;

bool write(const std::filesystem::path &file, const std::string &text)
{
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out)
        std::cerr << file.string() << ": cannot be written\n";
    return static_cast<bool>(out);
}

} // namespace

int main(int argc, char **argv)
{
    std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool wantsNotes = !arguments.empty() && arguments[0] == "--notes";
    if (wantsNotes)
        arguments.erase(arguments.begin());
    if (arguments.size() != 2) {
        std::cerr << "usage: mi_make_rule_tables [--notes] FOLDER PROJECT\n";
        return 64;
    }
    const std::filesystem::path project{arguments[1]};
    auto source = importTables(arguments[0], project / "resources" / "standard" / "dictionary.tsv");
    if (!source) {
        std::cerr << mi::describeWithSubject(source.error()) << "\n";
        return 66;
    }
    auto byHand = readByHand(project / "tools" / "standard" / "overrides");
    if (!byHand) {
        std::cerr << mi::describeWithSubject(byHand.error()) << "\n";
        return 65;
    }
    const auto conditions =
        Conditions::open(arguments[0], project / "tools" / "standard" / "overrides" / "conditions.tsv");
    if (!conditions) {
        std::cerr << mi::describeWithSubject(conditions.error()) << "\n";
        return 65;
    }
    auto result = compile(source.take(), *byHand, *conditions);
    if (!result) {
        std::cerr << mi::describeWithSubject(result.error()) << "\n";
        return 65;
    }
    const Compiled &compiled = *result;
    if (wantsNotes) {
        for (const auto &note : compiled.notes)
            std::cout << note << "\n";
    }
    const auto target = project / "resources" / "standard";
    std::string iods = "rules 1\nedition iods \"2025\"\nedition usage-conditions \"2024e\"\n\n";
    for (const SopClass &sopClass : compiled.standard.sopClasses)
        iods += sopClassText(sopClass);
    iods += "\n";
    for (const Iod &iod : compiled.standard.iods)
        iods += iodText(iod);
    std::string modules = "rules 1\nedition modules \"2025\"\n\n";
    for (const Block &block : compiled.standard.modules.list)
        modules += blockText(block);
    std::string macros = "rules 1\nedition macros \"2025\"\n\n";
    for (const Block &block : compiled.standard.macros.list)
        macros += blockText(block);
    std::string groups = "rules 1\nedition context-groups \"2024\"\n\n";
    for (const ContextGroup &group : compiled.standard.contextGroups)
        groups += contextGroupText(group);
    const bool isWritten = write(target / "iods.rules", iods) && write(target / "modules.rules", modules) &&
                           write(target / "macros.rules", macros) && write(target / "context-groups.rules", groups);
    return isWritten ? 0 : 74;
}
