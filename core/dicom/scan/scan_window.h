// ScanWindow: a buffered view that moves forward over a ByteSource. Values that nobody looks at are never read when the
// source can skip. One thread.
#pragma once

#include "core/dicom/byte_source.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace mi {

// The size of a source whose end is not known before it is reached.
inline constexpr std::uint64_t unknownSize = UINT64_MAX;

class ScanWindow {
public:
    static constexpr std::size_t capacity = 64 * 1024;

    // A forward source (inflated bytes) is only ever read at rising offsets, and its size() is unknownSize at first.
    enum class Access : std::uint8_t { random, forward };
    ScanWindow(ByteSource &source, Access access, std::stop_token stop);

    // `count` bytes at `offset` (count <= capacity), valid until the next call; null behind the end or after an error.
    // A forward source is never asked for an offset before an earlier one.
    const unsigned char *at(std::uint64_t offset, std::size_t count)
    {
        if (offset >= m_base && offset + count <= m_base + m_filled)
            return m_buffer.get() + (offset - m_base);
        return load(offset, count);
    }
    // The same without giving up what lies at `from` and behind it: bytes further on, to decide what lies at `from`.
    // Null also where a forward source would have to leave `from` behind.
    const unsigned char *peek(std::uint64_t from, std::uint64_t offset, std::size_t count);

    // Whether the source has at least `end` bytes.
    bool reaches(std::uint64_t end);
    // Bytes from `offset` to the end, at most `count` (count <= capacity).
    std::size_t available(std::uint64_t offset, std::size_t count);
    // Appends up to `count` bytes to `out`; how many there were.
    std::size_t append(std::uint64_t offset, std::size_t count, std::vector<char> &out);

    // unknownSize as long as the end of a forward source has not been seen.
    std::uint64_t size() const { return m_size; }
    bool isForward() const { return m_access == Access::forward; }
    // io, changedWhileReading or cancelled: everything read after it is void.
    const std::optional<Error> &error() const { return m_error; }
    bool checkStop();

private:
    const unsigned char *load(std::uint64_t offset, std::size_t count);
    bool fill(std::uint64_t offset, std::size_t count);

    ByteSource &m_source;
    Access m_access;
    std::stop_token m_stop;
    std::unique_ptr<unsigned char[]> m_buffer;
    std::unique_ptr<unsigned char[]> m_scratch; // for peeks at random
    std::uint64_t m_base = 0;
    std::size_t m_filled = 0;
    std::size_t m_chunk = 16 * 1024;
    std::uint64_t m_size;
    std::optional<Error> m_error;
};

} // namespace mi
