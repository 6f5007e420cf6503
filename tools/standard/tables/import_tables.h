// Import: the standard's tables in a folder (one folder an edition, tab-separated) become a Source, as they are.
// Compile makes the Standard of it. docs/adding-a-rule.md says which files there are and what of which edition is in
// them.
#pragma once

#include "core/support/result.h"
#include "tools/standard/tables/model.h"
#include "tools/standard/tables/peer.h"

#include <filesystem>
#include <string>

namespace mi::tables {

struct Source {
    Standard standard;  // dictionary, SOP Classes, IODs with uses and conditions; its blocks are still empty
    Blocks textModules; // macros written out, with the descriptions of the edition that has them
    Blocks textMacros;
    Blocks newestModules; // macros and functional groups written out, newest types, no descriptions
    Peer peer;
    std::map<std::string, std::string, std::less<>> blockTables; // id of a module or macro -> "table_C.7-1"
    std::map<std::string, std::string, std::less<>> blockNames;
    std::map<std::string, std::string, std::less<>> blockSections; // where they are known without the table
};

// `dictionary`: the data dictionary of the program, resources/standard/dictionary.tsv.
Result<Source> importTables(const std::filesystem::path &folder, const std::filesystem::path &dictionary);

// "table_C.7.6.16-1" -> "C.7.6.16", unless `known` has the section of "C.7.6.16-1".
std::string sectionOfTable(const std::string &table, const std::map<std::string, std::string> &known = {});

} // namespace mi::tables
