// The boxes of the file formats around JPEG 2000 and JPEG XL codestreams (ISO/IEC 14496-12). Any thread.
#pragma once

#include "core/checks/pixels/codestream_bytes.h"

#include <cstdint>
#include <span>

namespace mi {

struct FileBox {
    HeaderStatus status = HeaderStatus::broken; // ok: found
    std::uint32_t type = 0;
    std::uint64_t content = 0; // offset behind its header
};

// The first box of one of these types among the outermost ones.
FileBox findBox(CodestreamBytes &bytes, std::span<const std::uint32_t> types);

} // namespace mi
