#include "core/index/tables.h"

#include <array>

namespace mi::index {

namespace {

// {id}: a number that the engine gives out. {text}: compared byte by byte. {tokens}: see createNames().
constexpr std::array statements{
    "CREATE TABLE index_facts (name {text} PRIMARY KEY, value {text} NOT NULL)",
    "CREATE TABLE patients (id {id}, fingerprint {text} NOT NULL UNIQUE, patient_id {text} NOT NULL,"
    " issuer {text} NOT NULL, name {text} NOT NULL, birth_date {text} NOT NULL, sex {text} NOT NULL,"
    " folded_id {text} NOT NULL, folded_name {text} NOT NULL)",
    "CREATE INDEX patients_folded_id ON patients (folded_id)",
    "CREATE TABLE studies (id {id}, study_key {text} NOT NULL UNIQUE, study_uid {text} NOT NULL,"
    " patient BIGINT NOT NULL, study_date {text} NOT NULL, study_time {text} NOT NULL, description {text} NOT NULL,"
    " accession {text} NOT NULL, study_id {text} NOT NULL, referring {text} NOT NULL, modalities {text} NOT NULL,"
    " institutions {text} NOT NULL, series BIGINT NOT NULL, instances BIGINT NOT NULL, bytes BIGINT NOT NULL,"
    " bags BIGINT NOT NULL, newest_bag {text} NOT NULL, filed_at {text} NOT NULL, verdict {text} NOT NULL,"
    " problem {text} NOT NULL)",
    "CREATE INDEX studies_patient ON studies (patient)",
    "CREATE INDEX studies_uid ON studies (study_uid)",
    "CREATE INDEX studies_filed_at ON studies (filed_at)",
    "CREATE TABLE study_values (study BIGINT NOT NULL, field {text} NOT NULL, folded {text} NOT NULL)",
    "CREATE INDEX study_values_study ON study_values (study)",
    "CREATE INDEX study_values_folded ON study_values (field, folded)",
    "CREATE TABLE bags (id {id}, study BIGINT, path {text} NOT NULL UNIQUE, tagmanifest_sha256 {text} NOT NULL,"
    " filed_at {text} NOT NULL, import_id {text} NOT NULL, study_uid {text} NOT NULL, files BIGINT NOT NULL,"
    " bytes BIGINT NOT NULL, verdict {text} NOT NULL, reason {text} NOT NULL, problem {text} NOT NULL)",
    "CREATE INDEX bags_study ON bags (study)",
    "CREATE TABLE series (id {id}, study BIGINT NOT NULL, series_uid {text} NOT NULL, number {text} NOT NULL,"
    " modality {text} NOT NULL, description {text} NOT NULL, body_part {text} NOT NULL, institution {text} NOT NULL,"
    " manufacturer {text} NOT NULL, model {text} NOT NULL)",
    "CREATE INDEX series_study ON series (study)",
    "CREATE INDEX series_uid ON series (series_uid)",
    "CREATE TABLE instances (study BIGINT NOT NULL, series BIGINT NOT NULL, bag BIGINT NOT NULL,"
    " sop_uid {text} NOT NULL, sop_class_uid {text} NOT NULL, transfer_syntax_uid {text} NOT NULL,"
    " frames BIGINT NOT NULL, bytes BIGINT NOT NULL)",
    "CREATE INDEX instances_study ON instances (study)",
    "CREATE INDEX instances_uid ON instances (sop_uid)",
    "CREATE TABLE verifications (study_key {text} PRIMARY KEY, verified_at {text} NOT NULL,"
    " differences BIGINT NOT NULL)",
};
constexpr std::array tableNames{"index_facts", "patients",  "studies",       "study_values", "bags",
                                "series",      "instances", "verifications", "study_names"};

QString forEngine(const char *statement, Engine engine)
{
    const bool isSqlite = engine == Engine::sqlite;
    return QString::fromLatin1(statement)
        .replace(QLatin1StringView("{id}"), isSqlite
                                                ? QStringLiteral("INTEGER PRIMARY KEY")
                                                : QStringLiteral("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"))
        .replace(QLatin1StringView("{text}"), isSqlite ? QStringLiteral("TEXT") : QStringLiteral("TEXT COLLATE \"C\""));
}

// The names of a study as tokens. Both engines get words that are folded and parted already: the ascii tokenizer takes
// every other character as part of a word, and a tsvector is written without the parser.
Result<void> createNames(Database &database)
{
    if (database.engine() == Engine::sqlite)
        return database.execute(
            QStringLiteral("CREATE VIRTUAL TABLE study_names USING fts5(names, tokenize = 'ascii')"));
    if (Result<void> made = database.execute(
            QStringLiteral("CREATE TABLE study_names (study BIGINT PRIMARY KEY, names TSVECTOR NOT NULL)"));
        !made)
        return made;
    return database.execute(QStringLiteral("CREATE INDEX study_names_names ON study_names USING gin (names)"));
}

Result<bool> isAnythingThere(Database &database, const DatabasePlace &place)
{
    Result<QSqlQuery> found =
        database.engine() == Engine::sqlite
            ? database.query(QStringLiteral("SELECT count(*) FROM sqlite_master"))
            : database.query(QStringLiteral("SELECT count(*) FROM information_schema.tables WHERE table_schema = ?"),
                             {place.schema});
    if (!found)
        return found.error();
    if (found->next())
        return found->value(0).toLongLong() > 0;
    const Result<void> ended = database.checkEnd(*found);
    return ended ? Result<bool>(false) : Result<bool>(ended.error());
}

} // namespace

Result<TablesState> stateOfTables(Database &database, const DatabasePlace &place, const std::string &rootId)
{
    const Result<bool> isAnything = isAnythingThere(database, place);
    if (!isAnything)
        return isAnything.error();
    if (!*isAnything)
        return TablesState::none;
    Result<QSqlQuery> facts = database.query(QStringLiteral("SELECT name, value FROM index_facts ORDER BY name"));
    if (!facts) {
        if (facts.error().code == ErrorCode::invalidFormat)
            return TablesState::foreign;
        return facts.error();
    }
    QString version;
    QString root;
    while (facts->next()) {
        const QString name = facts->value(0).toString();
        if (name == QLatin1StringView("tablesVersion"))
            version = facts->value(1).toString();
        else if (name == QLatin1StringView("rootId"))
            root = facts->value(1).toString();
    }
    if (Result<void> ended = database.checkEnd(*facts); !ended)
        return ended.error();
    return version == QString::number(tablesVersion) && root == QString::fromStdString(rootId) ? TablesState::ours
                                                                                               : TablesState::foreign;
}

Result<void> createTables(Database &database, const DatabasePlace &place, const std::string &rootId)
{
    if (database.engine() == Engine::postgresql) {
        // The schema's name is made of digits and small letters.
        if (Result<void> made =
                database.execute(QStringLiteral("CREATE SCHEMA IF NOT EXISTS \"%1\"").arg(place.schema));
            !made)
            return made;
    }
    for (const char *statement : statements) {
        if (Result<void> made = database.execute(forEngine(statement, database.engine())); !made)
            return made;
    }
    if (Result<void> made = createNames(database); !made)
        return made;
    const QString insert = QStringLiteral("INSERT INTO index_facts (name, value) VALUES (?, ?)");
    for (const QVariantList &fact : {QVariantList{QStringLiteral("tablesVersion"), QString::number(tablesVersion)},
                                     QVariantList{QStringLiteral("rootId"), QString::fromStdString(rootId)}}) {
        if (const Result<QSqlQuery> added = database.query(insert, fact); !added)
            return added.error();
    }
    return {};
}

Result<void> dropTables(Database &database, const DatabasePlace &place)
{
    if (database.engine() == Engine::postgresql)
        return database.execute(QStringLiteral("DROP SCHEMA IF EXISTS \"%1\" CASCADE").arg(place.schema));
    for (const char *name : tableNames) {
        if (Result<void> dropped = database.execute(QStringLiteral("DROP TABLE IF EXISTS %1").arg(QLatin1String(name)));
            !dropped)
            return dropped;
    }
    return {};
}

} // namespace mi::index
