// What rules can say about the values of an attribute, by its VR in the dictionary. Any thread.
#pragma once

#include "core/dicom/dictionary.h"
#include "core/standard/condition_pool.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace mi {

enum class AttributeClass : std::uint8_t { text, number, tag, sequence, bytes };

AttributeClass attributeClass(const DictionaryEntry &entry);
Tag tagOf(const DictionaryEntry &entry);

// A whole decimal number, "12", "-0.5", "1e-3"; nothing for anything else.
std::optional<double> parsedNumber(std::string_view text);
// "(0018,1063)"
std::optional<Tag> parsedTag(std::string_view text);

} // namespace mi
