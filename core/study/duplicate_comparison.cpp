#include "core/study/duplicate_comparison.h"

#include "core/dicom/encoding_scan.h"
#include "core/dicom/scanned_instance.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace mi {

namespace {

constexpr std::size_t chunk = std::size_t{64} << 10U;

Error cancelled()
{
    return {.code = ErrorCode::cancelled, .operation = "compare", .subject = {}, .detail = {}, .offset = {}};
}

// Bytes of one or more ranges of a source, one after another.
class RangeReader {
public:
    RangeReader(ByteSource &source, std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges)
        : m_source(source), m_ranges(std::move(ranges))
    {
        for (const auto &[offset, size] : m_ranges)
            m_size += size;
    }

    std::uint64_t size() const { return m_size; }

    // Fewer bytes than asked only at the end.
    Result<std::size_t> read(std::span<std::byte> buffer)
    {
        std::size_t count = 0;
        while (count < buffer.size() && m_range < m_ranges.size()) {
            const auto &[offset, size] = m_ranges[m_range];
            const std::uint64_t wanted = std::min<std::uint64_t>(buffer.size() - count, size - m_at);
            if (wanted == 0) {
                ++m_range;
                m_at = 0;
                continue;
            }
            const Result<std::size_t> got =
                m_source.readAt(offset + m_at, buffer.subspan(count, static_cast<std::size_t>(wanted)));
            if (!got)
                return got.error();
            if (*got == 0)
                break;
            count += *got;
            m_at += *got;
        }
        return count;
    }

private:
    ByteSource &m_source;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_ranges;
    std::size_t m_range = 0;
    std::uint64_t m_at = 0;
    std::uint64_t m_size = 0;
};

struct ByteComparison {
    bool areEqual = true;
    bool isUniform = true; // all pixels are the same
};

void swapPairs(std::span<std::byte> bytes)
{
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
        std::swap(bytes[i], bytes[i + 1]);
}

Result<ByteComparison> compareBytes(RangeReader a, RangeReader b, bool swapsB, const std::stop_token &stop)
{
    ByteComparison result;
    result.areEqual = a.size() == b.size();
    std::vector<std::byte> left(chunk);
    std::vector<std::byte> right(chunk);
    while (result.areEqual) {
        if (stop.stop_requested())
            return cancelled();
        const Result<std::size_t> leftSize = a.read(left);
        const Result<std::size_t> rightSize = b.read(right);
        if (!leftSize)
            return leftSize.error();
        if (!rightSize)
            return rightSize.error();
        if (swapsB)
            swapPairs(std::span(right).first(*rightSize));
        const auto end = left.begin() + static_cast<std::ptrdiff_t>(*leftSize);
        result.areEqual = *leftSize == *rightSize && std::equal(left.begin(), end, right.begin());
        // Pixels of 1, 2, 3, 4, 6 or 12 bytes that are all the same repeat after 12.
        constexpr std::ptrdiff_t period = 12;
        if (end - left.begin() > period)
            result.isUniform = result.isUniform && std::equal(left.begin() + period, end, left.begin());
        if (*leftSize < chunk)
            break;
    }
    return result;
}

// What only says how the Data Set or its pixels are encoded.
bool isAboutEncoding(const ScannedInstance &instance, const Element &element, bool isOtherCompression)
{
    const Tag tag = element.tag;
    if (tag.isGroupLength() || tag == tags::DataSetTrailingPadding || tag == tags::SpecificCharacterSet ||
        tag == tags::PixelData || instance.indexOf(element) < instance.dataSetBegin)
        return true;
    constexpr std::array byCompression{tags::PhotometricInterpretation,
                                       tags::PlanarConfiguration,
                                       tags::ExtendedOffsetTable,
                                       Tag{0x7FE0, 0x0002},
                                       Tag{0x0028, 0x2110},
                                       Tag{0x0028, 0x2112},
                                       Tag{0x0028, 0x2114}};
    return isOtherCompression && std::ranges::find(byCompression, tag) != byCompression.end();
}

// Bytes of one number that an encoding may turn round.
std::size_t numberSize(Vr vr)
{
    switch (vr) {
    case Vr::US:
    case Vr::SS:
    case Vr::OW:
        return 2;
    case Vr::UL:
    case Vr::SL:
    case Vr::FL:
    case Vr::OL:
    case Vr::OF:
        return 4;
    case Vr::FD:
    case Vr::OD:
        return 8;
    default:
        return 1;
    }
}

// The value without what the encoding adds: padding, byte order, kinds of length.
std::string comparableValue(const ScannedInstance &instance, const Element &element)
{
    if (vrOfValue(element) == Vr::SQ || element.hasUndefinedLength()) {
        std::string all;
        for (std::uint32_t i = instance.indexOf(element) + 1; i < element.end; ++i) {
            const Element &inner = instance.elements[i];
            all += std::to_string(inner.depth) + toString(inner.tag);
            if (inner.tag != tags::Item && vrOfValue(inner) != Vr::SQ && !inner.tag.isGroupLength())
                all += comparableValue(instance, inner);
        }
        return all;
    }
    std::string value{instance.prefix(element)};
    if (element.has(Element::bigEndian)) {
        const std::size_t size = numberSize(vrOfValue(element));
        for (std::size_t at = 0; at + size <= value.size(); at += size)
            std::reverse(value.begin() + static_cast<std::ptrdiff_t>(at),
                         value.begin() + static_cast<std::ptrdiff_t>(at + size));
    }
    return std::string{trimmedPadding(value)};
}

std::vector<std::pair<std::uint64_t, std::uint64_t>> rangesOf(const ScannedInstance &instance, const Element &pixels)
{
    if (!pixels.hasUndefinedLength())
        return {{pixels.valueOffset(), pixels.length}};
    std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges;
    // Behind the Basic Offset Table: it may be there or not for the same frames.
    for (std::uint32_t i = instance.indexOf(pixels) + 2; i < pixels.end; ++i)
        ranges.emplace_back(instance.elements[i].valueOffset(), instance.elements[i].length);
    return ranges;
}

std::vector<Tag> differingAttributes(const ScannedInstance &a, const ScannedInstance &b, bool isOtherCompression)
{
    // Of one that was not read to its end, the last element may be a part, and what is not there may be behind.
    const bool onlyShared = a.stoppedAt || b.stoppedAt;
    std::map<Tag, std::pair<std::string, std::string>> values;
    const auto collect = [&](const ScannedInstance &instance, std::string std::pair<std::string, std::string>::*side) {
        for (std::uint32_t i = instance.dataSetBegin; i < instance.elements.size(); i = instance.elements[i].end) {
            const Element &element = instance.elements[i];
            if (instance.stoppedAt && element.end >= instance.elements.size())
                break;
            if (!isAboutEncoding(instance, element, isOtherCompression))
                // "=" tells an empty value from an absent attribute.
                values[element.tag].*side = "=" + comparableValue(instance, element);
            if (element.end <= i)
                break;
        }
    };
    collect(a, &std::pair<std::string, std::string>::first);
    collect(b, &std::pair<std::string, std::string>::second);
    std::vector<Tag> differing;
    for (const auto &[tag, pair] : values) {
        if (pair.first != pair.second && !(onlyShared && (pair.first.empty() || pair.second.empty())))
            differing.push_back(tag);
    }
    return differing;
}

} // namespace

