// One frame, decoded. The first byte chooses the decoder; what the request says is taken from the codestream's own
// header where that can be read, as the checks do it.
#include "core/checks/pixels/jpeg2000_header.h"
#include "core/checks/pixels/jpeg_header.h"
#include "core/dicom/dcmtk_session.h"
#include "core/dicom/frame_decoder.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

using mi::fuzz::require;

namespace {

// Larger frames only take longer.
constexpr std::uint64_t maxSide = 512;

class Bytes final : public mi::CodestreamBytes {
public:
    explicit Bytes(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}
    std::uint64_t size() const override { return m_bytes.size(); }
    mi::ReadStatus read(std::uint64_t offset, std::span<std::uint8_t> buffer) override
    {
        if (offset > m_bytes.size() || buffer.size() > m_bytes.size() - offset)
            return mi::ReadStatus::pastEnd;
        std::ranges::copy(m_bytes.subspan(static_cast<std::size_t>(offset), buffer.size()), buffer.begin());
        return mi::ReadStatus::ok;
    }

private:
    std::span<const std::uint8_t> m_bytes;
};

// Nothing where the header says what no check would let through.
bool describe(mi::DecodeRequest &request, Bytes &bytes)
{
    if (request.coding == mi::FrameCoding::jpeg2000) {
        const mi::Jpeg2000Header header = mi::readJpeg2000Header(bytes);
        if (header.status != mi::HeaderStatus::ok || header.components.empty())
            return false;
        request.rows = header.rows;
        request.columns = header.columns;
        request.components = header.components.size();
        request.bits = header.components.front().bits;
        request.codestream = request.codestream.subspan(static_cast<std::size_t>(header.codestreamOffset));
        return true;
    }
    const mi::JpegHeader header = mi::readJpegHeader(bytes);
    if (header.status != mi::HeaderStatus::ok || header.isJpegLs() != (request.coding == mi::FrameCoding::jpegLs))
        return false;
    request.jpegProcess = header.frameType;
    request.rows = header.rows;
    request.columns = header.columns;
    request.components = header.components.size();
    request.bits = header.precision;
    return true;
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    static const auto session = mi::DcmtkSession::create();
    require(session.isOk());
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return -1;
    constexpr mi::FrameCoding codings[]{mi::FrameCoding::jpeg, mi::FrameCoding::jpegLs, mi::FrameCoding::jpeg2000};
    mi::DecodeRequest request;
    request.coding = codings[data[0] % 3];
    request.codestream = std::span(data, size).subspan(1);
    Bytes bytes(request.codestream);
    if (!describe(request, bytes) || request.rows > maxSide || request.columns > maxSide)
        return 0;
    static std::vector<std::uint8_t> workspace;
    const mi::Result<mi::DecodedFrame> decoded = mi::decodeFrame(request, workspace);
    if (decoded)
        require(decoded->components > 0);
    return 0;
}
