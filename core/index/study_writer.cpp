#include "core/index/study_writer.h"

#include "core/archive/sha256.h"
#include "core/domain/states.h"
#include "core/index/name_tokens.h"
#include "core/index/text_folding.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>

namespace mi::index {

namespace {

constexpr qsizetype longestUid = 128;
constexpr qsizetype longestValue = 256;

QString shown(const std::string &text)
{
    return QString::fromStdString(text);
}

qint64 number(std::uint64_t value)
{
    return static_cast<qint64>(value);
}

QString joined(const std::set<std::string> &values)
{
    QStringList list;
    for (const std::string &value : values)
        list.append(shown(value));
    return list.join(u'\n');
}

std::set<std::string> valuesOf(const std::vector<BagRecord> &bags, const std::string &field)
{
    std::set<std::string> values;
    for (const BagRecord &bag : bags) {
        if (const auto found = bag.values.find(field); found != bag.values.end())
            values.insert(found->second.begin(), found->second.end());
    }
    return values;
}

// The newest that says something about the study.
const BagRecord &mainBag(const std::vector<BagRecord> &bags)
{
    const auto found = std::find_if(bags.rbegin(), bags.rend(), [](const BagRecord &bag) { return bag.hasMetadata; });
    return found == bags.rend() ? bags.back() : *found;
}

// A study is as good as the worst of its bags; one without a verdict counts for nothing.
std::string worstVerdict(const std::vector<BagRecord> &bags)
{
    constexpr std::array order{Verdict::passed, Verdict::passedWithWarnings, Verdict::problems, Verdict::cannotBeRead};
    std::string worst;
    for (const Verdict verdict : order) {
        if (std::ranges::any_of(bags, [&](const BagRecord &bag) { return bag.verdict == toString(verdict); }))
            worst = toString(verdict);
    }
    return worst;
}

std::string fingerprint(const PatientRecord &patient)
{
    std::string all;
    for (const std::string *part : {&patient.name, &patient.id, &patient.issuerOfId, &patient.birthDate, &patient.sex})
        all += *part + '\0';
    return archive::sha256Of(all);
}

// "20240131" of either way to write a DA (PS3.5 6.2); "" if it is none.
std::string dayOf(const std::string &date)
{
    std::string digits;
    std::ranges::copy_if(date, std::back_inserter(digits), [](char c) { return c != '.'; });
    const bool isDay = digits.size() == 8 && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    return isDay ? digits : std::string();
}

} // namespace

QString uidText(const std::string &uid)
{
    return shown(uid).left(longestUid);
}

QString valueText(const std::string &value)
{
    return folded(value).left(longestValue);
}

Result<std::unique_ptr<StudyWriter>> StudyWriter::create(Database &database)
{
    return std::unique_ptr<StudyWriter>(new StudyWriter(database));
}

Result<Statement *> StudyWriter::statement(const char *sql)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        Result<Statement> prepared = Statement::prepare(m_database, QString::fromLatin1(sql));
        if (!prepared)
            return prepared.error();
        found = m_statements.emplace(sql, prepared.take()).first;
    }
    return &found->second;
}

Result<void> StudyWriter::run(const char *sql, const QVariantList &values)
{
    const Result<Statement *> prepared = statement(sql);
    if (!prepared)
        return prepared.error();
    Result<void> done = (*prepared)->run(values);
    (*prepared)->rows().finish();
    return done;
}

Result<std::optional<qint64>> StudyWriter::runForId(const char *sql, const QVariantList &values)
{
    const Result<Statement *> prepared = statement(sql);
    if (!prepared)
        return prepared.error();
    return (*prepared)->runForId(values);
}

Result<void> StudyWriter::removeStudy(const std::string &studyKey)
{
    static constexpr const char *find = "SELECT id FROM studies WHERE study_key = ?";
    static constexpr const char *names = "DELETE FROM study_names WHERE rowid = ?";
    static constexpr const char *namesPostgresql = "DELETE FROM study_names WHERE study = ?";
    static constexpr std::array parts{
        "DELETE FROM study_values WHERE study = ?", "DELETE FROM instances WHERE study = ?",
        "DELETE FROM series WHERE study = ?",       "DELETE FROM bags WHERE study = ?",
        "DELETE FROM studies WHERE id = ?",
    };
    const Result<std::optional<qint64>> id = runForId(find, {shown(studyKey)});
    if (!id)
        return id.error();
    if (!id->has_value())
        return {};
    const QVariantList values{**id};
    if (Result<void> done = run(m_database.engine() == Engine::sqlite ? names : namesPostgresql, values); !done)
        return done;
    for (const char *part : parts) {
        if (Result<void> done = run(part, values); !done)
            return done;
    }
    return {};
}

