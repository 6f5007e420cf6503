#include "core/index/database.h"

#include <QFile>
#include <QSqlError>
#include <QUrlQuery>
#include <QUuid>

#include <algorithm>
#include <array>

namespace mi::index {

namespace {

constexpr int lockPatience = 10'000; // ms

Error failure(ErrorCode code, const char *operation, std::string detail)
{
    Error error;
    error.code = code;
    error.operation = operation;
    error.detail = std::move(detail);
    return error;
}

// https://www.sqlite.org/rescode.html; the lowest byte is the primary code.
ErrorCode codeOfSqlite(int code)
{
    switch (code & 0xFF) {
    case 5: // BUSY
    case 6: // LOCKED
        return ErrorCode::busy;
    case 8: // READONLY
        return ErrorCode::readOnly;
    case 3:  // PERM
    case 14: // CANTOPEN
    case 23: // AUTH
        return ErrorCode::accessDenied;
    case 13: // FULL
        return ErrorCode::noSpace;
    case 1:  // ERROR: our statements are right, so the tables are not ours
    case 11: // CORRUPT
    case 17: // SCHEMA
    case 24: // FORMAT
    case 26: // NOTADB
        return ErrorCode::invalidFormat;
    default:
        return ErrorCode::io;
    }
}

// The classes of SQLSTATE, appendix A of PostgreSQL's manual.
ErrorCode codeOfPostgresql(const QString &state)
{
    if (state.startsWith(QLatin1StringView("28")) || state == QLatin1StringView("42501"))
        return ErrorCode::accessDenied;
    if (state.startsWith(QLatin1StringView("42")) || state.startsWith(QLatin1StringView("3F")))
        return ErrorCode::invalidFormat;
    if (state.startsWith(QLatin1StringView("40")) || state == QLatin1StringView("55P03"))
        return ErrorCode::busy;
    if (state.startsWith(QLatin1StringView("53")))
        return ErrorCode::noSpace;
    if (state == QLatin1StringView("25006"))
        return ErrorCode::readOnly;
    return ErrorCode::io;
}

QString sqlName(const QString &name)
{
    QString escaped = name;
    return u'"' + escaped.replace(u'"', QLatin1StringView("\"\"")) + u'"';
}

// An option for libpq's connection string, which parts them by semicolons in Qt.
bool isPlainOption(const QString &value)
{
    return !value.contains(u';') && !value.contains(u'\'') && !value.contains(u'\\');
}

} // namespace

Result<QUrl> parseDatabaseUrl(const QString &text)
{
    constexpr const char *operation = "read the address of the index";
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() ||
        (url.scheme() != QLatin1StringView("postgresql") && url.scheme() != QLatin1StringView("postgres")))
        return failure(ErrorCode::unsupported, operation, "it is not postgresql://USER@HOST:PORT/DATABASE");
    if (url.path().size() < 2)
        return failure(ErrorCode::unsupported, operation, "it names no database");
    constexpr std::array known{"host", "sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout"};
    for (const auto &[key, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded)) {
        const bool isKnown =
            std::ranges::any_of(known, [&key = key](const char *name) { return key == QLatin1String(name); });
        if (!isKnown || !isPlainOption(value))
            return failure(ErrorCode::unsupported, operation, "it has an option that is not known");
    }
    return url;
}

Error Database::errorOf(const QSqlError &error, Engine engine, const char *operation)
{
    const QString native = error.nativeErrorCode();
    if (engine == Engine::sqlite)
        return failure(codeOfSqlite(native.toInt()), operation, "SQLite " + native.toStdString());
    return failure(codeOfPostgresql(native), operation,
                   native.isEmpty() ? "PostgreSQL is not reachable" : "PostgreSQL " + native.toStdString());
}

Database::Database(Engine engine, QString name) : m_engine(engine), m_name(std::move(name)) {}

Database::~Database()
{
    if (m_isInTransaction)
        rollback();
    if (m_connection.isValid()) {
        m_connection.close();
        m_connection = {};
        QSqlDatabase::removeDatabase(m_name);
    }
}

Result<std::unique_ptr<Database>> Database::open(const DatabasePlace &place)
{
    const bool isSqlite = place.engine == Engine::sqlite;
    const QString driver = isSqlite ? QStringLiteral("QSQLITE") : QStringLiteral("QPSQL");
    if (!QSqlDatabase::isDriverAvailable(driver))
        return failure(ErrorCode::unsupported, "open the index",
                       isSqlite ? "Qt's driver for SQLite is not installed (libqt6sql6-sqlite)"
                                : "Qt's driver for PostgreSQL is not installed (libqt6sql6-psql)");
    std::unique_ptr<Database> database(new Database(place.engine, QUuid::createUuid().toString(QUuid::WithoutBraces)));
    database->m_connection = QSqlDatabase::addDatabase(driver, database->m_name);
    Result<void> connected = isSqlite ? database->connectSqlite(place) : database->connectPostgresql(place);
    if (!connected)
        return connected.error();
    return database;
}

