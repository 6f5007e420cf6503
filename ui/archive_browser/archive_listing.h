// Reads what the archive view shows: the studies with the names in their metadata.json. Runs in background threads.
#pragma once

#include "core/archive/archive.h"
#include "ui/archive_browser/archived_studies_model.h"

namespace mi::ui {

struct ArchiveListing {
    QString error; // "" if it could be read
    std::vector<ArchivedRow> rows;
    std::uint64_t freeSpace = 0; // bytes; 0 if unknown
};

ArchiveListing listArchive(FileLayer &files, const std::filesystem::path &root, std::stop_token stop);

struct VerifyOutcome {
    QString error;
    bool isCancelled = false;
    VerifyReport report;
};

VerifyOutcome verifyArchive(FileLayer &files, const std::filesystem::path &root, std::stop_token stop,
                            const std::function<void(const VerifyReport &)> &progress);

} // namespace mi::ui
