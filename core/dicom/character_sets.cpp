#include "core/dicom/character_sets.h"

#include "core/dicom/character_set_terms.h"
#include "core/support/text.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

namespace mi {

namespace {

using character_sets::CodedSet;
using character_sets::Designation;
using character_sets::Term;

constexpr char escape = '\x1B';
constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20;
}

// Between values, and between the parts of a name.
bool isDelimiter(char c, bool isPersonName)
{
    return c == '\\' || (isPersonName && (c == '^' || c == '='));
}

// Whether the byte at `at` and the one behind it can be a character of a two-byte set in G0.
bool isPairAt(std::string_view value, std::size_t at)
{
    const auto next = at + 1 < value.size() ? static_cast<unsigned char>(value[at + 1]) : 0U;
    return next > 0x20 && next < 0x7F;
}

// Every byte means what it means in ASCII, whatever is designated to G1.
bool isPlainAscii(std::string_view value)
{
    return std::none_of(value.begin(), value.end(),
                        [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == escape; });
}

// Code points of the Basic Multilingual Plane only; 0 never comes here.
void appendUtf8(std::string &out, char16_t c)
{
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0U | (c >> 6U));
        out += static_cast<char>(0x80U | (c & 0x3FU));
    } else {
        out += static_cast<char>(0xE0U | (c >> 12U));
        out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (c & 0x3FU));
    }
}

void appendBad(DecodedText &text, std::size_t offset)
{
    if (text.isComplete)
        text.firstBadByte = offset;
    text.isComplete = false;
    text.utf8 += replacement;
}

// One conversion of the system library, opened at its first use and kept.
class Converter {
public:
    explicit Converter(const char *from) : m_handle(iconv_open("UTF-8", from)) {}
    ~Converter()
    {
        if (isOpen())
            iconv_close(m_handle);
    }
    Converter(const Converter &) = delete;
    Converter &operator=(const Converter &) = delete;

    bool isOpen() const { return m_handle != reinterpret_cast<iconv_t>(-1); }

    // Appends what can be converted; returns how many bytes of `in` that was.
    std::size_t convert(std::string_view in, std::string &out)
    {
        if (!isOpen())
            return 0;
        iconv(m_handle, nullptr, nullptr, nullptr, nullptr);
        std::array<char, 1024> buffer{};
        char *from = const_cast<char *>(in.data()); // POSIX: not written to
        std::size_t left = in.size();
        while (left > 0) {
            char *to = buffer.data();
            std::size_t room = buffer.size();
            const std::size_t status = iconv(m_handle, &from, &left, &to, &room);
            out.append(buffer.data(), buffer.size() - room);
            if (status == static_cast<std::size_t>(-1) && errno != E2BIG)
                break;
        }
        return in.size() - left;
    }

private:
    iconv_t m_handle;
};

} // namespace

struct CharacterSetDecoder::Private {
    std::vector<std::string> declared;
    std::vector<std::string> unknown;
    std::vector<const CodedSet *> announced;
    const CodedSet *whole = nullptr; // UTF-8, GB18030 or GBK: no code extensions at all
    const CodedSet *initialG0 = nullptr;
    const CodedSet *initialG1 = nullptr; // null: nothing is designated
    bool codeExtensions = false;
    std::array<std::optional<Converter>, character_sets::converterCount> converters;

    Converter &converterFor(const CodedSet &set);
    void announce(const Term &term, bool isFirst);

    DecodedText decodeUtf8(std::string_view value) const;
    DecodedText decodeWhole(std::string_view value);
    DecodedText decodeIso2022(std::string_view value, bool isPersonName);
    std::size_t decodeCharacter(std::string_view value, std::size_t at, const CodedSet *set, DecodedText &out);
    const Designation *escapeAt(std::string_view value, std::size_t at) const;
};

Converter &CharacterSetDecoder::Private::converterFor(const CodedSet &set)
{
    auto &converter = converters[set.converter];
    if (!converter)
        converter.emplace(set.conversion);
    return *converter;
}

