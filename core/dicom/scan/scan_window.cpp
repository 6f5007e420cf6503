#include "core/dicom/scan/scan_window.h"

#include "core/dicom/scan/facts.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace mi {

namespace {

constexpr std::size_t smallChunk = 4 * 1024; // after a jump: often only the next header is wanted
constexpr std::size_t scratchSize = 256;

} // namespace

ScanWindow::ScanWindow(ByteSource &source, Access access, std::stop_token stop)
    : m_source(source), m_access(access), m_stop(std::move(stop)),
      m_buffer(std::make_unique_for_overwrite<unsigned char[]>(capacity)), m_size(source.size())
{}

bool ScanWindow::checkStop()
{
    if (!m_error && m_stop.stop_requested())
        m_error = scanError(ErrorCode::cancelled);
    return m_error.has_value();
}

const unsigned char *ScanWindow::load(std::uint64_t offset, std::size_t count)
{
    if (m_error || offset > m_size || count > m_size - offset || !fill(offset, count))
        return nullptr;
    return m_buffer.get() + (offset - m_base);
}

bool ScanWindow::fill(std::uint64_t offset, std::size_t count)
{
    if (checkStop() || (m_access == Access::forward && offset < m_base))
        return false;
    const std::uint64_t end = m_base + m_filled;
    if (offset >= m_base && offset < end) {
        const std::size_t kept = static_cast<std::size_t>(end - offset);
        std::memmove(m_buffer.get(), m_buffer.get() + (offset - m_base), kept);
        m_filled = kept;
        m_chunk = std::min(m_chunk * 4, capacity);
    } else {
        m_filled = 0;
        // Small reads pay off only where the bytes in between are not read at all.
        if (offset != end && m_access == Access::random)
            m_chunk = smallChunk;
    }
    m_base = offset;
    const std::size_t room = std::min(capacity, std::max(count, m_filled + m_chunk));
    const std::size_t target = static_cast<std::size_t>(std::min<std::uint64_t>(room, m_size - m_base));
    while (m_filled < count || (m_access == Access::random && m_filled < target)) {
        const std::span<unsigned char> free(m_buffer.get() + m_filled, target - m_filled);
        Result<std::size_t> read = m_source.readAt(m_base + m_filled, std::as_writable_bytes(free));
        if (!read) {
            m_error = read.error();
            return false;
        }
        m_filled += *read;
        if (*read == 0) {
            if (m_access == Access::random)
                m_error = scanError(ErrorCode::changedWhileReading);
            else
                m_size = m_source.size();
            return false;
        }
    }
    return true;
}

const unsigned char *ScanWindow::peek(std::uint64_t from, std::uint64_t offset, std::size_t count)
{
    if (offset >= m_base && offset + count <= m_base + m_filled)
        return m_buffer.get() + (offset - m_base);
    if (m_error || offset > m_size || count > m_size - offset)
        return nullptr;
    if (m_access == Access::forward || (offset >= from && offset - from + count <= capacity / 4)) {
        const std::uint64_t span = offset - from + count;
        const unsigned char *bytes = span <= capacity ? at(from, static_cast<std::size_t>(span)) : nullptr;
        return bytes != nullptr ? bytes + (offset - from) : nullptr;
    }
    if (!m_scratch)
        m_scratch = std::make_unique_for_overwrite<unsigned char[]>(scratchSize);
    const std::span<unsigned char> buffer(m_scratch.get(), std::min(count, scratchSize));
    Result<std::size_t> read = m_source.readAt(offset, std::as_writable_bytes(buffer));
    return read && *read == count ? m_scratch.get() : nullptr;
}

bool ScanWindow::reaches(std::uint64_t end)
{
    if (m_size != unknownSize || end <= m_base + m_filled)
        return end <= m_size;
    // A forward source has to be read through, window by window.
    while (m_base + m_filled < end) {
        const std::uint64_t next = m_base + m_filled;
        const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(end - next, capacity));
        if (load(next, step) == nullptr)
            return !m_error && m_size != unknownSize && end <= m_size;
    }
    return true;
}

std::size_t ScanWindow::available(std::uint64_t offset, std::size_t count)
{
    if (at(offset, count) != nullptr)
        return count;
    if (m_error || m_size == unknownSize || offset >= m_size)
        return 0;
    const auto rest = static_cast<std::size_t>(std::min<std::uint64_t>(m_size - offset, count));
    return at(offset, rest) != nullptr ? rest : 0;
}

std::size_t ScanWindow::append(std::uint64_t offset, std::size_t count, std::vector<char> &out)
{
    std::size_t done = 0;
    while (done < count) {
        const std::size_t step = available(offset + done, std::min(count - done, capacity));
        if (step == 0)
            break;
        const unsigned char *bytes = at(offset + done, step);
        const auto *first = reinterpret_cast<const char *>(bytes);
        out.insert(out.end(), first, first + step);
        done += step;
    }
    return done;
}

} // namespace mi
