// Instances with bulk values, each with one defect or with none.
#pragma once

#include "tests/core/checks/pixel_draft.h"

#include <string>
#include <vector>

namespace mi::test {

struct BulkDefect {
    std::string name;
    std::string bytes;
    std::string finding = {}; // id and attribute; "" for none
};

std::vector<BulkDefect> bulkDefects();
std::vector<BulkDefect> cleanBulk();

// A clean Encapsulated CDA of about so many bytes.
std::string longDocument(std::size_t bytes);
// A binary STL that says `triangles`, with so many bytes behind its header.
std::string binaryStl(std::uint32_t triangles, std::size_t bytes, std::string_view name = "model");

} // namespace mi::test
