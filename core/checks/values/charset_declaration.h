// Specific Character Set (0008,0005) itself: terms and how they may be combined (PS3.3 C.12.1.1.2). Pure functions; any
// thread.
#pragma once

#include <string>
#include <string_view>

namespace mi {

struct DeclarationDefect {
    std::string_view id;  // of the rule; "" if nothing is wrong
    std::string observed; // raw
    std::string expected;
};

// `declaration` is the value as encoded. The worst defect, one for a declaration.
DeclarationDefect declarationDefect(std::string_view declaration);

// Whether every term is known or can be guessed, so that text can be judged by it.
bool isDeclarationUnderstood(std::string_view declaration);

// Single-byte sets for the Latin and Cyrillic alphabets, in which UTF-8 gives senseless text.
bool isAlphabetDeclaration(std::string_view declaration);

// The character set that bytes outside ASCII most probably are in: "looks like UTF-8". A hint, never used to decode.
std::string_view probableCharacterSet(std::string_view bytes);

} // namespace mi
