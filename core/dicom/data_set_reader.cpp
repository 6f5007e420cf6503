#include "core/dicom/data_set_reader.h"

#include "core/support/text.h"

#include "dcmtk/config/osconfig.h"

#include "dcmtk/dcmdata/dcerror.h"
#include "dcmtk/dcmdata/dcfilefo.h"
#include "dcmtk/dcmdata/dcistrmb.h"

#include <fstream>
#include <new>
#include <string>
#include <system_error>
#include <utility>

namespace mi {

namespace {

// Longer values stay in the file until somebody asks for them.
constexpr Uint32 largestLoadedValue = 4096;

Error loadError(ErrorCode code, std::string subject, std::string detail)
{
    Error error;
    error.code = code;
    error.operation = "read data set";
    error.subject = std::move(subject);
    error.detail = std::move(detail);
    return error;
}

Error outOfMemory(std::string subject)
{
    return loadError(ErrorCode::limitExceeded, std::move(subject), "out of memory");
}

// Asked only after a failure: DCMTK gives a file that it may not open and one that is broken codes of one kind.
bool isReadable(const std::filesystem::path &path)
{
    return std::ifstream(path, std::ios::binary).is_open();
}

} // namespace

DataSetHandle::DataSetHandle(std::unique_ptr<DcmFileFormat> file) : m_file(std::move(file)) {}
DataSetHandle::~DataSetHandle() = default;
DataSetHandle::DataSetHandle(DataSetHandle &&) noexcept = default;
DataSetHandle &DataSetHandle::operator=(DataSetHandle &&) noexcept = default;

Result<DataSetHandle> readInstance(const std::filesystem::path &path)
try {
    // DCMTK reports a folder or a missing file in the same way as broken content.
    std::error_code status;
    const auto type = std::filesystem::status(path, status).type();
    if (type == std::filesystem::file_type::not_found)
        return loadError(ErrorCode::notFound, pathToUtf8(path), {});
    if (type != std::filesystem::file_type::regular)
        return loadError(ErrorCode::notRegularFile, pathToUtf8(path), {});

    auto file = std::make_unique<DcmFileFormat>();
    const OFCondition condition =
        file->loadFile(OFFilename(path.c_str()), EXS_Unknown, EGL_noChange, largestLoadedValue, ERM_autoDetect);
    if (condition.bad()) {
        return loadError(isReadable(path) ? ErrorCode::invalidFormat : ErrorCode::accessDenied, pathToUtf8(path),
                         condition.text());
    }
    return DataSetHandle(std::move(file));
} catch (const std::bad_alloc &) {
    return outOfMemory(pathToUtf8(path));
}

Result<DataSetHandle> readInstance(std::span<const std::byte> bytes)
try {
    auto file = std::make_unique<DcmFileFormat>();
    DcmInputBufferStream stream;
    stream.setBuffer(bytes.data(), static_cast<offile_off_t>(bytes.size()));
    stream.setEos(); // or DCMTK waits for more
    file->transferInit();
    const OFCondition condition = file->read(stream, EXS_Unknown, EGL_noChange, largestLoadedValue);
    file->transferEnd();
    if (condition.bad())
        return loadError(ErrorCode::invalidFormat, {}, condition.text());
    return DataSetHandle(std::move(file));
} catch (const std::bad_alloc &) {
    return outOfMemory({});
}

} // namespace mi
