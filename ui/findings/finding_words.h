// A group of findings in lines of plain text: for its card, and for a message to whoever sent the study. Any thread.
#pragma once

#include "ui/common/snapshots.h"

#include <QString>

namespace mi::ui {

enum class DetailLevel : std::uint8_t { staff, engineer };

// "(0010,0020) Patient ID", with the sequences that lead to it; "" for the file as a whole.
QString attributeText(const AttributePath &path);
// "observed ..., expected ...   2 of 2 instances".
QString factsLine(const FindingGroup &group, const StudySnapshot &study);
// "Patient ID (0010,0020)   patient.id.missing   PS3.3 C.7.1.1   Maker, Model"; the engineer's has offset, VR and more.
QString technicalLine(const FindingGroup &group, const StudySnapshot &study, DetailLevel level);
// Names the study by its UID, date and accession number, never by the patient.
QString textForSender(const FindingGroup &group, const StudySnapshot &study);
// "Passed 214 checks. 3 not decidable from the file. Not checked: none."
QString coverageLine(const StudySnapshot &study);

} // namespace mi::ui
