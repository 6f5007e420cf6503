#include "core/checks/pixels/jpeg2000_header.h"

#include <algorithm>
#include <array>

namespace mi {

namespace {

constexpr unsigned maxMarkers = 4096;
constexpr unsigned maxBoxes = 64;
constexpr std::uint16_t soc = 0xFF4F;
constexpr std::uint16_t cap = 0xFF50;
constexpr std::uint16_t siz = 0xFF51;
constexpr std::uint16_t cod = 0xFF52;
constexpr std::uint16_t sot = 0xFF90;
constexpr std::uint16_t maxComponents = 16384;          // T.800 table A.9
constexpr std::uint32_t signatureBox = 0x6A502020;      // "jP  "
constexpr std::uint32_t codestreamBox = 0x6A703263;     // "jp2c"
constexpr std::uint32_t highThroughputPart = 1U << 17U; // part 15 in Pcap

class Reader {
public:
    explicit Reader(CodestreamBytes &bytes) : m_bytes(bytes) {}

    Jpeg2000Header run()
    {
        if (findStart() && readSize()) {
            for (unsigned count = 0; count < maxMarkers; ++count) {
                if (!readSegment())
                    break;
            }
        }
        return m_header;
    }

private:
    bool findStart()
    {
        m_header.status = HeaderStatus::otherFormat;
        std::array<std::uint8_t, 12> start{};
        if (!fetch(0, std::span{start}.first(4), HeaderStatus::otherFormat))
            return false;
        if (bigEndian16(start, 0) == soc && bigEndian16(start, 2) == siz) {
            m_position = 2;
            return true;
        }
        if (!fetch(0, start, HeaderStatus::otherFormat) || bigEndian32(start, 0) != 12 ||
            bigEndian32(start, 4) != signatureBox)
            return false;
        m_header.isInsideFile = true;
        return findCodestreamBox();
    }

    bool findCodestreamBox()
    {
        std::uint64_t position = 0;
        for (unsigned count = 0; count < maxBoxes; ++count) {
            std::array<std::uint8_t, 8> head{};
            if (!fetch(position, head, HeaderStatus::broken))
                return false;
            const std::uint32_t length = bigEndian32(head, 0);
            if (bigEndian32(head, 4) == codestreamBox) {
                m_header.codestreamOffset = position + (length == 1 ? 16 : 8);
                m_position = m_header.codestreamOffset + 2;
                return isCodestreamAt(m_header.codestreamOffset);
            }
            if (length < 8) {
                m_header.status = HeaderStatus::broken;
                return false;
            }
            position += length;
        }
        return false;
    }

    bool isCodestreamAt(std::uint64_t offset)
    {
        std::array<std::uint8_t, 4> start{};
        m_header.status = HeaderStatus::broken;
        return fetch(offset, start, HeaderStatus::broken) && bigEndian16(start, 0) == soc &&
               bigEndian16(start, 2) == siz;
    }

    // SIZ follows SOC at once (T.800 A.5.1).
    bool readSize()
    {
        m_header.status = HeaderStatus::broken;
        std::array<std::uint8_t, 40> fixed{};
        if (!fetch(m_position, fixed, HeaderStatus::broken))
            return false;
        const std::uint16_t length = bigEndian16(fixed, 2);
        const std::uint32_t xSize = bigEndian32(fixed, 6);
        const std::uint32_t ySize = bigEndian32(fixed, 10);
        const std::uint32_t xOffset = bigEndian32(fixed, 14);
        const std::uint32_t yOffset = bigEndian32(fixed, 18);
        const std::uint16_t count = bigEndian16(fixed, 38);
        if (count == 0 || count > maxComponents || length != 38U + 3U * count || xOffset >= xSize || yOffset >= ySize)
            return false;
        m_header.columns = xSize - xOffset;
        m_header.rows = ySize - yOffset;
        std::vector<std::uint8_t> rest(3U * count);
        if (!fetch(m_position + 40, rest, HeaderStatus::broken))
            return false;
        for (std::size_t at = 0; at < rest.size(); at += 3)
            m_header.components.push_back({static_cast<std::uint8_t>((rest[at] & 0x7FU) + 1U), (rest[at] & 0x80U) != 0,
                                           rest[at + 1], rest[at + 2]});
        m_position += 2U + length;
        return true;
    }

    bool readSegment()
    {
        std::array<std::uint8_t, 4> head{};
        if (!fetch(m_position, head, HeaderStatus::broken))
            return false;
        const std::uint16_t marker = bigEndian16(head, 0);
        const std::uint16_t length = bigEndian16(head, 2);
        if (marker == sot) {
            readTilePart();
            return false;
        }
        if (marker < 0xFF01 || length < 2)
            return false;
        if (marker == cap && !readCapabilities(length))
            return false;
        if (marker == cod && !readCodingStyle(length))
            return false;
        m_position += 2U + length;
        return true;
    }

    bool readCapabilities(std::uint16_t length)
    {
        std::array<std::uint8_t, 4> parts{};
        if (length < 6 || !fetch(m_position + 4, parts, HeaderStatus::broken))
            return false;
        m_header.hasHighThroughputCapability = (bigEndian32(parts, 0) & highThroughputPart) != 0;
        return true;
    }

    bool readCodingStyle(std::uint16_t length)
    {
        std::array<std::uint8_t, 10> body{};
        if (length < 12 || !fetch(m_position + 4, body, HeaderStatus::broken))
            return false;
        m_header.progressionOrder = body[1];
        m_header.hasComponentTransform = body[4] == 1;
        m_header.hasHighThroughputBlocks = (body[8] & 0x40U) != 0;
        m_header.isReversible = body[9] == 1;
        m_hasCodingStyle = true;
        return true;
    }

    void readTilePart()
    {
        std::array<std::uint8_t, 12> body{};
        if (!fetch(m_position, body, HeaderStatus::broken))
            return;
        const std::uint32_t length = bigEndian32(body, 6); // Psot; 0: to the end of the codestream
        m_header.firstTilePartEnd = length == 0 ? 0 : m_position + length;
        m_header.status = m_hasCodingStyle ? HeaderStatus::ok : HeaderStatus::broken;
    }

    bool fetch(std::uint64_t offset, std::span<std::uint8_t> buffer, HeaderStatus atEnd)
    {
        const ReadStatus status = m_bytes.read(offset, buffer);
        if (status == ReadStatus::ok)
            return true;
        m_header.status = status == ReadStatus::unavailable ? HeaderStatus::unavailable : atEnd;
        return false;
    }

    CodestreamBytes &m_bytes;
    Jpeg2000Header m_header;
    std::uint64_t m_position = 0;
    bool m_hasCodingStyle = false;
};

} // namespace

bool Jpeg2000Header::isSubsampled() const
{
    return std::ranges::any_of(components, [this](const Jpeg2000Component &component) {
        return component.xSpacing != components.front().xSpacing || component.ySpacing != components.front().ySpacing;
    });
}

Jpeg2000Header readJpeg2000Header(CodestreamBytes &bytes)
{
    return Reader(bytes).run();
}

} // namespace mi
