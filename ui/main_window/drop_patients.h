// What the names and IDs of the studies of one drop say together: more than one patient, or one patient written in two
// ways. About 1 disc in 1,000 holds somebody else's images. Pure; any thread.
#pragma once

#include "ui/common/snapshots.h"

#include <QString>

#include <vector>

namespace mi::ui {

struct PatientWarning {
    QString text;                 // "" if there is nothing to say
    std::vector<StudyId> studies; // the ones to compare
};

PatientWarning patientWarning(const std::vector<StudySnapshotPtr> &studiesOfDrop);

} // namespace mi::ui
