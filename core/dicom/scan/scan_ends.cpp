// Where containers, groups and the file end, rightly or not.
#include "core/dicom/dictionary.h"
#include "core/dicom/scan/data_set_scanner.h"
#include "core/dicom/scan/element_header.h"
#include "core/dicom/scan/facts.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace mi {

void DataSetScanner::closeAtLimit()
{
    Frame &frame = m_stack.back();
    const bool isContainer = frame.element != Element::noParent;
    if (isContainer && frame.hasUndefinedLength && !m_isMuted && m_missingDelimiterAt != m_position) {
        reportContainer(ScanDefectKind::delimiterMissing, m_stack.size() - 1, "absent", "delimiter");
        m_missingDelimiterAt = m_position; // what is around it ends here too, for the same reason
        if (frame.limit == endOfFile()) {
            m_isMuted = true;
            stop(m_position);
        }
    }
    // The Sequence was found to be longer than it says.
    if (m_isMuted && frame.limit == endOfFile())
        stop(m_position);
    finishFrame();
}

// Fewer than the `needed` bytes of a header before the end of the container or of the file.
void DataSetScanner::shortRest(std::uint64_t needed)
{
    if (m_window.error()) {
        stop(m_position);
        return;
    }
    Frame *frame = &m_stack.back();
    if (frame->limit - m_position >= needed) {
        discoverEnd();
        frame = &m_stack.back();
        if (m_isStopped || m_position >= frame->limit)
            return;
    }
    const std::uint64_t rest = frame->limit - m_position;
    if (m_isMuted) {
        stop(m_position);
    } else if (frame->limit != endOfFile() && goesOnBehind(m_stack.size() - 1, m_position)) {
        closeTooLong();
    } else if (frame->limit != endOfFile()) {
        reportContainer(ScanDefectKind::lengthPastEnclosing, m_stack.size() - 1, byteCount(rest) + " left",
                        "whole elements");
        m_position = frame->limit;
    } else if (frame->kind == FrameKind::root && needed == 8) {
        shortRestOfFile(rest);
    } else {
        reportHere(ScanDefectKind::truncated, headerTag(rest),
                   {.offset = m_position, .observed = byteCount(rest), .expected = byteCount(needed)});
        stop(m_position);
    }
}

// The tag of a header that is cut short; an empty one if not even that is there.
Tag DataSetScanner::headerTag(std::uint64_t rest)
{
    const unsigned char *bytes = rest >= 4 ? m_window.at(m_position, 4) : nullptr;
    return bytes != nullptr ? readTag(bytes, m_stack.back().bigEndian) : Tag{};
}

// Up to 7 bytes behind the last root element.
void DataSetScanner::shortRestOfFile(std::uint64_t rest)
{
    const unsigned char *bytes = m_window.at(m_position, static_cast<std::size_t>(rest));
    const bool isZero = bytes != nullptr && std::all_of(bytes, bytes + rest, [](unsigned char b) { return b == 0; });
    const Tag tag = headerTag(rest);
    if (isZero || m_instance.isPixelDataReached || (rest >= 4 && tag.key() <= m_stack.back().lastKey)) {
        trailing();
        return;
    }
    reportHere(ScanDefectKind::truncated, tag,
               {.offset = m_position, .observed = byteCount(rest), .expected = byteCount(8)});
    stop(m_position);
}

// A forward source has ended: now the containers can be measured against the end.
void DataSetScanner::discoverEnd()
{
    const std::uint64_t end = endOfFile();
    if (m_inflated != nullptr && m_inflated->end() != InflateSource::End::complete)
        m_isMuted = true; // the compressed stream is the cause
    for (std::size_t i = 0; i < m_stack.size(); ++i) {
        Frame &frame = m_stack[i];
        if (frame.limit <= end)
            continue;
        if (frame.element != Element::noParent && !frame.hasUndefinedLength && !m_isMuted) {
            const Element &element = m_instance.elements[frame.element];
            reportContainer(ScanDefectKind::truncated, i, byteCount(end - std::min(end, element.valueOffset())),
                            byteCount(element.length));
            m_isMuted = true;
        }
        frame.limit = end;
    }
    if (m_isMuted)
        stop(m_position);
}

// Whether a root header whose tag does not rise is no element at all but bytes behind the last one.
bool DataSetScanner::isTrailing(Tag tag, const unsigned char *bytes)
{
    const Frame &frame = m_stack.back();
    if (tag.key() == 0 && read32(bytes + 4, false) == 0)
        return true;
    if (tag.key() > frame.lastKey)
        return false;
    const std::uint64_t room = frame.limit - m_position;
    const Plausibility good = headerPlausibility(bytes, frame.explicitVr, frame.bigEndian, {}, room);
    if (frame.explicitVr || good == Plausibility::none)
        return good == Plausibility::none && (m_instance.isPixelDataReached || !frame.explicitVr);
    return good == Plausibility::weak && m_instance.isPixelDataReached && !tag.isPrivate();
}

void DataSetScanner::trailing()
{
    std::uint64_t count = 0;
    bool isZero = true;
    for (std::uint64_t at = m_position;;) {
        const std::size_t step = m_window.available(at, ScanWindow::capacity / 2);
        if (step == 0)
            break;
        const unsigned char *bytes = m_window.at(at, step);
        isZero = isZero && std::all_of(bytes, bytes + step, [](unsigned char b) { return b == 0; });
        at += step;
        count += step;
        // Only zeros have to be looked at to the end.
        if (!isZero && m_window.size() != unknownSize) {
            count = m_window.size() - m_position;
            break;
        }
    }
    reportForFile(isZero ? ScanDefectKind::trailingZeros : ScanDefectKind::trailingBytes,
                  {.offset = m_position, .observed = byteCount(count), .expected = byteCount(0)});
    m_isStopped = true;
    // In the middle of a Data Set such bytes may as well mean that an earlier length was wrong.
    if (!isZero && !m_instance.isPixelDataReached)
        stop(m_position);
}

