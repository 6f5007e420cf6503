// RuleReader: texts of rules into RuleTables, in one pass and line by line; ids may be used before they are defined.
// The format is that of docs/rule-tables.md. One thread, used once.
#pragma once

#include "core/standard/reading/attribute_class.h"
#include "core/standard/reading/expression_parser.h"
#include "core/standard/rule_tables_data.h"
#include "core/support/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mi {

class RuleReader final : private RuleNames {
public:
    static Result<std::shared_ptr<const RuleTables>> read(std::span<const RuleTables::Source> sources);

private:
    RuleReader();

    // What stands on a line, and so what may stand below it.
    enum class LineKind : std::uint8_t { leaf, iod, block, profile, contextGroup, row };
    struct Level {
        LineKind kind = LineKind::leaf;
        std::vector<AttributeRow> rows; // of the block or row that is open, not yet in RuleTables::Data::rows
    };
    struct Place {
        std::uint16_t source = 0;
        std::uint32_t line = 0;
    };
    // Where an id was first named, and what it names.
    struct Named {
        Place place;
        bool isDefined = false;
    };

    // Lines. All of these are false when there is an error.
    bool readSources(std::span<const RuleTables::Source> sources);
    bool readSource(std::span<char> text);
    bool readLine(std::span<char> line);
    bool readWords(LineCursor &line, std::uint32_t level, LineKind parent);
    void closeLevels(std::uint32_t from);
    bool finish();

    // Blocks, rule_blocks.cpp
    bool readBlock(LineCursor &line);
    bool readEdition(LineCursor &line);
    bool readSopClass(LineCursor &line);
    bool readIod(LineCursor &line);
    bool readModuleOrMacro(LineCursor &line, bool isMacro);
    bool readProfile(LineCursor &line);
    bool readContextGroup(LineCursor &line);
    bool readModuleUse(LineCursor &line);
    bool readGroupUse(LineCursor &line);
    bool readProfileIods(LineCursor &line);
    bool readCodes(LineCursor &line);
    bool takeUse(LineCursor &line, std::uint32_t block);
    bool readUsage(LineCursor &line, Usage &usage);
    bool readUsageCondition(LineCursor &line, Usage usage, ConditionId &when, Otherwise &otherwise);
    bool readHeading(LineCursor &line, std::string_view &name, std::string_view &section);

    // Rows, rule_rows.cpp
    bool readRow(LineCursor &line, std::uint32_t level);
    bool readInclude(LineCursor &line, std::uint32_t level);
    bool readType(LineCursor &line, AttributeRow &row);
    bool readProperty(LineCursor &line, std::uint32_t level);
    bool readCount(LineCursor &line, AttributeRow &row, CountRule::Of of);
    bool readValues(LineCursor &line, AttributeRow &row, ValueRule::Kind kind);
    bool readValue(LineCursor &line, AttributeClass attribute);
    bool readNumbers(LineCursor &line, AttributeRow &row);
    bool readForbidden(LineCursor &line, AttributeRow &row);
    bool readCodeRule(LineCursor &line, AttributeRow &row);
    bool readWhich(LineCursor &line, std::uint16_t &valueNumber, ConditionId &when); // [value N] [when EXPR :]
    bool readWhen(LineCursor &line, ConditionId &when);                              // behind "when"
    bool readOtherwise(LineCursor &line, Otherwise &otherwise);                      // behind "else"

    // Ids and what they include, rule_references.cpp
    std::uint32_t moduleIndex(std::string_view id) override;
    std::uint32_t macroIndex(std::string_view id) override;
    std::uint32_t iodIndex(std::string_view id) override;
    std::uint32_t blockIndex(std::string_view id, bool isMacro);
    bool takeNewId(LineCursor &line, std::string_view &id);
    bool checkDefined();
    bool sortContextGroups();
    bool checkIncludes();
    bool checkIncludesInside(RuleRange rows, std::uint16_t source);
    bool measureBlock(std::uint32_t block, unsigned depth);
    bool measureRows(RuleRange rows, std::uint16_t source, std::uint32_t &size, std::uint32_t &height, unsigned depth);

    bool isInProfile() const { return m_levels[0].kind == LineKind::profile; }
    bool failAt(Place place, std::string what);

    std::unique_ptr<RuleTables::Data> m_data;
    ExpressionParser m_expressions;
    std::vector<Level> m_levels;
    std::uint32_t m_depth = 0; // of the line before
    Place m_place;
    std::uint32_t m_block = 0; // the module or macro that is open, or the IOD
    std::vector<Named> m_namedBlocks;
    std::vector<Named> m_namedIods;
    std::vector<std::uint32_t> m_lastUser; // of blocks: one more than the IOD that named it last
    std::unordered_map<std::uint32_t, Place> m_contextGroups;
    struct Measure {
        std::uint32_t size = 0;   // rows at one level when all includes are written out
        std::uint32_t height = 0; // includes inside includes
        enum : std::uint8_t { unknown, running, done } state = unknown;
    };
    std::vector<Measure> m_measures; // of blocks
    std::optional<Error> m_error;
};

} // namespace mi
