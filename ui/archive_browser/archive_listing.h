// What the archive view shows and does, as work for background threads: finding studies in the index, verifying,
// exporting, making the index anew.
#pragma once

#include "core/archive/archive.h"
#include "core/export/study_export.h"
#include "core/index/archive_index.h"
#include "ui/archive_browser/archived_studies_model.h"

namespace mi::ui {

struct ArchivePlace {
    std::filesystem::path root;
    std::string indexUrl; // empty: a file in the archive
};

struct ArchiveListing {
    QString error; // "" if it could be read
    QString note;  // about the index, for the user; "" if there is nothing to say
    std::vector<ArchivedRow> rows;
    std::uint64_t total = 0; // studies that fit the search; more than rows if they are too many to show
    IndexState state;
    std::vector<QuarantinedBag> quarantined;
    std::uint64_t freeSpace = 0; // bytes; 0 if unknown
};

ArchiveListing listArchive(FileLayer &files, const ArchivePlace &place, const StudyQuery &query, std::stop_token stop);

struct VerifyOutcome {
    QString error;
    bool isCancelled = false;
    VerifyReport report;
};

// The index keeps the date.
VerifyOutcome verifyArchive(FileLayer &files, const ArchivePlace &place, std::stop_token stop,
                            const std::function<void(const VerifyReport &)> &progress);

struct ExportOutcome {
    QString error;
    bool isCancelled = false;
    QString target;
    ExportResult result;
};

ExportOutcome exportFromArchive(FileLayer &files, const ExportRequest &request, const std::stop_token &stop,
                                const std::function<void(std::uint64_t)> &progress);

struct RebuildOutcome {
    QString error;
    bool isCancelled = false;
    IndexChanges changes;
};

RebuildOutcome rebuildIndex(FileLayer &files, const ArchivePlace &place, const std::stop_token &stop,
                            const ArchiveIndex::Progress &progress);

} // namespace mi::ui
