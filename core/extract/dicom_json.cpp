#include "core/extract/dicom_json.h"

#include "core/dicom/character_sets.h"
#include "core/domain/attribute_path.h"
#include "core/domain/value_representation.h"
#include "core/extract/bulk_values.h"
#include "core/extract/json_values.h"

#include "dcmtk/config/osconfig.h"

#include "dcmtk/dcmdata/dcdatset.h"
#include "dcmtk/dcmdata/dcfilefo.h"
#include "dcmtk/dcmdata/dcjson.h"
#include "dcmtk/dcmdata/dcsequen.h"

#include <algorithm>
#include <new>
#include <optional>
#include <ostream>
#include <streambuf>
#include <string_view>

namespace mi {

namespace {

constexpr std::string_view utf8Term = "ISO_IR 192";

// Lets DCMTK write to the end of a string.
class StringBuffer final : public std::streambuf {
public:
    explicit StringBuffer(std::string &target) : m_target(target) {}

protected:
    int_type overflow(int_type c) override
    {
        if (c != traits_type::eof())
            m_target += static_cast<char>(c);
        return c;
    }
    std::streamsize xsputn(const char *text, std::streamsize count) override
    {
        m_target.append(text, static_cast<std::size_t>(count));
        return count;
    }

private:
    std::string &m_target;
};

Tag tagOf(const DcmObject &object)
{
    return {object.getGTag(), object.getETag()};
}

bool isCharacterSetVr(DcmEVR vr)
{
    return vr == EVR_LO || vr == EVR_LT || vr == EVR_PN || vr == EVR_SH || vr == EVR_ST || vr == EVR_UC || vr == EVR_UT;
}

bool isTextVr(DcmEVR vr)
{
    switch (vr) {
    case EVR_AE:
    case EVR_AS:
    case EVR_CS:
    case EVR_DA:
    case EVR_DT:
    case EVR_TM:
    case EVR_UI:
    case EVR_UR:
        return true;
    default:
        return isCharacterSetVr(vr);
    }
}

bool isPlainAscii(std::string_view text)
{
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == '\x1B'; });
}

std::string_view stringOf(DcmElement &element)
{
    char *text = nullptr;
    Uint32 length = 0;
    if (element.getString(text, length).bad() || text == nullptr)
        return {};
    return {text, length};
}

// Writes items itself and leaves the elements to DCMTK, but for the numbers that DCMTK 3.6.7 spells wrongly: it writes
// "1." and "0e1" so that they are no JSON, refuses not-a-number, and rounds some FD values.
class JsonWriter {
public:
    explicit JsonWriter(DicomJson &result) : m_result(result), m_buffer(result.object), m_stream(&m_buffer) {}

    OFCondition writeRoot(DcmItem &dataSet);

private:
    OFCondition writeItem(DcmItem &item, CharacterSetDecoder &inherited);
    OFCondition writeElement(DcmElement &element, Tag tag, CharacterSetDecoder &decoder);
    OFCondition writeSequence(DcmSequenceOfItems &sequence, Tag tag, CharacterSetDecoder &decoder);
    OFCondition writeDecimals(DcmElement &element, Tag tag);
    OFCondition writeFloats(DcmElement &element, Tag tag);
    void writeCharacterSet();
    std::string decoded(std::string_view text, CharacterSetDecoder &decoder, bool isPersonName);
    bool omitIfBulk(DcmElement &element, Tag tag);
    void list(DcmElement &element, Tag tag);
    void openElement(Tag tag, std::string_view vr);

    DicomJson &m_result;
    StringBuffer m_buffer;
    std::ostream m_stream;
    DcmJsonFormatCompact m_format{OFFalse};
    std::vector<AttributePath::Step> m_path;
    CharacterSetDecoder m_ascii{std::string_view{}}; // for text that (0008,0005) has no effect on
    std::size_t m_characterSetAt = 1;                // where (0008,0005) of the root would be in the text
    bool m_isCharacterSetWritten = false;
    bool m_hasNonAscii = false;
};

