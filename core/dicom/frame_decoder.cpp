#include "core/dicom/frame_decoder.h"

#include "core/dicom/decoding/decoders.h"

#include <exception>
#include <limits>
#include <new>

namespace mi {

namespace {

constexpr std::uint8_t lastJpegProcess = 3; // those above are arithmetic or hierarchical

// What the decoder needs for a sample, the sample itself included.
std::uint64_t bytesPerSample(const DecodeRequest &request)
{
    if (request.coding == FrameCoding::jpeg2000)
        return sizeof(std::int32_t);
    constexpr std::uint8_t progressive = 2; // its coefficients are kept until the last scan
    const bool isProgressive = request.coding == FrameCoding::jpeg && request.jpegProcess == progressive;
    return (request.bits > 8 ? 2U : 1U) + (isProgressive ? 2U : 0U);
}

Result<DecodedFrame> dispatch(const DecodeRequest &request, std::vector<std::uint8_t> &workspace)
{
    if (request.coding == FrameCoding::jpeg2000)
        return decodeJpeg2000(request, workspace);
    if (request.coding == FrameCoding::deflated)
        return decodeDeflated(request, workspace);
    workspace.resize(
        static_cast<std::size_t>(request.rows * request.columns * request.components * bytesPerSample(request)));
    return request.coding == FrameCoding::jpeg ? decodeJpeg(request, workspace) : decodeJpegLs(request, workspace);
}

} // namespace

Error decodingError(ErrorCode code, std::string detail)
{
    Error error;
    error.code = code;
    error.operation = "decode";
    error.detail = std::move(detail);
    return error;
}

Result<void> canDecode(const DecodeRequest &request)
{
    if (request.coding == FrameCoding::deflated) { // in constant memory
        if (request.inflatedBytes != 0)
            return {};
        return decodingError(ErrorCode::limitExceeded, "frames that are too large to be decoded safely");
    }
    if (request.coding == FrameCoding::jpeg && request.jpegProcess > lastJpegProcess)
        return decodingError(ErrorCode::unsupported, "no decoder for arithmetic or hierarchical JPEG");
    // DCMTK's decoder gives up on sound codestreams of fewer bits.
    constexpr std::uint64_t minJpegLsBits = 8;
    if (request.coding == FrameCoding::jpegLs && request.bits < minJpegLsBits)
        return decodingError(ErrorCode::unsupported, "no decoder for JPEG-LS of fewer than 8 bits");
    if (request.coding == FrameCoding::jpegLs && request.components != 1 && request.components != 3)
        return decodingError(ErrorCode::unsupported, "no decoder for JPEG-LS of other than 1 or 3 components");
    constexpr std::uint64_t maxJpeg2000Bits = 31;
    if (request.coding == FrameCoding::jpeg2000 && request.bits > maxJpeg2000Bits)
        return decodingError(ErrorCode::unsupported, "no decoder for JPEG 2000 of more than 31 bits");
    if (request.rows == 0)
        return decodingError(ErrorCode::unsupported, "no decoder for a codestream that tells its height at its end");
    constexpr std::uint64_t maxSide = 65535;
    constexpr std::uint64_t maxComponents = 16;
    const bool isSmall = request.rows <= maxSide && request.columns <= maxSide && request.components <= maxComponents;
    if (!isSmall || request.rows * request.columns * request.components * bytesPerSample(request) > maxDecodedBytes)
        return decodingError(ErrorCode::limitExceeded, "frames that are too large to be decoded safely");
    const std::uint64_t needed = request.rows * request.columns * request.components * bytesPerSample(request);
    if (needed > maxUnbackedBytes && needed / maxExpansion > request.codestreamBytes)
        return decodingError(ErrorCode::limitExceeded, "frames that unpack to thousands of times their size");
    return {};
}

Result<DecodedFrame> decodeFrame(const DecodeRequest &request, std::vector<std::uint8_t> &workspace)
{
    if (const Result<void> allowed = canDecode(request); !allowed)
        return allowed.error();
    const bool hasSamples = request.columns != 0 && request.components != 0 && request.bits != 0;
    if (request.codestream.empty() || (!hasSamples && request.coding != FrameCoding::deflated))
        return decodingError(ErrorCode::invalidFormat, "nothing to decode");
    if (request.codestream.size() > std::numeric_limits<std::uint32_t>::max() / 2)
        return decodingError(ErrorCode::limitExceeded, "frames that are too large to be decoded safely");
    try {
        return dispatch(request, workspace);
    } catch (const std::bad_alloc &) {
        return decodingError(ErrorCode::limitExceeded, "frames that need more memory than there is");
    } catch (const std::exception &) {
        return decodingError(ErrorCode::invalidFormat, "the decoder failed");
    }
}

} // namespace mi
