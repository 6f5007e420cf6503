// Snapshots made by hand for tests of the window: no engine runs. Values are of nobody.
#pragma once

#include "ui/common/snapshots.h"

#include <string>

namespace mi::test {

inline constexpr CheckRule blockingRule{"test.blocking", Severity::error, Filing::blocked, "PS3.10 7.1"};
inline constexpr CheckRule warningRule{"test.warning", Severity::warning, Filing::allowed, "PS3.5 6.2"};

inline FindingGroup makeGroup(const CheckRule &rule, std::uint32_t instances = 1)
{
    FindingGroup group;
    group.first.rule = &rule;
    group.first.severity = rule.severity;
    group.first.attribute = AttributePath(tags::PatientID);
    group.first.observed = "118-822";
    group.first.expected = "118822";
    group.instances = instances;
    group.occurrences = instances;
    group.files = {0};
    return group;
}

inline StudySnapshot makeStudy(StudyId id, Verdict verdict = Verdict::passed, WorkState work = WorkState::done)
{
    StudySnapshot study;
    study.id = id;
    study.revision = 1;
    study.source = "/media/disc";
    study.studyInstanceUid = "2.25.77." + std::to_string(id + 1);
    study.patientName = "DOE^JANE";
    study.patientId = "118822";
    study.patientBirthDate = "19610203";
    study.studyDate = "20261030";
    study.modalities = {"CT"};
    study.studyDescription = "Thorax";
    study.files = study.instances = 512;
    study.series = 2;
    study.work = work;
    study.verdict = verdict;
    study.isClosed = work == WorkState::done;
    if (verdict == Verdict::problems) {
        study.findings = {makeGroup(blockingRule, 2)};
        study.errors = 1;
        study.isFilingBlocked = true;
    } else if (verdict == Verdict::passedWithWarnings) {
        study.findings = {makeGroup(warningRule, 3)};
        study.warnings = 1;
    }
    return study;
}

inline StudySnapshotPtr shared(StudySnapshot study)
{
    return std::make_shared<const StudySnapshot>(std::move(study));
}

} // namespace mi::test
