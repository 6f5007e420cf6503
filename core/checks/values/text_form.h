// Padding, form and number of the values of a text element, once its characters are known: shared by the families of
// values (ASCII) and of texts (decoded). Any thread.
#pragma once

#include "core/checks/values/defect_reporter.h"
#include "core/dicom/dictionary.h"

#include <string_view>

namespace mi {

// What a value of a private attribute means is known to its maker only, and nobody else reads it: a defect there is one
// remark, whatever it is.
std::string_view ruleFor(const Element &element, std::string_view id);

// `raw` as encoded, `utf8` the same decoded, padding included; `entry` is null when the dictionary cannot say how many
// values there may be.
void checkTextForm(DefectReporter &reporter, const Element &element, std::string_view raw, std::string_view utf8,
                   const DictionaryEntry *entry);

} // namespace mi
