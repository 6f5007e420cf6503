#include "core/checks/pixels/jpegxl_header.h"

#include "core/checks/pixels/file_boxes.h"

#include <algorithm>
#include <array>

namespace mi {

namespace {

constexpr std::uint32_t signatureBox = 0x4A584C20;         // "JXL "
constexpr std::uint32_t codestreamBox = 0x6A786C63;        // "jxlc"
constexpr std::uint32_t partialCodestreamBox = 0x6A786C70; // "jxlp"

// Bits from the lowest of each byte on.
class BitReader {
public:
    explicit BitReader(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}

    std::uint64_t take(unsigned count)
    {
        std::uint64_t value = 0;
        for (unsigned bit = 0; bit < count; ++bit, ++m_at) {
            if (m_at / 8 < m_bytes.size() && (m_bytes[m_at / 8] >> (m_at % 8) & 1U) != 0)
                value |= std::uint64_t{1} << bit;
        }
        return value;
    }

private:
    std::span<const std::uint8_t> m_bytes;
    std::size_t m_at = 0;
};

std::uint64_t takeSide(BitReader &bits, bool isSmall)
{
    if (isSmall)
        return 8 * (bits.take(5) + 1);
    constexpr std::array<unsigned, 4> widths{9, 13, 18, 30};
    return bits.take(widths[static_cast<std::size_t>(bits.take(2))]) + 1;
}

// The columns that go with a number of rows, for the ratios that have a number.
std::uint64_t columnsOf(std::uint64_t ratio, std::uint64_t rows)
{
    struct Ratio {
        std::uint64_t columns;
        std::uint64_t rows;
    };
    constexpr std::array<Ratio, 7> ratios{{{1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}}};
    const Ratio &known = ratios[static_cast<std::size_t>(ratio - 1)];
    return rows * known.columns / known.rows;
}

HeaderStatus statusOf(ReadStatus status)
{
    return status == ReadStatus::unavailable ? HeaderStatus::unavailable : HeaderStatus::broken;
}

JpegXlHeader failed(HeaderStatus status)
{
    JpegXlHeader header;
    header.status = status;
    return header;
}

// `offset`: of the two bytes FF0A.
JpegXlHeader readSize(CodestreamBytes &bytes, std::uint64_t offset)
{
    std::array<std::uint8_t, 2> signature{};
    std::array<std::uint8_t, 10> size{}; // 77 bits at most
    const std::uint64_t begin = offset + signature.size();
    if (const ReadStatus status = bytes.read(offset, signature); status != ReadStatus::ok)
        return failed(statusOf(status));
    if (signature[0] != 0xFF || signature[1] != 0x0A || begin >= bytes.size())
        return failed(HeaderStatus::broken);
    const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(size.size(), bytes.size() - begin));
    if (const ReadStatus status = bytes.read(begin, std::span{size}.first(length)); status != ReadStatus::ok)
        return failed(statusOf(status));
    BitReader bits(size);
    const bool isSmall = bits.take(1) == 1;
    JpegXlHeader header;
    header.rows = takeSide(bits, isSmall);
    const std::uint64_t ratio = bits.take(3);
    header.columns = ratio == 0 ? takeSide(bits, isSmall) : columnsOf(ratio, header.rows);
    header.status = HeaderStatus::ok;
    return header;
}

JpegXlHeader readFile(CodestreamBytes &bytes)
{
    constexpr std::array types{codestreamBox, partialCodestreamBox};
    const FileBox box = findBox(bytes, types);
    if (box.status != HeaderStatus::ok)
        return failed(box.status);
    // A part begins with its number.
    return readSize(bytes, box.content + (box.type == partialCodestreamBox ? 4 : 0));
}

} // namespace

JpegXlHeader readJpegXlHeader(CodestreamBytes &bytes)
{
    std::array<std::uint8_t, 8> start{};
    const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(start.size(), bytes.size()));
    if (const ReadStatus status = bytes.read(0, std::span{start}.first(length)); status != ReadStatus::ok)
        return failed(status == ReadStatus::unavailable ? HeaderStatus::unavailable : HeaderStatus::otherFormat);
    if (start[0] == 0xFF && start[1] == 0x0A)
        return readSize(bytes, 0);
    if (bigEndian32(start, 0) == 12 && bigEndian32(start, 4) == signatureBox)
        return readFile(bytes);
    return {};
}

} // namespace mi
