// DirectoryFacts: what a DICOMDIR (PS3.3 F.5, PS3.10 8.6) lists. Owned texts; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mi {

class ScannedInstance;

struct DirectoryRecord { // one that refers to a file
    std::string fileId;  // components joined by "/", as written
    std::string sopClassUid;
    std::string sopInstanceUid;
    std::string transferSyntaxUid;
    std::string studyInstanceUid; // of the records above
    std::string seriesInstanceUid;
    std::string patientId;
};

struct DirectoryFacts {
    std::vector<DirectoryRecord> files; // in the order of the tree
    // File IDs against PS3.10 8.2: at most 8 components of 1 to 8 of A-Z 0-9 _.
    std::uint32_t illegalIds = 0;
    std::string firstIllegalId;
    std::uint32_t records = 0;
    std::uint32_t unreachable = 0; // records that no offset leads to
};

// Follows the offsets between the records; a loop ends, and a record is visited once. Values are cut where they are
// longer than they may be.
DirectoryFacts extractDirectory(const ScannedInstance &instance);

} // namespace mi
