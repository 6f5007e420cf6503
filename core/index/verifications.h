// When studies were verified: verified.tsv of the archive is the truth, the table is a copy that searches can join.
// The thread of the Database.
#pragma once

#include "core/archive/verification_record.h"
#include "core/index/archive_index.h"
#include "core/index/database.h"

#include <map>
#include <string>
#include <vector>

namespace mi::index {

// What the record has and the table has not, and the other way round.
struct VerificationChanges {
    std::map<std::string, archive::VerificationRecord::Verified> noted; // by StudyKey
    std::vector<std::string> gone;
    bool isEmpty() const { return noted.empty() && gone.empty(); }
};
Result<VerificationChanges> compareVerifications(Database &database, const archive::VerificationRecord &record);
// In the transaction of the caller.
Result<void> applyVerifications(Database &database, const VerificationChanges &changes);

// What IndexState says of verifications, for the studies with these keys.
void countVerifications(const archive::VerificationRecord &record, const std::vector<std::string> &studyKeys,
                        IndexState &state);

} // namespace mi::index
