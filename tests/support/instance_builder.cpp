#include "tests/support/instance_builder.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace mi::test {

namespace {

std::string padded(Vr vr, std::string_view value)
{
    std::string text{value};
    if (text.size() % 2 != 0)
        text += vr == Vr::UI || !isText(vr) ? '\0' : ' ';
    return text;
}

} // namespace

void ElementWriter::put16(std::uint16_t value)
{
    const char low = static_cast<char>(value & 0xFFU);
    const char high = static_cast<char>(value >> 8U);
    m_bytes += m_order.bigEndian ? high : low;
    m_bytes += m_order.bigEndian ? low : high;
}

void ElementWriter::put32(std::uint32_t value)
{
    const auto low = static_cast<std::uint16_t>(value & 0xFFFFU);
    const auto high = static_cast<std::uint16_t>(value >> 16U);
    put16(m_order.bigEndian ? high : low);
    put16(m_order.bigEndian ? low : high);
}

void ElementWriter::putTag(Tag tag)
{
    put16(tag.group);
    put16(tag.element);
}

ElementWriter &ElementWriter::header(Tag tag, std::string_view vrCode, std::uint32_t length)
{
    putTag(tag);
    if (!m_order.explicitVr || tag.group == 0xFFFE) {
        put32(length);
        return *this;
    }
    m_bytes += vrCode;
    const auto vr = vrFromCode(vrCode);
    if (vr && hasLongLength(*vr)) {
        put16(0);
        put32(length);
    } else {
        put16(static_cast<std::uint16_t>(length));
    }
    return *this;
}

ElementWriter &ElementWriter::withLength(Tag tag, Vr vr, std::uint32_t length, std::string_view bytes)
{
    header(tag, toString(vr), length);
    m_bytes += bytes;
    return *this;
}

ElementWriter &ElementWriter::raw(Tag tag, Vr vr, std::string_view bytes)
{
    return withLength(tag, vr, static_cast<std::uint32_t>(bytes.size()), bytes);
}

ElementWriter &ElementWriter::text(Tag tag, Vr vr, std::string_view value)
{
    return raw(tag, vr, padded(vr, value));
}

ElementWriter &ElementWriter::us(Tag tag, std::initializer_list<std::uint16_t> values)
{
    header(tag, "US", static_cast<std::uint32_t>(values.size() * 2));
    for (const std::uint16_t value : values)
        put16(value);
    return *this;
}

ElementWriter &ElementWriter::ul(Tag tag, std::initializer_list<std::uint32_t> values)
{
    header(tag, "UL", static_cast<std::uint32_t>(values.size() * 4));
    for (const std::uint32_t value : values)
        put32(value);
    return *this;
}

ElementWriter &ElementWriter::sequence(Tag tag, const std::vector<std::string> &items, bool undefinedLength)
{
    std::size_t total = 0;
    for (const std::string &item : items)
        total += item.size() + 8;
    header(tag, "SQ", undefinedLength ? 0xFFFFFFFFU : static_cast<std::uint32_t>(total));
    for (const std::string &item : items) {
        header(tags::Item, {}, undefinedLength ? 0xFFFFFFFFU : static_cast<std::uint32_t>(item.size()));
        m_bytes += item;
        if (undefinedLength)
            header(tags::ItemDelimitationItem, {}, 0);
    }
    if (undefinedLength)
        header(tags::SequenceDelimitationItem, {}, 0);
    return *this;
}

ElementWriter &ElementWriter::encapsulated(Tag tag, std::string_view offsetTable,
                                           const std::vector<std::string> &fragments)
{
    header(tag, "OB", 0xFFFFFFFFU);
    header(tags::Item, {}, static_cast<std::uint32_t>(offsetTable.size()));
    m_bytes += offsetTable;
    for (const std::string &fragment : fragments) {
        header(tags::Item, {}, static_cast<std::uint32_t>(fragment.size()));
        m_bytes += fragment;
    }
    header(tags::SequenceDelimitationItem, {}, 0);
    return *this;
}