Result<void> Database::connectSqlite(const DatabasePlace &place)
{
#ifdef _WIN32
    m_connection.setDatabaseName(QString::fromStdWString(place.file.wstring()));
#else
    m_connection.setDatabaseName(QFile::decodeName(QByteArray::fromStdString(place.file.string())));
#endif
    m_connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(lockPatience));
    if (!m_connection.open())
        return errorOf(m_connection.lastError(), m_engine, "open the index");
    // A cache needs no more than to be whole after a crash; NORMAL is that.
    for (const QString &pragma :
         {QStringLiteral("PRAGMA trusted_schema = OFF"), QStringLiteral("PRAGMA cell_size_check = ON"),
          place.isLocal ? QStringLiteral("PRAGMA journal_mode = WAL") : QStringLiteral("PRAGMA journal_mode = DELETE"),
          QStringLiteral("PRAGMA synchronous = NORMAL"), QStringLiteral("PRAGMA cache_size = -16384")}) {
        if (Result<void> set = execute(pragma); !set)
            return set;
    }
    return {};
}

Result<void> Database::connectPostgresql(const DatabasePlace &place)
{
    QStringList options;
    QString host = place.url.host();
    bool hasTimeout = false;
    for (const auto &[key, value] : QUrlQuery(place.url).queryItems(QUrl::FullyDecoded)) {
        hasTimeout |= key == QLatin1StringView("connect_timeout");
        if (key == QLatin1StringView("host"))
            host = value;
        else
            options.append(key + u'=' + value);
    }
    if (!hasTimeout)
        options.append(QStringLiteral("connect_timeout=10"));
    m_connection.setConnectOptions(options.join(u';'));
    m_connection.setHostName(host);
    if (place.url.port() > 0)
        m_connection.setPort(place.url.port());
    m_connection.setDatabaseName(place.url.path().mid(1));
    if (!m_connection.open(place.url.userName(QUrl::FullyDecoded), place.url.password(QUrl::FullyDecoded)))
        return errorOf(m_connection.lastError(), m_engine, "open the index");
    for (const QString &setting : {QStringLiteral("SET client_min_messages = warning"),
                                   QStringLiteral("SET lock_timeout = %1").arg(lockPatience),
                                   QStringLiteral("SET search_path TO %1").arg(sqlName(place.schema))}) {
        if (Result<void> set = execute(setting); !set)
            return set;
    }
    return {};
}

Result<void> Database::execute(const QString &sql)
{
    QSqlQuery query(m_connection);
    if (!query.exec(sql))
        return errorOf(query.lastError(), m_engine, "change the index");
    return {};
}

Result<QSqlQuery> Database::query(const QString &sql, const QVariantList &values)
{
    Result<Statement> statement = Statement::prepare(*this, sql);
    if (!statement)
        return statement.error();
    if (Result<void> run = statement->run(values); !run)
        return run.error();
    return std::move(statement->rows());
}

Result<void> Database::checkEnd(const QSqlQuery &rows) const
{
    const QSqlError error = rows.lastError();
    return error.isValid() ? errorOf(error, m_engine, "ask the index") : Result<void>();
}

Result<void> Database::begin()
{
    // IMMEDIATE: a transaction that begins by reading could not become one that writes while another one does.
    Result<void> begun =
        execute(m_engine == Engine::sqlite ? QStringLiteral("BEGIN IMMEDIATE") : QStringLiteral("BEGIN"));
    m_isInTransaction = begun.isOk();
    return begun;
}

Result<void> Database::commit()
{
    Result<void> done = execute(QStringLiteral("COMMIT"));
    if (done)
        m_isInTransaction = false;
    return done;
}

void Database::rollback()
{
    (void)execute(QStringLiteral("ROLLBACK")).isOk(); // closing the connection does it too
    m_isInTransaction = false;
}

Result<Statement> Statement::prepare(Database &database, const QString &sql)
{
    QSqlQuery query(database.connection());
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return Database::errorOf(query.lastError(), database.engine(), "ask the index");
    return Statement(database.engine(), std::move(query));
}

Result<void> Statement::run(const QVariantList &values)
{
    // Qt binds a null QString as NULL, and an empty text is often one.
    const auto isEmptyText = [](const QVariant &value) {
        return value.metaType() == QMetaType::fromType<QString>() && value.toString().isEmpty();
    };
    for (qsizetype i = 0; i < values.size(); ++i)
        m_query.bindValue(static_cast<int>(i), isEmptyText(values[i]) ? QVariant(QStringLiteral("")) : values[i]);
    if (!m_query.exec())
        return Database::errorOf(m_query.lastError(), m_engine, "ask the index");
    return {};
}

Result<std::optional<qint64>> Statement::runForId(const QVariantList &values)
{
    if (Result<void> done = run(values); !done)
        return done.error();
    std::optional<qint64> id;
    if (m_query.next())
        id = m_query.value(0).toLongLong();
    else if (m_query.lastError().isValid())
        return Database::errorOf(m_query.lastError(), m_engine, "ask the index");
    m_query.finish();
    return id;
}

} // namespace mi::index
