// InstanceHeader: what the study list, the archive and grouping need to know of an instance, decoded to UTF-8. Any
// thread.
#pragma once

#include <cstdint>
#include <string>

namespace mi {

class ScannedInstance;

struct InstanceHeader {
    std::string studyInstanceUid; // trimmed, as in the file; may be ill-formed
    std::string seriesInstanceUid;
    std::string sopInstanceUid;
    std::string sopClassUid;
    std::string transferSyntaxUid; // as declared
    std::string patientName;       // as encoded, decoded: "DOE^JANE"
    std::string patientId;
    std::string issuerOfPatientId;
    std::string patientBirthDate; // "19610203", as encoded
    std::string patientSex;
    std::string studyDate;
    std::string studyTime;
    std::string studyDescription;
    std::string accessionNumber;
    std::string studyId;
    std::string referringPhysicianName;
    std::string institutionName;
    std::string modality;
    std::string seriesDescription;
    std::string seriesNumber;
    std::string bodyPartExamined;
    std::string manufacturer;
    std::string manufacturerModelName;
    std::string instanceNumber;
    std::string numberOfFrames;
    bool isMediaDirectory = false; // a DICOMDIR
};

InstanceHeader extractHeader(const ScannedInstance &instance);

} // namespace mi
