// The JSON objects that the report, `check --each` and validation.json have in common. docs/report-format.md. Any
// thread.
#pragma once

#include "core/domain/snapshots.h"

#include <QJsonArray>
#include <QJsonObject>

namespace mi {

class RuleSelection;

// name, revision, sha256, day, rules, rulesInForce, problem; null for no policy.
QJsonValue policyToJson(const PolicyIdentity *policy);
// present, missing, repeated and spacing of each stack, in millimetres along its normal.
QJsonArray slicesToJson(const std::vector<SlicePositions> &stacks);
// id, severity, attribute, keyword, vr, observed, expected, offset, source, count.
QJsonObject findingToJson(const Finding &finding);
// The finding of a group, with `instances` and `occurrences`.
QJsonObject findingGroupToJson(const FindingGroup &group);
// path, outcome, sopClassUid, transferSyntaxUid, findings, notChecked and more.
QJsonObject fileToJson(const FileRecord &file);
// Identity, verdict, archive state, findings by cause; without the files.
QJsonObject studyToJson(const StudySnapshot &study);
// filesFound and the number of files per outcome.
QJsonObject accountingToJson(const FileAccounting &accounting);
// Name and version of the program, editions of the dictionary and of the rules, the site's rules and the profiles that
// were applied. Null: the standard's rules, no profile.
QJsonObject programToJson(const RuleSelection *rules);

} // namespace mi