void JsonWriter::openElement(Tag tag, std::string_view vr)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string &out = m_result.object;
    out += '"';
    for (unsigned shift = 32; shift > 0; shift -= 4)
        out += digits[(tag.key() >> (shift - 4)) & 0xFU];
    out.append("\":{\"vr\":\"").append(vr).append("\"");
}

void JsonWriter::writeCharacterSet()
{
    openElement(tags::SpecificCharacterSet, "CS");
    m_result.object.append(",\"Value\":[\"").append(utf8Term).append("\"]}");
}

OFCondition JsonWriter::writeRoot(DcmItem &dataSet)
{
    CharacterSetDecoder decoder{std::string_view{}};
    const OFCondition condition = writeItem(dataSet, decoder);
    if (condition.good() && m_hasNonAscii && !m_isCharacterSetWritten) {
        // Text outside the default repertoire without a declaration: only U+FFFD, but that is UTF-8 as well.
        std::string &out = m_result.object;
        const std::string rest = out.substr(m_characterSetAt);
        out.resize(m_characterSetAt);
        if (out.size() > 1)
            out += ',';
        writeCharacterSet();
        if (rest.front() != '}' && rest.front() != ',')
            out += ',';
        out += rest;
    }
    return condition;
}

OFCondition JsonWriter::writeItem(DcmItem &item, CharacterSetDecoder &inherited)
{
    std::string &out = m_result.object;
    out += '{';
    const std::size_t begin = out.size();
    std::optional<CharacterSetDecoder> own; // (0008,0005) of an item holds for the item (PS3.3 C.12.1.1.2)
    const bool isRoot = m_path.empty();
    for (DcmObject *object = item.nextInContainer(nullptr); object != nullptr; object = item.nextInContainer(object)) {
        auto &element = static_cast<DcmElement &>(*object); // an item holds nothing else
        const Tag tag = tagOf(element);
        // Groups 0000 and 0002 and group lengths are no part of the JSON model (PS3.18 F.2.2).
        if (tag.group == 0x0000 || tag.isFileMeta() || tag.isGroupLength() || omitIfBulk(element, tag))
            continue;
        const bool isCharacterSet = tag == tags::SpecificCharacterSet;
        const std::string_view terms = isCharacterSet ? stringOf(element) : std::string_view{};
        if (isCharacterSet) {
            own.emplace(terms);
            if (terms.empty())
                continue; // says what its absence says
        }
        if (isRoot && tag < tags::SpecificCharacterSet)
            m_characterSetAt = out.size();
        if (out.size() > begin)
            out += ',';
        if (isCharacterSet) {
            writeCharacterSet();
            m_isCharacterSetWritten = m_isCharacterSetWritten || isRoot;
            continue;
        }
        const std::size_t before = out.size();
        if (element.ident() != EVR_SQ && element.loadAllDataIntoMemory().bad())
            return EC_InvalidStream; // the file is not what it was
        const OFCondition condition = writeElement(element, tag, own ? *own : inherited);
        if (condition.bad()) {
            if (element.ident() == EVR_SQ)
                return condition;
            out.resize(before); // a value that its VR cannot have
            openElement(tag, DcmVR(element.getVR()).getValidVRName());
            out += '}';
            list(element, tag);
        }
        if (isRoot && tag < tags::SpecificCharacterSet)
            m_characterSetAt = out.size();
    }
    out += '}';
    return EC_Normal;
}

OFCondition JsonWriter::writeElement(DcmElement &element, Tag tag, CharacterSetDecoder &decoder)
{
    const DcmEVR ident = element.ident();
    if (ident == EVR_SQ)
        return writeSequence(static_cast<DcmSequenceOfItems &>(element), tag, decoder);
    if (ident == EVR_DS || ident == EVR_IS)
        return writeDecimals(element, tag);
    if (ident == EVR_FL || ident == EVR_FD)
        return writeFloats(element, tag);
    if (isTextVr(ident)) {
        const std::string_view text = stringOf(element);
        if (!isPlainAscii(text)) {
            const std::string utf8 = decoded(text, isCharacterSetVr(ident) ? decoder : m_ascii, ident == EVR_PN);
            const OFCondition condition = element.putOFStringArray(OFString(utf8.data(), utf8.size()));
            if (condition.bad())
                return condition;
        }
    }
    return element.writeJson(m_stream, m_format);
}

