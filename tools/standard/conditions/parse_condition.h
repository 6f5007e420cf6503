// When an attribute, a module or a functional group has to be there, read out of the words of the standard.
#pragma once

#include "tools/standard/conditions/attribute_index.h"

#include <optional>
#include <string>
#include <string_view>

namespace mi::standard {

struct ConditionContext {
    std::string_view unit = {};                 // id of the module or macro
    std::string_view path = {};                 // of the row: keywords joined by '>'
    bool isUsage = false;                       // the condition of a module or functional group of an IOD
    std::string_view iod = {};                  // its id, for usages
    const AttributeIndex *attributes = nullptr; // where attributes live; without it nothing can be resolved
};

struct ParsedCondition {
    std::string when; // "" when the text says only when it must not be there
    enum class Otherwise { unstated, allowed, forbidden } otherwise = Otherwise::unstated;
    std::string forbidden; // "shall not be present if", "may be present otherwise only if"; "" if neither

    bool operator==(const ParsedCondition &) const = default;
};

// Nothing when the text has no condition, or has one that is not understood as a whole.
//
// "Is present" is present(): the attribute is there, with or without a value, as PS3.5 7.4 uses the word. "Has a
// value", "non-zero length", "is not empty" are filled(); "is empty", "zero length" are empty(). "Is other than A" is
// filled(X) and not X = A; "is not A" is not X = A, so that an attribute that is absent is not A.
std::optional<ParsedCondition> parseCondition(std::string_view description, const ConditionContext &context);

} // namespace mi::standard
