#include "core/dicom/scan/element_header.h"

#include "core/dicom/dictionary.h"

#include <array>

namespace mi {

namespace {

using VrByLetters = std::array<Vr, 26 * 26>;

VrByLetters makeTable()
{
    VrByLetters table;
    table.fill(Vr::unknown);
    for (unsigned i = 0; i < static_cast<unsigned>(Vr::unknown); ++i) {
        const auto vr = static_cast<Vr>(i);
        const std::string_view code = toString(vr);
        table[static_cast<unsigned>(code[0] - 'A') * 26U + static_cast<unsigned>(code[1] - 'A')] = vr;
    }
    return table;
}

std::uint64_t makeLongMask()
{
    std::uint64_t mask = 0;
    for (unsigned i = 0; i < static_cast<unsigned>(Vr::unknown); ++i) {
        if (hasLongLength(static_cast<Vr>(i)))
            mask |= std::uint64_t{1} << i;
    }
    return mask;
}

bool isDelimiterOrItem(Tag tag)
{
    return tag == tags::Item || tag == tags::ItemDelimitationItem || tag == tags::SequenceDelimitationItem;
}

} // namespace

Vr vrOfCode(unsigned char first, unsigned char second)
{
    static const VrByLetters table = makeTable();
    const unsigned row = unsigned{first} - 'A';
    const unsigned column = unsigned{second} - 'A';
    return row < 26 && column < 26 ? table[row * 26 + column] : Vr::unknown;
}

bool hasLongHeader(Vr vr)
{
    static const std::uint64_t mask = makeLongMask();
    return vr < Vr::unknown && ((mask >> static_cast<unsigned>(vr)) & 1U) != 0;
}

Plausibility headerPlausibility(const unsigned char *bytes, bool explicitVr, bool bigEndian, Tag after,
                                std::uint64_t room)
{
    const Tag tag = readTag(bytes, bigEndian);
    if (tag.group == 0xFFFE)
        return isDelimiterOrItem(tag) ? Plausibility::strong : Plausibility::none;
    if (tag <= after || room < 8)
        return Plausibility::none;
    if (explicitVr) {
        const Vr vr = vrOfCode(bytes[4], bytes[5]);
        if (vr == Vr::unknown)
            return Plausibility::none;
        return hasLongHeader(vr) || read16(bytes + 6, bigEndian) <= room - 8 ? Plausibility::strong
                                                                             : Plausibility::none;
    }
    const std::uint32_t length = read32(bytes + 4, bigEndian);
    if (length != Element::undefinedLength && length > room - 8)
        return Plausibility::none;
    return findInDictionary(tag) != nullptr || tag.isGroupLength() ? Plausibility::strong : Plausibility::weak;
}

HeaderWalk walkHeaders(std::span<const unsigned char> bytes, std::uint64_t total, bool explicitVr, bool bigEndian,
                       unsigned maxHeaders)
{
    HeaderWalk walk;
    std::uint64_t at = 0;
    Tag last;
    while (walk.headers < maxHeaders && at + 8 <= bytes.size()) {
        const unsigned char *header = bytes.data() + at;
        const Tag tag = readTag(header, bigEndian);
        if (tag.group == 0xFFFE || (walk.headers > 0 && tag <= last) ||
            headerPlausibility(header, explicitVr, bigEndian, {}, total - at) == Plausibility::none)
            break;
        std::uint64_t size = 8;
        std::uint32_t length = 0;
        if (!explicitVr) {
            length = read32(header + 4, bigEndian);
        } else if (hasLongHeader(vrOfCode(header[4], header[5]))) {
            if (at + 12 > bytes.size())
                break;
            size = 12;
            length = read32(header + 8, bigEndian);
        } else {
            length = read16(header + 6, bigEndian);
        }
        // An undefined length in the first elements says little; what is inside is not looked at.
        if (length != Element::undefinedLength && at + size + length > total)
            break;
        if (walk.headers == 0)
            walk.first = tag;
        ++walk.headers;
        last = tag;
        if (length == Element::undefinedLength) {
            walk.jumpedOut = true;
            break;
        }
        at += size + length;
        if (at >= bytes.size()) {
            walk.reachedEnd = at == total;
            walk.jumpedOut = at < total;
            break;
        }
    }
    return walk;
}

} // namespace mi
