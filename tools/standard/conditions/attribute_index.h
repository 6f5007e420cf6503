// AttributeIndex: where attributes live in modules and macros, and what modules, macros and attributes are called.
// Built from the rows of the tables, then read by the grammar. Not shared between threads while it is built.
#pragma once

#include "core/dicom/dictionary.h"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mi::standard {

enum class UnitKind { module, macro };

// A sentence says in words where an attribute is to be looked for.
enum class Level {
    any,      // it does not say
    same,     // "in this Item"
    root,     // "at the image level", "in the X Module"
    frame,    // "of this frame"
    anyFrame, // "for any frame"
};

struct RowPlace {
    std::string_view unit;
    std::string_view path; // keywords joined by '>'
};

class AttributeIndex {
public:
    // Rows of macros that are written out in a module are rows of both.
    void addRow(UnitKind kind, std::string_view unit, std::string_view path);
    // The rows of `macro` are in `unit` at `path`: "" or the Sequence that holds them.
    void addUse(UnitKind kind, std::string_view unit, std::string_view path, std::string_view macro);
    void addUnitName(UnitKind kind, std::string_view id, std::string_view name);
    void addFunctionalGroup(std::string_view macro);
    void addSopClass(std::string_view uid, std::string_view name);

    // The path, as an expression has it, from the level of the row to an attribute; nothing when it is nowhere.
    std::optional<std::string> pathTo(std::string_view keyword, const RowPlace &row, Level level) const;
    // ... to an attribute inside a Sequence that is named with it; the Sequence may be one around the row.
    std::optional<std::string> pathInside(std::string_view sequence, std::string_view keyword, const RowPlace &row,
                                          Level level) const;
    // From the root of an instance, for what an IOD uses.
    std::optional<std::string> pathFromRoot(std::string_view keyword, Level level) const;

    // By name without blanks, signs and case: "plane position (patient)" -> "plane-position-patient".
    std::optional<std::string> unitNamed(UnitKind kind, std::string_view name) const;
    std::optional<std::string> sopClassNamed(std::string_view name) const;
    // The macro of a functional group whose Sequence has this keyword.
    std::optional<std::string> groupOfSequence(std::string_view keyword) const;
    bool isFunctionalGroup(std::string_view macro) const { return m_functionalGroups.contains(macro); }

    // By name, without blanks, signs and case; nullptr if there is none.
    static const DictionaryEntry *attributeNamed(std::string_view name);
    static const DictionaryEntry *attributeWithKeyword(std::string_view keyword);

private:
    struct Use {
        UnitKind kind;
        std::string unit;
        std::string path;
    };
    using Names = std::map<std::string, std::string, std::less<>>;

    using Paths = std::set<std::string, std::less<>>;
    using Units = std::map<std::string, Paths, std::less<>>;

    // In a Sequence of the same level, if it is in one only: "SequenceA>Keyword".
    static std::optional<std::string> oneLevelIn(const Paths &rows, std::string_view level, std::string_view keyword);
    // Levels from `level` (a path of Sequences of the unit) outwards to the attribute; nothing if it is on none of
    // them.
    static std::optional<std::size_t> levelsOut(const Paths &rows, std::string_view level, std::string_view keyword);
    static const Paths &rowsOf(const Units &units, std::string_view unit);
    // A module and a macro may share their id: the macro is meant where it has the row.
    bool isMacroRow(const RowPlace &row) const;
    std::optional<std::size_t> levelsOutOfMacro(std::string_view macro, std::string_view keyword, int depth) const;

    Units m_modules;
    Units m_macros;
    std::set<std::string, std::less<>> m_functionalGroups;
    std::set<std::string, std::less<>> m_rootKeywords;                                      // of modules
    std::set<std::string, std::less<>> m_keywords;                                          // of all rows
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> m_groupKeywords; // keyword -> macros
    Names m_groupSequences;                                                                 // keyword -> macro
    std::map<std::string, std::vector<Use>, std::less<>> m_uses;
    Names m_moduleNames;
    Names m_macroNames;
    Names m_sopClassNames;
};

// Letters and digits only, in lower case.
std::string plainName(std::string_view name);

} // namespace mi::standard
