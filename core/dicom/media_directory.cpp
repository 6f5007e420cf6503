#include "core/dicom/media_directory.h"

#include "core/support/text.h"

#include "dcmtk/config/osconfig.h"

#include "dcmtk/dcmdata/dcddirif.h"

#include <cstdio>
#include <new>

namespace mi {

namespace {

constexpr std::uint32_t mostInLevel = 999'999;

Error failure(const OFCondition &condition, const std::filesystem::path &subject)
{
    Error error;
    error.code = ErrorCode::invalidFormat;
    error.operation = "write DICOMDIR";
    error.subject = pathToUtf8(subject);
    error.detail = escapedForDisplay(condition.text(), 200);
    return error;
}

Error outOfMemory()
{
    Error error;
    error.code = ErrorCode::limitExceeded;
    error.operation = "write DICOMDIR";
    error.detail = "out of memory";
    return error;
}

} // namespace

std::string mediaFileId(std::uint32_t study, std::uint32_t series, std::uint32_t instance)
{
    for (const std::uint32_t number : {study, series, instance}) {
        if (number == 0 || number > mostInLevel)
            return {};
    }
    char text[64];
    const int length = std::snprintf(text, sizeof text, "DICOM/ST%06u/SE%06u/IM%06u", study, series, instance);
    return {text, static_cast<std::size_t>(length)};
}

struct MediaDirectory::Private {
    std::filesystem::path folder;
    DicomDirInterface directory;
};

MediaDirectory::MediaDirectory(std::unique_ptr<Private> parts) : m(std::move(parts)) {}
MediaDirectory::~MediaDirectory() = default;

Result<std::unique_ptr<MediaDirectory>> MediaDirectory::create(const std::filesystem::path &folder)
try {
    auto parts = std::make_unique<Private>();
    parts->folder = folder;
    // What is archived is exported as it is: what a profile would refuse is not our choice here. Records need some
    // attributes that an instance may lack; those are made up in the directory, never in the instance.
    parts->directory.disableTransferSyntaxCheck();
    parts->directory.disableResolutionCheck();
    parts->directory.disableEncodingCheck();
    parts->directory.disableConsistencyCheck();
    parts->directory.disableBackupMode();
    parts->directory.enableInventMode(OFTrue);
    parts->directory.enableInventPatientIDMode(OFTrue);
    parts->directory.enableRetiredSOPClassSupport(OFTrue);
    const std::filesystem::path file = folder / "DICOMDIR";
    const OFCondition made = parts->directory.createNewDicomDir(DicomDirInterface::AP_GeneralPurpose,
                                                                OFFilename(file.c_str()), "MIVALIDATOR");
    if (made.bad())
        return failure(made, file);
    return std::unique_ptr<MediaDirectory>(new MediaDirectory(std::move(parts)));
} catch (const std::bad_alloc &) {
    return outOfMemory();
}

Result<void> MediaDirectory::add(const std::string &fileId)
try {
    const OFCondition added = m->directory.addDicomFile(OFFilename(fileId.c_str()), OFFilename(m->folder.c_str()));
    return added.good() ? Result<void>() : Result<void>(failure(added, m->folder / fileId));
} catch (const std::bad_alloc &) {
    return outOfMemory();
}

Result<void> MediaDirectory::finish()
try {
    const OFCondition written = m->directory.writeDicomDir();
    return written.good() ? Result<void>() : Result<void>(failure(written, m->folder / "DICOMDIR"));
} catch (const std::bad_alloc &) {
    return outOfMemory();
}

} // namespace mi
