// The one place that loads an instance with DCMTK. Only for instances that the scan found safe (isSafeForDcmtk).
// A DataSetHandle belongs to one thread.
#pragma once

#include "core/support/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

class DcmFileFormat;

namespace mi {

class DataSetHandle {
public:
    explicit DataSetHandle(std::unique_ptr<DcmFileFormat> file);
    ~DataSetHandle();
    DataSetHandle(DataSetHandle &&) noexcept;
    DataSetHandle &operator=(DataSetHandle &&) noexcept;
    DcmFileFormat &file() { return *m_file; } // core/dicom only

private:
    std::unique_ptr<DcmFileFormat> m_file;
};

// From a path, values over 4,096 bytes stay on disk until asked for; bytes are copied and may go afterwards. Errors:
// notFound, notRegularFile, accessDenied, invalidFormat (DCMTK's reason), limitExceeded (out of memory).
Result<DataSetHandle> readInstance(const std::filesystem::path &path);
Result<DataSetHandle> readInstance(std::span<const std::byte> bytes);

} // namespace mi
