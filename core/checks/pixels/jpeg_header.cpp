#include "core/checks/pixels/jpeg_header.h"

#include <algorithm>
#include <array>

namespace mi {

namespace {

constexpr unsigned maxMarkers = 4096; // a header has some tens; colour profiles are cut into some more
constexpr std::uint8_t soi = 0xD8;
constexpr std::uint8_t eoi = 0xD9;
constexpr std::uint8_t sos = 0xDA;
constexpr std::uint8_t app0 = 0xE0;
constexpr std::uint8_t app14 = 0xEE;
constexpr std::uint8_t sof55 = 0xF7;

bool isFrameHeader(std::uint8_t marker)
{
    // C4 is DHT, C8 is reserved, CC is DAC.
    return marker == sof55 || (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC);
}

bool isWithoutLength(std::uint8_t marker)
{
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
}

HeaderStatus statusOf(ReadStatus status)
{
    return status == ReadStatus::unavailable ? HeaderStatus::unavailable : HeaderStatus::broken;
}

class Reader {
public:
    explicit Reader(CodestreamBytes &bytes) : m_bytes(bytes) {}

    JpegHeader run()
    {
        std::array<std::uint8_t, 3> start{};
        const ReadStatus status = m_bytes.read(0, start);
        if (status == ReadStatus::unavailable) {
            m_header.status = HeaderStatus::unavailable;
            return m_header;
        }
        if (status == ReadStatus::pastEnd || start[0] != 0xFF || start[1] != soi || start[2] != 0xFF) {
            m_header.status = HeaderStatus::otherFormat;
            return m_header;
        }
        m_position = 2;
        m_header.status = HeaderStatus::broken;
        for (unsigned count = 0; count < maxMarkers; ++count) {
            if (!readSegment())
                break;
        }
        return m_header;
    }

private:
    // False at the scan, and where the markers cannot be followed.
    bool readSegment()
    {
        std::array<std::uint8_t, 4> head{};
        if (!fetch(m_position, std::span{head}.first(2)))
            return false;
        if (head[0] != 0xFF)
            return false;
        const std::uint8_t marker = head[1];
        if (marker == 0xFF) { // fill bytes
            ++m_position;
            return true;
        }
        if (isWithoutLength(marker)) {
            m_position += 2;
            return true;
        }
        if (marker == eoi || marker == 0)
            return false;
        if (!fetch(m_position, head))
            return false;
        const std::uint16_t length = bigEndian16(head, 2);
        if (length < 2 || !readBody(marker, m_position + 4, length - 2U))
            return false;
        m_position += 2U + length;
        return true;
    }

    bool readBody(std::uint8_t marker, std::uint64_t offset, std::uint32_t length)
    {
        if (isFrameHeader(marker))
            return readFrameHeader(marker, offset, length);
        if (marker == sos) {
            readScanHeader(offset, length);
            return false;
        }
        if (marker == app0 && length >= 5) {
            std::array<std::uint8_t, 5> name{};
            if (!fetch(offset, name))
                return false;
            m_header.hasJfif = m_header.hasJfif || std::equal(name.begin(), name.end(), "JFIF");
        } else if (marker == app14 && length >= 12) {
            std::array<std::uint8_t, 12> adobe{};
            if (!fetch(offset, adobe))
                return false;
            if (std::equal(adobe.begin(), adobe.begin() + 5, "Adobe"))
                m_header.adobeTransform = adobe[11];
        }
        return true;
    }

    bool readFrameHeader(std::uint8_t marker, std::uint64_t offset, std::uint32_t length)
    {
        if (m_hasFrame) // a second frame belongs to the hierarchical processes; the first one tells the size
            return true;
        std::array<std::uint8_t, 6> fixed{};
        if (length < 6 || !fetch(offset, fixed))
            return false;
        const std::size_t count = fixed[5];
        if (count == 0 || length < 6 + 3 * count)
            return false;
        std::vector<std::uint8_t> rest(3 * count);
        if (!fetch(offset + 6, rest))
            return false;
        m_header.frameType = marker == sof55 ? JpegHeader::jpegLsFrame : static_cast<std::uint8_t>(marker - 0xC0U);
        m_header.precision = fixed[0];
        m_header.rows = bigEndian16(fixed, 1);
        m_header.columns = bigEndian16(fixed, 3);
        for (std::size_t index = 0; index < count; ++index)
            m_header.components.push_back({rest[index * 3], static_cast<std::uint8_t>(rest[index * 3 + 1] >> 4U),
                                           static_cast<std::uint8_t>(rest[index * 3 + 1] & 0x0FU)});
        m_hasFrame = true;
        return true;
    }

