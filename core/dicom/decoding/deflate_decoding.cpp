#include "core/dicom/decoding/decoders.h"

#include <zlib.h>

#include <memory>
#include <utility>

namespace mi {

namespace {

struct StreamEnd {
    void operator()(z_stream *stream) const { inflateEnd(stream); }
};

} // namespace

// Unless they are wanted, the bytes are counted and thrown away: any of them is a possible sample.
Result<DecodedFrame> decodeDeflated(const DecodeRequest &request, std::vector<std::uint8_t> &workspace)
{
    constexpr std::size_t windowSize = 64 * 1024;
    workspace.resize(windowSize);
    std::vector<std::uint8_t> kept;
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return decodingError(ErrorCode::limitExceeded, "frames that need more memory than there is");
    const std::unique_ptr<z_stream, StreamEnd> end(&stream);
    std::vector<std::uint8_t> input(request.codestream.begin(), request.codestream.end());
    stream.next_in = input.data();
    stream.avail_in = static_cast<uInt>(input.size());
    DecodedFrame frame;
    int status = Z_OK;
    while (status == Z_OK && frame.inflatedBytes <= request.inflatedBytes + 1) {
        stream.next_out = workspace.data();
        stream.avail_out = static_cast<uInt>(workspace.size());
        status = inflate(&stream, Z_NO_FLUSH);
        const std::size_t count = workspace.size() - stream.avail_out;
        frame.inflatedBytes += count;
        if (request.keepsSamples)
            kept.insert(kept.end(), workspace.begin(), workspace.begin() + static_cast<std::ptrdiff_t>(count));
    }
    if (status == Z_BUF_ERROR)
        return decodingError(ErrorCode::invalidFormat, "the data ends too early");
    if (status == Z_MEM_ERROR)
        return decodingError(ErrorCode::limitExceeded, "frames that need more memory than there is");
    if (status != Z_OK && status != Z_STREAM_END)
        return decodingError(ErrorCode::invalidFormat, stream.msg != nullptr ? stream.msg : "corrupt deflate stream");
    if (request.keepsSamples)
        workspace = std::move(kept);
    return frame;
}

} // namespace mi
