// The report of a run as JSON: the same bytes from the window and from the headless program for the same data. It holds
// no time, duration or host name, so that two runs over the same files can be compared. docs/report-format.md.
#pragma once

#include "core/domain/snapshots.h"

#include <QByteArray>
#include <QIODevice>

#include <functional>
#include <memory>
#include <vector>

namespace mi {

class RuleSelection;

// One line, without a line feed: an object of `check --each`.
QByteArray fileRecordToJsonLine(const FileRecord &file);

struct ReportInput {
    FileAccounting accounting;
    std::vector<StudySnapshotPtr> studies;
    // Files of a study, by chunks: (study, first, count).
    std::function<std::vector<FileRecord>(StudyId, std::size_t, std::size_t)> files;
    std::shared_ptr<const RuleSelection> rules = {}; // null: the standard's, no profile
};

// Streams the report; false when the device refuses a write.
bool writeJsonReport(QIODevice &device, const ReportInput &input);

} // namespace mi
