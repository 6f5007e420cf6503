// Elements whose VR code is none of the standard's: three ways to read on, and the one after which the data makes
// sense is taken. PS3.5 6.2.2 gives future VRs the form with two reserved bytes and a 32-bit length.
#include "core/dicom/dictionary.h"
#include "core/dicom/scan/data_set_scanner.h"
#include "core/dicom/scan/element_header.h"
#include "core/dicom/scan/facts.h"
#include "core/support/text.h"

#include <array>
#include <string_view>
#include <utility>

namespace mi {

namespace {

bool isLetter(unsigned char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

} // namespace

// 0: does not fit; 1: fits; 2: something like an element follows; 3: a good element, or the end, follows.
unsigned DataSetScanner::scoreOf(const Header &header, std::uint64_t limit)
{
    const Frame &frame = m_stack.back();
    const std::uint64_t valueOffset = m_position + header.size;
    if (header.length == Element::undefinedLength)
        return isItemAt(valueOffset) ? 3 : 0;
    const std::uint64_t end = valueOffset + header.length;
    if (end >= limit)
        return end == limit ? 3 : 0;
    const unsigned char *next = limit - end >= 8 ? m_window.peek(m_position, end, 8) : nullptr;
    if (next == nullptr)
        return 1;
    const Plausibility good = headerPlausibility(next, frame.explicitVr, frame.bigEndian, header.tag, limit - end);
    if (good == Plausibility::strong)
        return 3;
    const Tag nextTag = readTag(next, frame.bigEndian);
    const bool isKnown = nextTag.group == header.tag.group || findInDictionary(nextTag) != nullptr;
    return nextTag > header.tag && isKnown ? 2 : 1;
}

bool DataSetScanner::resolveUnknownVr(Header &header)
{
    const Frame &frame = m_stack.back();
    const std::uint64_t limit = frame.limit;
    const std::size_t room = limit - m_position >= 12 ? 12 : 8;
    std::array<unsigned char, 12> bytes{};
    const std::size_t have = m_window.available(m_position, room);
    const unsigned char *found = m_window.at(m_position, have);
    if (found == nullptr) {
        stop(m_position);
        return false;
    }
    std::copy_n(found, have, bytes.begin());

    Header longForm = header;
    longForm.size = 12;
    longForm.length = read32(bytes.data() + 8, frame.bigEndian);
    Header shortForm = header;
    shortForm.length = read16(bytes.data() + 6, frame.bigEndian);
    Header implicitForm = header;
    implicitForm.length = read32(bytes.data() + 4, frame.bigEndian);
    implicitForm.isImplicit = true;
    implicitForm.vr = dictionaryVr(header.tag);

    const bool hasLetters = isLetter(bytes[4]) && isLetter(bytes[5]);
    const bool isReservedZero = bytes[6] == 0 && bytes[7] == 0;
    const unsigned longScore = have == 12 && isReservedZero ? scoreOf(longForm, limit) : 0;
    const unsigned shortScore = scoreOf(shortForm, limit);
    const unsigned implicitScore = scoreOf(implicitForm, limit);

    // In the order of preference where they are equally good.
    std::array<std::pair<unsigned, const Header *>, 3> ways{
        {{longScore, &longForm}, {shortScore, &shortForm}, {implicitScore, &implicitForm}}};
    if (!hasLetters)
        ways = {{{implicitScore, &implicitForm}, {shortScore, &shortForm}, {longScore, &longForm}}};
    const auto *best = &ways[0];
    for (const auto &way : ways) {
        if (way.first > best->first)
            best = &way;
    }
    const std::string_view code(reinterpret_cast<const char *>(bytes.data() + 4), 2);
    const bool isReadable = best->first >= 2 || (best->first == 1 && hasLetters);
    if (!isReadable && frame.kind == FrameKind::root && m_instance.isPixelDataReached) {
        trailing();
        return false;
    }
    reportHere(ScanDefectKind::vrUnknown, header.tag,
               {.vr = Vr::unknown,
                .offset = m_position,
                .observed = escapedForDisplay(code),
                .expected = std::string(toString(dictionaryVr(header.tag)))});
    if (!isReadable) {
        stop(m_position);
        return false;
    }
    header = *best->second;
    return true;
}

} // namespace mi
