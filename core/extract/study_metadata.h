// metadata.json of a bag: the summary of a study, gathered instance by instance. docs/archive-format.md. One thread.
// About 400 bytes of memory an instance.
#pragma once

#include "core/extract/dicom_json.h"
#include "core/extract/instance_header.h"

#include <QByteArray>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace mi {

class StudyMetadata {
public:
    struct InstanceFile {
        std::string archivePath; // "data/SE-.../1.2.3.dcm", relative to the bag
        std::string sourceName;  // the file name in the source, for the record
        std::uint64_t size = 0;
        std::string sha256;
    };

    // `bulk`: values that the DICOM JSON leaves out.
    void add(const InstanceHeader &header, const InstanceFile &file, const std::vector<BulkValue> &bulk);

    // UTF-8 JSON, schema "mivalidator-metadata" version 1 (resources/schemas/metadata-1.schema.json); the order of
    // what was added does not matter.
    QByteArray toJson() const;

    // The different values of one attribute, with the number of instances that have each.
    using Values = std::map<std::string, std::uint32_t>;

private:
    struct Bulk {
        std::uint32_t kind = 0; // index into m_bulkKinds
        std::uint64_t length = 0;
    };
    struct Instance {
        std::string sopInstanceUid;
        std::string instanceNumber;
        std::string numberOfFrames;
        const std::string *sopClassUid = nullptr; // kept once in m_uids
        const std::string *transferSyntaxUid = nullptr;
        InstanceFile file;
        std::vector<Bulk> bulk;
    };
    struct Series {
        std::map<std::string, Values> attributes; // by JSON key
        std::vector<Instance> instances;
    };

    const std::string *keepUid(const std::string &uid);
    std::string seriesJson(const std::string &uid, const Series &series) const;
    std::string instanceJson(const Instance &instance) const;

    std::map<std::string, Values> m_patient; // by JSON key
    std::map<std::string, Values> m_study;
    std::map<std::string, Series> m_series; // by Series Instance UID
    std::map<std::string, std::uint32_t> m_uids;
    std::map<std::pair<std::string, std::string>, std::uint32_t> m_bulkIndex; // attribute and VR
    std::vector<std::pair<std::string, std::string>> m_bulkKinds;
};

} // namespace mi
