#include "core/standard/evaluation/instance_values.h"

#include "core/dicom/dictionary.h"
#include "core/standard/evaluation/element_numbers.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mi {

namespace {

using Operator = ConditionPool::Operator;
using Comparand = ConditionPool::Comparand;

constexpr std::size_t shownValues = 80; // characters; more are for no message

template <class T>
bool holds(Operator op, const T &value, const T &bound)
{
    switch (op) {
    case Operator::equal:
        return value == bound;
    case Operator::less:
        return value < bound;
    case Operator::lessOrEqual:
        return value <= bound;
    case Operator::greater:
        return value > bound;
    case Operator::greaterOrEqual:
        return value >= bound;
    }
    return false;
}

bool anyText(const Comparison &comparison, std::string_view value)
{
    for (const ConditionPool::Literal &literal : comparison.literals) {
        if (holds(comparison.op, value, literal.text))
            return true;
    }
    return false;
}

bool anyNumber(const Comparison &comparison, double value)
{
    for (const ConditionPool::Literal &literal : comparison.literals) {
        if (holds(comparison.op, value, literal.number))
            return true;
    }
    return false;
}

bool anyTag(const Comparison &comparison, Tag value)
{
    for (const ConditionPool::Literal &literal : comparison.literals) {
        if (value == literal.tag)
            return true;
    }
    return false;
}

// Backslashes separate values, unless one may be the second byte of a character (PS3.5 6.1.2.3).
bool isSplitCertain(const ScannedInstance &instance, Vr vr, std::string_view value)
{
    const auto isPlain = [](char c) { return static_cast<unsigned char>(c) < 0x80U && c != '\x1B'; };
    if (!isCharacterSetDependent(vr) || value.find('\\') == std::string_view::npos ||
        std::ranges::all_of(value, isPlain))
        return true;
    const std::string_view sets = instance.text(tags::SpecificCharacterSet);
    return sets.find("GB") == std::string_view::npos && sets.find("2022") == std::string_view::npos;
}

// Calls `visit` with each value of a text, trimmed, and its number; ends when that is not "no".
template <class Visit>
Truth eachText(Vr vr, std::string_view text, Visit visit)
{
    Truth result = Truth::no;
    std::uint32_t number = 0;
    for (;;) {
        const std::size_t end = isMultiValuedText(vr) ? text.find('\\') : std::string_view::npos;
        result = either(result, visit(trimmedPadding(text.substr(0, end)), ++number));
        if (end == std::string_view::npos || result == Truth::yes)
            return result;
        text.remove_prefix(end + 1);
    }
}

Truth comparesText(const ScannedInstance &instance, Vr vr, std::string_view value, const Comparison &comparison,
                   std::uint32_t *matched)
{
    if (!isSplitCertain(instance, vr, value))
        return Truth::unknown;
    const bool isNumber = comparison.comparand == Comparand::number;
    return eachText(vr, value, [&](std::string_view text, std::uint32_t number) {
        if (text.empty() || (comparison.valueNumber != 0 && number != comparison.valueNumber))
            return Truth::no;
        bool isMatch = false;
        if (isNumber) {
            const std::optional<double> parsed = numberFromText(text);
            if (!parsed)
                return Truth::unknown;
            isMatch = anyNumber(comparison, *parsed);
        } else {
            isMatch = anyText(comparison, text);
        }
        if (isMatch && matched != nullptr)
            *matched = number;
        return isMatch ? Truth::yes : Truth::no;
    });
}

// "US or SS" in an implicit encoding is read as US; Pixel Representation (0028,0103) says what it is.
bool isSignUnknown(const ScannedInstance &instance, const Element &element)
{
    if (!element.has(Element::vrFromDictionary) || element.vr != Vr::US)
        return false;
    const DictionaryEntry *entry = findInDictionary(element.tag);
    return entry != nullptr && entry->vr.starts_with("US or SS") && !instance.has(tags::PixelRepresentation);
}

Truth comparesBinary(const ScannedInstance &instance, const Element &element, Vr vr, const Comparison &comparison,
                     std::uint32_t *matched)
{
    const std::string_view bytes = instance.value(element);
    const unsigned size = fixedValueSize(vr);
    const std::size_t count = size != 0 ? bytes.size() / size : 0;
    if (count == 0)
        return Truth::unknown; // some bytes, but no whole value
    const bool isTag = comparison.comparand == Comparand::tag;
    const bool bigEndian = element.has(Element::bigEndian);
    const bool isDoubtful = isSignUnknown(instance, element);
    Truth result = Truth::no;
    const std::size_t first = comparison.valueNumber != 0 ? comparison.valueNumber - 1U : 0U;
    const std::size_t end = comparison.valueNumber != 0 ? first + 1 : count;
    for (std::size_t i = first; i < end && i < count && result != Truth::yes; ++i) {
        bool isMatch = false;
        if (isTag) {
            const auto group = static_cast<std::uint16_t>(rawNumber(bytes, i * size, 2, bigEndian));
            isMatch =
                anyTag(comparison, {group, static_cast<std::uint16_t>(rawNumber(bytes, i * size + 2, 2, bigEndian))});
        } else {
            const std::uint64_t raw = rawNumber(bytes, i * size, size, bigEndian);
            const std::optional<double> number = numberFromRaw(vr, raw, size);
            if (!number || (isDoubtful && raw > 0x7FFFU))
                result = Truth::unknown;
            else
                isMatch = anyNumber(comparison, *number);
        }
        if (isMatch && matched != nullptr)
            *matched = static_cast<std::uint32_t>(i + 1);
        result = isMatch ? Truth::yes : result;
    }
    return result;
}

Truth isTextFilled(const ScannedInstance &instance, const Element &element, Vr vr, std::uint16_t valueNumber)
{
    const std::string_view value = instance.value(element);
    if (valueNumber == 0)
        return trimmedPadding(value).empty() ? Truth::no : Truth::yes;
    if (!isSplitCertain(instance, vr, value))
        return Truth::unknown;
    return eachText(vr, value, [valueNumber](std::string_view text, std::uint32_t number) {
        return number == valueNumber && !text.empty() ? Truth::yes : Truth::no;
    });
}

} // namespace

