// InflateSource: the bytes of a deflated Data Set (PS3.5 A.5), read forward only, in bounded memory. What is wrong with
// the compressed stream ends it and is told by `end()`. One thread.
#pragma once

#include "core/dicom/byte_source.h"

#include <cstdint>
#include <memory>
#include <stop_token>

namespace mi {

struct InflateLimits {
    std::uint64_t maxSize = 0;
    std::uint32_t maxRatio = 0;
};

class InflateSource final : public ByteSource {
public:
    enum class End : std::uint8_t {
        notReached,
        complete,   // the last deflate block has ended
        corrupt,    // zlib refuses the bytes
        inputEnded, // the compressed bytes end before the last block
        sizeLimit,  // more than InflateLimits allows
    };

    // Reads `source` from `begin`; `source` must outlive it. Some writers put a zlib header (RFC 1950) before the
    // deflate stream that the standard asks for: hasZlibHeader().
    InflateSource(ByteSource &source, std::uint64_t begin, InflateLimits limits, std::stop_token stop);
    ~InflateSource() override;

    // Unknown (UINT64_MAX) until the end is reached.
    std::uint64_t size() const override;
    // Offsets in the inflated stream, never before the end of the last read; what lies between is inflated and dropped.
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) override;

    End end() const;
    bool hasZlibHeader() const;
    std::uint64_t produced() const; // bytes inflated so far
    // File offset of the first byte behind the compressed stream; where zlib stopped if it is corrupt.
    std::uint64_t compressedEnd() const;

private:
    struct Private;
    std::unique_ptr<Private> m;
};

} // namespace mi
