#include "core/checks/values/value_multiplicity.h"

#include "core/checks/values/digits.h"

#include <algorithm>

namespace mi {

Multiplicity Multiplicity::parse(std::string_view text)
{
    Multiplicity result;
    const std::size_t digits = countDigits(text);
    if (digits == 0)
        return result;
    const auto first = static_cast<std::uint32_t>(numberAt(text, 0, digits));
    text.remove_prefix(digits);
    result.m_min = first;
    if (text.empty()) {
        result.m_max = first;
        return result;
    }
    if (text[0] != '-') // a form that is not known here
        return {};
    text.remove_prefix(1);
    const std::size_t more = countDigits(text);
    const auto second = static_cast<std::uint32_t>(numberAt(text, 0, more));
    if (text.substr(more).starts_with('n'))
        result.m_step = std::max(second, 1U);
    else
        result.m_max = second;
    return result;
}

} // namespace mi
