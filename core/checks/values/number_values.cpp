#include "core/checks/values/number_values.h"

#include "core/checks/values/binary_value.h"
#include "core/support/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mi {

NumberValues NumberValues::of(const ScannedInstance &instance, const Element &element)
{
    NumberValues result;
    const std::string_view value = instance.value(element);
    const Vr vr = vrOfValue(element);
    if (vr == Vr::FL || vr == Vr::FD) {
        const unsigned size = fixedValueSize(vr);
        for (std::size_t at = 0; at + size <= value.size() && result.m_count < result.m_values.size(); at += size)
            result.m_values[result.m_count++] = floatAt(value, at, size, element.has(Element::bigEndian));
        return result;
    }
    if (vr != Vr::DS && vr != Vr::IS)
        return result;
    for (std::size_t start = 0; start <= value.size() && result.m_count < result.m_values.size();) {
        const std::size_t end = std::min(value.find('\\', start), value.size());
        std::string_view one = trimmedPadding(value.substr(start, end - start));
        if (one.starts_with('+'))
            one.remove_prefix(1);
        double number = 0;
        const auto parsed = std::from_chars(one.data(), one.data() + one.size(), number);
        if (parsed.ec != std::errc{} || parsed.ptr != one.data() + one.size() || !std::isfinite(number))
            return result;
        result.m_values[result.m_count++] = number;
        start = end + 1;
    }
    return result;
}

} // namespace mi
