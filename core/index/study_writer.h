// StudyWriter: puts a study into the index, or takes it out, as a whole: what is there of it always comes from one
// reading of all of its bags, so that an index that was kept up to date equals one that was made anew. In a transaction
// of the caller; the thread of the Database.
#pragma once

#include "core/index/bag_record.h"
#include "core/index/database.h"

namespace mi::index {

class StudyWriter {
public:
    static Result<std::unique_ptr<StudyWriter>> create(Database &database);

    // `bags`: all that the study has, oldest first; at least one.
    Result<void> replaceStudy(const std::string &studyKey, const std::vector<BagRecord> &bags);
    Result<void> removeStudy(const std::string &studyKey);
    Result<void> addQuarantine(const BagRecord &bag);
    Result<void> removeQuarantine(const std::string &path);
    // Patients that no study is of any more.
    Result<void> removeOrphans();

private:
    explicit StudyWriter(Database &database) : m_database(database) {}
    Result<Statement *> statement(const char *sql);
    Result<void> run(const char *sql, const QVariantList &values);
    Result<std::optional<qint64>> runForId(const char *sql, const QVariantList &values);

    Result<qint64> addPatient(const PatientRecord &patient);
    Result<qint64> addStudy(const std::string &studyKey, const std::vector<BagRecord> &bags);
    Result<void> addValues(qint64 study, const std::vector<BagRecord> &bags);
    Result<qint64> addBag(const QVariant &study, const BagRecord &bag);
    Result<void> addSeries(qint64 study, const std::vector<BagRecord> &bags, const std::vector<qint64> &bagIds);

    Database &m_database;
    std::map<const char *, Statement> m_statements; // by the address of the text
};

// UIDs and folded values are cut to what both engines can keep in an index, for what is stored and what is asked.
QString uidText(const std::string &uid);
QString valueText(const std::string &value);

} // namespace mi::index
