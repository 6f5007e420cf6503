// A JSON text (RFC 8259) as a tree in which every value knows its line and column, for files that people write: what is
// wrong in them has to be found again. Stricter than needed for data: a member that occurs twice is an error. Hostile
// text costs no more than its limits allow. Value types; any thread.
#pragma once

#include "core/support/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mi {

struct TextPosition {
    std::uint32_t line = 1;
    std::uint32_t column = 1; // in characters
    bool operator==(const TextPosition &) const = default;
};

struct JsonLimits {
    std::size_t maxBytes = std::size_t{1} << 20U;
    std::size_t maxDepth = 16;
    std::size_t maxValues = 100'000;
};

struct JsonMember;

struct JsonValue {
    enum class Kind : std::uint8_t { null, boolean, number, text, array, object };

    Kind kind = Kind::null;
    bool boolean = false;
    TextPosition position;
    std::string text;                // of a text: decoded, UTF-8; of a number: as written
    std::vector<JsonValue> items;    // of an array
    std::vector<JsonMember> members; // of an object, in the order of the text

    // Null if there is no such member.
    const JsonMember *find(std::string_view name) const;
};

struct JsonMember {
    std::string name;
    TextPosition position; // of the name
    JsonValue value;
};

// "null", "a text", "an object", ...: for messages.
std::string_view kindName(JsonValue::Kind kind);

// "line 3, column 12: ...": the detail of an invalidFormat error.
Error errorAt(TextPosition position, std::string_view message);

// A byte order mark before the text is skipped. Errors: invalidFormat with line and column, limitExceeded.
Result<JsonValue> parseJson(std::string_view text, const JsonLimits &limits = {});

} // namespace mi
