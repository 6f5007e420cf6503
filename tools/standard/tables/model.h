// The standard's tables in memory, between import and compile: blocks (modules and macros) of rows, IODs, SOP Classes.
// Value types; any thread.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mi::tables {

// An attribute, or the rows of a macro at this place.
struct Row {
    std::string keyword;   // of an attribute; empty for an include
    std::string macro;     // of an include
    std::string type;      // "1C"
    std::string text;      // the description that it was found with; input of the compiler, never written
    std::string when;      // expression; of 1C, 2C, and of an include that depends on something
    std::string otherwise; // "", "allowed", "forbidden"
    // The lines below the row, ready to be written: "items 1", "enum value 1 ORIGINAL | DERIVED".
    std::vector<std::string> properties;
    std::vector<Row> children;
    bool isInclude() const { return !macro.empty(); }
};

struct Block {
    std::string id;
    std::string name;
    std::string section;
    bool isMacro = false;
    std::vector<Row> rows;
};

struct ModuleUse {
    std::string module;
    std::string usage; // M, C, U
    std::string entity;
    std::string condition; // as the standard words it; input of the compiler, never written
    std::string when;
    std::string otherwise;
};

struct GroupUse {
    std::string macro;
    std::string usage;
    std::string condition;
    std::string place; // "", "per-frame", "shared"
    std::string when;
    std::string otherwise;
};

struct Iod {
    std::string id;
    std::string name;
    std::string section;
    std::vector<ModuleUse> modules;
    std::vector<GroupUse> groups;
};

struct SopClass {
    std::string uid;
    std::string iod;
    bool isRetired = false;
};

struct ContextGroup {
    std::string cid;
    std::string name;
    std::vector<std::pair<std::string, std::vector<std::string>>> schemes; // codes by scheme, in the order of the input
};

struct Element { // of the data dictionary
    std::string keyword;
    std::string vr;
    std::string vm;
    std::string tag;
    bool isRetired = false;
    std::string name = {};
};

// Tables of one edition: as read, all macros written out.
struct Blocks {
    std::vector<Block> list;
    std::map<std::string, std::size_t, std::less<>> index;

    Block *find(std::string_view id)
    {
        const auto at = index.find(id);
        return at == index.end() ? nullptr : &list[at->second];
    }
    const Block *find(std::string_view id) const
    {
        const auto at = index.find(id);
        return at == index.end() ? nullptr : &list[at->second];
    }
    Block &add(std::string id)
    {
        const auto [at, isNew] = index.try_emplace(std::move(id), list.size());
        if (isNew) {
            list.emplace_back();
            list.back().id = at->first;
        }
        return list[at->second];
    }
};

struct Standard {
    std::vector<Element> dictionary;
    std::map<std::string, std::size_t, std::less<>> elements; // keyword -> index into dictionary
    std::vector<SopClass> sopClasses;
    std::vector<Iod> iods;
    Blocks modules;
    Blocks macros;
    std::vector<ContextGroup> contextGroups;

    const Element *element(std::string_view keyword) const
    {
        const auto at = elements.find(keyword);
        return at == elements.end() ? nullptr : &dictionary[at->second];
    }
};

} // namespace mi::tables
