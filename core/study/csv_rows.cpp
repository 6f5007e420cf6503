#include "core/study/csv_rows.h"

#include <algorithm>

namespace mi {

std::optional<std::vector<CsvRow>> csvRows(std::string_view text, char separator)
{
    std::vector<CsvRow> rows;
    CsvRow row;
    std::string field;
    bool isQuoted = false;
    std::size_t line = 1;
    row.line = line;
    const auto endRow = [&] {
        row.fields.push_back(std::move(field));
        field.clear();
        if (std::ranges::any_of(row.fields, [](const std::string &one) { return !one.empty(); }))
            rows.push_back(std::move(row));
        row = {};
        row.line = line;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool isLineEnd = c == '\n' || (c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
        line += isLineEnd ? 1 : 0;
        if (isQuoted) {
            if (c != '"')
                field += c;
            else if (i + 1 < text.size() && text[i + 1] == '"')
                field += text[++i];
            else
                isQuoted = false;
        } else if (c == '"' && field.empty()) {
            isQuoted = true;
        } else if (c == separator) {
            row.fields.push_back(std::move(field));
            field.clear();
        } else if (isLineEnd) {
            endRow();
        } else if (c != '\r') {
            field += c;
        }
    }
    if (isQuoted)
        return std::nullopt;
    endRow();
    return rows;
}

} // namespace mi
