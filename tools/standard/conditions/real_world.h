// What the file cannot tell: words that say so, and the reason in a few words of our own.
#pragma once

#include <string_view>

namespace mi::standard {

// The reason when the words (lower case, one blank between them) speak of something outside of the file; "" otherwise.
std::string_view realWorldReason(std::string_view words);

} // namespace mi::standard
