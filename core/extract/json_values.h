// JSON spelling of the values of text VRs (PS3.18 F.2.2 and F.2.3). What is no JSON number becomes a string, as F.2.3
// allows for DS and IS. Any thread.
#pragma once

#include "core/domain/value_representation.h"

#include <string>
#include <string_view>

namespace mi {

// Quoted and escaped. Precondition: valid UTF-8.
void appendJsonString(std::string &out, std::string_view utf8);

// One value of DS or IS, UTF-8: a number if it can be one ("+01." is 1), null if empty, else a string.
void appendJsonDecimal(std::string &out, std::string_view value);

// The values of a text VR, separated by commas: strings without padding, numbers for DS and IS, objects with one
// member for each component group for PN; null for each empty one among several. Nothing if there is only padding.
// `utf8` is all values, already decoded.
void appendJsonTexts(std::string &out, Vr vr, std::string_view utf8);

} // namespace mi
