// The tables of the index, the same on both engines: docs/archive-index.md describes them. A change raises the version;
// an index of another version is set aside and made again from the bags. Any thread.
#pragma once

#include "core/index/database.h"

#include <string>

namespace mi::index {

inline constexpr int tablesVersion = 1;

// What is there: nothing, our tables for this archive, or something else.
enum class TablesState : std::uint8_t { none, ours, foreign };
Result<TablesState> stateOfTables(Database &database, const DatabasePlace &place, const std::string &rootId);

// In the transaction of the caller.
Result<void> createTables(Database &database, const DatabasePlace &place, const std::string &rootId);
// All of them, verifications too.
Result<void> dropTables(Database &database, const DatabasePlace &place);

} // namespace mi::index
