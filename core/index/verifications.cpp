#include "core/index/verifications.h"

#include <map>
#include <utility>

namespace mi::index {

Result<void> copyVerifications(Database &database, const archive::VerificationRecord &record)
{
    std::map<std::string, std::pair<std::string, std::uint64_t>> wanted;
    for (const auto &[key, verified] : record.studies())
        wanted.emplace(key, std::pair{verified.at, verified.differences});
    std::vector<QString> gone;
    {
        Result<QSqlQuery> rows =
            database.query(QStringLiteral("SELECT study_key, verified_at, differences FROM verifications"));
        if (!rows)
            return rows.error();
        while (rows->next()) {
            const auto found = wanted.find(rows->value(0).toString().toStdString());
            if (found == wanted.end())
                gone.push_back(rows->value(0).toString());
            else if (found->second == std::pair{rows->value(1).toString().toStdString(),
                                                static_cast<std::uint64_t>(rows->value(2).toLongLong())})
                wanted.erase(found);
        }
        if (Result<void> ended = database.checkEnd(*rows); !ended)
            return ended;
    }
    Result<Statement> note = Statement::prepare(
        database, QStringLiteral("INSERT INTO verifications (study_key, verified_at, differences) VALUES (?, ?, ?)"
                                 " ON CONFLICT (study_key) DO UPDATE SET verified_at = excluded.verified_at,"
                                 " differences = excluded.differences"));
    if (!note)
        return note.error();
    for (const auto &[key, verified] : wanted) {
        if (Result<void> noted = note->run({QString::fromStdString(key), QString::fromStdString(verified.first),
                                            static_cast<qint64>(verified.second)});
            !noted)
            return noted;
    }
    for (const QString &key : gone) {
        if (const Result<QSqlQuery> removed =
                database.query(QStringLiteral("DELETE FROM verifications WHERE study_key = ?"), {key});
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
