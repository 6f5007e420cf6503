// A codestream in memory for tests of header readers.
#pragma once

#include "core/checks/pixels/codestream_bytes.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace mi::test {

// Counts reads, and gives nothing behind `available` bytes.
class TextBytes final : public CodestreamBytes {
public:
    explicit TextBytes(std::string text, std::size_t available = std::numeric_limits<std::size_t>::max())
        : m_text(std::move(text)), m_available(available)
    {}
    std::uint64_t size() const override { return m_text.size(); }
    ReadStatus read(std::uint64_t offset, std::span<std::uint8_t> buffer) override
    {
        ++reads;
        if (offset + buffer.size() > m_text.size())
            return ReadStatus::pastEnd;
        if (offset + buffer.size() > m_available)
            return ReadStatus::unavailable;
        std::copy_n(m_text.begin() + static_cast<std::ptrdiff_t>(offset), buffer.size(), buffer.begin());
        return ReadStatus::ok;
    }
    int reads = 0;

private:
    std::string m_text;
    std::size_t m_available;
};

} // namespace mi::test
