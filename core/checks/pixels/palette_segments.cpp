#include "core/checks/pixels/palette_segments.h"

#include "core/checks/values/binary_value.h"

#include <optional>

namespace mi {

namespace {

constexpr std::uint64_t discrete = 0;
constexpr std::uint64_t linear = 1;
constexpr std::uint64_t indirect = 2;
constexpr unsigned maxSteps = 1'000'000; // segments of no entries could be repeated for ever

class Expander {
public:
    Expander(std::string_view bytes, unsigned wordSize, bool bigEndian, std::uint64_t wanted)
        : m_bytes(bytes), m_wordSize(wordSize), m_isBigEndian(bigEndian), m_wanted(wanted)
    {}

    PaletteExpansion run()
    {
        std::size_t at = 0;
        // Behind the last segment there may be a byte of padding.
        while (m_result.defect.empty() && m_result.entries < m_wanted && at + 2 * m_wordSize <= m_bytes.size())
            at = expand(at, true);
        const bool hasMore = m_result.entries == m_wanted && at + 2 * m_wordSize <= m_bytes.size();
        if (m_result.defect.empty() && hasMore)
            ++m_result.entries;
        return m_result;
    }

private:
    std::uint64_t word(std::size_t at) const { return unsignedAt(m_bytes, at, m_wordSize, m_isBigEndian); }

    std::size_t fail(std::string defect)
    {
        m_result.defect = std::move(defect);
        return m_bytes.size();
    }

    // The offset behind the segment at `at`.
    std::size_t expand(std::size_t at, bool mayBeIndirect)
    {
        if (++m_steps > maxSteps)
            return fail("segments without end");
        if (at + 2 * m_wordSize > m_bytes.size())
            return fail("a segment that is cut off");
        const std::uint64_t opcode = word(at);
        const std::uint64_t length = word(at + m_wordSize);
        std::uint64_t words = 1; // behind opcode and length
        if (opcode == discrete)
            words = length;
        else if (opcode == indirect && mayBeIndirect)
            words = m_wordSize == 2 ? 2 : 4;
        else if (opcode != linear)
            return fail(opcode == indirect ? "a reference to a reference"
                                           : "a segment of kind " + std::to_string(opcode));
        const std::size_t end = at + static_cast<std::size_t>(2 + words) * m_wordSize;
        if (end > m_bytes.size())
            return fail("a segment that is cut off");
        if (opcode == linear && m_result.entries == 0)
            return fail("a line without a first value");
        if (opcode == indirect)
            copy(at + 2 * m_wordSize, length);
        else
            m_result.entries += length;
        return m_result.defect.empty() ? end : m_bytes.size();
    }

    // The offset counts bytes; its lower half comes first.
    void copy(std::size_t at, std::uint64_t segments)
    {
        std::uint64_t offset = 0;
        for (unsigned index = 0; index < 4 / m_wordSize; ++index)
            offset |= word(at + index * m_wordSize) << (8U * index * m_wordSize);
        if (offset >= m_bytes.size()) {
            fail("a reference behind the end");
            return;
        }
        auto position = static_cast<std::size_t>(offset);
        for (std::uint64_t index = 0; index < segments && m_result.defect.empty(); ++index) {
            if (m_result.entries > m_wanted)
                return;
            position = expand(position, false);
        }
    }

    std::string_view m_bytes;
    unsigned m_wordSize;
    bool m_isBigEndian;
    std::uint64_t m_wanted;
    unsigned m_steps = 0;
    PaletteExpansion m_result;
};

} // namespace

PaletteExpansion expandPalette(std::string_view bytes, unsigned wordSize, bool bigEndian, std::uint64_t wanted)
{
    return Expander(bytes, wordSize, bigEndian, wanted).run();
}

} // namespace mi
