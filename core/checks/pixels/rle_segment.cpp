#include "core/checks/pixels/rle_segment.h"

#include <algorithm>
#include <vector>

namespace mi {

namespace {

// The segment, seen through a window that moves forward.
class Window {
public:
    Window(CodestreamBytes &bytes, std::uint64_t end) : m_bytes(bytes), m_end(end) {}

    // Precondition: position < end.
    ReadStatus at(std::uint64_t position, std::uint8_t &byte)
    {
        if (position < m_begin || position >= m_begin + m_buffer.size()) {
            constexpr std::uint64_t windowSize = 64 * 1024;
            m_buffer.resize(static_cast<std::size_t>(std::min(windowSize, m_end - position)));
            m_begin = position;
            if (const ReadStatus status = m_bytes.read(position, m_buffer); status != ReadStatus::ok)
                return status;
        }
        byte = m_buffer[static_cast<std::size_t>(position - m_begin)];
        return ReadStatus::ok;
    }

private:
    CodestreamBytes &m_bytes;
    std::uint64_t m_end;
    std::uint64_t m_begin = 0;
    std::vector<std::uint8_t> m_buffer;
};

} // namespace

RleSegmentLength measureRleSegment(CodestreamBytes &bytes, std::uint64_t begin, std::uint64_t end, std::uint64_t wanted)
{
    RleSegmentLength result;
    Window window(bytes, end);
    std::uint64_t position = begin;
    while (position < end && result.unpacked < wanted) {
        std::uint8_t control = 0;
        result.status = window.at(position, control);
        if (result.status != ReadStatus::ok)
            return result;
        ++position;
        if (control < 128) { // that many bytes and one more stand here
            const std::uint64_t literal = std::min<std::uint64_t>(control + 1U, end - position);
            result.unpacked += literal;
            position += literal;
        } else if (control > 128 && position < end) { // one byte, repeated
            result.unpacked += 257U - control;
            ++position;
        }
    }
    result.isLonger = result.unpacked > wanted;
    result.unpacked = std::min(result.unpacked, wanted);
    for (; position < end && !result.isLonger; ++position) {
        std::uint8_t byte = 0;
        result.status = window.at(position, byte);
        if (result.status != ReadStatus::ok)
            return result;
        result.isLonger = byte != 0 && byte != 128;
    }
    return result;
}

} // namespace mi
