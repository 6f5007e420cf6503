// What the user wants a report of, and in which form. A value type.
#pragma once

#include "core/report/formats/report_formats.h"

#include <QString>

#include <vector>

namespace mi::ui {

enum class ReportKind : std::uint8_t {
    report,
    reportForEngineer, // of the sender: without identities
    letter,
    studiesTable,
    findingsTable,
    data,
    statistics,
    wholeCheck, // the JSON of the check, the same bytes as `check --json`
};

struct ReportChoice {
    ReportKind kind = ReportKind::report;
    ReportForm form = ReportForm::pdf;
    Language language = Language::english;
    bool isSelection = false; // only the selected studies
    bool isMasked = false;
    bool namesUser = false;
    std::vector<StudyId> selected = {};
};

// The end of the file's name for a form: "pdf".
QString suffixOf(ReportForm form);
// What the choice is a form of.
ReportSubject subjectOf(ReportKind kind);

} // namespace mi::ui
