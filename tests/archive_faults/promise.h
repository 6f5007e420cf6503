// What the sweep of faults imports, and the promise that must hold afterwards, checked without the archive's own code
// for reading: what is reported as archived is durable, what is visible is complete, nothing that was published is
// changed, and the source is never touched.
#pragma once

#include "core/archive/archive.h"
#include "tests/support/simulated_disk.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace mi::test {

struct ImportedFile {
    std::string path; // of the source
    std::string sopInstanceUid;
    std::string seriesInstanceUid;
    std::string content;
};

struct Import {
    std::string studyInstanceUid;
    std::vector<ImportedFile> files;
    std::string refusal = {}; // ids of findings that block filing
    RefusedCopies refusedCopies = RefusedCopies::dropped;
};

struct Scenario {
    std::string name;
    std::vector<Import> before; // in the archive already
    Import now;
    bool makesArchive = false; // the archive is made in the run itself
    bool hasRacer = false;     // somebody whose locks are not seen files into the same study just before the rename
    bool isCutShort = false;   // a run before this one ended between its rename and its flush
};
std::vector<Scenario> scenarios();

inline const std::filesystem::path archiveRoot = "/disk/archive";

Result<FilingResult> fileImport(Archive &archive, const Import &import);
void putSources(SimulatedDisk &disk, const Import &import);

// What was said to be archived: (Study Instance UID, SOP Instance UID, bytes), and what went to quarantine.
struct Acknowledged {
    std::set<std::tuple<std::string, std::string, std::string>> archived;
    std::set<std::pair<std::string, std::string>> quarantined; // SOP Instance UID, bytes
    void add(const Import &import, const Result<FilingResult> &result,
             const std::map<std::string, std::string> &archivedBefore);
};

class Promise {
public:
    // The published parts and the sources as they are now must stay so.
    explicit Promise(const SimulatedDisk &disk);

    // Nothing, or what is broken.
    std::string broken(const SimulatedDisk &disk, const Acknowledged &acknowledged) const;

private:
    std::string brokenBag(const std::map<std::string, SimulatedDisk::Entry> &tree, const std::string &bag) const;

    std::map<std::string, SimulatedDisk::Entry> m_sources;
    std::map<std::string, SimulatedDisk::Entry> m_published;
};

} // namespace mi::test
