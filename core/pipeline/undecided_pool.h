// UndecidedPool: what could not be decided in the files of a study. The instances of a series lack the same, so whole
// lists are kept once. Not thread-safe: the owner locks.
#pragma once

#include "core/domain/snapshots.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace mi {

class UndecidedPool {
public:
    // Of one file.
    void add(const std::vector<NotDecidable> &entries);
    // By attribute and reason, the first 64, in an order that does not depend on that of the files.
    std::vector<NotDecidableGroup> groups() const;

private:
    struct List {
        std::vector<NotDecidable> entries;
        std::uint32_t files = 0;
    };
    std::vector<List> m_lists;
    std::unordered_map<std::string, std::uint32_t> m_index;
};

} // namespace mi
