// The files resources/standard/*.rules, as tools/standard/embed_rules.cpp writes them into a source file. Any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace mi {

struct EmbeddedRules {
    struct Part { // compilers limit the length of a literal
        const char *text;
        std::size_t size;
    };
    std::string_view name; // "modules.rules"
    std::span<const Part> parts;
};

std::span<const EmbeddedRules> embeddedRules();

} // namespace mi