void CharacterSetDecoder::Private::announce(const Term &term, bool isFirst)
{
    for (const CodedSet *set : {term.g0, term.g1}) {
        if (set != nullptr)
            announced.push_back(set);
    }
    if (!isFirst)
        return;
    if (term.isWhole)
        whole = term.g1;
    // A two-byte set in the first value is not allowed and common; its escape sequence still comes before its text.
    initialG0 = term.g0 != nullptr && !term.g0->isTwoByte ? term.g0 : &character_sets::ascii;
    initialG1 = term.g1;
}

DecodedText CharacterSetDecoder::Private::decodeUtf8(std::string_view value) const
{
    DecodedText text;
    std::size_t at = 0;
    while (true) {
        const std::size_t bad = firstInvalidUtf8(value.substr(at));
        if (bad == std::string_view::npos) {
            text.utf8 += value.substr(at);
            return text;
        }
        text.utf8 += value.substr(at, bad);
        at += bad;
        appendBad(text, at);
        // One mark for a broken sequence, not one for each of its bytes.
        ++at;
        while (at < value.size() && (static_cast<unsigned char>(value[at]) & 0xC0U) == 0x80U)
            ++at;
    }
}

DecodedText CharacterSetDecoder::Private::decodeWhole(std::string_view value)
{
    if (whole->conversion == nullptr)
        return decodeUtf8(value);
    DecodedText text;
    Converter &converter = converterFor(*whole);
    std::size_t at = 0;
    while (at < value.size()) {
        at += converter.convert(value.substr(at), text.utf8);
        if (at < value.size())
            appendBad(text, at++);
    }
    return text;
}

const Designation *CharacterSetDecoder::Private::escapeAt(std::string_view value, std::size_t at) const
{
    const std::string_view rest = value.substr(at + 1);
    for (const Designation &designation : character_sets::designations) {
        if (rest.starts_with(designation.sequence))
            return &designation;
    }
    return nullptr;
}

// Returns how many bytes were used.
std::size_t CharacterSetDecoder::Private::decodeCharacter(std::string_view value, std::size_t at, const CodedSet *set,
                                                          DecodedText &out)
{
    const auto byte = static_cast<unsigned char>(value[at]);
    if (set == nullptr) {
        appendBad(out, at);
        return 1;
    }
    if (!set->isTwoByte) {
        const char16_t c = set->decode(byte);
        if (c != 0)
            appendUtf8(out.utf8, c);
        else
            appendBad(out, at);
        return 1;
    }
    // Both bytes in the same half. The extended Unix codes hold all of these sets, with the high bits set.
    const auto next = at + 1 < value.size() ? static_cast<unsigned char>(value[at + 1]) : 0U;
    const bool isPair = (byte & 0x80U) == (next & 0x80U) && (next & 0x7FU) > 0x20U && (next & 0x7FU) < 0x7FU;
    if (!isPair || byte == 0xA0 || byte == 0xFF) {
        appendBad(out, at);
        return 1;
    }
    std::array<char, 3> code{set->prefix, static_cast<char>(byte | 0x80U), static_cast<char>(next | 0x80U)};
    std::string_view bytes(code.data(), code.size());
    if (set->prefix == 0)
        bytes.remove_prefix(1);
    if (converterFor(*set).convert(bytes, out.utf8) != bytes.size())
        appendBad(out, at);
    return 2;
}

