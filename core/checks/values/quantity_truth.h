// Physical quantities that cannot have the value that is given, at any depth: a negative echo time, a field of 1500 T.
// The ranges are those of nature and of the unit that PS3.3 names, wide on purpose. Any thread.
#pragma once

#include "core/checks/values/defect_reporter.h"

namespace mi {

void checkQuantity(const ScannedInstance &instance, const Element &element, DefectReporter &reporter);

} // namespace mi
