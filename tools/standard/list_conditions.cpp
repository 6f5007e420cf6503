// list_conditions FOLDER [--overrides FILE] [--all]: how much of the conditions of the tables in FOLDER is understood,
// and what is still open.

#include "tools/standard/conditions/input_tables.h"
#include "tools/standard/conditions/overrides.h"
#include "tools/standard/conditions/parse_condition.h"

#include <cstdio>
#include <iostream>
#include <set>
#include <string>
#include <string_view>

using namespace mi::standard;

namespace {

enum class Source { parsed, byHand, open };

struct Counts {
    int decidable = 0; // from the file alone
    int realWorld = 0; // knowledge from elsewhere can decide it
    int byHand = 0;    // of both
    int open = 0;
};

struct Lister {
    const InputTables &tables;
    const ConditionOverrides &overrides;
    bool listsAll = false;
    Counts counts = {};
    std::set<std::string> used = {};

    void add(const ConditionContext &context, std::string_view label, std::string_view type,
             const std::string &description)
    {
        const std::string key = overrides.keyOf(context);
        std::optional<ParsedCondition> condition;
        if (!key.empty()) {
            used.insert(key);
            condition = *overrides.find(context);
            ++counts.byHand;
        } else {
            condition = parseCondition(description, context);
        }
        const bool isOpen = !condition || condition->when.empty() || condition->when.find("open(") != std::string::npos;
        if (isOpen) {
            ++counts.open;
            std::cout << "open\t" << label << '\t' << type << '\t' << oneLine(description) << '\n';
            return;
        }
        ++(condition->when.find("unknown(") != std::string::npos ? counts.realWorld : counts.decidable);
        if (listsAll) {
            const char *otherwise = condition->otherwise == ParsedCondition::Otherwise::allowed     ? "allowed"
                                    : condition->otherwise == ParsedCondition::Otherwise::forbidden ? "forbidden"
                                                                                                    : "";
            std::cout << (key.empty() ? "parsed" : "hand") << '\t' << label << '\t' << type << '\t' << condition->when
                      << '\t' << otherwise << '\t' << condition->forbidden << '\t' << oneLine(description) << '\n';
        }
    }

    static std::string oneLine(std::string text)
    {
        for (char &c : text) {
            if (c == '\n' || c == '\t')
                c = '|';
        }
        return text;
    }
};

} // namespace

int main(int argc, char **argv)
{
    std::string folder;
    std::string overrideFile;
    bool listsAll = false;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--all")
            listsAll = true;
        else if (argument == "--overrides" && i + 1 < argc)
            overrideFile = argv[++i];
        else
            folder = argument;
    }
    if (folder.empty()) {
        std::cerr << "usage: mi_list_conditions FOLDER [--overrides FILE] [--all]\n";
        return 64;
    }
    const auto tables = readInputTables(folder);
    if (!tables) {
        std::cerr << describeWithSubject(tables.error()) << '\n';
        return 1;
    }
    const auto overrides = overrideFile.empty() ? mi::Result<ConditionOverrides>{ConditionOverrides{}}
                                                : ConditionOverrides::open(overrideFile);
    if (!overrides) {
        std::cerr << describeWithSubject(overrides.error()) << '\n';
        return 1;
    }
    Lister lister{*tables, *overrides, listsAll};
    for (const InputRow &row : tables->rows) {
        if (row.type == "1C" || row.type == "2C") {
            lister.add({.unit = row.unit, .path = row.path, .isUsage = false, .iod = {}, .attributes = &tables->index},
                       row.unit + "\t" + row.path, row.type, row.description);
        }
    }
    const Counts ofRows = lister.counts;
    lister.counts = {};
    for (const InputUsage &usage : tables->usages) {
        lister.add({.unit = usage.unit, .path = {}, .isUsage = true, .iod = usage.iod, .attributes = &tables->index},
                   usage.unit + "\t@" + usage.iod, "C", usage.condition);
    }
    const auto print = [](const char *what, const Counts &c) {
        const int total = c.decidable + c.realWorld + c.open;
        std::printf("%s: %d, decidable %d, real world %d, open %d (%.1f %%); by hand %d\n", what, total, c.decidable,
                    c.realWorld, c.open, total > 0 ? 100.0 * c.open / total : 0.0, c.byHand);
    };
    std::cout.flush();
    print("rows", ofRows);
    print("usages", lister.counts);
    for (const auto &[key, condition] : overrides->entries()) {
        if (!lister.used.contains(key))
            std::printf("unused\t%s\n", key.c_str());
    }
    return 0;
}
