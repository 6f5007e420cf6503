// Rows of a CSV text (RFC 4180) with any separator: fields in quotes may hold separators, line ends and doubled quotes.
// Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mi {

struct CsvRow {
    std::size_t line = 0; // on which it begins, from 1
    std::vector<std::string> fields;
};

// Rows without any text are left out. Nothing: a quote is never closed.
std::optional<std::vector<CsvRow>> csvRows(std::string_view text, char separator);

} // namespace mi
