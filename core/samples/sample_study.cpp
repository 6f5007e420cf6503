#include "core/samples/sample_study.h"

#include "core/domain/uid.h"
#include "core/support/text.h"

#include "dcmtk/config/osconfig.h"

#include "dcmtk/dcmdata/dcdeftag.h"
#include "dcmtk/dcmdata/dcfilefo.h"
#include "dcmtk/dcmdata/dcuid.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <system_error>

namespace mi {

namespace {

constexpr double fieldOfView = 320; // mm, across the columns
constexpr double sliceDistance = 5; // mm
constexpr int rescaleIntercept = -1024;

struct Position {
    std::uint32_t series = 1; // both start at 1
    std::uint32_t instance = 1;
};

std::string decimal(double value)
{
    char text[17]; // DS has at most 16 characters
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

// Collects the first failure, so that a long list of attributes stays a list.
class AttributeWriter {
public:
    explicit AttributeWriter(DcmItem &item) : m_item(item) {}

    void text(const DcmTagKey &key, const std::string &value)
    {
        keep(m_item.putAndInsertOFStringArray(key, OFString(value.data(), value.size())));
    }
    void number(const DcmTagKey &key, std::uint16_t value) { keep(m_item.putAndInsertUint16(key, value)); }
    void pixels(const std::vector<Uint16> &values)
    {
        keep(m_item.putAndInsertUint16Array(DCM_PixelData, values.data(), values.size()));
    }
    const OFCondition &condition() const { return m_condition; }

private:
    void keep(const OFCondition &condition)
    {
        if (m_condition.good())
            m_condition = condition;
    }
    DcmItem &m_item;
    OFCondition m_condition = EC_Normal;
};

// Hounsfield units at a point, in halves of the field of view from the centre: an oval body with a gradient, two dark
// lungs, a bright spine, and a small sphere that grows, shrinks and moves through the slices, brighter in each series.
int phantom(double x, double y, double slice, std::uint32_t series)
{
    const auto inCircle = [&](double cx, double cy, double r) { return std::hypot(x - cx, y - cy) < r; };
    if (std::hypot(x / 0.85, y / 0.6) >= 1)
        return -1000;
    if (inCircle(0, 0.38, 0.12))
        return 700;
    const double lesion = 0.15 * std::sin(slice * 3.14159265358979);
    if (inCircle(-0.45 + 0.1 * slice, -0.05, lesion))
        return static_cast<int>(80 + 40 * series);
    if (inCircle(-0.4, -0.05, 0.3) || inCircle(0.4, -0.05, 0.3))
        return -820;
    return static_cast<int>(std::lround(40 + 40 * x));
}

std::vector<Uint16> pixelsOf(const SampleStudy &study, const Position &at)
{
    std::vector<Uint16> pixels;
    pixels.reserve(std::size_t{study.rows} * study.columns);
    const double slice = (at.instance - 0.5) / study.instancesPerSeries;
    for (unsigned row = 0; row < study.rows; ++row) {
        for (unsigned column = 0; column < study.columns; ++column) {
            const double x = 2 * (column + 0.5) / study.columns - 1;
            const double y = (2 * (row + 0.5) - study.rows) / study.columns;
            pixels.push_back(static_cast<Uint16>(phantom(x, y, slice, at.series) - rescaleIntercept));
        }
    }
    return pixels;
}

// Patient, General Study, General Series, Frame of Reference and General Equipment modules (PS3.3 C.7.1 to C.7.5).
void writeContext(AttributeWriter &out, const SampleStudy &study, Position at)
{
    out.text(DCM_SpecificCharacterSet, "ISO_IR 192");
    out.text(DCM_PatientName, study.patientName);
    out.text(DCM_PatientID, study.patientId);
    out.text(DCM_PatientBirthDate, study.birthDate);
    out.text(DCM_PatientSex, "O");
    out.text(DCM_StudyInstanceUID, study.uidRoot + ".1");
    out.text(DCM_StudyDate, study.studyDate);
    out.text(DCM_StudyTime, "101500");
    out.text(DCM_ReferringPhysicianName, "");
    out.text(DCM_StudyID, "1");
    out.text(DCM_AccessionNumber, "");
    out.text(DCM_StudyDescription, study.studyDescription);
    out.text(DCM_Modality, "CT");
    out.text(DCM_SeriesInstanceUID, study.uidRoot + ".1." + std::to_string(at.series));
    out.text(DCM_SeriesNumber, std::to_string(at.series));
    out.text(DCM_SeriesDescription, at.series % 2 == 1 ? "Axial, soft tissue" : "Axial, bone");
    out.text(DCM_BodyPartExamined, "CHEST");
    out.text(DCM_PatientPosition, "HFS");
    out.text(DCM_FrameOfReferenceUID, study.uidRoot + ".2");
    out.text(DCM_PositionReferenceIndicator, "");
    out.text(DCM_Manufacturer, "MI Validator");
    out.text(DCM_ManufacturerModelName, "Sample study");
    out.text(DCM_DeviceSerialNumber, "1");
    out.text(DCM_SoftwareVersions, MIVALIDATOR_VERSION);
}

// General Image, Image Plane, Image Pixel, CT Image and SOP Common modules (PS3.3 C.7.6, C.8.2.1, C.12.1).
void writeImage(AttributeWriter &out, const SampleStudy &study, Position at)
{
    const double spacing = fieldOfView / study.columns;
    const double z = sliceDistance * (at.instance - 1);
    const double left = -fieldOfView / 2 + spacing / 2;
    const double top = -spacing * study.rows / 2 + spacing / 2;
    out.text(DCM_SOPClassUID, UID_CTImageStorage);
    out.text(DCM_SOPInstanceUID, study.uidRoot + ".1." + std::to_string(at.series) + "." + std::to_string(at.instance));
    out.text(DCM_ImageType, "ORIGINAL\\PRIMARY\\AXIAL");
    out.text(DCM_InstanceNumber, std::to_string(at.instance));
    out.text(DCM_AcquisitionNumber, "1");
    out.text(DCM_AcquisitionDate, study.studyDate);
    out.text(DCM_AcquisitionTime, "101500");
    out.text(DCM_ContentDate, study.studyDate);
    out.text(DCM_ContentTime, "101500");
    out.text(DCM_KVP, "120");
    out.text(DCM_ConvolutionKernel, at.series % 2 == 1 ? "SOFT" : "BONE");
    out.text(DCM_SliceThickness, decimal(sliceDistance));
    out.text(DCM_PixelSpacing, decimal(spacing) + "\\" + decimal(spacing));
    out.text(DCM_ImageOrientationPatient, "1\\0\\0\\0\\1\\0");
    out.text(DCM_ImagePositionPatient, decimal(left) + "\\" + decimal(top) + "\\" + decimal(z));
    out.text(DCM_SliceLocation, decimal(z));
    out.number(DCM_SamplesPerPixel, 1);
    out.text(DCM_PhotometricInterpretation, "MONOCHROME2");
    out.number(DCM_Rows, study.rows);
    out.number(DCM_Columns, study.columns);
    out.number(DCM_BitsAllocated, 16);
    out.number(DCM_BitsStored, 12);
    out.number(DCM_HighBit, 11);
    out.number(DCM_PixelRepresentation, 0);
    out.text(DCM_RescaleIntercept, std::to_string(rescaleIntercept));
    out.text(DCM_RescaleSlope, "1");
    out.text(DCM_RescaleType, "HU");
    out.text(DCM_WindowCenter, "40");
    out.text(DCM_WindowWidth, "400");
    out.pixels(pixelsOf(study, at));
}

Error sampleError(ErrorCode code, const std::filesystem::path &path, std::string detail)
{
    Error error;
    error.code = code;
    error.operation = "write sample study";
    error.subject = pathToUtf8(path);
    error.detail = std::move(detail);
    return error;
}

Result<void> writeInstance(const std::filesystem::path &path, const SampleStudy &study, Position at)
{
    std::error_code status;
    if (std::filesystem::exists(std::filesystem::symlink_status(path, status)))
        return sampleError(ErrorCode::alreadyExists, path, {});
    DcmFileFormat file;
    AttributeWriter out(*file.getDataset());
    writeContext(out, study, at);
    writeImage(out, study, at);
    if (out.condition().bad())
        return sampleError(ErrorCode::internal, path, out.condition().text());
    const OFCondition saved =
        file.saveFile(OFFilename(path.c_str()), EXS_LittleEndianExplicit, EET_ExplicitLength, EGL_withoutGL);
    if (saved.bad())
        return sampleError(ErrorCode::io, path, saved.text());
    return {};
}

} // namespace

Result<std::vector<std::filesystem::path>> writeSampleStudy(const std::filesystem::path &folder,
                                                            const SampleStudy &study)
{
    if (uidDefect(study.uidRoot) != UidDefect::none || study.uidRoot.size() > 40)
        return sampleError(ErrorCode::invalidFormat, folder, "the UID root is no UID or longer than 40 characters");
    if (study.rows == 0 || study.columns == 0)
        return sampleError(ErrorCode::invalidFormat, folder, "an image needs rows and columns");
    std::error_code status;
    std::filesystem::create_directories(folder, status);
    if (status)
        return sampleError(errorCodeFromErrno(status.value()), folder, status.message());

    std::vector<std::filesystem::path> paths;
    for (std::uint32_t series = 1; series <= study.series; ++series) {
        for (std::uint32_t instance = 1; instance <= study.instancesPerSeries; ++instance) {
            char name[48];
            std::snprintf(name, sizeof name, "CT-%u-%04u.dcm", series, instance);
            const auto written = writeInstance(folder / name, study, {series, instance});
            if (!written)
                return written.error();
            paths.push_back(folder / name);
        }
    }
    return paths;
}

} // namespace mi
