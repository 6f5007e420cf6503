#include "core/extract/dicom_json.h"

#include "core/dicom/byte_source.h"
#include "core/dicom/character_sets.h"
#include "core/dicom/dictionary.h"
#include "core/dicom/scanned_instance.h"
#include "core/domain/attribute_path.h"
#include "core/extract/bulk_values.h"
#include "core/extract/json_binary_values.h"
#include "core/extract/json_values.h"
#include "core/support/text.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

namespace mi {

namespace {

constexpr std::string_view characterSetMember = R"("00080005":{"vr":"CS","Value":["ISO_IR 192"]})";
constexpr std::uint64_t mostReadAgain = 16U << 20U; // bytes of values that the scan did not keep, for one instance

bool isPlainAscii(std::string_view text)
{
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == '\x1B'; });
}

struct TextDecoder {
    explicit TextDecoder(std::string_view terms) : decoder(terms), keepsAscii(decoder.decode("~", false).utf8 == "~") {}
    CharacterSetDecoder decoder;
    bool keepsAscii; // not so under ISO_IR 13, where the tilde's byte is an overline
};

// What an Item inherits from the Items around it (PS3.3 C.12.1.1.2 for the character set).
struct Scope {
    TextDecoder *text;
    bool isSigned = false; // Pixel Representation
};

// Groups 0000 and 0002 and group lengths are no part of the JSON model (PS3.18 F.2.2).
bool isInModel(Tag tag)
{
    return tag.group != 0x0000 && !tag.isFileMeta() && !tag.isGroupLength();
}

// Describe table entries, never pixels: unsigned whatever Pixel Representation says (PS3.3 C.7.6.3.1.5).
bool isPaletteDescriptor(Tag tag)
{
    return tag.group == 0x0028 && tag.element >= 0x1100 && tag.element <= 0x1113;
}

class JsonWriter {
public:
    JsonWriter(const ScannedInstance &instance, ByteSource *source, DicomJson &result)
        : m_instance(instance), m_source(source), m_result(result), m_out(result.object)
    {}

    void writeRoot();

private:
    void writeItem(std::uint32_t begin, std::uint32_t end, Scope scope);
    void writeElements(std::uint32_t begin, std::uint32_t end, const Scope &scope);
    std::vector<std::uint32_t> sortedTags(std::uint32_t begin, std::uint32_t end) const;
    void writeElement(const Element &element, const Scope &scope, std::size_t itemBegin);
    void writeSequence(const Element &sequence, const Scope &scope);
    void writeValue(const Element &element, Vr vr, const Scope &scope);
    void openElement(Tag tag, Vr vr);

    const Element *findFirst(std::uint32_t begin, std::uint32_t end, Tag tag) const;
    bool isSequence(const Element &element) const;
    Vr vrOf(const Element &element, const Scope &scope) const;
    std::optional<std::string_view> valueOf(const Element &element);
    std::string_view decoded(std::string_view text, Vr vr, const Scope &scope);
    void list(const Element &element, Vr vr);

    const ScannedInstance &m_instance;
    ByteSource *m_source;
    DicomJson &m_result;
    std::string &m_out;
    std::vector<AttributePath::Step> m_path;
    TextDecoder m_ascii{std::string_view{}}; // for text that (0008,0005) has no effect on
    std::string m_decoded;                   // the value at hand as UTF-8
    std::vector<std::byte> m_readAgain;      // the value at hand, if it was not kept
    std::uint64_t m_readAgainTotal = 0;
    std::size_t m_characterSetAt = 1; // where (0008,0005) of the root would be in the text
    bool m_isCharacterSetWritten = false;
    bool m_hasNonAscii = false;
};

void JsonWriter::writeRoot()
{
    writeItem(m_instance.dataSetBegin, static_cast<std::uint32_t>(m_instance.elements.size()), {.text = &m_ascii});
    if (!m_hasNonAscii || m_isCharacterSetWritten)
        return;
    // Text outside the default repertoire without a declaration: only U+FFFD, but that is UTF-8 as well.
    std::string member{characterSetMember};
    if (m_characterSetAt > 1)
        member.insert(0, ",");
    else if (m_out[1] != '}')
        member += ',';
    m_out.insert(m_characterSetAt, member);
}

