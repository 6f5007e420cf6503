// Numbers that cannot be true, at any depth of a Data Set: directions that are none, spacings that are not positive,
// windows without a width (PS3.3 C.7.6.2, C.7.6.3, C.11.2). One instance, one thread.
#pragma once

#include "core/checks/values/defect_reporter.h"

namespace mi {

class GeometryTruth {
public:
    GeometryTruth(const ScannedInstance &instance, DefectReporter &reporter)
        : m_instance(instance), m_reporter(reporter)
    {}
    void check(const Element &element);
    // The letters of Patient Orientation, and whether the direction cosines say the same (PS3.3 C.7.6.1.1.1).
    void checkPatientOrientation(const Element &element);

private:
    void checkOrientation(const Element &element);
    void checkPositive(const Element &element);
    void checkThickness(const Element &element);
    void checkSpacingBetweenSlices(const Element &element);
    void checkWindowWidth(const Element &element);
    void checkWindowNumber(const Element &width);
    void checkRescaleSlope(const Element &element);
    // Of an attribute beside `element` with a higher tag.
    std::string_view textBehind(const Element &element, Tag tag) const;

    const ScannedInstance &m_instance;
    DefectReporter &m_reporter;
};

} // namespace mi
