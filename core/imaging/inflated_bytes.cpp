#include "core/imaging/inflated_bytes.h"

#include "core/dicom/encoding_scan.h"

namespace mi {

Result<std::size_t> InflatedBytes::readAt(std::uint64_t offset, std::span<std::byte> buffer)
{
    if (!m_inflated || offset < m_position) {
        const ScanLimits limits;
        m_inflated = std::make_unique<InflateSource>(
            *m_file, m_begin, InflateLimits{limits.maxInflatedSize, limits.maxInflateRatio}, std::stop_token{});
    }
    const Result<std::size_t> count = m_inflated->readAt(offset, buffer);
    if (count)
        m_position = offset + *count;
    else
        m_inflated.reset();
    return count;
}

} // namespace mi
