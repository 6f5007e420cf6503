// Drop: the paths that were dropped together, and how far their files have come. Guarded by the Session's lock.
#pragma once

#include "core/domain/snapshots.h"
#include "core/intake/unpacking.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace mi {

struct Drop {
    std::vector<std::filesystem::path> sources;
    std::string display; // the first path, for people
    std::stop_source stop;
    bool isDiscovered = false; // no more files will be found
    bool isClosed = false;     // all its studies are closed, or it was cancelled
    bool isClosing = false;
    bool hasReadErrors = false;                   // the system did not deliver a file or folder
    std::vector<std::filesystem::path> neverRead; // sources that were not there, or not readable, from the start
    bool hasLostFiles = false;                    // a file that was found was gone when it was to be read
    std::uint32_t openContainers = 0;             // whose files are still being taken out, or wait for it
    std::vector<std::shared_ptr<OpenContainer>> incompleteContainers;
    std::uint64_t waiting = 0;              // files found and not judged yet
    std::map<std::string, StudyId> studies; // by Study Instance UID, or by a name that no UID can have
};

// Under which key, and as what, a judged file is grouped.
struct DropGroup {
    StudyKind kind;
    std::string key;
};
struct JudgedFile;
DropGroup groupOf(const JudgedFile &judged);

} // namespace mi
