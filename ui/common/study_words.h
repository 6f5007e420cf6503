// The words of the window for a study: what its row says, and the whole row as one sentence for screen readers. No word
// of one axis (work, verdict, archive) is used on another. Any thread.
#pragma once

#include "ui/common/snapshots.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace mi::ui {

struct StatusWords {
    Tone tone = Tone::waiting;
    QString word;
    double progress = -1; // 0 to 1 while something is counted; below 0: none
};

StatusWords statusOf(const StudySnapshot &study);

struct TwoLines {
    QString first;
    QString second;
};

TwoLines patientOf(const StudySnapshot &study); // name; ID and birth date
TwoLines studyOf(const StudySnapshot &study);   // modality and description; date
QString modalitiesOf(const StudySnapshot &study);
QString descriptionOf(const StudySnapshot &study);

struct ArchiveWords {
    QString word;   // "" when filing does not apply
    QString reason; // a short second line, or ""
    bool hasTone = false;
    Tone tone = Tone::waiting;
};
ArchiveWords archiveOf(const StudySnapshot &study);

// "CT Thorax, 30 Oct 2026, 512 instances": names the study in the details pane, without the patient.
QString shortTitleOf(const StudySnapshot &study);
// The row as a sentence.
QString sentenceOf(const StudySnapshot &study);

// Whether Session::archive() would file it.
bool isFileable(const StudySnapshot &study);

QString outcomeWord(Outcome outcome);
Tone outcomeTone(Outcome outcome);
Tone severityTone(Severity severity);
QString severityWord(Severity severity);

} // namespace mi::ui