Result<CopyDifference> compareInstances(ByteSource &a, ByteSource &b, const std::stop_token &stop)
{
    CopyDifference difference;
    if (a.size() == b.size()) {
        const Result<ByteComparison> whole = compareBytes({a, {{0, a.size()}}}, {b, {{0, b.size()}}}, false, stop);
        if (!whole)
            return whole.error();
        difference.isIdentical = whole->areEqual;
        if (whole->areEqual)
            return difference;
    }
    const Result<ScannedInstance> left = scanEncoding(a, {}, stop);
    if (!left)
        return left.error();
    const Result<ScannedInstance> right = scanEncoding(b, {}, stop);
    if (!right)
        return right.error();
    const Element *leftPixels = left->find(tags::PixelData);
    const Element *rightPixels = right->find(tags::PixelData);
    const bool isLeftCompressed = leftPixels != nullptr && leftPixels->hasUndefinedLength();
    const bool isRightCompressed = rightPixels != nullptr && rightPixels->hasUndefinedLength();
    const std::string_view leftSyntax = left->text(tags::TransferSyntaxUID);
    const std::string_view rightSyntax = right->text(tags::TransferSyntaxUID);
    const bool isOtherCompression =
        isLeftCompressed != isRightCompressed || (isLeftCompressed && leftSyntax != rightSyntax);
    difference.attributes = differingAttributes(*left, *right, isOtherCompression);
    difference.isPartlyUnread = left->stoppedAt || right->stoppedAt;
    if (difference.isPartlyUnread || (leftPixels == nullptr && rightPixels == nullptr))
        return difference;
    if (leftPixels == nullptr || rightPixels == nullptr) {
        difference.pixels = PixelComparison::different;
    } else if (isOtherCompression || left->encoding.deflated || right->encoding.deflated) {
        difference.pixels = PixelComparison::notComparable;
    } else {
        const bool isSwapped = left->encoding.bigEndian != right->encoding.bigEndian &&
                               left->integer(tags::BitsAllocated).value_or(8) == 16;
        const Result<ByteComparison> pixels =
            compareBytes({a, rangesOf(*left, *leftPixels)}, {b, rangesOf(*right, *rightPixels)}, isSwapped, stop);
        if (!pixels)
            return pixels.error();
        difference.pixels = pixels->areEqual ? PixelComparison::equal : PixelComparison::different;
        difference.hasOnlyOneValue = pixels->isUniform;
    }
    return difference;
}

Result<std::optional<EqualBytes>> compareRanges(ByteSource &a, std::uint64_t offsetA, ByteSource &b,
                                                std::uint64_t offsetB, std::uint64_t size, const std::stop_token &stop)
{
    const Result<ByteComparison> compared = compareBytes({a, {{offsetA, size}}}, {b, {{offsetB, size}}}, false, stop);
    if (!compared)
        return compared.error();
    return compared->areEqual ? std::optional{EqualBytes{compared->isUniform}} : std::nullopt;
}

} // namespace mi
