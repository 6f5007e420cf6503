// What is settled by hand, as text in the rule format with a few more words (docs/adding-a-rule.md, "By hand"):
// a row is laid over the row of the same name, and made if there is none.
#pragma once

#include "core/support/result.h"
#include "tools/standard/tables/model.h"

#include <string>
#include <string_view>
#include <vector>

namespace mi::tables {

struct Override {
    std::string kind; // "module", "macro", "iod"
    std::string id;
    std::string name;    // of what is not there yet
    std::string section; // of what is not there yet
    struct Line {
        std::string text; // without indentation
        std::size_t depth = 0;
        std::size_t number = 0;
    };
    std::vector<Line> lines; // depth 0: below the block
    std::string file;
};

// Adds the overrides of one file.
Result<void> readOverrides(std::string_view name, std::string_view text, std::vector<Override> &overrides);

// Fails at a line that cannot be applied.
Result<void> applyOverrides(const std::vector<Override> &overrides, Standard &standard);

} // namespace mi::tables
