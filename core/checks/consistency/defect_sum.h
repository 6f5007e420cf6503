// Collects the occurrences of one defect in an instance, so that it is one finding with a count. One thread.
#pragma once

#include "core/checks/finding_collector.h"
#include "core/dicom/scanned_instance.h"

#include <string>
#include <string_view>

namespace mi {

class DefectSum {
public:
    DefectSum(std::string_view id, std::string_view section) : m_id(id), m_section(section) {}

    // The facts are those of the first occurrence.
    template <class Expected>
    void add(const Element &element, std::string observed, const Expected &expected)
    {
        if (m_count++ > 0)
            return;
        m_first = &element;
        m_observed = std::move(observed);
        m_expected = expected();
    }

    void report(const ScannedInstance &instance, FindingCollector &findings) const
    {
        if (m_count > 0)
            findings.add(m_id, {.attribute = instance.pathOf(*m_first),
                                .vr = m_first->vr,
                                .observed = m_observed,
                                .expected = m_expected,
                                .offset = m_first->offset,
                                .count = m_count,
                                .section = std::string(m_section)});
    }

private:
    std::string_view m_id;
    std::string_view m_section;
    const Element *m_first = nullptr;
    std::string m_observed;
    std::string m_expected;
    std::uint32_t m_count = 0;
};

} // namespace mi