void JsonWriter::writeItem(std::uint32_t begin, std::uint32_t end, Scope scope)
{
    std::optional<TextDecoder> own;
    if (const Element *terms = findFirst(begin, end, tags::SpecificCharacterSet); terms != nullptr)
        scope.text = &own.emplace(m_instance.value(*terms));
    if (const Element *sign = findFirst(begin, end, tags::PixelRepresentation); sign != nullptr)
        scope.isSigned = m_instance.integer(*sign) == 1;
    m_out += '{';
    writeElements(begin, end, scope);
    m_out += '}';
}

void JsonWriter::writeElements(std::uint32_t begin, std::uint32_t end, const Scope &scope)
{
    const std::vector<Element> &elements = m_instance.elements;
    const std::size_t itemBegin = m_out.size();
    bool isAscending = true;
    for (std::uint32_t i = begin; i < end && isAscending; i = elements[i].end)
        isAscending = elements[i].end >= end || elements[i].tag < elements[elements[i].end].tag;
    if (isAscending) {
        for (std::uint32_t i = begin; i < end; i = elements[i].end)
            writeElement(elements[i], scope, itemBegin);
    } else {
        for (const std::uint32_t i : sortedTags(begin, end))
            writeElement(elements[i], scope, itemBegin);
    }
}

std::vector<std::uint32_t> JsonWriter::sortedTags(std::uint32_t begin, std::uint32_t end) const
{
    const std::vector<Element> &elements = m_instance.elements;
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = begin; i < end; i = elements[i].end)
        order.push_back(i);
    const auto tagAt = [&elements](std::uint32_t i) { return elements[i].tag; };
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return tagAt(a) < tagAt(b); });
    order.erase(
        std::unique(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return tagAt(a) == tagAt(b); }),
        order.end());
    return order;
}

void JsonWriter::writeElement(const Element &element, const Scope &scope, std::size_t itemBegin)
{
    const Tag tag = element.tag;
    if (!isInModel(tag))
        return;
    const bool holdsItems = isSequence(element);
    if (!holdsItems && isBulk(element)) {
        list(element, vrOf(element, scope));
        return;
    }
    const bool isCharacterSet = tag == tags::SpecificCharacterSet;
    if (isCharacterSet && trimmedPadding(m_instance.value(element)).empty())
        return; // says what its absence says
    if (m_out.size() > itemBegin)
        m_out += ',';
    if (isCharacterSet) {
        m_out += characterSetMember;
        m_isCharacterSetWritten = m_isCharacterSetWritten || m_path.empty();
    } else if (holdsItems) {
        writeSequence(element, scope);
    } else {
        writeValue(element, vrOf(element, scope), scope);
    }
    if (m_path.empty() && tag < tags::SpecificCharacterSet)
        m_characterSetAt = m_out.size();
}

void JsonWriter::writeSequence(const Element &sequence, const Scope &scope)
{
    openElement(sequence.tag, Vr::SQ);
    std::uint32_t number = 0;
    for (std::uint32_t i = m_instance.indexOf(sequence) + 1; i < sequence.end; i = m_instance.elements[i].end) {
        m_out += number == 0 ? ",\"Value\":[" : ",";
        m_path.push_back({sequence.tag, ++number});
        writeItem(i + 1, m_instance.elements[i].end, scope);
        m_path.pop_back();
    }
    m_out += number == 0 ? "}" : "]}";
}

void JsonWriter::writeValue(const Element &element, Vr vr, const Scope &scope)
{
    openElement(element.tag, vr);
    const std::optional<std::string_view> value = valueOf(element);
    if (!value) {
        list(element, vr);
    } else if (isText(vr)) {
        const std::size_t before = m_out.size();
        m_out += ",\"Value\":[";
        const std::size_t begin = m_out.size();
        appendJsonTexts(m_out, vr, decoded(*value, vr, scope));
        if (m_out.size() > begin)
            m_out += ']';
        else
            m_out.resize(before);
    } else if (isNumber(vr)) {
        if (value->size() >= fixedValueSize(vr)) {
            m_out += ",\"Value\":[";
            appendJsonNumbers(m_out, vr, *value, element.has(Element::bigEndian));
            m_out += ']';
        } else if (!value->empty()) {
            list(element, vr); // not even one whole number
        }
    } else if (!value->empty()) {
        m_out += ",\"InlineBinary\":";
        appendJsonBinary(m_out, vr, *value, element.has(Element::bigEndian));
    }
    m_out += '}';
}

