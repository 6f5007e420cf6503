#include "core/checks/pixels/codestream_checks.h"
#include "core/checks/pixels/jpegxl_header.h"

namespace mi {

void checkJpegXlFrame(const FrameContext &frame)
{
    const JpegXlHeader header = readJpegXlHeader(frame.bytes);
    if (header.status != HeaderStatus::ok)
        return reportUnreadable(frame, header.status, "JPEG XL");
    checkFacts(frame, {.rows = header.rows, .columns = header.columns});
}

} // namespace mi
