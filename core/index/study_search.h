// Questions to the index, as statements with bound values. The thread of the Database.
#pragma once

#include "core/index/archive_index.h"
#include "core/index/database.h"

namespace mi::index {

Result<FoundStudies> searchStudies(Database &database, const StudyQuery &query);
Result<std::vector<QuarantinedBag>> quarantinedBags(Database &database);
// All of IndexState that the tables know; not when studies were verified.
Result<IndexState> stateOfIndex(Database &database);
Result<std::vector<InstanceElsewhere>> instancesUnderOtherStudies(Database &database,
                                                                  const std::vector<std::string> &sopInstanceUids,
                                                                  const std::string &studyInstanceUid);
Result<std::unordered_map<std::string, ArchivedInstance>>
archivedInstances(Database &database, const std::vector<std::string> &sopInstanceUids);
Result<std::vector<KnownPatient>> patientsWithId(Database &database, const std::string &patientId,
                                                 const std::string &issuerOfPatientId);

} // namespace mi::index
