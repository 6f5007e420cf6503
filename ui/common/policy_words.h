// What the window says about the site policy: never in silence, always with a count and a name. Any thread.
#pragma once

#include "ui/common/snapshots.h"

#include <QString>

#include <vector>

namespace mi::ui {

// "2 suppressed, 1 of them keeps the study out, 1 judged otherwise"; "" if the policy made no difference.
QString policyCounts(const StudySnapshot &study);
// 'Site policy "Radiology" (SHA-256 0123...): 2 suppressed.' "" without a policy.
QString policyLine(const StudySnapshot &study);
// "Site policy, rule 3: known fault. Otherwise: Problem." "" if no rule decided.
QString policyNote(const Finding &finding);
// "The site policy suppresses 3 issues and judges 1 otherwise." over many studies; "" for none.
QString policySentence(const std::vector<StudySnapshotPtr> &studies);
// Whether what keeps the study out is out of sight.
bool isBlockedOutOfSight(const StudySnapshot &study);

} // namespace mi::ui