OFCondition JsonWriter::writeSequence(DcmSequenceOfItems &sequence, Tag tag, CharacterSetDecoder &decoder)
{
    std::string &out = m_result.object;
    openElement(tag, "SQ");
    std::uint32_t number = 0;
    for (DcmObject *item = sequence.nextInContainer(nullptr); item != nullptr; item = sequence.nextInContainer(item)) {
        out += number == 0 ? ",\"Value\":[" : ",";
        m_path.push_back({tag, ++number});
        const OFCondition condition = writeItem(static_cast<DcmItem &>(*item), decoder);
        m_path.pop_back();
        if (condition.bad())
            return condition;
    }
    out += number == 0 ? "}" : "]}";
    return EC_Normal;
}

OFCondition JsonWriter::writeDecimals(DcmElement &element, Tag tag)
{
    std::string &out = m_result.object;
    openElement(tag, element.ident() == EVR_DS ? "DS" : "IS");
    std::string_view rest = stringOf(element);
    std::string replaced;
    if (!isPlainAscii(rest)) {
        replaced = decoded(rest, m_ascii, false);
        rest = replaced;
    }
    if (!rest.empty()) {
        out += ",\"Value\":[";
        while (true) {
            const std::size_t end = rest.find('\\');
            appendJsonDecimal(out, rest.substr(0, end));
            if (end == std::string_view::npos)
                break;
            out += ',';
            rest.remove_prefix(end + 1);
        }
        out += ']';
    }
    out += '}';
    return EC_Normal;
}

OFCondition JsonWriter::writeFloats(DcmElement &element, Tag tag)
{
    std::string &out = m_result.object;
    const bool isDouble = element.ident() == EVR_FD;
    openElement(tag, isDouble ? "FD" : "FL");
    Float64 *doubles = nullptr;
    Float32 *floats = nullptr;
    const OFCondition condition = isDouble ? element.getFloat64Array(doubles) : element.getFloat32Array(floats);
    if (condition.bad())
        return condition;
    const unsigned long count = doubles != nullptr || floats != nullptr ? element.getNumberOfValues() : 0;
    for (unsigned long i = 0; i < count; ++i) {
        out += i == 0 ? ",\"Value\":[" : ",";
        appendJsonFloat(out, isDouble ? doubles[i] : static_cast<double>(floats[i]));
    }
    out += count == 0 ? "}" : "]}";
    return EC_Normal;
}

std::string JsonWriter::decoded(std::string_view text, CharacterSetDecoder &decoder, bool isPersonName)
{
    DecodedText result = decoder.decode(text, isPersonName);
    m_hasNonAscii = true;
    m_result.hasUndecodableText = m_result.hasUndecodableText || !result.isComplete;
    return std::move(result.utf8);
}

bool JsonWriter::omitIfBulk(DcmElement &element, Tag tag)
{
    if (!isBulk(element, tag))
        return false;
    list(element, tag);
    return true;
}

void JsonWriter::list(DcmElement &element, Tag tag)
{
    BulkValue bulk;
    bulk.attribute = AttributePath(m_path, tag).toString();
    bulk.vr = DcmVR(element.getVR()).getValidVRName();
    bulk.length = bulkLength(element);
    m_result.omitted.push_back(std::move(bulk));
}

Error jsonError(ErrorCode code, std::string detail)
{
    Error error;
    error.code = code;
    error.operation = "write DICOM JSON";
    error.detail = std::move(detail);
    return error;
}

} // namespace

Result<DicomJson> toDicomJson(DataSetHandle instance)
try {
    DicomJson result;
    result.object.reserve(16 * 1024);
    JsonWriter writer(result);
    const OFCondition condition = writer.writeRoot(*instance.file().getDataset());
    if (condition.bad())
        return jsonError(ErrorCode::io, condition.text());
    return result;
} catch (const std::bad_alloc &) {
    return jsonError(ErrorCode::limitExceeded, "out of memory");
}

} // namespace mi
