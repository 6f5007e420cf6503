// Database: one connection to the index, SQLite or PostgreSQL, for the thread that opened it. Statements are fixed
// texts with bound values; what the two engines write differently is said in one place. Errors carry the engine's code
// but never its text, which may hold values and so a patient's name.
#pragma once

#include "core/support/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QUrl>
#include <QVariantList>

#include <cstdint>
#include <filesystem>
#include <memory>

namespace mi::index {

enum class Engine : std::uint8_t { sqlite, postgresql };

struct DatabasePlace {
    Engine engine = Engine::sqlite;
    std::filesystem::path file; // SQLite
    // SQLite: other machines never have the file open, so that the write-ahead log, which needs shared memory, can be
    // used.
    bool isLocal = false;
    QUrl url;       // PostgreSQL
    QString schema; // PostgreSQL: one for each archive and version of the tables
};

// postgresql://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=...; `host` as an option names a folder with a socket. Errors:
// unsupported, without the URL in the text.
Result<QUrl> parseDatabaseUrl(const QString &text);

class Database {
public:
    // Errors: unsupported (Qt's driver is missing), invalidFormat (the file is no database), accessDenied, io, busy.
    static Result<std::unique_ptr<Database>> open(const DatabasePlace &place);
    ~Database(); // rolls back what was not committed
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    Engine engine() const { return m_engine; }
    QSqlDatabase &connection() { return m_connection; }

    Result<void> execute(const QString &sql);
    // Runs it and keeps the result.
    Result<QSqlQuery> query(const QString &sql, const QVariantList &values = {});

    // Whether all rows of the query came.
    Result<void> checkEnd(const QSqlQuery &rows) const;

    Result<void> begin(); // for writing
    Result<void> commit();
    void rollback();

    static Error errorOf(const QSqlError &error, Engine engine, const char *operation);

private:
    Database(Engine engine, QString name);
    Result<void> connectSqlite(const DatabasePlace &place);
    Result<void> connectPostgresql(const DatabasePlace &place);

    Engine m_engine;
    QString m_name; // of Qt's connection
    QSqlDatabase m_connection;
    bool m_isInTransaction = false;
};

// A statement that runs often. Lives shorter than its Database.
class Statement {
public:
    static Result<Statement> prepare(Database &database, const QString &sql);
    Result<void> run(const QVariantList &values);
    QSqlQuery &rows() { return m_query; }
    // The number that the statement returned (RETURNING id); nothing if it touched no row.
    Result<std::optional<qint64>> runForId(const QVariantList &values);

private:
    Statement(Engine engine, QSqlQuery query) : m_engine(engine), m_query(std::move(query)) {}
    Engine m_engine;
    QSqlQuery m_query;
};

} // namespace mi::index
