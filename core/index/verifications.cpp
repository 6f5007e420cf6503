#include "core/index/verifications.h"

namespace mi::index {

Result<VerificationChanges> compareVerifications(Database &database, const archive::VerificationRecord &record)
{
    VerificationChanges changes{.noted = record.studies(), .gone = {}};
    Result<QSqlQuery> rows =
        database.query(QStringLiteral("SELECT study_key, verified_at, differences FROM verifications"));
    if (!rows)
        return rows.error();
    while (rows->next()) {
        const std::string key = rows->value(0).toString().toStdString();
        const auto found = changes.noted.find(key);
        if (found == changes.noted.end())
            changes.gone.push_back(key);
        else if (found->second.at == rows->value(1).toString().toStdString() &&
                 found->second.differences == static_cast<std::uint64_t>(rows->value(2).toLongLong()))
            changes.noted.erase(found);
    }
    if (Result<void> ended = database.checkEnd(*rows); !ended)
        return ended.error();
    return changes;
}

Result<void> applyVerifications(Database &database, const VerificationChanges &changes)
{
    Result<Statement> note = Statement::prepare(
        database, QStringLiteral("INSERT INTO verifications (study_key, verified_at, differences) VALUES (?, ?, ?)"
                                 " ON CONFLICT (study_key) DO UPDATE SET verified_at = excluded.verified_at,"
                                 " differences = excluded.differences"));
    if (!note)
        return note.error();
    for (const auto &[key, verified] : changes.noted) {
        if (Result<void> noted = note->run({QString::fromStdString(key), QString::fromStdString(verified.at),
                                            static_cast<qint64>(verified.differences)});
            !noted)
            return noted;
    }
    for (const std::string &key : changes.gone) {
        if (const Result<QSqlQuery> removed = database.query(
                QStringLiteral("DELETE FROM verifications WHERE study_key = ?"), {QString::fromStdString(key)});
            !removed)
            return removed.error();
    }
    return {};
}

void countVerifications(const archive::VerificationRecord &record, const std::vector<std::string> &studyKeys,
                        IndexState &state)
{
    for (const std::string &key : studyKeys) {
        const auto found = record.studies().find(key);
        if (found == record.studies().end()) {
            ++state.neverVerified;
            continue;
        }
        const std::string &at = found->second.at;
        state.withDifferences += found->second.differences > 0 ? 1U : 0U;
        if (state.oldestVerification.empty() || at < state.oldestVerification)
            state.oldestVerification = at;
        if (at > state.newestVerification)
            state.newestVerification = at;
    }
}

} // namespace mi::index
