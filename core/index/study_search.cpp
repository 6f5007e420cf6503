#include "core/index/study_search.h"

#include "core/index/name_tokens.h"
#include "core/index/study_writer.h"
#include "core/index/text_folding.h"

#include <QStringList>

#include <optional>

namespace mi::index {

namespace {

// Sorts behind everything that goes on from the text before it.
const QString &highest()
{
    static const QString character = QString::fromUtf8("\xf4\x8f\xbf\xbf"); // U+10FFFF
    return character;
}

std::string textOf(const QSqlQuery &row, int column)
{
    return row.value(column).toString().toStdString();
}

std::uint64_t numberOf(const QSqlQuery &row, int column)
{
    return static_cast<std::uint64_t>(row.value(column).toLongLong());
}

std::vector<std::string> linesOf(const QSqlQuery &row, int column)
{
    std::vector<std::string> lines;
    for (const QString &line : row.value(column).toString().split(u'\n', Qt::SkipEmptyParts))
        lines.push_back(line.toStdString());
    return lines;
}

// Runs `sql` with the UIDs that are not empty in place of %1, `more` behind them, as often as it takes.
template <class OnRow>
Result<void> askForUids(Database &database, const std::vector<std::string> &uids, const QString &sql,
                        const QVariantList &more, OnRow onRow)
{
    constexpr qsizetype atATime = 200; // far below what either engine takes in one statement
    QVariantList wanted;
    for (const std::string &uid : uids) {
        if (!uid.empty())
            wanted.append(uidText(uid));
    }
    std::optional<Statement> statement;
    for (qsizetype first = 0; first < wanted.size(); first += atATime) {
        QVariantList values = wanted.mid(first, atATime);
        if (!statement || values.size() < atATime) {
            Result<Statement> prepared =
                Statement::prepare(database, sql.arg(QStringList(values.size(), QStringLiteral("?")).join(u',')));
            if (!prepared)
                return prepared.error();
            statement.emplace(prepared.take());
        }
        values.append(more);
        if (Result<void> run = statement->run(values); !run)
            return run.error();
        while (statement->rows().next())
            onRow(statement->rows());
        if (Result<void> ended = database.checkEnd(statement->rows()); !ended)
            return ended;
    }
    return {};
}

class Conditions {
public:
    explicit Conditions(Engine engine) : m_engine(engine) {}

    void name(const std::string &text);
    void value(const char *field, const std::string &text);
    void days(const std::string &first, const std::string &last);
    void uid(const std::string &text);

