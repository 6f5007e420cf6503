// Whether two person names (PN, PS3.5 6.2.1) may be one name written in two ways. UTF-8; any thread.
#pragma once

#include <string>
#include <string_view>

namespace mi {

// The same after case, separators, order of the components and accents are left out of account; or one of the
// component groups (alphabetic, ideographic, phonetic) is the same; or one of them only lacks components that the other
// has. Two empty names are the same; an empty and another one are not.
bool isSpellingVariant(std::string_view a, std::string_view b);

// For any other text: the same but for case, blanks and punctuation of ASCII.
bool isSameButForForm(std::string_view a, std::string_view b);

} // namespace mi
