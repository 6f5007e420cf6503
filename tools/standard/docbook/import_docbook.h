// Import, the second reader: PS3.3, PS3.4 and PS3.6 as published (part03.xml, part04.xml, part06.xml in one folder)
// become the same Source as the tables do. Here macros are references already, and all is of one edition.
#pragma once

#include "core/support/result.h"
#include "tools/standard/docbook/docbook_tables.h"
#include "tools/standard/tables/import_tables.h"

#include <filesystem>
#include <string>
#include <vector>

namespace mi::tables {

struct DocBookParts {
    std::vector<DocBookTable> ps33;
    std::vector<DocBookTable> ps34;
    std::vector<DocBookTable> ps36;
};

bool hasDocBook(const std::filesystem::path &folder);
// `dictionary`: the data dictionary of the program, for attributes that part06.xml lacks.
Result<Source> importDocBook(const std::filesystem::path &folder, const std::filesystem::path &dictionary);
Source sourceOf(const DocBookParts &parts, const std::vector<Element> &moreElements = {});

// "Plane Position (Patient)" -> "plane-position-patient"
std::string idOf(const std::string &name);

} // namespace mi::tables
