// ImageFile: an open instance whose frames are to be shown. Reads what it needs when it is asked, so that a file of any
// size costs the memory of one frame. For looking only: no verdict depends on it. One thread at a time. Decoding needs
// a DcmtkSession.
#pragma once

#include "core/imaging/image_description.h"
#include "core/imaging/sample_frame.h"
#include "core/support/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>

namespace mi {

class FileLayer;

class ImageFile {
public:
    static constexpr std::uint64_t mostSamples = 32ULL << 20U; // of one frame that is shown

    // Errors: as of reading a file; `invalidFormat` when it is not DICOM.
    static Result<std::unique_ptr<ImageFile>> open(FileLayer &files, const std::filesystem::path &path,
                                                   std::stop_token stop = {});
    ~ImageFile();

    const ImageDescription &description() const;
    const ScannedInstance &instance() const;
    ByteSource *source();

    // `frame`: 0 is the first. Errors: `unsupported` (`detail` names the compression or the kind of image),
    // `limitExceeded`, `invalidFormat` (the pixel data is not what the attributes say).
    Result<SampleFrame> readFrame(std::uint32_t frame);

private:
    class Private;
    explicit ImageFile(std::unique_ptr<Private> inside);
    std::unique_ptr<Private> m;
};

} // namespace mi
