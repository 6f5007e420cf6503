// The standard's tables in a folder, as far as conditions need them: rows with their descriptions, and usages.
#pragma once

#include "core/support/result.h"
#include "tools/standard/conditions/attribute_index.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mi::standard {

Result<std::string> readWholeFile(const std::filesystem::path &file);

// A tab-separated text with a header line; `\n` and `\\` in fields are escapes, lines that begin with '#' are comments.
class InputTable {
public:
    // Fails when one of the columns is not in the header. Rows hold the columns asked for, in the order asked for.
    static Result<InputTable> create(std::string_view content, const std::vector<std::string_view> &columns);
    static Result<InputTable> open(const std::filesystem::path &file, const std::vector<std::string_view> &columns);

    const std::vector<std::vector<std::string>> &rows() const { return m_rows; }

private:
    std::vector<std::vector<std::string>> m_rows;
};

struct InputRow {
    UnitKind kind = UnitKind::module;
    std::string unit;
    std::string path;
    std::string type;        // "1C"
    std::string description; // "" when no edition at hand has one
};

struct InputUsage {
    std::string iod;
    std::string unit; // module, or macro of a functional group
    std::string condition;
};

struct InputTables {
    std::vector<InputRow> rows;     // without those of a module or macro that are a macro's own
    std::vector<InputUsage> usages; // those with a condition
    AttributeIndex index;
};

// What docs/adding-a-rule.md lists as the input folder.
Result<InputTables> readInputTables(const std::filesystem::path &folder);

} // namespace mi::standard
