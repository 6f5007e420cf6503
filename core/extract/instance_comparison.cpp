#include "core/extract/instance_comparison.h"

#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace mi {

namespace {

constexpr std::size_t mostAttributes = 200;
constexpr std::size_t pieceSize = std::size_t{64} << 10U; // a multiple of every word

// Bytes that change places with the byte order.
std::size_t wordSize(Vr vr)
{
    switch (vr) {
    case Vr::AT:
    case Vr::OW:
    case Vr::SS:
    case Vr::US:
        return 2;
    case Vr::FL:
    case Vr::OF:
    case Vr::OL:
    case Vr::SL:
    case Vr::UL:
        return 4;
    case Vr::FD:
    case Vr::OD:
    case Vr::OV:
    case Vr::SV:
    case Vr::UV:
        return 8;
    default:
        return 1;
    }
}

bool isPadded(Vr vr)
{
    return wordSize(vr) == 1 && vr != Vr::OB && vr != Vr::UN && vr != Vr::unknown;
}

bool isPixelData(Tag tag)
{
    return tag == tags::PixelData || tag == tags::FloatPixelData || tag == tags::DoubleFloatPixelData;
}

// What an encoding may add to the same values.
bool isOfEncoding(Tag tag)
{
    return tag.isGroupLength() || tag == tags::DataSetTrailingPadding;
}

void swapWords(std::span<std::byte> bytes, std::size_t size)
{
    for (std::size_t at = 0; at + size <= bytes.size(); at += size)
        std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                     bytes.begin() + static_cast<std::ptrdiff_t>(at + size));
}

struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

// One value, or the fragments of one, as one stream of bytes from the file.
class ValueStream {
public:
    ValueStream(const ComparedInstance &instance, std::uint32_t index) : m_instance(instance)
    {
        const std::vector<Element> &elements = instance.scan.elements;
        const Element &element = elements[index];
        if (element.end == index + 1) {
            m_parts.push_back({element.valueOffset(), element.length});
            return;
        }
        // The first fragment is the Basic Offset Table: where the others begin, and not what they hold.
        for (std::uint32_t i = index + 1, number = 0; i < element.end; i = elements[i].end, ++number) {
            if (elements[i].has(Element::fragment) && number > 0)
                m_parts.push_back({elements[i].valueOffset(), elements[i].length});
        }
    }

    std::uint64_t size() const
    {
        std::uint64_t sum = 0;
        for (const Part &part : m_parts)
            sum += part.length;
        return sum;
    }

    // Fills the piece but at the end.
    Result<std::size_t> read(std::span<std::byte> piece)
    {
        std::size_t done = 0;
        while (done < piece.size() && m_part < m_parts.size()) {
            const Part &part = m_parts[m_part];
            const std::size_t wanted =
                std::min<std::uint64_t>(piece.size() - done, std::uint64_t{part.length} - m_offset);
            const Result<std::size_t> count =
                m_instance.source.readAt(part.begin + m_offset, piece.subspan(done, wanted));
            if (!count)
                return count;
            done += *count;
            m_offset += *count;
            if (*count < wanted)
                break;
            if (m_offset == part.length) {
                ++m_part;
                m_offset = 0;
            }
        }
        return done;
    }

private:
    struct Part {
        std::uint64_t begin;
        std::uint32_t length;
    };
    ComparedInstance m_instance;
    std::vector<Part> m_parts;
    std::size_t m_part = 0;
    std::uint64_t m_offset = 0;
};

class Comparison {
public:
    Comparison(ComparedInstance first, ComparedInstance second) : m_first(first), m_second(second) {}

    Result<InstanceDifference> run();

private:
    using ByTag = std::map<Tag, std::uint32_t>;
    static ByTag byTag(const ScannedInstance &scan, Range range);
    static bool isEncapsulated(const ScannedInstance &scan, std::uint32_t index);
    static Range inside(const ScannedInstance &scan, std::uint32_t index);

