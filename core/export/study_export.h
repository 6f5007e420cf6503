// Takes a study out of an archive, as a folder or a ZIP file, with or without a DICOMDIR. Every instance is hashed
// while it is copied and compared with the manifest of its bag; what is written appears under its name only when all of
// it is there, and never replaces anything. Of the archive only the audit log is written: a line for what goes out.
// Blocking; any thread.
#pragma once

#include "core/platform/file_layer.h"
#include "core/support/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace mi {

enum class ExportForm : std::uint8_t {
    plain, // <SeriesKey>/<SOPKey>.dcm, and manifest-sha256.txt
    media, // DICOMDIR and DICOM/ST000001/SE000001/IM000001 (PS3.10 8), and README.TXT
};

enum class ExportContainer : std::uint8_t { folder, zip };

struct ExportRequest {
    std::filesystem::path archiveRoot;
    std::string studyInstanceUid;
    std::filesystem::path target; // must not be there; its parent must
    ExportForm form = ExportForm::plain;
    ExportContainer container = ExportContainer::folder;
};

struct ExportResult {
    std::uint64_t instances = 0;
    std::uint64_t bytes = 0;           // of the instances
    std::uint64_t notInMedia = 0;      // instances that DICOMDIR has no record of, because they are too damaged for one
    std::optional<Error> auditProblem; // the audit log could not be written, as where an archive can only be read
};

// Errors: notFound (no such study), alreadyExists (the target), invalidFormat (an archived file differs from its hash:
// all that was written is removed), noSpace and others of the file layer, cancelled. `progress` is called with the
// number of instances copied.
Result<ExportResult> exportStudy(FileLayer &files, const ExportRequest &request, const std::stop_token &stop,
                                 const std::function<void(std::uint64_t)> &progress = {});

} // namespace mi