Vr effectiveVr(const ScannedInstance &instance, const Element &element)
{
    if (element.vr == Vr::UN || element.vr == Vr::unknown)
        return dictionaryVr(element.tag);
    if (element.vr == Vr::US && element.has(Element::vrFromDictionary)) {
        const DictionaryEntry *entry = findInDictionary(element.tag);
        const bool isEither = entry != nullptr && entry->vr.starts_with("US or SS");
        if (isEither && instance.integer(tags::PixelRepresentation).value_or(0) == 1)
            return Vr::SS;
    }
    return element.vr;
}

bool isCutOff(const ScannedInstance &instance, const Element &element)
{
    if (!instance.stoppedAt)
        return false;
    if (!element.hasUndefinedLength())
        return element.valueOffset() + element.length > *instance.stoppedAt;
    return element.end == instance.elements.size();
}

bool hasReadableItems(const ScannedInstance &instance, const Element &element)
{
    const bool hasChildren = element.end > instance.indexOf(element) + 1;
    return hasChildren || element.vr == Vr::SQ || element.length == 0;
}

Truth isFilled(const ScannedInstance &instance, const Element &element, std::uint16_t valueNumber)
{
    const Vr vr = effectiveVr(instance, element);
    const bool hasChildren = element.end > instance.indexOf(element) + 1;
    if (hasChildren)
        return Truth::yes; // Items, or fragments
    if (element.length == 0)
        return Truth::no;
    if (isCutOff(instance, element) || vr == Vr::unknown)
        return Truth::unknown;
    if (vr == Vr::SQ)
        return element.vr == Vr::SQ ? Truth::no : Truth::unknown; // a Sequence in UN that was not read as one
    if (element.hasUndefinedLength())
        return Truth::no; // encapsulated, without a fragment
    if (element.has(Element::valueKept) && isText(vr))
        return isTextFilled(instance, element, vr, valueNumber);
    if (isText(vr)) {
        const bool hasText = valueNumber <= 1 && !trimmedPadding(instance.prefix(element)).empty();
        return hasText ? Truth::yes : Truth::unknown;
    }
    const unsigned size = fixedValueSize(vr);
    if (valueNumber <= 1 || size == 0)
        return valueNumber <= 1 ? Truth::yes : Truth::unknown;
    return element.length / size >= valueNumber ? Truth::yes : Truth::no;
}

