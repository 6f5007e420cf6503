// Makes a Report from what an earlier run has saved: the JSON of `check --json` or of the window, or the
// validation.json of a study in an archive. Text of any content: members that are missing or of another type count as
// empty. Any thread.
#pragma once

#include "core/report/document/report_builder.h"
#include "core/support/result.h"

#include <string>
#include <vector>

namespace mi {

class FileLayer;

inline constexpr std::uint64_t largestSavedReport = std::uint64_t{1} << 30U; // bytes

// Whether the text is one of the two, by its first member "schema" or its end; a quick look.
bool isSavedReport(const QByteArray &text);

struct SavedReport {
    std::string name; // of its file, for messages
    QByteArray text;
    std::string filedAt = {}; // of a bag; UTC, ISO 8601
};

// One report of several saved ones, which may come from other versions of the program: `judge` is that of the first.
// Errors: invalidFormat (neither of the two), unsupported (a later version of the format).
Result<Report> readReport(const std::vector<SavedReport> &saved, const ReportRequest &request);

} // namespace mi
