#include "core/checks/pixels/file_boxes.h"

#include <algorithm>
#include <array>

namespace mi {

FileBox findBox(CodestreamBytes &bytes, std::span<const std::uint32_t> types)
{
    constexpr unsigned maxBoxes = 64;
    constexpr std::uint32_t hasLongLength = 1;
    FileBox box;
    std::uint64_t position = 0;
    for (unsigned count = 0; count < maxBoxes; ++count) {
        std::array<std::uint8_t, 8> head{};
        if (const ReadStatus status = bytes.read(position, head); status != ReadStatus::ok) {
            box.status = status == ReadStatus::unavailable ? HeaderStatus::unavailable : HeaderStatus::broken;
            return box;
        }
        const std::uint32_t length = bigEndian32(head, 0);
        box.type = bigEndian32(head, 4);
        if (std::ranges::find(types, box.type) != types.end()) {
            box.content = position + (length == hasLongLength ? 16 : 8);
            box.status = HeaderStatus::ok;
            return box;
        }
        if (length < head.size())
            return box;
        position += length;
    }
    return box;
}

} // namespace mi
