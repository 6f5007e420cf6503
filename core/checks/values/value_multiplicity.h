// Value Multiplicity as the data dictionary writes it: "1", "1-3", "2-2n", "1-n or 1" (PS3.5 6.4). Any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace mi {

class Multiplicity {
public:
    // Text that is none of these forms allows any number.
    static Multiplicity parse(std::string_view text);

    bool allows(std::uint64_t count) const
    {
        return count >= m_min && (m_max == 0 || count <= m_max) && (count - m_min) % m_step == 0;
    }

private:
    std::uint32_t m_min = 0;
    std::uint32_t m_max = 0; // 0: without limit
    std::uint32_t m_step = 1;
};

} // namespace mi
