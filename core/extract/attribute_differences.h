// Which attributes differ from instance to instance: what a series ought to share and does not, and what it numbers.
// Blocking; any thread.
#pragma once

#include "core/extract/attribute_tree.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

namespace mi {

class FileLayer;

struct AttributeDifferences {
    static constexpr std::size_t mostInstances = 5'000; // those after are not looked at

    // Attributes at the root whose values are not the same everywhere, or that are not everywhere; `value` says how
    // many values there are and shows the first of them.
    std::vector<AttributeNode> attributes;
    std::uint32_t instances = 0;  // looked at
    std::uint32_t unreadable = 0; // left out
    bool isCut = false;           // there are more
};

// Compares values as encoded, padding aside; of long ones their beginning and their length.
AttributeDifferences attributeDifferences(FileLayer &files, const std::vector<std::filesystem::path> &instances,
                                          const std::stop_token &stop = {});

} // namespace mi
