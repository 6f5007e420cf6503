// The parts of the family of consistency checks. Each looks at a whole instance. Stateless; any thread.
#pragma once

#include "core/checks/finding_collector.h"
#include "core/dicom/scanned_instance.h"

namespace mi {

// Numbers and names that point at an Item elsewhere in the instance, and have to be unique there. Last: where a number
// is out of order, what points at it follows.
void checkLinks(const ScannedInstance &instance, FindingCollector &findings);
// Numbers that say how many Items or values there are.
void checkCounts(const ScannedInstance &instance, FindingCollector &findings);
// Numbers that have to begin somewhere, or to rise: indexes, meterset weights, dose planes.
void checkOrder(const ScannedInstance &instance, FindingCollector &findings);

} // namespace mi
