// Enumerated Values, Defined Terms, numeric bounds and numbers of values and Items (PS3.3; PS3.5 6.2). All rows about
// an attribute hold together; the first list that a value is not in is the finding. One thread.
#pragma once

#include "core/checks/iod/attribute_value.h"
#include "core/checks/iod/rule_run.h"

#include <span>

namespace mi {

// `matches` are about one attribute that is there and not empty, and has something to say about it.
void checkAllowedValues(RuleRun &run, const Place &place, std::span<const Match> matches, const Element &element,
                        const AttributeValue &value);

} // namespace mi
