#include "core/index/index_store.h"

#include "core/archive/archive_layout.h"
#include "core/archive/archive_root.h"
#include "core/archive/file_content.h"
#include "core/support/text.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace mi::index {

namespace {

constexpr std::uint64_t largestArchiveFile = 1U << 16U;
// What SQLite keeps beside its file. It would be applied to another file of that name.
constexpr std::array companions{"-wal", "-shm", "-journal"};

std::filesystem::path withSuffix(std::filesystem::path path, std::string_view suffix)
{
    path += suffix;
    return path;
}

Result<void> removeIfThere(FileLayer &files, const std::filesystem::path &path)
{
    Result<void> removed = files.removeFile(path);
    return removed || removed.error().code != ErrorCode::notFound ? removed : Result<void>();
}

Result<std::string> readRootId(FileLayer &files, const std::filesystem::path &root)
{
    const Result<std::string> text = archive::readWhole(files, root / archive::archiveFile, largestArchiveFile);
    if (!text)
        return text.error();
    return QJsonDocument::fromJson(QByteArray::fromStdString(*text))
        .object()
        .value(QLatin1StringView("rootId"))
        .toString()
        .toStdString();
}

// A name that needs no quoting: the id is a UUID, but whoever wrote the file may have put anything there.
QString schemaName(const std::string &rootId)
{
    QString name = QStringLiteral("mivalidator_%1_").arg(tablesVersion);
    for (const char c : rootId.substr(0, 40)) {
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
            name += QLatin1Char(c);
    }
    return name;
}

} // namespace

Result<std::unique_ptr<IndexStore>> IndexStore::create(FileLayer &files, const std::filesystem::path &root,
                                                       const std::string &databaseUrl)
{
    Result<std::filesystem::path> real = archive::openRoot(files, root, Archive::OpenMode::readOnly);
    if (!real)
        return real.error();
    std::unique_ptr<IndexStore> store(new IndexStore(files, real.take()));
    Result<std::string> rootId = readRootId(files, store->m_root);
    if (!rootId)
        return rootId.error();
    store->m_rootId = rootId.take();
    if (!databaseUrl.empty()) {
        Result<QUrl> url = parseDatabaseUrl(QString::fromStdString(databaseUrl));
        if (!url)
            return url.error();
        store->m_place = {
            .engine = Engine::postgresql, .file = {}, .url = url.take(), .schema = schemaName(store->m_rootId)};
        return store;
    }
    store->m_place.file = store->m_root / indexFile;
    // Where flushing is known to be that of a local disk, nobody else's machine has the file open.
    store->m_place.isLocal = files.canFlushTogether(store->m_root);
    return store;
}

// SQLite would make the file as readable as the umask lets it.
Result<void> IndexStore::makeFile()
{
    Result<std::unique_ptr<File>> made = m_files.createExclusive(m_place.file);
    if (!made && made.error().code != ErrorCode::alreadyExists)
        return made.error();
    if (made)
        return (*made)->close();
    const Result<FileInfo> info = m_files.info(m_place.file, LinkPolicy::refuse);
    if (!info)
        return info.error();
    if (info->type == FileType::regular)
        return {};
    Error error;
    error.code = info->type == FileType::symbolicLink ? ErrorCode::symbolicLink : ErrorCode::notRegularFile;
    error.operation = "open the index";
    error.subject = pathToUtf8(m_place.file);
    return error;
}

Result<void> IndexStore::useTemporary()
{
    auto folder = std::make_unique<QTemporaryDir>();
    if (!folder->isValid()) {
        Error error;
        error.code = ErrorCode::io;
        error.operation = "make a folder for the index";
        return error;
    }
    m_temporary = std::move(folder);
    m_place.file = std::filesystem::path(m_temporary->path().toStdString()) / indexFile;
    m_place.isLocal = true;
    return {};
}

Result<void> IndexStore::makeTables(Database &database)
{
    if (Result<void> begun = database.begin(); !begun)
        return begun;
    if (database.engine() == Engine::postgresql) {
        // Two desks may start at once; the number stands for this program's making of tables.
        if (Result<void> locked = database.execute(QStringLiteral("SELECT pg_advisory_xact_lock(7310579422)")); !locked)
            return locked;
    }
    const Result<TablesState> state = stateOfTables(database, m_place, m_rootId); // somebody may have been quicker
    if (!state)
        return state.error();
    if (*state != TablesState::ours) {
        if (Result<void> dropped = dropTables(database, m_place); !dropped)
            return dropped;
        if (Result<void> made = createTables(database, m_place, m_rootId); !made)
            return made;
    }
    return database.commit();
}

Result<std::unique_ptr<Database>> IndexStore::tryToConnect()
{
    if (m_place.engine == Engine::sqlite && !isTemporary()) { // a temporary folder is private as it is
        if (Result<void> made = makeFile(); !made)
            return made.error();
    }
    Result<std::unique_ptr<Database>> database = Database::open(m_place);
    if (!database)
        return database;
    const Result<TablesState> state = stateOfTables(**database, m_place, m_rootId);
    if (!state)
        return state.error();
    if (*state == TablesState::ours)
        return database;
    if (*state == TablesState::foreign && m_place.engine == Engine::sqlite) {
        Error error;
        error.code = ErrorCode::invalidFormat;
        error.operation = "open the index";
        error.detail = "it is of another version, or of another archive";
        return error;
    }
    if (Result<void> made = makeTables(**database); !made)
        return made.error();
    return database;
}

Result<std::unique_ptr<Database>> IndexStore::connect()
{
    const std::lock_guard lock(m_mutex);
    Result<std::unique_ptr<Database>> database = tryToConnect();
    if (database || m_place.engine == Engine::postgresql)
        return database;
    const ErrorCode code = database.error().code;
    if (code == ErrorCode::busy || code == ErrorCode::unsupported)
        return database;
    const bool isOutOfTheWay = code == ErrorCode::invalidFormat && setAsideFiles();
    if (!isOutOfTheWay) {
        if (isTemporary())
            return database;
        if (Result<void> moved = useTemporary(); !moved)
            return moved.error();
    }
    return tryToConnect();
}

Result<void> IndexStore::setAsideFiles()
{
    ++m_setAsideCount;
    const std::filesystem::path aside = m_place.file.parent_path() / setAsideFile;
    if (Result<void> removed = removeIfThere(m_files, aside); !removed)
        return removed;
    Result<void> renamed = m_files.renameNoReplace(m_place.file, aside);
    if (!renamed && renamed.error().code != ErrorCode::notFound)
        return renamed;
    for (const char *companion : companions) {
        if (Result<void> removed = removeIfThere(m_files, withSuffix(m_place.file, companion)); !removed)
            return removed;
    }
    return {};
}

Result<void> IndexStore::setAside()
{
    const std::lock_guard lock(m_mutex);
    if (m_place.engine == Engine::sqlite)
        return setAsideFiles();
    ++m_setAsideCount;
    Result<std::unique_ptr<Database>> database = Database::open(m_place);
    return database ? dropTables(**database, m_place) : Result<void>(database.error());
}

} // namespace mi::index
