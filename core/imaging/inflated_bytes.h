// InflatedBytes: the bytes of a deflated Data Set at any offset: what lies before is inflated again when it must.
// Bounded memory; one thread.
#pragma once

#include "core/dicom/byte_source.h"
#include "core/dicom/scan/inflate_source.h"

#include <cstdint>
#include <memory>

namespace mi {

class InflatedBytes final : public ByteSource {
public:
    // `begin`: where the deflated bytes begin in `file`.
    InflatedBytes(std::unique_ptr<ByteSource> file, std::uint64_t begin) : m_file(std::move(file)), m_begin(begin) {}

    std::uint64_t size() const override { return m_inflated ? m_inflated->size() : UINT64_MAX; }
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> buffer) override;

private:
    std::unique_ptr<ByteSource> m_file;
    std::uint64_t m_begin;
    std::unique_ptr<InflateSource> m_inflated;
    std::uint64_t m_position = 0; // behind the last byte that was read
};

} // namespace mi
