// The whole value of a text element: its padding, its values, the first defect among them. Pure functions on ASCII or
// decoded UTF-8; any thread.
#pragma once

#include "core/checks/values/vr_syntax.h"
#include "core/domain/value_representation.h"

#include <cstdint>
#include <string_view>

namespace mi {

enum class PaddingDefect : std::uint8_t {
    none,
    nul,    // in a text that is padded with spaces
    space,  // in a UID, which is padded with NUL
    excess, // more than is needed for an even length, where the length is fixed
};

PaddingDefect paddingDefect(Vr vr, std::string_view value);

struct TextDefect {
    ValueDefect defect = ValueDefect::none;
    std::string_view value; // the one of several that has it
};

// `value` is without NUL padding.
TextDefect firstTextDefect(Vr vr, std::string_view value);

// The values in a text that is not empty.
std::uint64_t countTextValues(Vr vr, std::string_view value);

} // namespace mi
