// A report as tables (RFC 4180): comma, CR LF, UTF-8. Column names are stable and English, like ids. Values are those
// of the files; a value that a spreadsheet would take for a formula gets an apostrophe in front, and a NUL, which no
// reader bears, is written as \x00. Any thread.
#pragma once

#include "core/report/document/report.h"

#include <string>
#include <string_view>

namespace mi {

enum class ByteOrderMark : std::uint8_t { none, written }; // some spreadsheets take a file without it for Latin-1

std::string studiesCsv(const Report &report, ByteOrderMark mark = ByteOrderMark::none);  // a row a study
std::string findingsCsv(const Report &report, ByteOrderMark mark = ByteOrderMark::none); // a row a cause in a study

// One value, quoted where needed.
std::string csvField(std::string_view value);

} // namespace mi
