// Where the index of an archive is kept, and how it comes back from damage: opens connections to tables that are ours
// and whole, or sets aside what is there. Any thread.
#pragma once

#include "core/index/tables.h"
#include "core/platform/file_layer.h"

#include <QTemporaryDir>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

namespace mi::index {

inline constexpr std::string_view indexFile = "index.sqlite";
inline constexpr std::string_view setAsideFile = "index.sqlite.set-aside";

class IndexStore {
public:
    static Result<std::unique_ptr<IndexStore>> create(FileLayer &files, const std::filesystem::path &root,
                                                      const std::string &databaseUrl);

    // A connection to tables of this version for this archive; made or set aside and made anew as needed.
    Result<std::unique_ptr<Database>> connect();
    // After invalidFormat from a connection, which has to be closed: the next connect() finds nothing.
    Result<void> setAside();

    const std::filesystem::path &root() const { return m_root; } // links in the way to it resolved
    const DatabasePlace &place() const { return m_place; }
    const std::string &rootId() const { return m_rootId; }
    bool isTemporary() const { return m_temporary != nullptr; }
    // How often something was set aside.
    std::uint32_t setAsideCount() const { return m_setAsideCount; }

private:
    IndexStore(FileLayer &files, std::filesystem::path root) : m_files(files), m_root(std::move(root)) {}
    Result<void> makeFile();
    Result<void> useTemporary();
    Result<void> makeTables(Database &database);
    Result<std::unique_ptr<Database>> tryToConnect();
    Result<void> setAsideFiles();

    FileLayer &m_files;
    std::filesystem::path m_root;
    std::string m_rootId;
    DatabasePlace m_place;
    std::unique_ptr<QTemporaryDir> m_temporary;
    std::mutex m_mutex; // tables are made, and damage is set aside, by one thread
    std::atomic<std::uint32_t> m_setAsideCount = 0;
};

} // namespace mi::index
