// The numbers of a DS, IS, FL, FD, US or SS element, for checks that ask what they mean. Any thread.
#pragma once

#include "core/dicom/scanned_instance.h"

#include <array>
#include <cstddef>
#include <span>

namespace mi {

class NumberValues {
public:
    // At most 6 values; more are left out. A value that is not a number ends the list: its syntax is reported
    // elsewhere.
    static NumberValues of(const ScannedInstance &instance, const Element &element);

    std::span<const double> all() const { return {m_values.data(), m_count}; }
    std::size_t size() const { return m_count; }

private:
    std::array<double, 6> m_values{};
    std::size_t m_count = 0;
};

} // namespace mi
