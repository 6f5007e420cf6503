#include "core/extract/instance_header.h"

#include "core/dicom/character_sets.h"
#include "core/dicom/scanned_instance.h"
#include "core/support/text.h"

namespace mi {

namespace {

constexpr std::string_view mediaDirectoryClass = "1.2.840.10008.1.3.10"; // Media Storage Directory Storage

class HeaderReader {
public:
    explicit HeaderReader(const ScannedInstance &instance)
        : m_instance(instance), m_decoder(instance.text(tags::SpecificCharacterSet))
    {}

    std::string plain(Tag tag) const { return std::string{m_instance.text(tag)}; }

    std::string decoded(Tag tag, bool isPersonName = false)
    {
        const Element *element = m_instance.find(tag);
        if (element == nullptr)
            return {};
        return std::string{trimmedPadding(m_decoder.decode(m_instance.value(*element), isPersonName).utf8)};
    }

private:
    const ScannedInstance &m_instance;
    CharacterSetDecoder m_decoder;
};

} // namespace

InstanceHeader extractHeader(const ScannedInstance &instance)
{
    HeaderReader reader(instance);
    InstanceHeader header;
    header.studyInstanceUid = reader.plain(tags::StudyInstanceUID);
    header.seriesInstanceUid = reader.plain(tags::SeriesInstanceUID);
    header.sopInstanceUid = reader.plain(tags::SOPInstanceUID);
    header.sopClassUid = reader.plain(tags::SOPClassUID);
    header.transferSyntaxUid = reader.plain(tags::TransferSyntaxUID);
    header.isMediaDirectory = instance.has(tags::DirectoryRecordSequence) ||
                              instance.text(tags::MediaStorageSOPClassUID) == mediaDirectoryClass;
    if (header.isMediaDirectory) { // has these only in its File Meta Information
        header.sopClassUid = reader.plain(tags::MediaStorageSOPClassUID);
        header.sopInstanceUid = reader.plain(tags::MediaStorageSOPInstanceUID);
    }
    header.patientName = reader.decoded(tags::PatientName, true);
    header.patientId = reader.decoded(tags::PatientID);
    header.issuerOfPatientId = reader.decoded(tags::IssuerOfPatientID);
    header.patientBirthDate = reader.decoded(tags::PatientBirthDate);
    header.patientSex = reader.decoded(tags::PatientSex);
    header.studyDate = reader.decoded(tags::StudyDate);
    header.studyTime = reader.decoded(tags::StudyTime);
    header.studyDescription = reader.decoded(tags::StudyDescription);
    header.accessionNumber = reader.decoded(tags::AccessionNumber);
    header.studyId = reader.decoded(tags::StudyID);
    header.referringPhysicianName = reader.decoded(tags::ReferringPhysicianName, true);
    header.institutionName = reader.decoded(tags::InstitutionName);
    header.modality = reader.decoded(tags::Modality);
    header.seriesDescription = reader.decoded(tags::SeriesDescription);
    header.seriesNumber = reader.decoded(tags::SeriesNumber);
    header.bodyPartExamined = reader.decoded(tags::BodyPartExamined);
    header.manufacturer = reader.decoded(tags::Manufacturer);
    header.manufacturerModelName = reader.decoded(tags::ManufacturerModelName);
    header.instanceNumber = reader.decoded(tags::InstanceNumber);
    header.numberOfFrames = reader.decoded(tags::NumberOfFrames);
    return header;
}

} // namespace mi
