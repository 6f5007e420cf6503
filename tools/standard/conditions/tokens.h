// Tokens: the words of a clause, with the attributes, modules, codes and UIDs that it names recognised.
#pragma once

#include "tools/standard/conditions/attribute_index.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mi::standard {

struct Token {
    enum class Kind {
        word,      // text
        attribute, // keyword
        module,    // id
        group,     // id of a functional group macro
        code,      // "SCHEME:CODE" in text
        uid,       // text
        quoted,    // text
        sign,      // , ; ( ) = > < :
        end,
    };
    Kind kind = Kind::end;
    std::string text;     // as written
    std::string lower;    // of words and signs
    std::string id;       // keyword of an attribute, id of a unit
    bool isUpper = false; // a word without small letters: may be a value

    bool is(std::string_view word) const { return (kind == Kind::word || kind == Kind::sign) && lower == word; }
};

inline constexpr std::size_t maxTokens = 400; // of a clause; what is longer is not parsed

// Nothing when the clause is too long. The last token is `end`.
std::optional<std::vector<Token>> tokensOf(std::string_view clause, const AttributeIndex &index);

} // namespace mi::standard
