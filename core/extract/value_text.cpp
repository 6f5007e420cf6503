#include "core/extract/value_text.h"

#include "core/dicom/character_sets.h"
#include "core/dicom/scanned_instance.h"
#include "core/domain/tag.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>

namespace mi {

namespace {

constexpr std::size_t longestText = 240;   // characters
constexpr std::uint32_t mostNumbers = 16;  // values of a binary VR
constexpr std::uint32_t longestBytes = 16; // of OB and UN, as hexadecimal
constexpr std::string_view ellipsis = "…";

std::size_t sequenceLength(char lead)
{
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// Controls, and the marks that turn the direction of text: a value may not disguise what stands beside it.
bool isUnsafe(std::string_view character)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 1)
        return byte(0) < 0x20 || byte(0) == 0x7F;
    if (character.size() == 2)
        return byte(0) == 0xC2 && byte(1) < 0xA0;
    if (character.size() == 3 && byte(0) == 0xE2 && byte(1) == 0x80) // U+2028 to U+202E
        return byte(2) >= 0xA8 && byte(2) <= 0xAE;
    return character.size() == 3 && byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;
}

// Valid UTF-8 in; a run of controls becomes one space.
std::string oneLine(std::string_view utf8)
{
    std::string line;
    std::size_t characters = 0;
    bool wasUnsafe = false;
    for (std::size_t at = 0; at < utf8.size();) {
        const std::string_view character = utf8.substr(at, sequenceLength(utf8[at]));
        at += character.size();
        const bool unsafe = isUnsafe(character);
        if (unsafe && wasUnsafe)
            continue;
        wasUnsafe = unsafe;
        if (++characters > longestText)
            return line.append(ellipsis);
        line += unsafe ? std::string_view{" "} : character;
    }
    return line;
}

template <class T>
T load(const char *bytes, bool bigEndian)
{
    std::array<char, sizeof(T)> raw{};
    std::memcpy(raw.data(), bytes, sizeof(T));
    if (bigEndian != (std::endian::native == std::endian::big))
        std::reverse(raw.begin(), raw.end());
    return std::bit_cast<T>(raw);
}

template <class T>
std::string numberText(const char *bytes, bool bigEndian)
{
    std::array<char, 40> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), load<T>(bytes, bigEndian)).ptr;
    return {digits.data(), end};
}

std::string oneNumber(Vr vr, const char *bytes, bool bigEndian)
{
    switch (vr) {
    case Vr::AT:
        return toString(Tag{load<std::uint16_t>(bytes, bigEndian), load<std::uint16_t>(bytes + 2, bigEndian)});
    case Vr::US:
        return numberText<std::uint16_t>(bytes, bigEndian);
    case Vr::SS:
        return numberText<std::int16_t>(bytes, bigEndian);
    case Vr::UL:
        return numberText<std::uint32_t>(bytes, bigEndian);
    case Vr::SL:
        return numberText<std::int32_t>(bytes, bigEndian);
    case Vr::UV:
        return numberText<std::uint64_t>(bytes, bigEndian);
    case Vr::SV:
        return numberText<std::int64_t>(bytes, bigEndian);
    case Vr::FL:
        return numberText<float>(bytes, bigEndian);
    case Vr::FD:
        return numberText<double>(bytes, bigEndian);
    default:
        return {};
    }
}

bool isNumeric(Vr vr)
{
    return oneNumber(vr, "\0\0\0\0\0\0\0", false).size() > 0;
}

std::string numbersText(Vr vr, std::string_view value, std::uint32_t total, bool bigEndian)
{
    const std::size_t size = fixedValueSize(vr);
    const std::size_t shown = std::min<std::size_t>(value.size() / size, mostNumbers);
    std::string text;
    for (std::size_t i = 0; i < shown; ++i)
        text.append(i == 0 ? "" : "\\").append(oneNumber(vr, value.data() + i * size, bigEndian));
    if (total > shown)
        text += ellipsis;
    return text;
}

std::string hexText(std::string_view value)
{
    std::string text;
    for (const char c : value) {
        const auto byte = static_cast<std::uint8_t>(c);
        text.append(text.empty() ? "" : " ").append(toHex({&byte, 1}));
    }
    return text;
}

bool isPrintable(std::string_view value)
{
    return std::all_of(value.begin(), value.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

} // namespace

std::string groupedBytesText(std::uint64_t count)
{
    std::string digits = std::to_string(count);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits + (count == 1 ? " byte" : " bytes");
}

ValueText valueText(const Element &element, std::string_view value, bool bigEndian, CharacterSetDecoder &decoder)
{
    ValueText result;
    if (element.length == 0)
        return result;
    result.vm = 1;
    const bool isWhole = element.has(Element::valueKept);
    if (isText(element.vr)) {
        const std::string utf8 = decoder.decode(value, element.vr == Vr::PN).utf8;
        const std::string_view text = withoutTrailingPadding(utf8);
        if (isMultiValuedText(element.vr))
            result.vm += static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\\'));
        if (text.empty())
            result.vm = 0;
        result.text = isWhole ? oneLine(text) : groupedBytesText(element.length);
        return result;
    }
    if (isNumeric(element.vr)) {
        result.vm = element.length / fixedValueSize(element.vr);
        result.text = numbersText(element.vr, value, result.vm, bigEndian);
        return result;
    }
    const std::string_view unpadded = withoutTrailingPadding(value);
    if (!isWhole || element.length > longestText)
        result.text = groupedBytesText(element.length);
    else if (element.vr == Vr::UN && !unpadded.empty() && isPrintable(unpadded))
        result.text = unpadded;
    else
        result.text = element.length <= longestBytes ? hexText(value) : groupedBytesText(element.length);
    return result;
}

} // namespace mi
