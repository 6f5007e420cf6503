// Defects to give to a right instance: values that are wrong in their VR or in their list, and conditions that are made
// to hold or not to hold. Test code; one thread.
#pragma once

#include "tests/core/checks/iod/standard_instance.h"

#include <optional>

namespace mi::test {

// A text that is no value of the attribute; nothing where any bytes are one.
std::optional<std::string> wrongValue(Tag tag, Vr vr, const std::vector<RowUse> &uses, const RuleTables &tables,
                                      const std::string &right);

// Changes `instance` so that the condition of a row at `path` becomes `wanted`, and completes it. False when that
// cannot be had: it depends on the IOD, on the world, or on what the IOD fixes otherwise.
bool bringAbout(StandardInstance &instance, const RuleTables &tables, const TreePath &path, ConditionId condition,
                bool wanted, unsigned choice);

} // namespace mi::test
