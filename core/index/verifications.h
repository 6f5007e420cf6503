// When studies were verified: verified.tsv of the archive is the truth, the table is a copy that searches can join.
// The thread of the Database.
#pragma once

#include "core/archive/verification_record.h"
#include "core/index/archive_index.h"
#include "core/index/database.h"

#include <string>
#include <vector>

namespace mi::index {

// Makes the table as the record is. In the transaction of the caller.
Result<void> copyVerifications(Database &database, const archive::VerificationRecord &record);

// What IndexState says of verifications, for the studies with these keys.
void countVerifications(const archive::VerificationRecord &record, const std::vector<std::string> &studyKeys,
                        IndexState &state);

} // namespace mi::index
