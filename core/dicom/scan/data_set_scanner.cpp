#include "core/dicom/scan/data_set_scanner.h"

#include "core/dicom/dictionary.h"
#include "core/dicom/scan/element_header.h"
#include "core/dicom/scan/facts.h"

#include <algorithm>
#include <utility>

namespace mi {

namespace {

constexpr std::size_t firstElements = 512;     // enough for most images without growing
constexpr std::size_t bigElements = 64 * 1024; // from here on all memory that the limits allow is reserved at once
constexpr std::size_t firstKept = 16 * 1024;
constexpr std::size_t bigKept = 1U << 20U;
constexpr std::uint32_t maxKeptPixelData = 4096;

// Reserved address space costs nothing until it is used; growing by copies would need up to three times as much.
template <class T>
void growTo(std::vector<T> &list, std::size_t size, std::size_t small, std::size_t big, std::size_t all)
{
    if (size <= list.capacity())
        return;
    if (size <= small)
        list.reserve(small);
    else if (size <= big)
        list.reserve(std::max(size, std::min(big, list.capacity() * 2)));
    else
        list.reserve(std::max(size, all));
}

bool isIllegalGroup(std::uint16_t group)
{
    return group == 0x0001 || group == 0x0003 || group == 0x0005 || group == 0x0007 || group == 0xFFFF;
}

} // namespace

DataSetScanner::DataSetScanner(ScannedInstance &instance, ScanWindow &window, const InflateSource *inflated,
                               const ScanLimits &limits, DefectList &defects)
    : m_instance(instance), m_window(window), m_inflated(inflated), m_limits(limits), m_defects(defects)
{
    m_stack.reserve(16);
}

void DataSetScanner::scanDataSet(std::uint64_t begin, Encoding encoding)
{
    m_position = begin;
    Frame frame;
    frame.explicitVr = encoding.explicitVr;
    frame.bigEndian = encoding.bigEndian;
    frame.firstChild = static_cast<std::uint32_t>(m_instance.elements.size());
    frame.limit = m_window.size();
    m_stack.push_back(frame);
    run();
}

void DataSetScanner::run()
{
    while (!m_stack.empty() && !m_isStopped) {
        const Frame &frame = m_stack.back();
        if (m_position >= frame.limit) {
            closeAtLimit();
            continue;
        }
        const unsigned char *bytes = frame.limit - m_position >= 8 ? m_window.at(m_position, 8) : nullptr;
        if (bytes == nullptr) {
            shortRest(8);
            continue;
        }
        const Tag tag = readTag(bytes, frame.bigEndian);
        if (frame.kind == FrameKind::meta && tag.group != 0x0002 && !isStrayInMeta(tag, bytes))
            finishFrame();
        else if (tag.group == 0xFFFE)
            scanItemOrDelimiter(tag, read32(bytes + 4, frame.bigEndian));
        else if (frame.kind == FrameKind::sequence || frame.kind == FrameKind::fragments)
            somethingElseThanItem(tag, bytes);
        else
            scanElement(tag, bytes);
    }
    unwind();
}

void DataSetScanner::scanElement(Tag tag, const unsigned char *bytes)
{
    Frame &frame = m_stack.back();
    const bool isRising = tag.key() > frame.lastKey;
    if (!isRising && frame.kind == FrameKind::root && isTrailing(tag, bytes)) {
        trailing();
        return;
    }
    Header header;
    header.tag = tag;
    if (!readHeader(header, bytes))
        return;
    if (!hasRoomForElement(tag))
        return;
    if (!isRising && frame.firstChild < m_instance.elements.size())
        frame.isUnordered = true;
    frame.lastKey = tag.key();
    if (frame.hasGroupLength && frame.group != tag.group && frame.kind != FrameKind::meta)
        verifyGroupLength(frame);
    if (tag.group < 0x0008 || tag.group == 0xFFFF || frame.kind == FrameKind::meta)
        checkGroup(tag, header.vr);
    if (frame.kind == FrameKind::root &&
        (tag == tags::PixelData || tag == tags::FloatPixelData || tag == tags::DoubleFloatPixelData))
        m_instance.isPixelDataReached = true;
    if (header.length == Element::undefinedLength)
        openUndefinedLength(header);
    else if (header.vr == Vr::SQ)
        openSequence(header);
    else if (isSequenceAsUn(header))
        openContainer(header, FrameKind::sequence, {.explicitVr = false});
    else {
        addElement(header);
        scanLeaf(header);
    }
}

// False: reading stopped, or the position moved without an element.
bool DataSetScanner::readHeader(Header &header, const unsigned char *bytes)
{
    const Frame &frame = m_stack.back();
    if (!frame.explicitVr) {
        header.vr = dictionaryVr(header.tag);
        header.length = read32(bytes + 4, frame.bigEndian);
        header.isImplicit = true;
        return true;
    }
    header.vr = vrOfCode(bytes[4], bytes[5]);
    if (header.vr == Vr::unknown)
        return resolveUnknownVr(header);
    if (!hasLongHeader(header.vr)) {
        header.length = read16(bytes + 6, frame.bigEndian);
        return true;
    }
    const unsigned char *all = frame.limit - m_position >= 12 ? m_window.at(m_position, 12) : nullptr;
    if (all == nullptr) {
        shortRest(12);
        return false;
    }
    header.size = 12;
    header.length = read32(all + 8, frame.bigEndian);
    if (all[6] != 0 || all[7] != 0)
        readLongLength(header, all);
    return true;
}

// The reserved bytes are not zero: some writers put a 16-bit length there, others garbage.
void DataSetScanner::readLongLength(Header &header, const unsigned char *bytes)
{
    const Frame &frame = m_stack.back();
    Header shortForm = header;
    shortForm.size = 8;
    shortForm.length = read16(bytes + 6, frame.bigEndian);
    const std::string observed = hexBytes(bytes + 6, 2);
    const unsigned scoreLong = scoreOf(header, frame.limit);
    if (scoreLong < 2 && scoreOf(shortForm, frame.limit) > scoreLong)
        header = shortForm;
    reportHere(ScanDefectKind::reservedBytesNotZero, header.tag,
               {.vr = header.vr, .offset = m_position, .observed = observed, .expected = "00 00"});
}

void DataSetScanner::checkGroup(Tag tag, Vr vr)
{
    const bool isMeta = m_stack.back().kind == FrameKind::meta;
    ScanDefectKind kind = ScanDefectKind::illegalGroup;
    if (isMeta && tag.group == 0x0002)
        return;
    if (tag.group == 0x0000)
        kind = ScanDefectKind::commandGroupInDataSet;
    else if (tag.group == 0x0002)
        kind = ScanDefectKind::metaGroupInDataSet;
    else if (!isMeta && !isIllegalGroup(tag.group))
        return;
    reportHere(kind, tag, {.vr = vr, .offset = m_position, .observed = toString(tag)});
}

Element &DataSetScanner::addElement(const Header &header)
{
    std::vector<Element> &elements = m_instance.elements;
    const auto index = static_cast<std::uint32_t>(elements.size());
    growTo(elements, elements.size() + 1, firstElements, bigElements, m_limits.maxElements);
    const Frame &frame = m_stack.back();
    Element &element = elements.emplace_back();
    element.offset = m_position;
    element.length = header.length;
    element.valueIndex = static_cast<std::uint32_t>(m_instance.keptBytes.size());
    element.end = index + 1;
    element.parent = frame.element;
    element.tag = header.tag;
    element.vr = header.vr;
    element.depth = static_cast<std::uint8_t>(m_stack.size() - 1);
    element.headerSize = header.size;
    // PS3.5 6.2.2: what UN holds is little endian whatever is around it.
    const bool isBigEndian = frame.bigEndian && (header.isImplicit || header.vr != Vr::UN);
    const unsigned flags = (header.isImplicit ? unsigned{Element::vrFromDictionary} : 0U) |
                           (isBigEndian ? unsigned{Element::bigEndian} : 0U);
    element.flags = static_cast<std::uint8_t>(flags);
    return element;
}

void DataSetScanner::scanLeaf(const Header &header)
{
    Frame &frame = m_stack.back();
    const std::uint64_t end = m_position + header.size + header.length;
    if ((end > frame.limit && !leafPastLimit(header)) || (frame.kind == FrameKind::meta && !isGoodInMeta(header, end)))
        return;
    if ((header.length & 1U) != 0)
        reportHere(ScanDefectKind::lengthOdd, header.tag,
                   {.vr = header.vr, .offset = m_position, .observed = byteCount(header.length), .expected = "even"});
    if (!keepValue(m_instance.elements.back())) {
        if (!m_window.error()) {
            discoverEnd();
            leafPastLimit(header);
        }
        return;
    }
    if (header.tag.isGroupLength() && header.length == 4 && header.vr == Vr::UL) {
        const auto *value =
            reinterpret_cast<const unsigned char *>(m_instance.keptBytes.data() + m_instance.keptBytes.size() - 4);
        frame.hasGroupLength = true;
        frame.group = header.tag.group;
        frame.groupLength = read32(value, frame.bigEndian);
        frame.groupOffset = m_position;
        frame.groupBegin = end;
    }
    m_position = end;
}

// False: the source ends or fails inside the value.
bool DataSetScanner::keepValue(Element &element)
{
    std::vector<char> &kept = m_instance.keptBytes;
    const bool isBulkTag = element.tag == tags::PixelData;
    const bool isWhole = element.length <= m_limits.maxKeptValue &&
                         (!isBulkTag || element.length <= maxKeptPixelData) &&
                         (!element.has(Element::fragment) || m_stack.back().items == 1);
    std::size_t wanted = isWhole ? element.length : std::min(element.length, m_limits.bulkPrefix);
    // The last quarter is for root elements: whatever a sequence holds, what identifies the instance is kept.
    const std::size_t budget = m_limits.maxKeptTotal - (element.depth > 0 ? m_limits.maxKeptTotal / 4 : 0);
    if (kept.size() + wanted > budget)
        return m_window.reaches(element.valueOffset() + element.length);
    growTo(kept, kept.size() + wanted, firstKept, bigKept, m_limits.maxKeptTotal);
    const std::size_t got = m_window.append(element.valueOffset(), wanted, kept);
    const bool isAllKept = isWhole && got == wanted;
    element.flags =
        static_cast<std::uint8_t>(element.flags | unsigned{isAllKept ? Element::valueKept : Element::prefixKept});
    if (got < wanted)
        return false;
    return isWhole || m_window.reaches(element.valueOffset() + element.length);
}

// Of a value that the file cuts short, what there is of its prefix.
void DataSetScanner::keepRest(Element &element, std::uint64_t room)
{
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>({room, m_limits.bulkPrefix, element.length}));
    if (element.has(Element::prefixKept) || m_instance.keptBytes.size() + wanted > m_limits.maxKeptTotal)
        return;
    if (m_window.append(element.valueOffset(), wanted, m_instance.keptBytes) == wanted)
        element.flags = static_cast<std::uint8_t>(element.flags | unsigned{Element::prefixKept});
}

