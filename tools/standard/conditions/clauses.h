// Clauses: the parts of a row's description that say when the attribute is there. Everything else in it is left out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mi::standard {

struct Clause {
    enum class Kind {
        required,           // "Required if ..."
        forbidden,          // "Shall not be present if ..."
        forbiddenOtherwise, // "Shall not be present otherwise."
        allowed,            // "May be present if ...", "May be present otherwise only if ..."
        allowedOtherwise,   // "May be present otherwise."
    };
    Kind kind;
    std::string text; // what follows "if", as it is written; one line

    bool operator==(const Clause &) const = default;
};

std::vector<Clause> clausesOf(std::string_view description);

} // namespace mi::standard
