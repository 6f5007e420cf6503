// JSON spelling of the values of binary VRs (PS3.18 F.2.2, F.2.3 and F.2.7). The infinities and not-a-number of FL and
// FD become the strings "Infinity", "-Infinity" and "NaN". Any thread.
#pragma once

#include "core/domain/value_representation.h"

#include <string>
#include <string_view>

namespace mi {

// AT FD FL SL SS SV UL US UV.
bool isNumber(Vr vr);

// The shortest decimal that a reader of the same precision turns back into exactly this value.
void appendJsonFloat(std::string &out, double value);
void appendJsonFloat(std::string &out, float value);

// The values of a VR that isNumber(), separated by commas; AT as strings of eight hexadecimal digits. SV and UV from
// 2^53 on are strings, because a reader with 64-bit floating point would round them. Bytes of an incomplete last value
// are ignored.
void appendJsonNumbers(std::string &out, Vr vr, std::string_view bytes, bool bigEndian);

// Quoted Base64 of the value as little endian encodes it.
void appendJsonBinary(std::string &out, Vr vr, std::string_view bytes, bool bigEndian);

} // namespace mi