    QString where() const
    {
        return m_all.isEmpty() ? QString() : QStringLiteral(" WHERE ") + m_all.join(QLatin1StringView(" AND "));
    }
    const QVariantList &values() const { return m_values; }

private:
    Engine m_engine;
    QStringList m_all;
    QVariantList m_values;
};

void Conditions::name(const std::string &text)
{
    if (text.empty())
        return;
    const std::vector<QStringList> terms = searchTerms(QString::fromStdString(text));
    if (terms.empty()) { // only punctuation: in no name
        m_all.append(QStringLiteral("1 = 0"));
        return;
    }
    m_all.append(m_engine == Engine::sqlite
                     ? QStringLiteral("s.id IN (SELECT rowid FROM study_names WHERE study_names MATCH ?)")
                     : QStringLiteral("s.id IN (SELECT study FROM study_names WHERE names @@ CAST(? AS tsquery))"));
    m_values.append(askedNames(terms, m_engine));
}

void Conditions::value(const char *field, const std::string &text)
{
    if (text.empty())
        return;
    QString wanted = valueText(text);
    const bool hasWildcard = wanted.contains(u'*') || wanted.contains(u'?');
    m_values.append(QString::fromLatin1(field));
    if (!hasWildcard) {
        m_all.append(
            QStringLiteral("s.id IN (SELECT study FROM study_values WHERE field = ? AND folded >= ? AND folded < ?)"));
        m_values.append(wanted);
        m_values.append(wanted + highest());
        return;
    }
    for (const char16_t special : {u'!', u'%', u'_'})
        wanted.replace(QChar(special), QString(u'!') + QChar(special));
    wanted.replace(u'*', u'%').replace(u'?', u'_');
    m_all.append(
        QStringLiteral("s.id IN (SELECT study FROM study_values WHERE field = ? AND folded LIKE ? ESCAPE '!')"));
    m_values.append(wanted);
}

void Conditions::days(const std::string &first, const std::string &last)
{
    if (first.empty() && last.empty())
        return;
    m_all.append(QStringLiteral(
        "s.id IN (SELECT study FROM study_values WHERE field = 'date' AND folded >= ? AND folded <= ?)"));
    m_values.append(QString::fromStdString(first));
    m_values.append(last.empty() ? highest() : QString::fromStdString(last));
}

void Conditions::uid(const std::string &text)
{
    if (text.empty())
        return;
    m_all.append(QStringLiteral("(s.study_uid = ? OR s.study_key = ?"
                                " OR s.id IN (SELECT study FROM series WHERE series_uid = ?)"
                                " OR s.id IN (SELECT study FROM instances WHERE sop_uid = ?))"));
    for (int i = 0; i < 4; ++i)
        m_values.append(uidText(text));
}

IndexedStudy studyFrom(const QSqlQuery &row)
{
    IndexedStudy study;
    int column = 0;
    for (std::string *text :
         {&study.studyInstanceUid, &study.studyKey, &study.patientName, &study.patientId, &study.issuerOfPatientId,
          &study.patientBirthDate, &study.patientSex, &study.studyDate, &study.studyTime, &study.studyDescription,
          &study.accessionNumber, &study.newestBag, &study.filedAt, &study.verdict, &study.problem, &study.verifiedAt})
        *text = textOf(row, column++);
    study.modalities = linesOf(row, column++);
    study.institutions = linesOf(row, column++);
    for (std::uint64_t *number : {&study.series, &study.instances, &study.bytes, &study.bags, &study.differences})
        *number = numberOf(row, column++);
    return study;
}

Result<std::uint64_t> countOf(Database &database, const QString &sql, const QVariantList &values = {})
{
    Result<QSqlQuery> row = database.query(sql, values);
    if (!row)
        return row.error();
    if (row->next())
        return numberOf(*row, 0);
    const Result<void> ended = database.checkEnd(*row);
    return ended ? Result<std::uint64_t>(0U) : Result<std::uint64_t>(ended.error());
}

} // namespace

Result<FoundStudies> searchStudies(Database &database, const StudyQuery &query)
{
    Conditions conditions(database.engine());
    conditions.name(query.name);
    conditions.value("id", query.patientId);
    conditions.value("accessionNumber", query.accessionNumber);
    conditions.value("institutionName", query.institution);
    conditions.value("modality", query.modality);
    conditions.days(query.firstDate, query.lastDate);
    conditions.uid(query.uid);

    FoundStudies found;
    const Result<std::uint64_t> total =
        countOf(database, QStringLiteral("SELECT count(*) FROM studies s") + conditions.where(), conditions.values());
    if (!total)
        return total.error();
    found.total = *total;
    QString sql = QStringLiteral(
                      "SELECT s.study_uid, s.study_key, p.name, p.patient_id, p.issuer, p.birth_date, p.sex,"
                      " s.study_date, s.study_time, s.description, s.accession, s.newest_bag, s.filed_at, s.verdict,"
                      " s.problem, v.verified_at, s.modalities, s.institutions, s.series, s.instances, s.bytes, s.bags,"
                      " v.differences FROM studies s JOIN patients p ON p.id = s.patient"
                      " LEFT JOIN verifications v ON v.study_key = s.study_key") +
                  conditions.where() + QStringLiteral(" ORDER BY s.filed_at DESC, s.study_key");
    QVariantList values = conditions.values();
    if (query.limit > 0 || query.offset > 0) {
        sql += QStringLiteral(" LIMIT ? OFFSET ?");
        values.append(query.limit > 0 ? static_cast<qint64>(query.limit) : std::numeric_limits<qint64>::max());
        values.append(static_cast<qint64>(query.offset));
    }
    Result<QSqlQuery> rows = database.query(sql, values);
    if (!rows)
        return rows.error();
    while (rows->next())
        found.studies.push_back(studyFrom(*rows));
    if (Result<void> ended = database.checkEnd(*rows); !ended)
        return ended.error();
    return found;
}

Result<std::vector<QuarantinedBag>> quarantinedBags(Database &database)
{
    Result<QSqlQuery> rows = database.query(QStringLiteral(
        "SELECT path, study_uid, reason, filed_at, files, bytes FROM bags WHERE study IS NULL ORDER BY path DESC"));
    if (!rows)
        return rows.error();
    std::vector<QuarantinedBag> bags;
    while (rows->next())
        bags.push_back({textOf(*rows, 0), textOf(*rows, 1), textOf(*rows, 2), textOf(*rows, 3), numberOf(*rows, 4),
                        numberOf(*rows, 5)});
    if (Result<void> ended = database.checkEnd(*rows); !ended)
        return ended.error();
    return bags;
}

Result<IndexState> stateOfIndex(Database &database)
{
    IndexState state;
    state.engine = database.engine() == Engine::sqlite ? "SQLite" : "PostgreSQL";
    const std::pair<std::uint64_t IndexState::*, const char *> counts[] = {
        {&IndexState::patients, "SELECT count(*) FROM patients"},
        {&IndexState::studies, "SELECT count(*) FROM studies"},
        {&IndexState::series, "SELECT count(*) FROM series"},
        {&IndexState::instances, "SELECT coalesce(sum(instances), 0) FROM studies"},
        {&IndexState::bytes, "SELECT coalesce(sum(bytes), 0) FROM studies"},
        {&IndexState::bags, "SELECT count(*) FROM bags WHERE study IS NOT NULL"},
        {&IndexState::quarantined, "SELECT count(*) FROM bags WHERE study IS NULL"},
        {&IndexState::withProblems, "SELECT count(*) FROM studies WHERE problem <> ''"},
        {&IndexState::withFindings, "SELECT count(*) FROM studies WHERE verdict NOT IN ('', 'passed')"},
    };
    for (const auto &[member, sql] : counts) {
        const Result<std::uint64_t> count = countOf(database, QString::fromLatin1(sql));
        if (!count)
            return count.error();
        state.*member = *count;
    }
    return state;
}

Result<std::vector<InstanceElsewhere>> instancesUnderOtherStudies(Database &database,
                                                                  const std::vector<std::string> &sopInstanceUids,
                                                                  const std::string &studyInstanceUid)
{
    std::vector<InstanceElsewhere> known;
    const Result<void> asked = askForUids(
        database, sopInstanceUids,
        QStringLiteral("SELECT i.sop_uid, s.study_uid, b.path FROM instances i JOIN studies s ON s.id = i.study"
                       " JOIN bags b ON b.id = i.bag WHERE i.sop_uid IN (%1) AND s.study_uid <> ?"
                       " ORDER BY s.study_uid, i.sop_uid, b.path"),
        {uidText(studyInstanceUid)}, [&](const QSqlQuery &row) {
            known.push_back({textOf(row, 0), textOf(row, 1), textOf(row, 2)});
        });
    return asked ? Result<std::vector<InstanceElsewhere>>(std::move(known)) : asked.error();
}

Result<std::unordered_map<std::string, ArchivedInstance>>
archivedInstances(Database &database, const std::vector<std::string> &sopInstanceUids)
{
    std::unordered_map<std::string, ArchivedInstance> known;
    const Result<void> asked =
        askForUids(database, sopInstanceUids,
                   QStringLiteral("SELECT sop_uid, sop_class_uid, frames FROM instances WHERE sop_uid IN (%1)"), {},
                   [&](const QSqlQuery &row) {
                       const ArchivedInstance found{textOf(row, 1), row.value(2).toUInt()};
                       const auto [entry, isNew] = known.try_emplace(textOf(row, 0), found);
                       if (!isNew && entry->second.sopClassUid != found.sopClassUid)
                           entry->second.sopClassUid.clear();
                       if (!isNew && entry->second.frames != found.frames)
                           entry->second.frames = 0;
                   });
    return asked ? Result<std::unordered_map<std::string, ArchivedInstance>>(std::move(known)) : asked.error();
}

Result<std::vector<KnownPatient>> patientsWithId(Database &database, const std::string &patientId,
                                                 const std::string &issuerOfPatientId)
{
    std::vector<KnownPatient> known;
    if (patientId.empty())
        return known;
    Result<QSqlQuery> rows =
        database.query(QStringLiteral("SELECT p.name, p.patient_id, p.issuer, p.birth_date, count(*) FROM patients p"
                                      " JOIN studies s ON s.patient = p.id WHERE p.folded_id = ? AND p.issuer = ?"
                                      " GROUP BY p.id, p.name, p.patient_id, p.issuer, p.birth_date"
                                      " ORDER BY p.name, p.birth_date LIMIT 100"),
                       {valueText(patientId), QString::fromStdString(issuerOfPatientId)});
    if (!rows)
        return rows.error();
    while (rows->next())
        known.push_back({textOf(*rows, 0), textOf(*rows, 1), textOf(*rows, 2), textOf(*rows, 3), numberOf(*rows, 4)});
    if (Result<void> ended = database.checkEnd(*rows); !ended)
        return ended.error();
    return known;
}

} // namespace mi::index
