// A second opinion: rows of another program's tables, with values, counts of Items and context groups. Facts that are
// not in the descriptions, or newer.
#pragma once

#include "core/support/result.h"
#include "tools/standard/tables/value_lists.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace mi::tables {

struct PeerRow {
    std::string type;
    std::string items;             // of a Sequence: "1-n"; of other rows the number of values
    std::string contextGroup;      // "b4052" baseline, "d4052" defined
    std::vector<ValueList> values; // not yet normalised
    bool isSequence = false;
};

class Peer {
public:
    static Result<Peer> open(const std::filesystem::path &file);

    // The row of a module or macro, by our ids; null if it has none. `path`: keywords joined by '>'.
    const PeerRow *find(bool isMacro, const std::string &block, const std::string &path) const;
    bool knows(bool isMacro, const std::string &block) const;

private:
    void add(const std::vector<std::string> &fields);
    std::map<std::string, std::map<std::string, PeerRow>> m_blocks; // "macro frameanatomy" -> path -> row
};

} // namespace mi::tables