ElementWriter &ElementWriter::bytes(std::string_view anything)
{
    m_bytes += anything;
    return *this;
}

std::string fileMeta(const MetaOptions &options)
{
    ElementWriter body;
    body.raw(tags::FileMetaInformationVersion, Vr::OB, std::string_view{"\0\1", 2})
        .text(tags::MediaStorageSOPClassUID, Vr::UI, options.sopClassUid)
        .text(tags::MediaStorageSOPInstanceUID, Vr::UI, options.sopInstanceUid)
        .text(tags::TransferSyntaxUID, Vr::UI, options.transferSyntax)
        .text(tags::ImplementationClassUID, Vr::UI, "1.2.276.0.7230010.3.0.3.6.7")
        .text(tags::ImplementationVersionName, Vr::SH, "MIVALIDATOR_TEST");
    ElementWriter meta;
    meta.ul(tags::FileMetaInformationGroupLength, {static_cast<std::uint32_t>(body.str().size())}).bytes(body.str());
    return meta.str();
}

std::string part10(const std::string &meta, const std::string &dataSet)
{
    return std::string(128, '\0') + "DICM" + meta + dataSet;
}

std::string CleanInstance::dataSet(ByteOrder order) const
{
    ElementWriter out(order);
    out.text(tags::SOPClassUID, Vr::UI, secondaryCaptureStorage)
        .text(tags::SOPInstanceUID, Vr::UI, sopInstanceUid)
        .text(tags::StudyDate, Vr::DA, "20260105")
        .text(tags::StudyTime, Vr::TM, "101500")
        .text(tags::AccessionNumber, Vr::SH, accessionNumber)
        .text(tags::Modality, Vr::CS, modality)
        .text(Tag{0x0008, 0x0064}, Vr::CS, "WSD")
        .text(tags::ReferringPhysicianName, Vr::PN, "")
        .text(tags::StudyDescription, Vr::LO, "Test study")
        .text(tags::PatientName, Vr::PN, patientName)
        .text(tags::PatientID, Vr::LO, patientId)
        .text(tags::PatientBirthDate, Vr::DA, patientBirthDate)
        .text(tags::PatientSex, Vr::CS, "O")
        .text(tags::StudyInstanceUID, Vr::UI, studyUid)
        .text(tags::SeriesInstanceUID, Vr::UI, seriesUid)
        .text(tags::StudyID, Vr::SH, "1")
        .text(tags::SeriesNumber, Vr::IS, "1")
        .text(tags::InstanceNumber, Vr::IS, instanceNumber)
        .text(Tag{0x0020, 0x0020}, Vr::CS, "")
        .us(tags::SamplesPerPixel, {1})
        .text(tags::PhotometricInterpretation, Vr::CS, "MONOCHROME2")
        .us(tags::Rows, {4})
        .us(tags::Columns, {4})
        .us(tags::BitsAllocated, {8})
        .us(tags::BitsStored, {8})
        .us(tags::HighBit, {7})
        .us(tags::PixelRepresentation, {0})
        .raw(tags::PixelData, order.explicitVr ? Vr::OB : Vr::OW, pixels);
    return out.str();
}

std::string CleanInstance::file() const
{
    return part10(fileMeta({.sopInstanceUid = sopInstanceUid}), dataSet());
}

std::string emptyDirectory(ByteOrder order)
{
    ElementWriter out(order);
    out.text(Tag{0x0004, 0x1130}, Vr::CS, "TEST")
        .ul(Tag{0x0004, 0x1200}, {0})
        .ul(Tag{0x0004, 0x1202}, {0})
        .us(Tag{0x0004, 0x1212}, {0})
        .sequence(tags::DirectoryRecordSequence, {});
    return out.str();
}

void writeFile(const std::filesystem::path &path, std::string_view bytes)
{
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out)
        std::abort();
}

std::string readFile(const std::filesystem::path &path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in)
        std::abort();
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace mi::test