    void compareSets(Range first, Range second);
    void compareElements(std::uint32_t first, std::uint32_t second);
    void compareItems(std::uint32_t first, std::uint32_t second);
    void comparePixelData(std::uint32_t first, std::uint32_t second);
    // Nothing: it cannot be said.
    std::optional<bool> areSameValues(std::uint32_t first, std::uint32_t second);
    std::optional<bool> areSameStreams(std::uint32_t first, std::uint32_t second, std::size_t word);
    void differ(const ScannedInstance &scan, std::uint32_t index);

    ComparedInstance m_first;
    ComparedInstance m_second;
    InstanceDifference m_difference;
    bool m_hasOtherAttributes = false;
    bool m_hasOtherPixelData = false;
    bool m_isUndecided = false;
    std::optional<Error> m_error;
};

Comparison::ByTag Comparison::byTag(const ScannedInstance &scan, Range range)
{
    ByTag found;
    for (std::uint32_t i = range.begin; i < range.end; i = scan.elements[i].end)
        found.emplace(scan.elements[i].tag, i); // the first of duplicates, as everywhere
    return found;
}

bool Comparison::isEncapsulated(const ScannedInstance &scan, std::uint32_t index)
{
    return scan.elements[index].end > index + 1 && scan.elements[index + 1].has(Element::fragment);
}

Range Comparison::inside(const ScannedInstance &scan, std::uint32_t index)
{
    return {index + 1, scan.elements[index].end};
}

void Comparison::differ(const ScannedInstance &scan, std::uint32_t index)
{
    m_hasOtherAttributes = true;
    if (m_difference.attributes.size() < mostAttributes)
        m_difference.attributes.push_back(scan.pathOf(scan.elements[index]).toString());
}

// The nesting is bounded by the scan (ScanLimits::maxDepth), and so is the recursion.
void Comparison::compareSets(Range first, Range second)
{
    const ByTag left = byTag(m_first.scan, first);
    const ByTag right = byTag(m_second.scan, second);
    auto a = left.begin();
    auto b = right.begin();
    while ((a != left.end() || b != right.end()) && !m_error) {
        const bool isOnlyLeft = b == right.end() || (a != left.end() && a->first < b->first);
        const bool isOnlyRight = !isOnlyLeft && (a == left.end() || b->first < a->first);
        const Tag tag = isOnlyRight ? b->first : a->first;
        if (isOfEncoding(tag)) {
        } else if (isOnlyLeft || isOnlyRight) {
            m_hasOtherPixelData |= isPixelData(tag);
            isOnlyLeft ? differ(m_first.scan, a->second) : differ(m_second.scan, b->second);
        } else {
            compareElements(a->second, b->second);
        }
        if (!isOnlyRight)
            ++a;
        if (!isOnlyLeft)
            ++b;
    }
}

void Comparison::compareElements(std::uint32_t first, std::uint32_t second)
{
    const Element &left = m_first.scan.elements[first];
    const Element &right = m_second.scan.elements[second];
    if (isPixelData(left.tag) && left.depth == 0) {
        comparePixelData(first, second);
    } else if (left.end > first + 1 || right.end > second + 1) {
        compareItems(first, second);
    } else {
        const std::optional<bool> isSame = areSameValues(first, second);
        m_isUndecided |= !isSame;
        if (isSame == false)
            differ(m_first.scan, first);
    }
}

void Comparison::compareItems(std::uint32_t first, std::uint32_t second)
{
    const auto itemsOf = [](const ScannedInstance &scan, std::uint32_t index) {
        std::vector<std::uint32_t> items;
        const Range range = inside(scan, index);
        for (std::uint32_t i = range.begin; i < range.end; i = scan.elements[i].end)
            items.push_back(i);
        return items;
    };
    const std::vector<std::uint32_t> left = itemsOf(m_first.scan, first);
    const std::vector<std::uint32_t> right = itemsOf(m_second.scan, second);
    if (left.size() != right.size()) {
        differ(m_first.scan, first);
        return;
    }
    for (std::size_t i = 0; i < left.size() && !m_error; ++i)
        compareSets(inside(m_first.scan, left[i]), inside(m_second.scan, right[i]));
}

