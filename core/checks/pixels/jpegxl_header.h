// The size at the start of a JPEG XL codestream (ISO/IEC 18181-1), bare or in a file. Any thread.
#pragma once

#include "core/checks/pixels/codestream_bytes.h"

#include <cstdint>

namespace mi {

struct JpegXlHeader {
    HeaderStatus status = HeaderStatus::otherFormat;
    std::uint64_t rows = 0;
    std::uint64_t columns = 0;
};

JpegXlHeader readJpegXlHeader(CodestreamBytes &bytes);

} // namespace mi