void JsonWriter::openElement(Tag tag, Vr vr)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    char text[] = R"("ggggeeee":{"vr":"XX")";
    for (unsigned i = 0; i < 8; ++i)
        text[1 + i] = digits[(tag.key() >> (28 - 4 * i)) & 0xFU];
    const std::string_view code = toString(vr);
    text[18] = code[0];
    text[19] = code[1];
    m_out.append(text, sizeof text - 1);
}

const Element *JsonWriter::findFirst(std::uint32_t begin, std::uint32_t end, Tag tag) const
{
    for (std::uint32_t i = begin; i < end; i = m_instance.elements[i].end) {
        if (m_instance.elements[i].tag == tag)
            return &m_instance.elements[i];
    }
    return nullptr;
}

// Also what is one whatever its VR says: UN of undefined length (PS3.5 6.2.2), Items in an element of another VR.
bool JsonWriter::isSequence(const Element &element) const
{
    if (element.vr == Vr::SQ)
        return true;
    if (!element.hasUndefinedLength())
        return false;
    const std::uint32_t inside = m_instance.indexOf(element) + 1;
    if (inside < element.end)
        return !m_instance.elements[inside].has(Element::fragment);
    return element.vr == Vr::UN && element.tag != tags::PixelData;
}

Vr JsonWriter::vrOf(const Element &element, const Scope &scope) const
{
    if (element.vr == Vr::unknown || element.vr == Vr::none)
        return Vr::UN;
    // An implicit encoding leaves it to Pixel Representation (PS3.5 A.1).
    if (element.vr == Vr::US && scope.isSigned && element.has(Element::vrFromDictionary) &&
        !isPaletteDescriptor(element.tag)) {
        const DictionaryEntry *entry = findInDictionary(element.tag);
        if (entry != nullptr && entry->vr == "US or SS")
            return Vr::SS;
    }
    return element.vr;
}

std::optional<std::string_view> JsonWriter::valueOf(const Element &element)
{
    if (element.length == 0)
        return std::string_view{};
    if (element.has(Element::valueKept))
        return m_instance.value(element);
    if (m_source == nullptr || m_instance.encoding.deflated || element.hasUndefinedLength() ||
        element.valueOffset() + element.length > m_source->size() || m_readAgainTotal + element.length > mostReadAgain)
        return std::nullopt;
    m_readAgainTotal += element.length;
    m_readAgain.resize(element.length);
    const Result<std::size_t> count = m_source->readAt(element.valueOffset(), m_readAgain);
    if (!count || *count < m_readAgain.size())
        return std::nullopt;
    return std::string_view(reinterpret_cast<const char *>(m_readAgain.data()), m_readAgain.size());
}

std::string_view JsonWriter::decoded(std::string_view text, Vr vr, const Scope &scope)
{
    TextDecoder &decoder = isCharacterSetDependent(vr) ? *scope.text : m_ascii;
    if (decoder.keepsAscii && isPlainAscii(text))
        return text;
    DecodedText result = decoder.decoder.decode(text, vr == Vr::PN);
    m_result.hasUndecodableText = m_result.hasUndecodableText || !result.isComplete;
    m_decoded = std::move(result.utf8);
    m_hasNonAscii = m_hasNonAscii || !isPlainAscii(m_decoded);
    return m_decoded;
}

void JsonWriter::list(const Element &element, Vr vr)
{
    m_result.omitted.push_back({.attribute = AttributePath(m_path, element.tag).toString(),
                                .vr = std::string{toString(vr)},
                                .length = bulkLength(m_instance, element)});
}

} // namespace

DicomJson toDicomJson(const ScannedInstance &instance, ByteSource *source)
{
    DicomJson result;
    // A member takes some forty characters more than its value.
    result.object.reserve(instance.elements.size() * 48 + instance.keptBytes.size());
    JsonWriter(instance, source, result).writeRoot();
    return result;
}

} // namespace mi
