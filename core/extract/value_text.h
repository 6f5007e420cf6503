// The value of one element as a line of text for people. Any thread.
#pragma once

#include "core/domain/value_representation.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mi {

class CharacterSetDecoder;
struct Element;

struct ValueText {
    std::string text; // UTF-8, one line, shortened
    std::uint32_t vm = 0;
};

// `value`: the bytes kept by the scan; fewer than `element.length` when the value is bulk.
ValueText valueText(const Element &element, std::string_view value, bool bigEndian, CharacterSetDecoder &decoder);

// "1,024 bytes".
std::string groupedBytesText(std::uint64_t count);

} // namespace mi
