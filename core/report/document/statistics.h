// Numbers over the studies of a report: how many of each kind, how many of them had problems, how long checking took. A
// study that was filed in several parts, or checked from two places, counts once, with its worst verdict. Value types;
// any thread.
#pragma once

#include "core/report/document/blocks.h"
#include "core/report/document/report.h"
#include "core/report/texts/language.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mi {

struct StatisticsRow {
    std::string name; // "CT", "Maker", "2026-11"; "" for not stated
    std::uint64_t studies = 0;
    std::uint64_t passed = 0;
    std::uint64_t warnings = 0;
    std::uint64_t problems = 0;
    std::uint64_t unreadable = 0; // studies of which something could not be read
    std::uint64_t undecided = 0;
    std::uint64_t instances = 0;
    std::uint64_t bytes = 0;
    std::uint64_t timedStudies = 0; // those whose time is known
    double seconds = 0;             // of checking them, added over threads
    // Of the studies that were judged, the part with problems or that could not be read; 0 to 1.
    double errorRate() const;
};

struct Statistics {
    StatisticsRow all;
    std::vector<StatisticsRow> byModality; // a study of two modalities is in two rows
    std::vector<StatisticsRow> byManufacturer;
    std::vector<StatisticsRow> byMonth; // of filing where it is known, else of the study; ascending
};

Statistics makeStatistics(const Report &report);

std::vector<blocks::Block> statisticsContent(const Report &report, Language language);

} // namespace mi