Result<void> StudyWriter::replaceStudy(const std::string &studyKey, const std::vector<BagRecord> &bags)
{
    if (Result<void> removed = removeStudy(studyKey); !removed)
        return removed;
    const Result<qint64> study = addStudy(studyKey, bags);
    if (!study)
        return study.error();
    std::vector<qint64> bagIds;
    for (const BagRecord &bag : bags) {
        const Result<qint64> id = addBag(*study, bag);
        if (!id)
            return id.error();
        bagIds.push_back(*id);
    }
    if (Result<void> added = addValues(*study, bags); !added)
        return added;
    return addSeries(*study, bags, bagIds);
}

Result<qint64> StudyWriter::addPatient(const PatientRecord &patient)
{
    // The update changes nothing; it makes the row's number come back.
    static constexpr const char *insert =
        "INSERT INTO patients (fingerprint, patient_id, issuer, name, birth_date, sex, folded_id, folded_name)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (fingerprint) DO UPDATE SET fingerprint = excluded.fingerprint RETURNING id";
    const Result<std::optional<qint64>> id =
        runForId(insert, {shown(fingerprint(patient)), shown(patient.id), shown(patient.issuerOfId),
                          shown(patient.name), shown(patient.birthDate), shown(patient.sex), valueText(patient.id),
                          nameTokens({patient.name}).join(u' ')});
    if (!id)
        return id.error();
    return id->value_or(0);
}

Result<qint64> StudyWriter::addStudy(const std::string &studyKey, const std::vector<BagRecord> &bags)
{
    static constexpr const char *insert =
        "INSERT INTO studies (study_key, study_uid, patient, study_date, study_time, description, accession, study_id,"
        " referring, modalities, institutions, series, instances, bytes, bags, newest_bag, filed_at, verdict, problem)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id";
    const BagRecord &main = mainBag(bags);
    const Result<qint64> patient = addPatient(main.patient);
    if (!patient)
        return patient.error();
    std::set<std::string> series;
    std::uint64_t instances = 0;
    std::uint64_t bytes = 0;
    std::string filedAt;
    std::string problem;
    for (const BagRecord &bag : bags) {
        for (const SeriesRecord &record : bag.series)
            series.insert(record.seriesInstanceUid);
        instances += bag.payloadFiles;
        bytes += bag.payloadBytes;
        filedAt = std::max(filedAt, bag.filedAt);
        if (problem.empty())
            problem = bag.problem;
    }
    const std::string &uid = main.studyInstanceUid.empty() ? studyKey : main.studyInstanceUid;
    const Result<std::optional<qint64>> id =
        runForId(insert, {shown(studyKey), uidText(uid), *patient, shown(main.studyDate), shown(main.studyTime),
                          shown(main.studyDescription), shown(main.accessionNumber), shown(main.studyId),
                          shown(main.referringPhysicianName), joined(valuesOf(bags, "modality")),
                          joined(valuesOf(bags, "institutionName")), number(series.size()), number(instances),
                          number(bytes), number(bags.size()), shown(bags.back().path.generic_string()), shown(filedAt),
                          shown(worstVerdict(bags)), shown(problem)});
    if (!id)
        return id.error();
    return id->value_or(0);
}

