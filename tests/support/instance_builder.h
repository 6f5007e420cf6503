// Encodes DICOM files byte by byte for tests, right or deliberately wrong. Nothing is repaired or completed behind the
// test's back. Independent of DCMTK and of the code under test (only Tag and Vr are shared).
#pragma once

#include "core/domain/tag.h"
#include "core/domain/value_representation.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace mi::test {

struct ByteOrder {
    bool explicitVr = true;
    bool bigEndian = false;
};

// A sequence of encoded Data Elements, in exactly the order in which they were added.
class ElementWriter {
public:
    explicit ElementWriter(ByteOrder order = {}) : m_order(order) {}

    // Text or bytes, padded to even length with a space (UI and OB: NUL).
    ElementWriter &text(Tag tag, Vr vr, std::string_view value);
    // Exactly these bytes.
    ElementWriter &raw(Tag tag, Vr vr, std::string_view bytes);
    // Exactly these bytes, with another length in the header.
    ElementWriter &withLength(Tag tag, Vr vr, std::uint32_t length, std::string_view bytes);
    ElementWriter &us(Tag tag, std::initializer_list<std::uint16_t> values);
    ElementWriter &ul(Tag tag, std::initializer_list<std::uint32_t> values);
    // A sequence of defined or undefined length; each item is the bytes of another writer.
    ElementWriter &sequence(Tag tag, const std::vector<std::string> &items, bool undefinedLength = false);
    // A header alone: any VR code, any length.
    ElementWriter &header(Tag tag, std::string_view vrCode, std::uint32_t length);
    // Encapsulated Pixel Data: the Basic Offset Table, then the fragments.
    ElementWriter &encapsulated(Tag tag, std::string_view offsetTable, const std::vector<std::string> &fragments);
    ElementWriter &bytes(std::string_view anything);

    const std::string &str() const { return m_bytes; }

    void put16(std::uint16_t value);
    void put32(std::uint32_t value);
    void putTag(Tag tag);

private:
    ByteOrder m_order;
    std::string m_bytes;
};

inline constexpr std::string_view explicitLittle = "1.2.840.10008.1.2.1";
inline constexpr std::string_view implicitLittle = "1.2.840.10008.1.2";
inline constexpr std::string_view explicitBig = "1.2.840.10008.1.2.2";
inline constexpr std::string_view deflatedLittle = "1.2.840.10008.1.2.1.99";
inline constexpr std::string_view jpegBaseline = "1.2.840.10008.1.2.4.50";
inline constexpr std::string_view ctImageStorage = "1.2.840.10008.5.1.4.1.1.2";
inline constexpr std::string_view secondaryCaptureStorage = "1.2.840.10008.5.1.4.1.1.7";

struct MetaOptions {
    std::string transferSyntax{explicitLittle};
    std::string sopClassUid{secondaryCaptureStorage};
    std::string sopInstanceUid{"1.2.276.0.7230010.3.1.4.1"};
};

// The File Meta Information elements with a right group length, without the preamble.
std::string fileMeta(const MetaOptions &options = {});
// Preamble of zeros, "DICM", meta, Data Set.
std::string part10(const std::string &meta, const std::string &dataSet);

// A clean Secondary Capture instance, 4 x 4 pixels of 8 bits, Explicit VR Little Endian.
struct CleanInstance {
    std::string patientName = "TEST^ONE";
    std::string patientId = "T-1";
    std::string studyUid = "1.2.276.0.7230010.3.1.2.1";
    std::string seriesUid = "1.2.276.0.7230010.3.1.3.1";
    std::string sopInstanceUid = "1.2.276.0.7230010.3.1.4.1";
    std::string instanceNumber = "1";
    std::string modality = "OT";
    std::string accessionNumber = "ACC1";
    std::string pixels = std::string(16, '\x20');
    std::string patientBirthDate = "19700101";
    std::string dataSet(ByteOrder order = {}) const;
    std::string file() const;
};

// The Data Set of a DICOMDIR without records.
std::string emptyDirectory(ByteOrder order = {});

// Writes bytes to a file; aborts the test program when it cannot.
void writeFile(const std::filesystem::path &path, std::string_view bytes);
std::string readFile(const std::filesystem::path &path);

} // namespace mi::test
