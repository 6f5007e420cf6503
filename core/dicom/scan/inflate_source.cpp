#include "core/dicom/scan/inflate_source.h"

#include "core/dicom/scan/facts.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <utility>

namespace mi {

namespace {

constexpr std::size_t inputSize = 16 * 1024;
constexpr std::uint64_t ratioFreeSize = 1U << 20U; // the ratio of short streams says nothing

bool isZlibHeader(unsigned first, unsigned second)
{
    return (first & 0x0FU) == 8 && (first >> 4U) <= 7 && (first * 256 + second) % 31 == 0 && (second & 0x20U) == 0;
}

} // namespace

struct InflateSource::Private {
    Private(ByteSource &bytes, std::uint64_t begin, InflateLimits bounds, std::stop_token token)
        : source(bytes), limits(bounds), stop(std::move(token)), inputBegin(begin), nextRead(begin)
    {}
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;
    ~Private()
    {
        if (isOpen)
            inflateEnd(&stream);
    }

    ByteSource &source;
    InflateLimits limits;
    std::stop_token stop;
    std::uint64_t inputBegin;
    std::uint64_t nextRead;
    std::uint64_t produced = 0;
    std::uint64_t compressedEnd = 0;
    End end = End::notReached;
    bool isOpen = false;
    bool zlibHeader = false;
    z_stream stream{};
    std::array<std::byte, inputSize> input{};

    Result<bool> open();
    Result<bool> refill();
    Result<std::size_t> inflateInto(std::span<std::byte> buffer);
};

Result<bool> InflateSource::Private::refill()
{
    Result<std::size_t> read = source.readAt(nextRead, input);
    if (!read)
        return read.error();
    if (*read == 0 && nextRead < source.size())
        return scanError(ErrorCode::changedWhileReading);
    nextRead += *read;
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(*read);
    return *read > 0;
}

Result<bool> InflateSource::Private::open()
{
    if (isOpen)
        return true;
    Result<bool> filled = refill();
    if (!filled)
        return filled.error();
    if (stream.avail_in >= 2 &&
        isZlibHeader(std::to_integer<unsigned>(input[0]), std::to_integer<unsigned>(input[1]))) {
        // The two bytes could begin a deflate block too: it is a zlib header only if zlib's own reading of it works.
        z_stream trial{};
        std::array<Bytef, 64> out{};
        trial.next_in = stream.next_in;
        trial.avail_in = stream.avail_in;
        trial.next_out = out.data();
        trial.avail_out = out.size();
        if (inflateInit2(&trial, -MAX_WBITS) != Z_OK)
            return scanError(ErrorCode::limitExceeded);
        const int raw = inflate(&trial, Z_SYNC_FLUSH);
        inflateEnd(&trial);
        zlibHeader = raw == Z_DATA_ERROR;
    }
    if (inflateInit2(&stream, zlibHeader ? MAX_WBITS : -MAX_WBITS) != Z_OK)
        return scanError(ErrorCode::limitExceeded);
    isOpen = true;
    return true;
}

Result<std::size_t> InflateSource::Private::inflateInto(std::span<std::byte> buffer)
{
    // One byte more than allowed shows that there is more.
    if (const std::uint64_t room = limits.maxSize - std::min(limits.maxSize, produced); room < buffer.size())
        buffer = buffer.first(static_cast<std::size_t>(room) + 1);
    stream.next_out = reinterpret_cast<Bytef *>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    while (stream.avail_out > 0 && end == End::notReached) {
        if (stop.stop_requested())
            return scanError(ErrorCode::cancelled);
        if (stream.avail_in == 0) {
            Result<bool> filled = refill();
            if (!filled)
                return filled.error();
            if (!*filled) {
                end = End::inputEnded;
                break;
            }
        }
        const int code = inflate(&stream, Z_NO_FLUSH);
        if (code == Z_MEM_ERROR)
            return scanError(ErrorCode::limitExceeded);
        if (code == Z_STREAM_END)
            end = End::complete;
        else if (code != Z_OK && (code != Z_BUF_ERROR || stream.avail_in > 0))
            end = End::corrupt;
    }
    compressedEnd = nextRead - stream.avail_in;
    const std::size_t count = buffer.size() - stream.avail_out;
    produced += count;
    const std::uint64_t consumed = compressedEnd - inputBegin;
    if (produced > limits.maxSize || (produced > ratioFreeSize && produced / limits.maxRatio > consumed))
        end = End::sizeLimit;
    return count;
}

InflateSource::InflateSource(ByteSource &source, std::uint64_t begin, InflateLimits limits, std::stop_token stop)
    : m(std::make_unique<Private>(source, begin, limits, std::move(stop)))
{}

InflateSource::~InflateSource() = default;

std::uint64_t InflateSource::size() const
{
    return m->end == End::notReached ? UINT64_MAX : m->produced;
}

Result<std::size_t> InflateSource::readAt(std::uint64_t offset, std::span<std::byte> buffer)
{
    Result<bool> opened = m->open();
    if (!opened)
        return opened.error();
    while (m->produced < offset && m->end == End::notReached) {
        const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(offset - m->produced, buffer.size()));
        Result<std::size_t> dropped = m->inflateInto(buffer.first(step));
        if (!dropped)
            return dropped.error();
    }
    if (m->end != End::notReached)
        return std::size_t{0};
    return m->inflateInto(buffer);
}

InflateSource::End InflateSource::end() const
{
    return m->end;
}

bool InflateSource::hasZlibHeader() const
{
    return m->zlibHeader;
}

std::uint64_t InflateSource::produced() const
{
    return m->produced;
}

std::uint64_t InflateSource::compressedEnd() const
{
    return m->compressedEnd;
}

} // namespace mi
