// The series of a study with their files, in the order in which people look at them. Value types; any thread.
#pragma once

#include "ui/common/snapshots.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace mi::ui {

using FileRecords = std::function<std::vector<FileRecord>(StudyId, std::size_t first, std::size_t count)>;

struct ListedSeries {
    std::string uid;
    QString title;                    // "3  CT  Thorax"
    std::vector<std::uint32_t> files; // indexes in the study, by Instance Number, then as they come
};

// In the order of appearance. `files`: how many the study has. Blocking; asks in portions.
std::vector<ListedSeries> listSeries(const FileRecords &records, StudyId study, std::size_t files);

} // namespace mi::ui