void DataSetScanner::finishFrame()
{
    Frame &frame = m_stack.back();
    if (!m_isStopped && frame.hasGroupLength)
        verifyGroupLength(frame);
    if (frame.isUnordered)
        reportOrder(frame);
    if (frame.element != Element::noParent)
        m_instance.elements[frame.element].end = static_cast<std::uint32_t>(m_instance.elements.size());
    if (frame.kind == FrameKind::sequence || frame.kind == FrameKind::fragments)
        --m_openSequences;
    m_stack.pop_back();
}

// After a stop: what is open ends here.
void DataSetScanner::unwind()
{
    while (!m_stack.empty())
        finishFrame();
}

// Groups 0000 and 0002 in a Data Set, and others in the File Meta Information, have defects of their own.
bool DataSetScanner::mayBeOutOfOrder(const Frame &frame, Tag tag, Tag last)
{
    if (frame.kind == FrameKind::meta)
        return tag.isFileMeta() && last.isFileMeta();
    return tag.group > 0x0002;
}

// Elements that do not come after the one before them (PS3.5 7.1), and those that are there twice.
void DataSetScanner::reportOrder(const Frame &frame)
{
    const std::vector<Element> &elements = m_instance.elements;
    // What led to a stop may have been read as an element: it does not count.
    const bool isLastDoubtful = m_isStopped && m_instance.stoppedAt.has_value();
    const auto count = static_cast<std::uint32_t>(elements.size() - (isLastDoubtful ? 1 : 0));
    const auto next = [&](std::uint32_t i) { return std::max(elements[i].end, i + 1); };

    std::size_t children = 0;
    for (std::uint32_t i = frame.firstChild; i < count; i = next(i))
        ++children;
    std::vector<std::uint32_t> sorted; // indexes, by tag
    sorted.reserve(children);
    for (std::uint32_t i = frame.firstChild; i < count; i = next(i))
        sorted.push_back(i);
    std::sort(sorted.begin(), sorted.end(), [&](std::uint32_t a, std::uint32_t b) {
        return elements[a].tag != elements[b].tag ? elements[a].tag < elements[b].tag : a < b;
    });

    Tag last;
    Tag beforeLast;
    std::uint32_t lastIndex = frame.firstChild;
    for (std::uint32_t i = frame.firstChild; i < count; i = next(i)) {
        const Element &element = elements[i];
        const auto first = std::lower_bound(sorted.begin(), sorted.end(), element.tag,
                                            [&](std::uint32_t a, Tag tag) { return elements[a].tag < tag; });
        if (*first < i) {
            reportHere(ScanDefectKind::elementDuplicate, element.tag, {element.vr, element.offset, "again", "once"});
        } else if (element.tag < last && mayBeOutOfOrder(frame, element.tag, last)) {
            // Where everything but the element before is in order, that one stands too early.
            const std::uint32_t after = next(i);
            const bool isLastTooHigh = beforeLast < element.tag && after < count && elements[after].tag < last;
            const Element &culprit = isLastTooHigh ? elements[lastIndex] : element;
            reportHere(ScanDefectKind::elementOrder, culprit.tag,
                       {culprit.vr, culprit.offset,
                        isLastTooHigh ? "before " + toString(element.tag) : "behind " + toString(last), "ascending"});
        }
        beforeLast = last;
        last = element.tag;
        lastIndex = i;
    }
}

// Whether the group is longer than it says only because of elements that are there already: their repetition is the
// cause.
bool DataSetScanner::isOnlyRepetitionBehind(const Frame &frame) const
{
    const std::vector<Element> &elements = m_instance.elements;
    const std::uint64_t end = frame.groupBegin + frame.groupLength;
    std::uint64_t next = end;
    for (std::uint32_t i = frame.firstChild; i < elements.size(); ++i) {
        if (elements[i].offset < end)
            continue;
        const auto first = elements.begin() + frame.firstChild;
        const bool isAgain = std::any_of(first, elements.begin() + i,
                                         [&](const Element &other) { return other.tag == elements[i].tag; });
        if (!isAgain || elements[i].offset != next)
            return false;
        next = elements[i].valueOffset() + elements[i].length;
    }
    return next > end;
}

// PS3.5 7.2 and, for the File Meta Information, PS3.10 7.1. The group ends where the next group begins.
void DataSetScanner::verifyGroupLength(Frame &frame)
{
    frame.hasGroupLength = false;
    const std::uint64_t actual = m_position - frame.groupBegin;
    if (actual == frame.groupLength || m_isMuted)
        return;
    const bool isMeta = frame.kind == FrameKind::meta;
    if (isMeta && m_position == endOfFile() && actual < frame.groupLength) {
        reportHere(ScanDefectKind::truncated, Tag{frame.group, 0},
                   {Vr::UL, frame.groupOffset, byteCount(actual), byteCount(frame.groupLength)});
        stop(m_position);
        return;
    }
    if (isMeta && isOnlyRepetitionBehind(frame))
        return;
    reportHere(isMeta ? ScanDefectKind::metaGroupLengthWrong : ScanDefectKind::groupLengthWrong, Tag{frame.group, 0},
               {Vr::UL, frame.groupOffset, byteCount(frame.groupLength), byteCount(actual)});
}

} // namespace mi
