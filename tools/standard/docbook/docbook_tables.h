// The tables of a part of the standard as published (DocBook XML): captions, sections, cells as text.
#pragma once

#include "core/support/result.h"

#include <QByteArray>

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace mi::tables {

struct DocBookCell {
    std::string text;               // paragraphs in lines; lists as "- VALUE = meaning"; references in words
    std::vector<std::string> links; // targets of references: "sect_C.7.1.1", "table_8.8-1"
    std::size_t columns = 1;        // that it is wide
};

struct DocBookTable {
    std::string id; // "table_C.8-3"
    std::string caption;
    std::string section; // that it is in: "C.8.2.1"
    std::vector<std::string> header;
    std::vector<std::vector<DocBookCell>> rows; // a cell over several rows is in each of them
};

// Fails when the XML is not well-formed.
Result<std::vector<DocBookTable>> docBookTables(const QByteArray &xml);
Result<std::vector<DocBookTable>> openDocBook(const std::filesystem::path &file);

} // namespace mi::tables
