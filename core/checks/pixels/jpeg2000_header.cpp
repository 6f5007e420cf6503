#include "core/checks/pixels/jpeg2000_header.h"

#include "core/checks/pixels/file_boxes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace mi {

namespace {

constexpr unsigned maxMarkers = 4096;
constexpr std::uint16_t soc = 0xFF4F;
constexpr std::uint16_t cap = 0xFF50;
constexpr std::uint16_t siz = 0xFF51;
constexpr std::uint16_t cod = 0xFF52;
constexpr std::uint16_t coc = 0xFF53;
constexpr std::uint16_t tlm = 0xFF55;
constexpr std::uint16_t qcd = 0xFF5C;
constexpr std::uint16_t qcc = 0xFF5D;
constexpr std::uint16_t firstPart2 = 0xFF70; // DCO, VMS, DFS, ADS, MCT, MCC, NLT, MCO, CBD, ATK (T.801 annex A)
constexpr std::uint16_t lastPart2 = 0xFF79;
constexpr std::uint16_t sot = 0xFF90;
constexpr std::uint16_t sod = 0xFF93;
constexpr unsigned maxTileParts = 64;                   // whose headers are read
constexpr unsigned part2Profile = 0x8000;               // in Rsiz
constexpr unsigned maxBits = 38;                        // T.800 table A.11
constexpr std::uint16_t maxComponents = 16384;          // T.800 table A.9
constexpr std::uint32_t signatureBox = 0x6A502020;      // "jP  "
constexpr std::uint32_t codestreamBox = 0x6A703263;     // "jp2c"
constexpr std::uint32_t highThroughputPart = 1U << 17U; // part 15 in Pcap

// How a component is coded; nothing: as by default.
struct Style {
    std::optional<bool> isReversible = {};
    std::optional<bool> isQuantized = {};
};

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
        const FileBox box = findBox(m_bytes, std::array{codestreamBox});
        m_header.status = box.status;
        if (box.status != HeaderStatus::ok)
            return false;
        m_header.codestreamOffset = box.content;
        m_position = box.content + 2;
        return isCodestreamAt(box.content);
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
        m_header.hasPart2Extensions = (bigEndian16(fixed, 4) & part2Profile) != 0;
        std::vector<std::uint8_t> rest(3U * count);
        if (!fetch(m_position + 40, rest, HeaderStatus::broken))
            return false;
        for (std::size_t at = 0; at < rest.size(); at += 3)
            m_header.components.push_back({static_cast<std::uint8_t>((rest[at] & 0x7FU) + 1U), (rest[at] & 0x80U) != 0,
                                           rest[at + 1], rest[at + 2]});
        const bool isLegal = std::ranges::all_of(m_header.components, [](const Jpeg2000Component &component) {
            return component.bits <= maxBits && component.xSpacing != 0 && component.ySpacing != 0;
        });
        if (!isLegal)
            return false;
        // The samples of a component are those of the reference grid that its spacing hits (T.800 B.2).
        const Jpeg2000Component &first = m_header.components.front();
        m_header.columns = divideUp(xSize, first.xSpacing) - divideUp(xOffset, first.xSpacing);
        m_header.rows = divideUp(ySize, first.ySpacing) - divideUp(yOffset, first.ySpacing);
        m_styles.resize(count);
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
            readTileParts();
            return false;
        }
        if (marker < 0xFF01 || length < 2 || !readMarker(marker, m_position + 4, length - 2U))
            return false;
        m_position += 2U + length;
        return true;
    }

    // False where a segment that matters cannot be followed.
    bool readMarker(std::uint16_t marker, std::uint64_t offset, std::uint32_t length)
    {
        switch (marker) {
        case cap:
            return readCapabilities(offset, length);
        case cod:
            return readCodingStyle(offset, length);
        case coc:
            return readComponentStyle(offset, length);
        case qcd:
            return readQuantization(offset, length);
        case qcc:
            return readComponentQuantization(offset, length);
        case tlm:
            m_header.hasTileLengths = true;
            return true;
        default:
            m_header.hasPart2Extensions = m_header.hasPart2Extensions || (marker >= firstPart2 && marker <= lastPart2);
            return true;
        }
    }

    bool readCapabilities(std::uint64_t offset, std::uint32_t length)
    {
        std::array<std::uint8_t, 4> parts{};
        if (length < 4 || !fetch(offset, parts, HeaderStatus::broken))
            return false;
        m_header.hasHighThroughputCapability = (bigEndian32(parts, 0) & highThroughputPart) != 0;
        return true;
    }

    bool readCodingStyle(std::uint64_t offset, std::uint32_t length)
    {
        std::array<std::uint8_t, 10> body{};
        if (length < body.size() || !fetch(offset, body, HeaderStatus::broken))
            return false;
        if (!m_isInTile) {
            m_header.progressionOrder = body[1];
            m_header.hasComponentTransform = body[4] == 1;
            m_header.decompositions = body[5];
        }
        noteStyle(m_default, body[8], body[9]);
        m_hasCodingStyle = true;
        return true;
    }

    // The number of a component takes two bytes where there are more than 256 (T.800 A.6.2).
    std::uint32_t componentNumberSize() const { return m_header.components.size() < 257 ? 1 : 2; }

    Style *styleOf(std::uint64_t offset)
    {
        std::array<std::uint8_t, 2> number{};
        const auto size = componentNumberSize();
        if (!fetch(offset, std::span{number}.first(size), HeaderStatus::broken))
            return nullptr;
        const std::size_t component = size == 1 ? number[0] : bigEndian16(number, 0);
        return component < m_styles.size() ? &m_styles[component] : nullptr;
    }

    bool readComponentStyle(std::uint64_t offset, std::uint32_t length)
    {
        std::array<std::uint8_t, 6> body{}; // Scoc, levels, code-block width and height, style, wavelet
        Style *style = styleOf(offset);
        if (style == nullptr || length < componentNumberSize() + body.size() ||
            !fetch(offset + componentNumberSize(), body, HeaderStatus::broken))
            return false;
        noteStyle(*style, body[4], body[5]);
        return true;
    }

    bool readQuantization(std::uint64_t offset, std::uint32_t length)
    {
        std::array<std::uint8_t, 1> style{};
        if (length < 1 || !fetch(offset, style, HeaderStatus::broken))
            return false;
        m_default.isQuantized = (style[0] & 0x1FU) != 0;
        return true;
    }

    bool readComponentQuantization(std::uint64_t offset, std::uint32_t length)
    {
        std::array<std::uint8_t, 1> body{};
        Style *style = styleOf(offset);
        if (style == nullptr || length < componentNumberSize() + 1 ||
            !fetch(offset + componentNumberSize(), body, HeaderStatus::broken))
            return false;
        style->isQuantized = (body[0] & 0x1FU) != 0;
        return true;
    }

    void noteStyle(Style &style, std::uint8_t blockStyle, std::uint8_t wavelet)
    {
        style.isReversible = wavelet == 1;
        m_header.hasHighThroughputBlocks = m_header.hasHighThroughputBlocks || (blockStyle & 0x40U) != 0;
        m_isTileIrreversible = m_isTileIrreversible || (m_isInTile && wavelet != 1);
    }

    // What the main header says is complete here.
    void judgeStyles()
    {
        m_header.isReversible = true;
        for (const Style &style : m_styles) {
            const bool isReversible = style.isReversible.value_or(m_default.isReversible.value_or(false));
            const bool isQuantized = style.isQuantized.value_or(m_default.isQuantized.value_or(!isReversible));
            m_header.isReversible = m_header.isReversible && isReversible;
            m_header.isReversibleButQuantized = m_header.isReversibleButQuantized || (isReversible && isQuantized);
        }
    }

    void readTileParts()
    {
        judgeStyles();
        for (unsigned count = 0; count < maxTileParts; ++count) {
            std::array<std::uint8_t, 12> body{};
            if (!fetch(m_position, body, HeaderStatus::broken)) {
                if (count == 0)
                    return;
                break;
            }
            if (bigEndian16(body, 0) != sot)
                break;
            const std::uint32_t length = bigEndian32(body, 6); // Psot; 0: to the end of the codestream
            const std::uint64_t end = length == 0 ? 0 : m_position + length;
            if (count == 0)
                m_header.firstTilePartEnd = end;
            m_isInTile = true;
            m_position += body.size();
            if (!readTileHeader() || end < m_position)
                break;
            m_position = end;
        }
        m_header.isReversible = m_header.isReversible && !m_isTileIrreversible;
        // What a later tile could not tell does not make the main header wrong.
        m_header.status = m_hasCodingStyle ? HeaderStatus::ok : HeaderStatus::broken;
    }

    bool readTileHeader()
    {
        for (unsigned count = 0; count < maxMarkers; ++count) {
            std::array<std::uint8_t, 4> head{};
            if (!fetch(m_position, std::span{head}.first(2), HeaderStatus::broken))
                return false;
            if (bigEndian16(head, 0) == sod)
                return true;
            if (!fetch(m_position, head, HeaderStatus::broken) || bigEndian16(head, 0) < 0xFF01 ||
                bigEndian16(head, 2) < 2 ||
                !readMarker(bigEndian16(head, 0), m_position + 4, bigEndian16(head, 2) - 2U))
                return false;
            m_position += 2U + bigEndian16(head, 2);
        }
        return false;
    }

    bool fetch(std::uint64_t offset, std::span<std::uint8_t> buffer, HeaderStatus atEnd)
    {
        const ReadStatus status = m_bytes.read(offset, buffer);
        if (status == ReadStatus::ok)
            return true;
        m_header.status = status == ReadStatus::unavailable ? HeaderStatus::unavailable : atEnd;
        return false;
    }

    static std::uint64_t divideUp(std::uint64_t value, std::uint64_t by) { return (value + by - 1) / by; }

    CodestreamBytes &m_bytes;
    Jpeg2000Header m_header;
    Style m_default;             // COD, QCD
    std::vector<Style> m_styles; // COC, QCC: of each component
    std::uint64_t m_position = 0;
    bool m_hasCodingStyle = false;
    bool m_isTileIrreversible = false;
    bool m_isInTile = false;
};

} // namespace

bool Jpeg2000Header::isSubsampled() const
{
    return std::ranges::any_of(components, [this](const Jpeg2000Component &component) {
        return component.xSpacing != components.front().xSpacing || component.ySpacing != components.front().ySpacing;
    });
}

bool Jpeg2000Header::areComponentsAlike() const
{
    return std::ranges::all_of(components, [this](const Jpeg2000Component &component) {
        return component.bits == components.front().bits && component.isSigned == components.front().isSigned;
    });
}

Jpeg2000Header readJpeg2000Header(CodestreamBytes &bytes)
{
    return Reader(bytes).run();
}

} // namespace mi
