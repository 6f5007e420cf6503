// What is special about the File Meta Information (PS3.10 7.1): it ends where group 0002 ends.
#include "core/dicom/scan/data_set_scanner.h"
#include "core/dicom/scan/element_header.h"
#include "core/dicom/scan/facts.h"

#include <algorithm>

namespace mi {

std::uint64_t DataSetScanner::scanMeta(std::uint64_t begin, Encoding encoding)
{
    m_position = begin;
    Frame frame;
    frame.kind = FrameKind::meta;
    frame.explicitVr = encoding.explicitVr;
    frame.bigEndian = encoding.bigEndian;
    frame.limit = m_window.size();
    m_stack.push_back(frame);
    run();
    return m_position;
}

// Whether an element of another group stands in the middle of group 0002.
bool DataSetScanner::isStrayInMeta(Tag tag, const unsigned char *bytes)
{
    const Frame &frame = m_stack.back();
    const Vr vr = vrOfCode(bytes[4], bytes[5]);
    if (!frame.explicitVr || tag.group == 0xFFFE || vr == Vr::unknown)
        return false;
    std::uint64_t next = m_position + 8 + read16(bytes + 6, frame.bigEndian);
    if (hasLongHeader(vr)) {
        const unsigned char *length = m_window.peek(m_position, m_position + 8, 4);
        next = m_position + 12 + (length != nullptr ? read32(length, frame.bigEndian) : 0U);
    }
    const unsigned char *header = m_window.peek(m_position, next, 8);
    return header != nullptr && readTag(header, frame.bigEndian).group == 0x0002 &&
           vrOfCode(header[4], header[5]) != Vr::unknown;
}

// False: a value runs out of group 0002 to a place where nothing sensible follows; reading stopped.
bool DataSetScanner::isGoodInMeta(const Header &header, std::uint64_t end)
{
    const Frame &frame = m_stack.back();
    const std::uint64_t groupEnd = frame.groupBegin + frame.groupLength;
    if (!frame.hasGroupLength || end <= groupEnd || end == frame.limit)
        return true;
    const std::uint64_t room = frame.limit - end;
    const unsigned char *next = room >= 8 ? m_window.peek(m_position, end, 8) : nullptr;
    for (const bool isBig : {false, true}) {
        if (next != nullptr && headerPlausibility(next, true, isBig, header.tag, room) == Plausibility::strong)
            return true;
    }
    if (next != nullptr && headerPlausibility(next, false, false, header.tag, room) == Plausibility::strong)
        return true;
    reportHere(ScanDefectKind::lengthPastEnclosing, header.tag,
               {header.vr, m_position, byteCount(header.length),
                atMost(groupEnd - std::min(groupEnd, m_position + header.size), "bytes")});
    stop(m_position);
    return false;
}

} // namespace mi
