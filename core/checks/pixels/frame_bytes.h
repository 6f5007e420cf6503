// FrameBytes: the codestream of one frame, put together from its fragments: first from what the scan kept, then from
// the file, with a budget that no frame can exceed. One thread; points into the instance and the source.
#pragma once

#include "core/checks/pixels/codestream_bytes.h"
#include "core/dicom/byte_source.h"
#include "core/dicom/scanned_instance.h"

#include <array>
#include <span>
#include <vector>

namespace mi {

class FrameBytes final : public CodestreamBytes {
public:
    static constexpr unsigned maxReads = 256; // of the source

    // `source` may be null. `fragments`: indexes of elements, at least one.
    FrameBytes(const ScannedInstance &instance, ByteSource *source, std::span<const std::uint32_t> fragments);

    std::uint64_t size() const override { return m_size; }
    ReadStatus read(std::uint64_t offset, std::span<std::uint8_t> buffer) override;
    // The whole codestream, with one read of the source at most.
    ReadStatus readAll(std::vector<std::uint8_t> &out);
    // Where the frame begins in the file.
    std::uint64_t fileOffset() const;

private:
    ReadStatus readFragment(const Element &fragment, std::uint64_t offset, std::span<std::uint8_t> buffer);
    ReadStatus readSource(std::uint64_t offset, std::uint64_t end, std::span<std::uint8_t> buffer);

    const ScannedInstance &m_instance;
    ByteSource *m_source;
    std::span<const std::uint32_t> m_fragments;
    std::uint64_t m_size = 0;
    std::size_t m_cursor = 0; // the fragment that was read last: headers are read forward, fragments may be a million
    std::uint64_t m_cursorOffset = 0;
    unsigned m_reads = 0;
    std::array<std::uint8_t, 512> m_block{};
    std::uint64_t m_blockOffset = 0;
    std::size_t m_blockSize = 0;
};

// The value of an element: what the scan kept, else up to `limit` bytes of the source put into `storage`; shorter than
// the element's length when it cannot be had.
std::string_view wholeValue(const ScannedInstance &instance, ByteSource *source, const Element &element,
                            std::size_t limit, std::vector<char> &storage);

} // namespace mi
