// Sequences, Items, fragments and their delimiters (PS3.5 7.5 and A.4).
#include "core/dicom/dictionary.h"
#include "core/dicom/scan/data_set_scanner.h"
#include "core/dicom/scan/element_header.h"
#include "core/dicom/scan/facts.h"

#include <algorithm>
#include <utility>

namespace mi {

void DataSetScanner::scanItemOrDelimiter(Tag tag, std::uint32_t length)
{
    if (tag == tags::Item) {
        itemFound(length);
    } else if (tag == tags::ItemDelimitationItem) {
        itemDelimiterFound(length);
    } else if (tag == tags::SequenceDelimitationItem) {
        sequenceDelimiterFound(length);
    } else {
        strayDelimiter(tag, length);
        stop(m_position);
    }
}

void DataSetScanner::strayDelimiter(Tag tag, std::uint32_t length)
{
    reportHere(ScanDefectKind::delimiterStray, tag, {.offset = m_position, .observed = toString(tag)});
    if (length != 0) { // whatever its length means, going on would be guessing
        stop(m_position);
        return;
    }
    m_position += 8;
}

void DataSetScanner::itemFound(std::uint32_t length)
{
    switch (m_stack.back().kind) {
    case FrameKind::sequence:
        openItem(length);
        return;
    case FrameKind::fragments:
        addFragment(length);
        return;
    case FrameKind::item:
        if (m_stack.back().hasUndefinedLength)
            closeWithoutDelimiter();
        else
            closeTooLong();
        return;
    case FrameKind::root:
    case FrameKind::meta:
        break;
    }
    reportHere(ScanDefectKind::itemOutsideSequence, tags::Item, {.offset = m_position, .observed = lengthText(length)});
    if (length == Element::undefinedLength || m_stack.back().limit - m_position - 8 < length ||
        !m_window.reaches(m_position + 8 + length))
        stop(m_position);
    else
        m_position += 8 + std::uint64_t{length};
}

void DataSetScanner::itemDelimiterFound(std::uint32_t length)
{
    const Frame &frame = m_stack.back();
    const bool isSequenceOpen =
        (frame.kind == FrameKind::sequence || frame.kind == FrameKind::fragments) && frame.hasUndefinedLength;
    if (frame.kind == FrameKind::item && frame.hasUndefinedLength)
        closeDelimited(length);
    else if (isSequenceOpen && length == 0 && !isTagAt(m_position + 8, tags::SequenceDelimitationItem) &&
             goesOnBehind(m_stack.size() - 1, m_position + 8))
        closeWithWrongDelimiter(tags::ItemDelimitationItem, length);
    else
        strayDelimiter(tags::ItemDelimitationItem, length);
}

bool DataSetScanner::isTagAt(std::uint64_t offset, Tag tag)
{
    const unsigned char *bytes = m_window.peek(m_position, offset, 4);
    return bytes != nullptr && readTag(bytes, m_stack.back().bigEndian) == tag;
}

// Whether what is around the open container at `level` goes on, or ends, at `offset`.
bool DataSetScanner::goesOnBehind(std::size_t level, std::uint64_t offset)
{
    const Frame &around = m_stack[level - 1];
    if (offset == around.limit)
        return true;
    const unsigned char *next =
        offset < around.limit && around.limit - offset >= 8 ? m_window.peek(m_position, offset, 8) : nullptr;
    if (next == nullptr)
        return false;
    const Tag tag = readTag(next, around.bigEndian);
    if (around.kind == FrameKind::sequence || around.kind == FrameKind::fragments)
        return tag.group == 0xFFFE;
    if (tag.group == 0xFFFE)
        return tag == tags::ItemDelimitationItem && around.kind == FrameKind::item && around.hasUndefinedLength;
    return headerPlausibility(next, around.explicitVr, around.bigEndian, m_stack[level].tag, around.limit - offset) ==
           Plausibility::strong;
}

// An Item that ends with the mark of a Sequence, or the other way round: the data shows that it stands for the right
// one.
void DataSetScanner::closeWithWrongDelimiter(Tag found, std::uint32_t length)
{
    const bool isItem = m_stack.back().kind == FrameKind::item;
    reportContainer(ScanDefectKind::delimiterWrong, m_stack.size() - 1, toString(found),
                    toString(isItem ? tags::ItemDelimitationItem : tags::SequenceDelimitationItem));
    finishFrame();
    m_position += 8 + std::uint64_t{length};
}

void DataSetScanner::sequenceDelimiterFound(std::uint32_t length)
{
    const Frame &frame = m_stack.back();
    if (frame.kind == FrameKind::sequence || frame.kind == FrameKind::fragments) {
        if (frame.hasUndefinedLength)
            closeDelimited(length);
        else
            strayDelimiter(tags::SequenceDelimitationItem, length);
    } else if (frame.kind == FrameKind::item && frame.hasUndefinedLength && length == 0 && isWrongItemEnd()) {
        closeWithWrongDelimiter(tags::SequenceDelimitationItem, length);
    } else if (frame.kind == FrameKind::item && m_stack[m_stack.size() - 2].hasUndefinedLength) {
        if (frame.hasUndefinedLength)
            closeWithoutDelimiter();
        else
            closeTooLong();
    } else {
        strayDelimiter(tags::SequenceDelimitationItem, length);
    }
}

// Whether the mark of a Sequence here stands where that of the open Item belongs: behind it the Sequence goes on.
bool DataSetScanner::isWrongItemEnd()
{
    const std::uint64_t next = m_position + 8;
    const Frame &sequence = m_stack[m_stack.size() - 2];
    if (isTagAt(next, tags::Item))
        return true;
    return sequence.hasUndefinedLength ? isTagAt(next, tags::SequenceDelimitationItem) : next == sequence.limit;
}

void DataSetScanner::closeDelimited(std::uint32_t length)
{
    if (length != 0) {
        const Frame &frame = m_stack.back();
        const Tag tag = frame.kind == FrameKind::item ? tags::ItemDelimitationItem : tags::SequenceDelimitationItem;
        const std::size_t level = frame.kind == FrameKind::item ? m_stack.size() - 1 : m_stack.size();
        report(ScanDefectKind::delimiterLengthNotZero, level, tag,
               {.offset = m_position, .observed = byteCount(length), .expected = byteCount(0)});
    }
    finishFrame();
    m_position += 8;
}

void DataSetScanner::closeWithoutDelimiter()
{
    reportContainer(ScanDefectKind::delimiterMissing, m_stack.size() - 1, "absent", "delimiter");
    finishFrame();
}

// A container of defined length in which that turns up what has to come behind it.
void DataSetScanner::closeTooLong()
{
    const Frame &frame = m_stack.back();
    const Element &container = m_instance.elements[frame.element];
    if (!frame.isLengthDoubtful)
        reportContainer(ScanDefectKind::lengthPastEnclosing, m_stack.size() - 1, byteCount(container.length),
                        byteCount(m_position - container.valueOffset()));
    finishFrame();
}

bool DataSetScanner::hasRoomForElement(Tag tag)
{
    if (m_instance.elements.size() < m_limits.maxElements)
        return true;
    reportHere(ScanDefectKind::limitElements, tag,
               {.offset = m_position, .observed = "more", .expected = atMost(m_limits.maxElements, "elements")});
    stop(m_position);
    return false;
}

void DataSetScanner::openItem(std::uint32_t length)
{
    ++m_stack.back().items;
    if (!hasRoomForElement(tags::Item))
        return;
    const Frame &sequence = m_stack.back();
    const Encoding inside{sequence.explicitVr, sequence.bigEndian};
    openContainer({.tag = tags::Item, .length = length}, FrameKind::item, inside);
}

void DataSetScanner::addFragment(std::uint32_t length)
{
    Frame &pixelData = m_stack.back();
    ++pixelData.items;
    if (!hasRoomForElement(tags::Item))
        return;
    const Header header{.tag = tags::Item, .length = length};
    Element &element = addElement(header);
    element.flags = static_cast<std::uint8_t>(element.flags | unsigned{Element::fragment});
    if (length == Element::undefinedLength) {
        reportHere(ScanDefectKind::lengthUndefinedNotAllowed, tags::Item,
                   {.offset = m_position, .observed = lengthText(length), .expected = "a length"});
        stop(m_position);
        return;
    }
    scanLeaf(header);
}

void DataSetScanner::openContainer(const Header &header, FrameKind kind, Encoding inside)
{
    if (kind != FrameKind::item) {
        if (m_openSequences >= m_limits.maxDepth) {
            reportHere(ScanDefectKind::limitNesting, header.tag,
                       {.vr = header.vr,
                        .offset = m_position,
                        .observed = "deeper",
                        .expected = atMost(m_limits.maxDepth, "levels")});
            stop(m_position);
            return;
        }
        ++m_openSequences;
    }
    const Element &element = addElement(header);
    Frame frame;
    frame.kind = kind;
    frame.explicitVr = inside.explicitVr;
    frame.bigEndian = inside.bigEndian;
    frame.tag = header.tag;
    frame.element = static_cast<std::uint32_t>(m_instance.elements.size() - 1);
    frame.firstChild = frame.element + 1;
    frame.hasUndefinedLength = header.length == Element::undefinedLength;
    if (!frame.hasUndefinedLength && (header.length & 1U) != 0)
        reportHere(ScanDefectKind::lengthOdd, header.tag,
                   {.vr = header.vr, .offset = m_position, .observed = byteCount(header.length), .expected = "even"});
    if (!setLimit(frame, element)) {
        stop(m_position);
        return;
    }
    m_stack.push_back(frame);
    m_position += header.size;
}

void DataSetScanner::openSequence(const Header &header)
{
    const Frame &frame = m_stack.back();
    const bool isIsland = header.isImplicit && frame.explicitVr;
    openContainer(header, FrameKind::sequence,
                  isIsland ? encodingInside(m_position + header.size) : Encoding{frame.explicitVr, frame.bigEndian});
}

// A Sequence of the dictionary that a program without it stored as UN: Implicit VR Little Endian inside (PS3.5 6.2.2).
// What does not begin with an Item that fits is left as bytes: its length is right all the same.
bool DataSetScanner::isSequenceAsUn(const Header &header)
{
    if (header.vr != Vr::UN || header.isImplicit || header.length < 8 || dictionaryVr(header.tag) != Vr::SQ)
        return false;
    const unsigned char *bytes = m_window.peek(m_position, m_position + header.size, 8);
    if (bytes == nullptr || readTag(bytes, false) != tags::Item)
        return false;
    const std::uint32_t length = read32(bytes + 4, false);
    return length == Element::undefinedLength || length <= header.length - 8;
}

void DataSetScanner::openUndefinedLength(const Header &header)
{
    if (header.vr == Vr::SQ) {
        openSequence(header);
        return;
    }
    const Frame &frame = m_stack.back();
    const Encoding same{frame.explicitVr, frame.bigEndian};
    const std::uint64_t valueOffset = m_position + header.size;
    const bool isOctets = header.vr == Vr::OB || header.vr == Vr::OW;
    if (header.tag == tags::PixelData && (isOctets || header.vr == Vr::UN)) {
        openContainer(header, FrameKind::fragments, same);
        return;
    }
    const bool isItemNext = isItemAt(valueOffset);
    // PS3.5 6.2.2: an unknown Sequence, Implicit VR Little Endian inside whatever is around it.
    if (header.vr == Vr::UN && isItemNext) {
        openContainer(header, FrameKind::sequence, frame.explicitVr ? encodingInside(valueOffset) : same);
        return;
    }
    reportHere(ScanDefectKind::lengthUndefinedNotAllowed, header.tag,
               {.vr = header.vr, .offset = m_position, .observed = "undefined", .expected = "a length"});
    if (!isItemNext) {
        addElement(header);
        stop(m_position);
        return;
    }
    openContainer(header, isOctets ? FrameKind::fragments : FrameKind::sequence, same);
}

bool DataSetScanner::isItemAt(std::uint64_t offset)
{
    const unsigned char *bytes = m_window.peek(m_position, offset, 8);
    if (bytes == nullptr)
        return false;
    const Tag little = readTag(bytes, false);
    const Tag big = readTag(bytes, true);
    return little == tags::Item || little == tags::SequenceDelimitationItem || big == tags::Item ||
           big == tags::SequenceDelimitationItem;
}

// Of a Sequence whose own header does not say it: implicit, unless its first element has a VR.
Encoding DataSetScanner::encodingInside(std::uint64_t valueOffset)
{
    const Frame &around = m_stack.back();
    constexpr Encoding implicitLittle{.explicitVr = false};
    const unsigned char *bytes = m_window.peek(m_position, valueOffset, 16);
    if (bytes == nullptr)
        return implicitLittle;
    const bool isBig = readTag(bytes, true) == tags::Item;
    const std::uint32_t implicitLength = read32(bytes + 12, isBig);
    const bool hasVr = readTag(bytes + 8, isBig).group != 0xFFFE && vrOfCode(bytes[12], bytes[13]) != Vr::unknown;
    const std::uint64_t room = around.limit == unknownSize ? ScanWindow::capacity : around.limit - valueOffset;
    if (hasVr && (implicitLength > ScanWindow::capacity || implicitLength > room))
        return {.explicitVr = true, .bigEndian = isBig};
    return {.explicitVr = false, .bigEndian = isBig};
}

void DataSetScanner::somethingElseThanItem(Tag tag, const unsigned char *bytes)
{
    const Frame &frame = m_stack.back();
    const Frame &outer = m_stack[m_stack.size() - 2];
    if (m_isMuted) {
        stop(m_position);
        return;
    }
    const std::uint64_t room = outer.limit - m_position;
    const bool isSensible =
        headerPlausibility(bytes, outer.explicitVr, outer.bigEndian, frame.tag, room) == Plausibility::strong;
    if (isSensible && frame.isLengthDoubtful) {
        finishFrame();
    } else if (isSensible && frame.hasUndefinedLength && frame.items > 0) {
        closeWithoutDelimiter();
    } else if (isSensible && frame.items > 0 && frame.limit != endOfFile()) {
        closeTooLong();
    } else {
        const Element &sequence = m_instance.elements[frame.element];
        report(ScanDefectKind::itemExpected, m_stack.size() - 1, frame.tag,
               {sequence.vr, m_position, toString(tag), toString(tags::Item)});
        stop(m_position);
    }
}

} // namespace mi
