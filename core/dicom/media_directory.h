// A DICOMDIR (PS3.10 8.6, PS3.3 F) for the instances of a folder, by DCMTK. One thread at a time.
#pragma once

#include "core/support/result.h"

#include <filesystem>
#include <memory>
#include <string>

namespace mi {

// "DICOM/ST000001/SE000001/IM000001": a File ID (PS3.10 8.2) of 1 to 8 characters a component, upper case. Numbers from
// 1 to 999,999; nothing past that.
std::string mediaFileId(std::uint32_t study, std::uint32_t series, std::uint32_t instance);

class MediaDirectory {
public:
    // `folder` holds the instances; DICOMDIR is written into it by finish(), and must not be there yet.
    static Result<std::unique_ptr<MediaDirectory>> create(const std::filesystem::path &folder);
    ~MediaDirectory();
    MediaDirectory(const MediaDirectory &) = delete;
    MediaDirectory &operator=(const MediaDirectory &) = delete;

    // An instance below the folder, by its File ID. Only for what the scan found safe for DCMTK. invalidFormat with
    // DCMTK's reason: the directory cannot have a record of it.
    Result<void> add(const std::string &fileId);
    Result<void> finish();

private:
    struct Private;
    explicit MediaDirectory(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> m;
};

} // namespace mi