std::optional<std::uint64_t> countValues(const ScannedInstance &instance, const Element &element)
{
    const Vr vr = effectiveVr(instance, element);
    const Truth filled = isFilled(instance, element, 0);
    if (filled == Truth::no)
        return 0;
    if (filled == Truth::unknown || vr == Vr::SQ || vr == Vr::UN || vr == Vr::unknown)
        return std::nullopt;
    if (!isText(vr)) {
        const bool isOther =
            vr == Vr::OB || vr == Vr::OD || vr == Vr::OF || vr == Vr::OL || vr == Vr::OV || vr == Vr::OW;
        if (isOther)
            return 1; // PS3.5 6.4: whatever its length
        const unsigned size = fixedValueSize(vr);
        return size != 0 ? std::optional<std::uint64_t>{element.length / size} : std::nullopt;
    }
    if (!isMultiValuedText(vr))
        return 1;
    const std::string_view value = instance.value(element);
    if (!element.has(Element::valueKept) || !isSplitCertain(instance, vr, value))
        return std::nullopt;
    return 1 + static_cast<std::uint64_t>(std::count(value.begin(), value.end(), '\\'));
}

Truth compares(const ScannedInstance &instance, const Element &element, const Comparison &comparison,
               std::uint32_t *number)
{
    if (element.length == 0)
        return Truth::no;
    if (!element.has(Element::valueKept) || isCutOff(instance, element))
        return Truth::unknown;
    const Vr vr = effectiveVr(instance, element);
    const bool isNumeric = vr == Vr::IS || vr == Vr::DS;
    if (isText(vr)) {
        // A number in LO, or a tag in any text, is not where it belongs: what it means is nobody's to guess.
        const bool isFit =
            comparison.comparand == Comparand::text || (comparison.comparand == Comparand::number && isNumeric);
        return isFit ? comparesText(instance, vr, instance.value(element), comparison, number) : Truth::unknown;
    }
    const bool isUn = element.vr == Vr::UN || element.vr == Vr::unknown;
    const bool isFit =
        (comparison.comparand == Comparand::tag) == (vr == Vr::AT) && comparison.comparand != Comparand::text;
    return isFit && !isUn ? comparesBinary(instance, element, vr, comparison, number) : Truth::unknown;
}

std::string valueText(const ScannedInstance &instance, const Element &element, std::uint32_t valueNumber)
{
    const Vr vr = effectiveVr(instance, element);
    const std::string_view bytes = instance.value(element);
    std::string text;
    if (isText(vr)) {
        if (valueNumber == 0)
            return std::string{trimmedPadding(bytes)};
        eachText(vr, bytes, [&](std::string_view value, std::uint32_t number) {
            text = number == valueNumber ? value : std::string_view{text};
            return Truth::no;
        });
        return text;
    }
    const unsigned size = fixedValueSize(vr);
    const bool bigEndian = element.has(Element::bigEndian);
    const std::size_t count = size != 0 ? bytes.size() / size : 0;
    for (std::size_t i = 0; i < count && text.size() < shownValues; ++i) {
        if (valueNumber != 0 && valueNumber != i + 1)
            continue;
        text += text.empty() ? "" : "\\";
        const std::uint64_t raw = rawNumber(bytes, i * size, size, bigEndian);
        if (vr == Vr::AT) {
            const auto group = static_cast<std::uint16_t>(rawNumber(bytes, i * size, 2, bigEndian));
            text += toString(Tag{group, static_cast<std::uint16_t>(rawNumber(bytes, i * size + 2, 2, bigEndian))});
        } else if (const std::optional<double> number = numberFromRaw(vr, raw, size)) {
            std::array<char, 32> digits{};
            const auto done = std::to_chars(digits.data(), digits.data() + digits.size(), *number);
            text.append(digits.data(), done.ptr);
        }
    }
    return text;
}

} // namespace mi
