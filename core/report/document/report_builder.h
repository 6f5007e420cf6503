// Makes a Report from the snapshots of a session. Reads the records of all files it counts: off the window's thread for
// large sessions. Any thread.
#pragma once

#include "core/report/document/report.h"
#include "core/report/json_report.h"

namespace mi {

struct ReportRequest {
    ReportScope scope = ReportScope::session;
    bool isMasked = false;  // no identity: report_mask.h
    bool namesUser = false; // who made it, on which host
    std::string createdAt;  // empty: now
    ReportProgram program;  // thisProgram(), or of a test
};

// Version of the program, editions of the dictionary and of the rule tables.
ReportProgram thisProgram();

// For a selection, `input.studies` are those chosen and `input.accounting` is not used: what is not in the selection is
// not counted.
Report buildReport(const ReportInput &input, const ReportRequest &request);

// What both ways to a report share: time, user, host and program; and at the end the order, the sums and the mask.
Report startReport(const ReportRequest &request);
void finishReport(Report &report, const ReportRequest &request, std::uint64_t found);

// Counts one file of a study and takes it as an example for the findings it has.
struct CountedFile {
    std::string_view path;
    std::string_view sopInstanceUid;
    std::optional<Outcome> outcome;                            // nothing: not judged
    std::vector<std::pair<std::string, std::string>> findings; // id, attribute without item numbers
};
void countFile(ReportStudy &study, const CountedFile &file);

} // namespace mi
