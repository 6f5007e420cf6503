// Whether two conditions say the same: both are worked out for every state that the attributes they name can be in.
#pragma once

#include "tools/standard/conditions/expression.h"

namespace mi::standard {

enum class Likeness {
    same,
    sameWhereFilled, // they differ only while an attribute that one of them compares is absent or empty
    sameButLevel,    // they look for the same attributes at different levels
    oneIsOutside,    // one of them leaves it, or a part of it, to knowledge outside of the file
    different,
    tooLarge, // more states than are worth working out
};

Likeness likenessOf(const Expression &a, const Expression &b);

} // namespace mi::standard
