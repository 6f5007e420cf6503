// mi_make_rule_tables FOLDER PROJECT: PROJECT/resources/standard/*.rules (docs/rule-tables.md) from the standard's
// tables in FOLDER and from what is settled by hand in PROJECT/tools/standard/overrides.
// FOLDER may hold the standard as published instead: part03.xml, part04.xml and part06.xml.
// mi_make_rule_tables --dictionary FOLDER PROJECT: the data dictionary of part06.xml as the rows of dictionary.tsv,
// and those that only the present one has.
// mi_make_rule_tables --imported FOLDER PROJECT: what was read of part03.xml, before it is compiled; for a look.
// --notes also prints what was decided between the editions, --report how much the tables hold.

#include "tools/standard/docbook/import_docbook.h"
#include "tools/standard/tables/compile.h"
#include "tools/standard/tables/coverage.h"
#include "tools/standard/tables/cross_checks.h"
#include "tools/standard/tables/write_rules.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace mi::tables;

// As in sysexits.h.
constexpr int usageError = 64;
constexpr int dataError = 65;
constexpr int inputError = 66;
constexpr int outputError = 74;

bool write(const std::filesystem::path &file, const std::string &text)
{
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out)
        std::cerr << file.string() << ": cannot be written\n";
    return static_cast<bool>(out);
}

bool writeAll(const Standard &standard, const std::filesystem::path &folder)
{
    std::string iods = fileHeader({{"iods", "2025"}, {"usage-conditions", "2024e"}});
    for (const SopClass &sopClass : standard.sopClasses)
        iods += sopClassText(sopClass);
    iods += "\n";
    for (const Iod &iod : standard.iods)
        iods += iodText(iod);
    std::string modules = fileHeader({{"modules", "2025"}, {"conditions-and-values", "2020 to 2025"}});
    for (const Block &block : standard.modules.list)
        modules += blockText(block);
    std::string macros = fileHeader({{"macros", "2025"}, {"conditions-and-values", "2020 to 2025"}});
    for (const Block &block : standard.macros.list)
        macros += blockText(block);
    std::string groups = fileHeader({{"context-groups", "2024"}});
    for (const ContextGroup &group : standard.contextGroups)
        groups += contextGroupText(group);
    return write(folder / "iods.rules", iods) && write(folder / "modules.rules", modules) &&
           write(folder / "macros.rules", macros) && write(folder / "context-groups.rules", groups);
}

int complain(const mi::Error &error, int code)
{
    std::cerr << mi::describeWithSubject(error) << "\n";
    return code;
}

int run(const std::filesystem::path &folder, const std::filesystem::path &project, bool wantsNotes, bool wantsReport)
{
    const auto resources = project / "resources" / "standard";
    const auto overrides = project / "tools" / "standard" / "overrides";
    auto source = hasDocBook(folder) ? importDocBook(folder, resources / "dictionary.tsv")
                                     : importTables(folder, resources / "dictionary.tsv");
    if (!source)
        return complain(source.error(), inputError);
    const auto byHand = readByHand(overrides);
    if (!byHand)
        return complain(byHand.error(), dataError);
    const auto conditions = hasDocBook(folder) ? Conditions::create(*source, overrides / "conditions.tsv")
                                               : Conditions::open(folder, overrides / "conditions.tsv");
    if (!conditions)
        return complain(conditions.error(), dataError);
    const auto compiled = compile(source.take(), *byHand, *conditions);
    if (!compiled)
        return complain(compiled.error(), dataError);
    const CheckResult checks = crossCheck(compiled->standard);
    for (const auto &error : checks.errors)
        std::cerr << "error: " << error << "\n";
    if (wantsNotes) {
        for (const auto &note : compiled->notes)
            std::cout << note << "\n";
        for (const auto &warning : checks.warnings)
            std::cout << "warning: " << warning << "\n";
    }
    if (wantsReport)
        std::cout << coverageReport(compiled->standard);
    if (!checks.errors.empty())
        return dataError;
    return writeAll(compiled->standard, resources) ? 0 : outputError;
}

// What only looks at the published XML.
int show(const std::filesystem::path &folder, const std::filesystem::path &project, bool wantsDictionary)
{
    const auto source = importDocBook(folder, project / "resources" / "standard" / "dictionary.tsv");
    if (!source)
        return complain(source.error(), inputError);
    if (wantsDictionary) {
        for (const Element &element : source->standard.dictionary)
            std::cout << element.tag << "\t" << element.keyword << "\t" << element.name << "\t" << element.vr << "\t"
                      << element.vm << "\t" << (element.isRetired ? "Y" : "N") << "\n";
        return 0;
    }
    for (const SopClass &sopClass : source->standard.sopClasses)
        std::cout << sopClassText(sopClass);
    for (const Iod &iod : source->standard.iods)
        std::cout << iodText(iod);
    for (const Blocks *blocks : {&source->textModules, &source->textMacros}) {
        for (const Block &block : blocks->list)
            std::cout << blockText(block);
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool wantsNotes = std::erase(arguments, "--notes") > 0;
    const bool wantsReport = std::erase(arguments, "--report") > 0;
    const bool wantsDictionary = std::erase(arguments, "--dictionary") > 0;
    const bool wantsImported = std::erase(arguments, "--imported") > 0;
    if (arguments.size() != 2) {
        std::cerr << "usage: mi_make_rule_tables [--notes] [--report] FOLDER PROJECT\n"
                     "       mi_make_rule_tables --dictionary|--imported FOLDER PROJECT\n";
        return usageError;
    }
    if (wantsDictionary || wantsImported)
        return show(arguments[0], arguments[1], wantsDictionary);
    return run(arguments[0], arguments[1], wantsNotes, wantsReport);
}
