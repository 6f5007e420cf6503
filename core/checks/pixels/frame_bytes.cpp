#include "core/checks/pixels/frame_bytes.h"

#include <algorithm>

namespace mi {

FrameBytes::FrameBytes(const ScannedInstance &instance, ByteSource *source, std::span<const std::uint32_t> fragments)
    : m_instance(instance), m_source(source), m_fragments(fragments)
{
    for (const std::uint32_t index : fragments)
        m_size += instance.elements[index].length;
}

std::uint64_t FrameBytes::fileOffset() const
{
    return m_instance.elements[m_fragments.front()].valueOffset();
}

ReadStatus FrameBytes::read(std::uint64_t offset, std::span<std::uint8_t> buffer)
{
    if (offset > m_size || buffer.size() > m_size - offset)
        return ReadStatus::pastEnd;
    if (offset < m_cursorOffset) {
        m_cursor = 0;
        m_cursorOffset = 0;
    }
    while (!buffer.empty()) {
        const Element &fragment = m_instance.elements[m_fragments[m_cursor]];
        const std::uint64_t end = m_cursorOffset + fragment.length;
        if (offset < end) {
            const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), end - offset));
            const ReadStatus status = readFragment(fragment, offset - m_cursorOffset, buffer.first(part));
            if (status != ReadStatus::ok)
                return status;
            buffer = buffer.subspan(part);
            offset += part;
        }
        if (!buffer.empty()) {
            ++m_cursor;
            m_cursorOffset = end;
        }
    }
    return ReadStatus::ok;
}

ReadStatus FrameBytes::readAll(std::vector<std::uint8_t> &out)
{
    const auto isKept = [this](std::uint32_t index) {
        return m_instance.prefix(m_instance.elements[index]).size() == m_instance.elements[index].length;
    };
    out.resize(static_cast<std::size_t>(m_size));
    auto next = out.begin();
    if (std::ranges::all_of(m_fragments, isKept)) {
        for (const std::uint32_t index : m_fragments)
            next = std::ranges::copy(m_instance.prefix(m_instance.elements[index]), next).out;
        return ReadStatus::ok;
    }
    // Between fragments there is nothing but their headers.
    constexpr std::uint64_t headerSize = 8;
    const std::uint64_t begin = fileOffset();
    const Element &last = m_instance.elements[m_fragments.back()];
    const std::uint64_t span = last.valueOffset() + last.length - begin;
    if (m_source == nullptr || span != m_size + (m_fragments.size() - 1) * headerSize)
        return ReadStatus::unavailable;
    out.resize(static_cast<std::size_t>(span));
    const auto got = m_source->readAt(begin, std::as_writable_bytes(std::span{out}));
    if (!got || *got != span)
        return ReadStatus::unavailable;
    next = out.begin();
    for (const std::uint32_t index : m_fragments) {
        const Element &fragment = m_instance.elements[index];
        const auto from = out.begin() + static_cast<std::ptrdiff_t>(fragment.valueOffset() - begin);
        next = std::copy(from, from + static_cast<std::ptrdiff_t>(fragment.length), next);
    }
    out.resize(static_cast<std::size_t>(m_size));
    return ReadStatus::ok;
}

ReadStatus FrameBytes::readFragment(const Element &fragment, std::uint64_t offset, std::span<std::uint8_t> buffer)
{
    const std::string_view kept = m_instance.prefix(fragment);
    if (offset + buffer.size() <= kept.size()) {
        std::copy_n(kept.begin() + static_cast<std::ptrdiff_t>(offset), buffer.size(), buffer.begin());
        return ReadStatus::ok;
    }
    return readSource(fragment.valueOffset() + offset, fragment.valueOffset() + fragment.length, buffer);
}

ReadStatus FrameBytes::readSource(std::uint64_t offset, std::uint64_t end, std::span<std::uint8_t> buffer)
{
    const bool isInBlock = offset >= m_blockOffset && offset + buffer.size() <= m_blockOffset + m_blockSize;
    if (!isInBlock) {
        if (m_source == nullptr || ++m_reads > maxReads)
            return ReadStatus::unavailable;
        if (buffer.size() > m_block.size()) {
            const auto got = m_source->readAt(offset, std::as_writable_bytes(buffer));
            return got && *got == buffer.size() ? ReadStatus::ok : ReadStatus::unavailable;
        }
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(m_block.size(), end - offset));
        const auto got = m_source->readAt(offset, std::as_writable_bytes(std::span{m_block}.first(wanted)));
        if (!got || *got < buffer.size())
            return ReadStatus::unavailable;
        m_blockOffset = offset;
        m_blockSize = *got;
    }
    std::copy_n(m_block.begin() + static_cast<std::ptrdiff_t>(offset - m_blockOffset), buffer.size(), buffer.begin());
    return ReadStatus::ok;
}

std::string_view wholeValue(const ScannedInstance &instance, ByteSource *source, const Element &element,
                            std::size_t limit, std::vector<char> &storage)
{
    const std::string_view kept = instance.prefix(element);
    if (kept.size() == element.length || source == nullptr || element.length > limit)
        return kept;
    storage.resize(element.length);
    const auto got = source->readAt(element.valueOffset(), std::as_writable_bytes(std::span{storage}));
    return got ? std::string_view{storage.data(), *got} : kept;
}

} // namespace mi