    void readScanHeader(std::uint64_t offset, std::uint32_t length)
    {
        if (!m_hasFrame || length < 6)
            return;
        std::array<std::uint8_t, 1> count{};
        std::array<std::uint8_t, 3> parameters{}; // Ss, Se, Ah and Al; in JPEG-LS: NEAR, ILV, point transform
        if (!fetch(offset, count) || length < 4U + 2U * count[0] || !fetch(offset + 1 + 2U * count[0], parameters))
            return;
        if (m_header.isJpegLs()) {
            m_header.near = parameters[0];
            m_header.interleave = parameters[1];
        } else {
            m_header.selection = parameters[0];
        }
        m_header.scanComponents = count[0];
        m_header.pointTransform = parameters[2] & 0x0FU;
        m_header.scanOffset = m_position;
        m_header.status = HeaderStatus::ok;
    }

    bool fetch(std::uint64_t offset, std::span<std::uint8_t> buffer)
    {
        const ReadStatus status = m_bytes.read(offset, buffer);
        if (status == ReadStatus::ok)
            return true;
        m_header.status = statusOf(status);
        return false;
    }

    CodestreamBytes &m_bytes;
    JpegHeader m_header;
    std::uint64_t m_position = 0;
    bool m_hasFrame = false;
};

} // namespace

bool JpegHeader::isLossless() const
{
    if (isJpegLs())
        return near == 0 && pointTransform == 0;
    return pointTransform == 0 && isPredictive();
}

bool JpegHeader::isPredictive() const
{
    return frameType == 3 || frameType == 7 || frameType == 11 || frameType == 15;
}

bool JpegHeader::isSubsampled() const
{
    return std::ranges::any_of(components, [this](const JpegComponent &component) {
        return component.horizontal != components.front().horizontal ||
               component.vertical != components.front().vertical;
    });
}

bool JpegHeader::hasRgbComponentIds() const
{
    return components.size() == 3 && components[0].id == 'R' && components[1].id == 'G' && components[2].id == 'B';
}

// ITU-T T.81 tables B.2 and B.3, ITU-T T.87 C.2.2 and C.2.3.
std::string_view JpegHeader::illegalParameter() const
{
    if (scanComponents == 0 || scanComponents > components.size() || (!isJpegLs() && scanComponents > 4))
        return "number of components in a scan";
    if (isJpegLs()) {
        if (precision < 2 || precision > 16)
            return "precision";
        if (interleave > 2 || (interleave == 0 && scanComponents > 1))
            return "interleave mode";
        return near > ((1U << precision) - 1U) / 2U ? "largest error" : "";
    }
    const bool isBaseline = frameType == 0;
    if (isPredictive() ? precision < 2 || precision > 16 : precision != 8 && (isBaseline || precision != 12))
        return "precision";
    constexpr std::uint8_t mostPredictors = 7;
    const bool isHierarchical = frameType == 7 || frameType == 15;
    if (isPredictive() && !isHierarchical && (selection == 0 || selection > mostPredictors))
        return "predictor";
    const bool areFactorsLegal = std::ranges::all_of(components, [](const JpegComponent &component) {
        return component.horizontal >= 1 && component.horizontal <= 4 && component.vertical >= 1 &&
               component.vertical <= 4;
    });
    return areFactorsLegal ? "" : "sampling factor";
}

JpegHeader readJpegHeader(CodestreamBytes &bytes)
{
    return Reader(bytes).run();
}

} // namespace mi