AttributePath DataSetScanner::pathAt(std::size_t level, Tag tag) const
{
    std::vector<AttributePath::Step> steps;
    for (std::size_t i = 0; i < level; ++i) {
        const Frame &frame = m_stack[i];
        if (frame.kind == FrameKind::sequence || frame.kind == FrameKind::fragments)
            steps.push_back({frame.tag, std::max(frame.items, 1U)});
    }
    return {std::move(steps), tag};
}

void DataSetScanner::report(ScanDefectKind kind, std::size_t level, Tag tag, DefectFacts facts)
{
    if (m_isMuted)
        return;
    std::uint64_t place = tag.key();
    for (std::size_t i = 0; i < level; ++i)
        place = place * 0x100000001B3ULL + m_stack[i].tag.key();
    m_defects.add(
        kind, place, [&] { return pathAt(level, tag); }, std::move(facts));
}

void DataSetScanner::reportContainer(ScanDefectKind kind, std::size_t frameIndex, std::string observed,
                                     std::string expected)
{
    const Frame &frame = m_stack[frameIndex];
    const Element &element = m_instance.elements[frame.element];
    report(kind, frameIndex, frame.tag, {element.vr, element.offset, std::move(observed), std::move(expected)});
}

void DataSetScanner::stop(std::uint64_t offset)
{
    m_isStopped = true;
    if (!m_instance.stoppedAt)
        m_instance.stoppedAt = offset;
}

} // namespace mi
