#include "core/study/text_pool.h"

namespace mi {

std::uint32_t TextPool::add(std::string_view text)
{
    if (const auto known = m_numbers.find(text); known != m_numbers.end())
        return known->second;
    const auto number = static_cast<std::uint32_t>(m_texts.size());
    m_numbers.emplace(m_texts.emplace_back(text), number);
    return number;
}

std::uint32_t TextPool::find(std::string_view text) const
{
    const auto known = m_numbers.find(text);
    return known == m_numbers.end() ? 0 : known->second;
}

} // namespace mi
