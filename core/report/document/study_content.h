// The part of a report that is about one study. Any thread.
#pragma once

#include "core/report/document/blocks.h"
#include "core/report/document/report.h"
#include "core/report/texts/language.h"

namespace mi {

// Appends heading, identity, verdict and findings.
void addStudyContent(std::vector<blocks::Block> &content, const ReportStudy &study, bool isMasked, Language language);

} // namespace mi
