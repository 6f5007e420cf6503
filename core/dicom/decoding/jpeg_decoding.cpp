#include "core/dicom/decoding/decoders.h"

#include "dcmtk/config/osconfig.h"

#include "dcmtk/dcmjpeg/djcparam.h"
#include "dcmtk/dcmjpeg/djdijg12.h"
#include "dcmtk/dcmjpeg/djdijg16.h"
#include "dcmtk/dcmjpeg/djdijg8.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <vector>

namespace mi {

namespace {

// DCMTK's decoder, which only logs what it had to guess; here that is counted. Its setjmp buffer is its own, so that
// frames may be decoded in several threads.
template <class Decoder>
class CountingDecoder final : public Decoder {
public:
    using Decoder::Decoder;

    void emitMessage(int level) const override
    {
        if (level < 0)
            ++m_warnings;
    }
    std::uint32_t warnings() const { return m_warnings; }

private:
    mutable std::uint32_t m_warnings = 0;
};

// Each scan of a progressive image may go over the whole of it, so that a small file could keep a decoder busy for
// hours. A scan cannot begin inside coded data (ITU-T T.81 B.1.1.5).
bool hasTooManyScans(std::span<const std::uint8_t> codestream)
{
    constexpr unsigned maxScans = 100; // about 10 are usual
    unsigned scans = 0;
    std::span<const std::uint8_t> rest = codestream;
    while (scans <= maxScans && rest.size() > 1) {
        const void *marker = std::memchr(rest.data(), 0xFF, rest.size() - 1);
        if (marker == nullptr)
            break;
        rest = rest.subspan(static_cast<std::size_t>(static_cast<const std::uint8_t *>(marker) - rest.data()) + 1);
        scans += rest.front() == 0xDA ? 1U : 0U;
    }
    return scans > maxScans;
}

// Oddities of headers that the decoder would warn of, and that harm no pixel, are put right in a copy, so that every
// warning that is left is about the coded data: application segments become comments (colours are not converted), and
// the spectral selection of sequential scans, which has one legal value, is given that value.
void putHeadersRight(std::vector<std::uint8_t> &bytes, bool isSequential)
{
    constexpr std::uint8_t firstApplication = 0xE0;
    constexpr std::uint8_t lastApplication = 0xEF;
    constexpr std::uint8_t comment = 0xFE;
    constexpr std::uint8_t startOfScan = 0xDA;
    std::size_t at = 2;
    while (at + 4 <= bytes.size() && bytes[at] == 0xFF && bytes[at + 1] != startOfScan) {
        std::uint8_t &marker = bytes[at + 1];
        if (marker == 0xFF) { // a fill byte
            ++at;
            continue;
        }
        if (marker >= firstApplication && marker <= lastApplication)
            marker = comment;
        at += 2U + (std::size_t{bytes[at + 2]} << 8U | bytes[at + 3]);
    }
    if (!isSequential)
        return;
    for (; at + 8 <= bytes.size(); ++at) {
        const std::size_t components = bytes[at + 4];
        const bool isScan = bytes[at] == 0xFF && bytes[at + 1] == startOfScan && bytes[at + 2] == 0 &&
                            components >= 1 && components <= 4 && bytes[at + 3] == 6 + 2 * components;
        const std::size_t selection = at + 5 + 2 * components;
        if (!isScan || selection + 3 > bytes.size())
            continue;
        bytes[selection] = 0;
        bytes[selection + 1] = 63;
        bytes[selection + 2] = 0;
    }
}

// Zeros between the coded data and the end marker become fill bytes, which are allowed there (ITU-T T.81 B.1.1.2).
// Whether there were any.
bool fillZerosBeforeEnd(std::vector<std::uint8_t> &bytes)
{
    constexpr std::array<std::uint8_t, 2> endMarker{0xFF, 0xD9};
    const auto end = std::find_end(bytes.begin(), bytes.end(), endMarker.begin(), endMarker.end());
    auto begin = end;
    while (begin != bytes.begin() && *(begin - 1) == 0)
        --begin;
    // FF 00 is coded data.
    if (begin != end && begin != bytes.begin() && *(begin - 1) == 0xFF)
        ++begin;
    std::fill(begin, end, std::uint8_t{0xFF});
    return begin != end;
}

template <class Decoder>
Result<DecodedFrame> decodeOnce(const DecodeRequest &request, std::vector<std::uint8_t> &codestream,
                                std::vector<std::uint8_t> &samples)
{
    // Colours are left as they are: converting them finds nothing.
    const DJCodecParameter parameter(ECC_lossyYCbCr, EDC_never, EUC_never, EPC_default);
    CountingDecoder<Decoder> decoder(parameter, OFFalse);
    OFCondition condition = decoder.init();
    if (condition.good())
        condition = decoder.decode(codestream.data(), static_cast<Uint32>(codestream.size()), samples.data(),
                                   static_cast<Uint32>(samples.size()), OFFalse);
    if (condition == EC_MemoryExhausted)
        return decodingError(ErrorCode::limitExceeded, "frames that need more memory than there is");
    if (condition == EJ_Suspension)
        return decodingError(ErrorCode::invalidFormat, "the data ends too early");
    if (condition.bad())
        return decodingError(ErrorCode::invalidFormat, condition.text());
    return DecodedFrame{.rows = request.rows,
                        .columns = request.columns,
                        .components = request.components,
                        .bits = request.bits,
                        .inflatedBytes = 0,
                        .damages = decoder.warnings()};
}

template <class Decoder>
Result<DecodedFrame> decodeWith(const DecodeRequest &request, std::vector<std::uint8_t> &samples)
{
    std::vector<std::uint8_t> codestream(request.codestream.begin(), request.codestream.end());
    constexpr std::uint8_t lastSequential = 1; // SOF0 and SOF1
    putHeadersRight(codestream, request.jpegProcess <= lastSequential);
    Result<DecodedFrame> decoded = decodeOnce<Decoder>(request, codestream, samples);
    if (decoded && decoded->damages > 0 && fillZerosBeforeEnd(codestream))
        decoded = decodeOnce<Decoder>(request, codestream, samples);
    return decoded;
}

} // namespace

Result<DecodedFrame> decodeJpeg(const DecodeRequest &request, std::vector<std::uint8_t> &workspace)
{
    if (hasTooManyScans(request.codestream))
        return decodingError(ErrorCode::limitExceeded, "frames that are cut into too many pieces to be decoded safely");
    if (request.bits <= 8)
        return decodeWith<DJDecompressIJG8Bit>(request, workspace);
    if (request.bits <= 12)
        return decodeWith<DJDecompressIJG12Bit>(request, workspace);
    return decodeWith<DJDecompressIJG16Bit>(request, workspace);
}

} // namespace mi
