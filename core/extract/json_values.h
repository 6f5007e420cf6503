// JSON spelling of DICOM numbers. What is no JSON number becomes a string, as PS3.18 F.2.3 allows for DS and IS; the
// infinities and not-a-number of FL and FD become "Infinity", "-Infinity" and "NaN". Any thread.
#pragma once

#include <string>
#include <string_view>

namespace mi {

// Quoted and escaped. Precondition: valid UTF-8.
void appendJsonString(std::string &out, std::string_view utf8);

// One value of DS or IS as encoded, ASCII: a number if it can be one ("+01." is 1.), null if empty, else a string.
void appendJsonDecimal(std::string &out, std::string_view value);

// The shortest decimal that a reader with 64-bit floating point turns back into exactly this value; for FL, widen
// first.
void appendJsonFloat(std::string &out, double value);

} // namespace mi
