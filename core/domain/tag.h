// Tag: the (group, element) number of an Attribute (PS3.5 7.1). A value type; any thread.
#pragma once

#include <string> // first: moc 6.4 cannot parse <compare> of libstdc++ 12 before it

#include <compare>
#include <cstdint>

namespace mi {

struct Tag {
    std::uint16_t group = 0;
    std::uint16_t element = 0;

    constexpr Tag() = default;
    constexpr Tag(std::uint16_t g, std::uint16_t e) : group(g), element(e) {}

    constexpr auto operator<=>(const Tag &) const = default;
    constexpr std::uint32_t key() const { return (static_cast<std::uint32_t>(group) << 16U) | element; }

    constexpr bool isPrivate() const { return (group & 1U) != 0; }
    constexpr bool isGroupLength() const { return element == 0; }
    constexpr bool isFileMeta() const { return group == 0x0002; }
    // Private creators reserve blocks in (gggg,0010-00FF), PS3.5 7.8.1.
    constexpr bool isPrivateCreator() const { return isPrivate() && element >= 0x0010 && element <= 0x00FF; }
};

// "(0010,0020)": upper-case hexadecimal, as the standard prints it.
std::string toString(Tag tag);

// The tags that the program names itself. Names are the standard's keywords (PS3.6).
namespace tags {
inline constexpr Tag FileMetaInformationGroupLength{0x0002, 0x0000};
inline constexpr Tag FileMetaInformationVersion{0x0002, 0x0001};
inline constexpr Tag MediaStorageSOPClassUID{0x0002, 0x0002};
inline constexpr Tag MediaStorageSOPInstanceUID{0x0002, 0x0003};
inline constexpr Tag TransferSyntaxUID{0x0002, 0x0010};
inline constexpr Tag ImplementationClassUID{0x0002, 0x0012};
inline constexpr Tag ImplementationVersionName{0x0002, 0x0013};
inline constexpr Tag DirectoryRecordSequence{0x0004, 0x1220};
inline constexpr Tag SpecificCharacterSet{0x0008, 0x0005};
inline constexpr Tag SOPClassUID{0x0008, 0x0016};
inline constexpr Tag SOPInstanceUID{0x0008, 0x0018};
inline constexpr Tag StudyDate{0x0008, 0x0020};
inline constexpr Tag StudyTime{0x0008, 0x0030};
inline constexpr Tag AccessionNumber{0x0008, 0x0050};
inline constexpr Tag Modality{0x0008, 0x0060};
inline constexpr Tag Manufacturer{0x0008, 0x0070};
inline constexpr Tag InstitutionName{0x0008, 0x0080};
inline constexpr Tag ReferringPhysicianName{0x0008, 0x0090};
inline constexpr Tag StudyDescription{0x0008, 0x1030};
inline constexpr Tag SeriesDescription{0x0008, 0x103E};
inline constexpr Tag ManufacturerModelName{0x0008, 0x1090};
inline constexpr Tag PatientName{0x0010, 0x0010};
inline constexpr Tag PatientID{0x0010, 0x0020};
inline constexpr Tag IssuerOfPatientID{0x0010, 0x0021};
inline constexpr Tag PatientBirthDate{0x0010, 0x0030};
inline constexpr Tag PatientSex{0x0010, 0x0040};
inline constexpr Tag BodyPartExamined{0x0018, 0x0015};
inline constexpr Tag StudyInstanceUID{0x0020, 0x000D};
inline constexpr Tag SeriesInstanceUID{0x0020, 0x000E};
inline constexpr Tag StudyID{0x0020, 0x0010};
inline constexpr Tag SeriesNumber{0x0020, 0x0011};
inline constexpr Tag InstanceNumber{0x0020, 0x0013};
inline constexpr Tag SamplesPerPixel{0x0028, 0x0002};
inline constexpr Tag PhotometricInterpretation{0x0028, 0x0004};
inline constexpr Tag PlanarConfiguration{0x0028, 0x0006};
inline constexpr Tag NumberOfFrames{0x0028, 0x0008};
inline constexpr Tag Rows{0x0028, 0x0010};
inline constexpr Tag Columns{0x0028, 0x0011};
inline constexpr Tag BitsAllocated{0x0028, 0x0100};
inline constexpr Tag BitsStored{0x0028, 0x0101};
inline constexpr Tag HighBit{0x0028, 0x0102};
inline constexpr Tag PixelRepresentation{0x0028, 0x0103};
inline constexpr Tag PixelDataProviderURL{0x0028, 0x7FE0};
inline constexpr Tag ExtendedOffsetTable{0x7FE0, 0x0001};
inline constexpr Tag FloatPixelData{0x7FE0, 0x0008};
inline constexpr Tag DoubleFloatPixelData{0x7FE0, 0x0009};
inline constexpr Tag PixelData{0x7FE0, 0x0010};
inline constexpr Tag DataSetTrailingPadding{0xFFFC, 0xFFFC};
inline constexpr Tag Item{0xFFFE, 0xE000};
inline constexpr Tag ItemDelimitationItem{0xFFFE, 0xE00D};
inline constexpr Tag SequenceDelimitationItem{0xFFFE, 0xE0DD};
} // namespace tags

} // namespace mi