DecodedText CharacterSetDecoder::Private::decodeIso2022(std::string_view value, bool isPersonName)
{
    DecodedText text;
    text.utf8.reserve(value.size() + value.size() / 2);
    const CodedSet *g0 = initialG0;
    const CodedSet *g1 = initialG1;
    std::size_t at = 0;
    while (at < value.size()) {
        const char c = value[at];
        const auto byte = static_cast<unsigned char>(c);
        if (c == escape) {
            const Designation *designation = escapeAt(value, at);
            if (designation == nullptr) {
                appendBad(text, at++);
                continue;
            }
            const CodedSet *set = designation->set;
            (designation->isG1 ? g1 : g0) = set;
            if (!codeExtensions || std::find(announced.begin(), announced.end(), set) == announced.end())
                text.hasUndeclaredEscape = true;
            at += 1 + designation->sequence.size();
        } else if (isControl(c) || c == ' ' || byte == 0x7F) {
            if (isControl(c)) { // PS3.5 6.1.2.5.3: the end of a line or page, or any other control character
                text.isNotSwitchedBack = text.isNotSwitchedBack || (c != '\0' && g0->isTwoByte);
                g0 = initialG0;
                g1 = initialG1;
            }
            text.utf8 += c;
            ++at;
        } else if (byte >= 0x80) {
            at += decodeCharacter(value, at, byte >= 0xA0 ? g1 : nullptr, text);
        } else if (g0->isTwoByte && isDelimiter(c, isPersonName) && !isPairAt(value, at)) {
            text.isNotSwitchedBack = true;
            g0 = initialG0;
            g1 = initialG1;
            text.utf8 += c;
            ++at;
        } else if (g0->isTwoByte) {
            at += decodeCharacter(value, at, g0, text);
        } else {
            if (isDelimiter(c, isPersonName)) {
                g0 = initialG0;
                g1 = initialG1;
                text.utf8 += c;
            } else {
                decodeCharacter(value, at, g0, text);
            }
            ++at;
        }
    }
    text.isNotSwitchedBack = text.isNotSwitchedBack || g0->isTwoByte;
    return text;
}

CharacterSetDecoder::CharacterSetDecoder(std::string_view specificCharacterSet) : m(std::make_unique<Private>())
{
    m->initialG0 = &character_sets::ascii;
    m->announced.push_back(&character_sets::ascii); // always there to go back to
    std::string_view rest = specificCharacterSet;
    bool isFirst = true;
    while (true) {
        const std::size_t end = rest.find('\\');
        const std::string_view text = trimmedPadding(rest.substr(0, end));
        m->declared.emplace_back(text);
        const character_sets::FoundTerm found = character_sets::findTerm(text);
        if (!found.isDefined)
            m->unknown.emplace_back(text);
        if (found.term != nullptr)
            m->announce(*found.term, isFirst);
        m->codeExtensions = m->codeExtensions || found.isExtended;
        isFirst = false;
        if (end == std::string_view::npos)
            break;
        m->codeExtensions = true;
        rest.remove_prefix(end + 1);
    }
}

CharacterSetDecoder::~CharacterSetDecoder() = default;
CharacterSetDecoder::CharacterSetDecoder(CharacterSetDecoder &&) noexcept = default;
CharacterSetDecoder &CharacterSetDecoder::operator=(CharacterSetDecoder &&) noexcept = default;

const std::vector<std::string> &CharacterSetDecoder::declaredTerms() const
{
    return m->declared;
}

const std::vector<std::string> &CharacterSetDecoder::unknownTerms() const
{
    return m->unknown;
}

bool CharacterSetDecoder::usesCodeExtensions() const
{
    return m->codeExtensions;
}

DecodedText CharacterSetDecoder::decode(std::string_view value, bool isPersonName)
{
    if (m->initialG0->kind != character_sets::Kind::romaji && isPlainAscii(value)) {
        DecodedText text;
        text.utf8 = value;
        return text;
    }
    return m->whole != nullptr ? m->decodeWhole(value) : m->decodeIso2022(value, isPersonName);
}

std::string displayPersonName(std::string_view utf8)
{
    // The first group that says something: alphabetic, ideographic, phonetic (PS3.5 6.2.1.2).
    std::string_view group;
    while (true) {
        const std::size_t end = utf8.find('=');
        group = utf8.substr(0, end);
        if (group.find_first_not_of("^ ") != std::string_view::npos || end == std::string_view::npos)
            break;
        utf8.remove_prefix(end + 1);
    }
    enum { family, given, middle, prefix, suffix, count };
    std::array<std::string_view, count> part;
    for (std::string_view &component : part) {
        const std::size_t end = group.find('^');
        component = trimmedPadding(group.substr(0, end));
        group = end == std::string_view::npos ? std::string_view{} : group.substr(end + 1);
    }
    std::string first;
    for (const auto component : {part[prefix], part[given], part[middle]}) {
        if (!component.empty())
            first.append(first.empty() ? "" : " ").append(component);
    }
    std::string name;
    for (const std::string_view component : {part[family], std::string_view{first}, part[suffix]}) {
        if (!component.empty())
            name.append(name.empty() ? "" : ", ").append(component);
    }
    return name;
}

} // namespace mi
