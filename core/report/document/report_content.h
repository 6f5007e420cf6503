// What a report says, in one language. Any thread.
#pragma once

#include "core/report/document/blocks.h"
#include "core/report/document/report.h"
#include "core/report/texts/language.h"

namespace mi {

// The whole document: what, when and who; the sums; every cause with words; every study with its findings; what was not
// checked.
std::vector<blocks::Block> reportContent(const Report &report, Language language);

// Words for values of the model.
std::string verdictText(Verdict verdict, Language language);
std::string severityText(Severity severity, Language language);
std::string placeText(FilePlace place, Language language);
std::string archiveText(const ReportStudy &study, Language language);
// "study 3" or "Files without a study"; never a name.
std::string neutralTitle(const ReportStudy &study, Language language);
// "DOE, JANE, 1961-02-03, CT, 2026-10-30": for the one who has to find the study; in a masked report the UID.
std::string fullTitle(const ReportStudy &study, Language language, bool isMasked);
// "found A, expected B"; "" if there is neither.
std::string factsText(const std::string &observed, const std::string &expected, Language language);
// A value of the model for display: made harmless, and the mark of a masked one in words.
std::string valueText(const std::string &value, Language language);

} // namespace mi
