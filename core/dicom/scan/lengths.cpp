// Lengths that go too far: is the length of the inner thing wrong or that of the container around it?
#include "core/dicom/scan/data_set_scanner.h"
#include "core/dicom/scan/element_header.h"
#include "core/dicom/scan/facts.h"

#include <algorithm>

namespace mi {

// How far an opened container reaches. False: its length goes too far, and nothing tells where it ends.
bool DataSetScanner::setLimit(Frame &frame, const Element &element)
{
    const Frame &around = m_stack.back();
    frame.limit = around.limit;
    if (frame.hasUndefinedLength)
        return true;
    const std::uint64_t end = element.valueOffset() + element.length;
    if (end <= around.limit) {
        frame.limit = end;
        return true;
    }
    const std::uint64_t room = around.limit - std::min(around.limit, element.valueOffset());
    if (around.limit == endOfFile()) {
        reportHere(ScanDefectKind::truncated, element.tag,
                   {element.vr, element.offset, byteCount(room), byteCount(element.length)});
        m_isMuted = true; // what follows is read for its elements only
        m_truncatedLength = element.length;
        return true;
    }
    if (!around.isLengthDoubtful)
        reportHere(ScanDefectKind::lengthPastEnclosing, element.tag,
                   {element.vr, element.offset, byteCount(element.length), atMost(room, "bytes")});
    frame.isLengthDoubtful = true;
    if (isGoodEnd(around.limit))
        return true;
    frame.isLengthDoubtful = false;
    frame.limit = end;
    return extendAround(end, element.tag);
}

// Whether something sensible stands at `offset`, where all open containers that end there have been left.
bool DataSetScanner::isGoodEnd(std::uint64_t offset)
{
    std::size_t level = m_stack.size();
    while (level > 0 && m_stack[level - 1].limit <= offset)
        --level;
    if (level == 0)
        return offset == endOfFile();
    const Frame &frame = m_stack[level - 1];
    const unsigned char *next = frame.limit - offset >= 8 ? m_window.peek(m_position, offset, 8) : nullptr;
    if (next == nullptr)
        return false;
    if (frame.kind == FrameKind::sequence || frame.kind == FrameKind::fragments)
        return readTag(next, frame.bigEndian).group == 0xFFFE;
    const Tag after = level < m_stack.size() ? m_stack[level].tag : Tag{};
    return headerPlausibility(next, frame.explicitVr, frame.bigEndian, after, frame.limit - offset) ==
           Plausibility::strong;
}

// Something ends behind the container it is in, at `end`. If the data goes on well there, the container's length is
// the wrong one, and what is around it says where it ends.
bool DataSetScanner::extendAround(std::uint64_t end, Tag tag)
{
    if (m_stack.size() < 2)
        return false;
    Frame &around = m_stack.back();
    const Frame &outer = m_stack[m_stack.size() - 2];
    if (end > outer.limit)
        return false;
    bool isGood = isGoodEnd(end);
    if (!isGood && around.kind == FrameKind::item && outer.limit - end >= 8) {
        const unsigned char *next = m_window.peek(m_position, end, 8);
        isGood = next != nullptr && headerPlausibility(next, around.explicitVr, around.bigEndian, tag,
                                                       outer.limit - end) == Plausibility::strong;
    }
    if (isGood) {
        around.isLengthDoubtful = true;
        around.limit = outer.limit;
    }
    return isGood;
}

// The value ends behind its container or behind the file. True if it is the container whose length is wrong.
bool DataSetScanner::leafPastLimit(const Header &header)
{
    const Frame &frame = m_stack.back();
    Element &element = m_instance.elements.back();
    const std::uint64_t valueOffset = element.valueOffset();
    const std::uint64_t room = frame.limit > valueOffset ? frame.limit - valueOffset : 0;
    const bool isFileEnd = frame.limit == endOfFile();
    if (isFileEnd || !frame.isLengthDoubtful)
        reportHere(isFileEnd ? ScanDefectKind::truncated : ScanDefectKind::lengthPastEnclosing, header.tag,
                   {.vr = header.vr,
                    .offset = m_position,
                    .observed = byteCount(isFileEnd ? room : header.length),
                    .expected = isFileEnd ? byteCount(header.length) : atMost(room, "bytes")});
    if (!isFileEnd && extendAround(valueOffset + header.length, header.tag))
        return true;
    if (isFileEnd) {
        m_truncatedLength = header.length;
        keepRest(element, room);
    }
    stop(m_position);
    return false;
}

} // namespace mi
