// mivalidator-cli standard show: one IOD, module, macro, Context Group, profile or attribute. Main thread.
#pragma once

#include "app/cli/command_line.h"
#include "core/dicom/dictionary.h"
#include "core/standard/rule_tables.h"

#include <QJsonObject>

#include <vector>

namespace mi::cli {

// Everything that has the name: "ct-image" is an IOD and a module.
struct Shown {
    std::vector<const IodRule *> iods;
    std::vector<const RuleBlock *> blocks;
    std::vector<const ProfileRule *> profiles;
    std::vector<const ContextGroupRule *> contextGroups;
    std::vector<const DictionaryEntry *> attributes;
    bool isEmpty() const
    {
        return iods.empty() && blocks.empty() && profiles.empty() && contextGroups.empty() && attributes.empty();
    }
};

int runStandardShow(const CommandLine &line, const RuleTables &tables);
QJsonObject shownAsJson(const RuleTables &tables, const Shown &shown);

} // namespace mi::cli
