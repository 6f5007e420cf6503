// TextTable: a tab-separated file with a header line; `\n` and `\\` in fields are escapes. A value type.
#pragma once

#include "core/support/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mi::tables {

class TextTable {
public:
    // Fails when the file cannot be read or one of the columns is not in its header.
    static Result<TextTable> open(const std::filesystem::path &file, const std::vector<std::string_view> &columns);
    static Result<TextTable> create(std::string_view name, std::string_view content,
                                    const std::vector<std::string_view> &columns);

    // Rows hold the columns asked for, in the order asked for.
    const std::vector<std::vector<std::string>> &rows() const { return m_rows; }

private:
    std::vector<std::vector<std::string>> m_rows;
};

// The parts of a text between separators; an empty text has none.
std::vector<std::string> split(std::string_view text, char separator);
std::string join(const std::vector<std::string> &parts, std::string_view separator);
Result<std::string> readTextFile(const std::filesystem::path &file);

} // namespace mi::tables
