// Takes every identity out of a report, before it is written: what no writer knows, no writer can give away. Any
// thread.
//
// Hidden: name, ID, birth date and sex of the patient, date, time, description and Accession Number of the study, the
// institution, folders and file names, and values found in text attributes. UIDs, makers and models stay, because the
// sender's engineer needs them to find the study; a UID that holds one of the hidden values is hidden too.
#pragma once

#include "core/report/document/report.h"

#include <string_view>

namespace mi {

// Stands where something was; nothing stands where there was nothing.
inline constexpr std::string_view maskedText = "[masked]";

void maskStudies(Report &report);

} // namespace mi