Result<void> StudyWriter::addValues(qint64 study, const std::vector<BagRecord> &bags)
{
    static constexpr const char *insert = "INSERT INTO study_values (study, field, folded) VALUES (?, ?, ?)";
    static constexpr const char *names = "INSERT INTO study_names (rowid, names) VALUES (?, ?)";
    static constexpr const char *namesPostgresql =
        "INSERT INTO study_names (study, names) VALUES (?, CAST(? AS tsvector))";
    for (const char *field : {"id", "accessionNumber", "modality", "institutionName"}) {
        std::set<QString> different;
        for (const std::string &value : valuesOf(bags, field))
            different.insert(valueText(value));
        for (const QString &value : different) {
            if (Result<void> added = run(insert, {study, QString::fromLatin1(field), value}); !added)
                return added;
        }
    }
    std::set<std::string> days;
    for (const std::string &date : valuesOf(bags, "date"))
        days.insert(dayOf(date));
    days.erase("");
    for (const std::string &day : days) {
        if (Result<void> added = run(insert, {study, QStringLiteral("date"), shown(day)}); !added)
            return added;
    }
    const std::set<std::string> allNames = valuesOf(bags, "name");
    const bool isSqlite = m_database.engine() == Engine::sqlite;
    return run(isSqlite ? names : namesPostgresql,
               {study, storedNames(nameTokens({allNames.begin(), allNames.end()}), m_database.engine())});
}

Result<qint64> StudyWriter::addBag(const QVariant &study, const BagRecord &bag)
{
    static constexpr const char *insert =
        "INSERT INTO bags (study, path, tagmanifest_sha256, filed_at, import_id, study_uid, files, bytes, verdict,"
        " reason, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id";
    const Result<std::optional<qint64>> id =
        runForId(insert, {study, shown(bag.path.generic_string()), shown(bag.tagManifestSha256), shown(bag.filedAt),
                          shown(bag.importId), uidText(bag.studyInstanceUid), number(bag.payloadFiles),
                          number(bag.payloadBytes), shown(bag.verdict), shown(bag.reason), shown(bag.problem)});
    if (!id)
        return id.error();
    return id->value_or(0);
}

Result<void> StudyWriter::addSeries(qint64 study, const std::vector<BagRecord> &bags, const std::vector<qint64> &bagIds)
{
    static constexpr const char *insertSeries =
        "INSERT INTO series (study, series_uid, number, modality, description, body_part, institution, manufacturer,"
        " model) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id";
    static constexpr const char *insertInstance =
        "INSERT INTO instances (study, series, bag, sop_uid, sop_class_uid, transfer_syntax_uid, frames, bytes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    std::map<std::string, qint64> ids; // a series can go on in a later bag; the first one describes it
    for (std::size_t i = 0; i < bags.size(); ++i) {
        for (const SeriesRecord &series : bags[i].series) {
            auto found = ids.find(series.seriesInstanceUid);
            if (found == ids.end()) {
                const Result<std::optional<qint64>> id =
                    runForId(insertSeries,
                             {study, uidText(series.seriesInstanceUid), shown(series.number), shown(series.modality),
                              shown(series.description), shown(series.bodyPartExamined), shown(series.institutionName),
                              shown(series.manufacturer), shown(series.manufacturerModelName)});
                if (!id)
                    return id.error();
                found = ids.emplace(series.seriesInstanceUid, id->value_or(0)).first;
            }
            for (const InstanceRecord &instance : series.instances) {
                if (Result<void> added =
                        run(insertInstance, {study, found->second, bagIds[i], uidText(instance.sopInstanceUid),
                                             uidText(instance.sopClassUid), uidText(instance.transferSyntaxUid),
                                             static_cast<qint64>(instance.frames), number(instance.size)});
                    !added)
                    return added;
            }
        }
    }
    return {};
}

Result<void> StudyWriter::addQuarantine(const BagRecord &bag)
{
    if (Result<void> removed = removeQuarantine(bag.path.generic_string()); !removed)
        return removed;
    const Result<qint64> id = addBag(QVariant(QMetaType(QMetaType::LongLong)), bag);
    return id ? Result<void>() : Result<void>(id.error());
}

Result<void> StudyWriter::removeQuarantine(const std::string &path)
{
    static constexpr const char *remove = "DELETE FROM bags WHERE study IS NULL AND path = ?";
    return run(remove, {shown(path)});
}

Result<void> StudyWriter::removeOrphans()
{
    static constexpr const char *remove =
        "DELETE FROM patients WHERE NOT EXISTS (SELECT 1 FROM studies WHERE studies.patient = patients.id)";
    return run(remove, {});
}

} // namespace mi::index