void Comparison::comparePixelData(std::uint32_t first, std::uint32_t second)
{
    const bool isEncapsulatedLeft = isEncapsulated(m_first.scan, first);
    if (isEncapsulatedLeft != isEncapsulated(m_second.scan, second) ||
        (isEncapsulatedLeft &&
         m_first.scan.text(tags::TransferSyntaxUID) != m_second.scan.text(tags::TransferSyntaxUID))) {
        m_isUndecided = true; // only decoding could tell
        return;
    }
    const std::optional<bool> isSame =
        isEncapsulatedLeft ? areSameStreams(first, second, 1) : areSameValues(first, second);
    m_isUndecided |= !isSame;
    m_hasOtherPixelData |= isSame == false;
}

std::optional<bool> Comparison::areSameValues(std::uint32_t first, std::uint32_t second)
{
    const Element &left = m_first.scan.elements[first];
    const Element &right = m_second.scan.elements[second];
    const Vr vr = vrOfValue(left) == Vr::UN ? vrOfValue(right) : vrOfValue(left);
    const bool isSwapped = left.has(Element::bigEndian) != right.has(Element::bigEndian);
    // OB and OW of one Pixel Data: both stand for words in Implicit VR, and only OW has a byte order.
    const std::size_t word = isSwapped ? std::max(wordSize(vr), wordSize(vrOfValue(right))) : 1;
    if (!left.has(Element::valueKept) || !right.has(Element::valueKept))
        return areSameStreams(first, second, word);
    const std::string_view a = m_first.scan.value(left);
    std::string b(m_second.scan.value(right));
    swapWords(std::as_writable_bytes(std::span<char>(b)), word);
    return isPadded(vr) ? withoutTrailingPadding(a) == withoutTrailingPadding(b) : a == b;
}

std::optional<bool> Comparison::areSameStreams(std::uint32_t first, std::uint32_t second, std::size_t word)
{
    // Offsets in a deflated Data Set are not those of the file.
    if (m_first.scan.encoding.deflated || m_second.scan.encoding.deflated)
        return std::nullopt;
    ValueStream left(m_first, first);
    ValueStream right(m_second, second);
    if (left.size() != right.size())
        return false;
    std::vector<std::byte> a(pieceSize);
    std::vector<std::byte> b(pieceSize);
    for (;;) {
        const Result<std::size_t> countA = left.read(a);
        const Result<std::size_t> countB = right.read(b);
        if (!countA || !countB) {
            m_error = countA ? countB.error() : countA.error();
            return std::nullopt;
        }
        const std::span<std::byte> pieceB = std::span(b).first(*countB);
        if (word > 1)
            swapWords(pieceB, word);
        if (!std::ranges::equal(std::span(a).first(*countA), pieceB))
            return false;
        if (*countA < pieceSize)
            return true;
    }
}

Result<InstanceDifference> Comparison::run()
{
    const auto isWhole = [](const ScannedInstance &scan) {
        return (scan.kind == FileKind::part10 || scan.kind == FileKind::dataSetOnly) && !scan.stoppedAt;
    };
    if (!isWhole(m_first.scan) || !isWhole(m_second.scan))
        return m_difference;
    const auto dataSet = [](const ScannedInstance &scan) {
        return Range{scan.dataSetBegin, static_cast<std::uint32_t>(scan.elements.size())};
    };
    compareSets(dataSet(m_first.scan), dataSet(m_second.scan));
    if (m_error)
        return *m_error;
    if (m_hasOtherPixelData)
        m_difference.kind = DifferenceKind::pixelDataDiffers;
    else if (m_isUndecided)
        m_difference.kind = DifferenceKind::notDecided;
    else if (m_hasOtherAttributes)
        m_difference.kind = DifferenceKind::attributesDiffer;
    else
        m_difference.kind = DifferenceKind::encodingOnly;
    return m_difference;
}

} // namespace

Result<InstanceDifference> compareInstances(ComparedInstance first, ComparedInstance second)
{
    return Comparison(first, second).run();
}

} // namespace mi
