// Lists of Enumerated Values and Defined Terms in descriptions, and the counts of Items that they state.
#pragma once

#include "tools/standard/tables/model.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mi::tables {

struct ValueList {
    bool isEnumerated = false;
    unsigned valueNumber = 0; // 0: every value
    std::vector<std::string> values;
};

// A value as the tables write it: numbers in decimal, tags as (gggg,eeee). Nothing when it is none of the element's VR.
std::optional<std::string> normalisedValue(std::string_view text, const Element &element);

// The lists that hold unconditionally. A list with a value that does not fit the element is left out: it was not read
// well.
std::vector<ValueList> valuesInText(std::string_view text, const Element &element);

// "1", "1-n", "0-1", "2"; nothing when the text states none, or one that depends on something.
std::optional<std::string> itemsInText(std::string_view text);

// "enum value 1 ORIGINAL | DERIVED"
std::string valueLine(const ValueList &list);

} // namespace mi::tables
