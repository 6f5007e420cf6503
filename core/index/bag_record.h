// What the index keeps of a bag, read from the bag alone: its manifests, metadata.json, validation.json. Any thread.
#pragma once

#include "core/platform/file_layer.h"
#include "core/support/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace mi::index {

struct PatientRecord {
    std::string name; // as encoded, decoded to UTF-8
    std::string id;
    std::string issuerOfId;
    std::string birthDate;
    std::string sex;
};

struct InstanceRecord {
    std::string sopInstanceUid; // its key in the archive where metadata.json cannot be used
    std::string sopClassUid;
    std::string transferSyntaxUid;
    std::uint32_t frames = 0; // 0: not stated
    std::uint64_t size = 0;   // bytes
};

struct SeriesRecord {
    std::string seriesInstanceUid;
    std::string number;
    std::string modality;
    std::string description;
    std::string bodyPartExamined;
    std::string institutionName;
    std::string manufacturer;
    std::string manufacturerModelName;
    std::vector<InstanceRecord> instances;
};

struct BagRecord {
    std::filesystem::path path; // relative to the archive
    std::string tagManifestSha256;
    std::string filedAt; // UTC, ISO 8601, seconds
    std::string importId;
    std::string studyInstanceUid;
    std::uint64_t payloadFiles = 0;
    std::uint64_t payloadBytes = 0;
    std::string verdict; // of validation.json: "passed", ...; "" if there is none
    std::string reason;  // of reason.json, in quarantine: "conflict", ...
    // Why not all of the bag could be read: the name of an ErrorCode. It is read again the next time.
    std::string problem;

    // From metadata.json; empty where that cannot be used.
    bool hasMetadata = false;
    PatientRecord patient;
    std::string studyDate;
    std::string studyTime;
    std::string studyDescription;
    std::string accessionNumber;
    std::string studyId;
    std::string referringPhysicianName;
    std::vector<SeriesRecord> series;
    // Every value that some instance has, by field ("name", "id", "accessionNumber", "date", "institutionName", ...).
    std::map<std::string, std::set<std::string>> values;
};

// Never fails: what could not be read is said in `problem`, and the rest is there.
BagRecord readBagRecord(FileLayer &files, const std::filesystem::path &root, const std::filesystem::path &bag);

} // namespace mi::index
