#include "core/imaging/value_reading.h"

#include "core/checks/pixels/frame_bytes.h"
#include "core/checks/values/binary_value.h"
#include "core/dicom/character_sets.h"
#include "core/support/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mi {

namespace {

std::vector<double> decimalNumbers(std::string_view text, std::size_t limit)
{
    std::vector<double> numbers;
    while (numbers.size() < limit && !text.empty()) {
        const std::size_t end = std::min(text.find('\\'), text.size());
        std::string_view part = trimmedPadding(text.substr(0, end));
        if (part.starts_with('+'))
            part.remove_prefix(1);
        double number = 0;
        const auto [rest, error] = std::from_chars(part.data(), part.data() + part.size(), number);
        if (error != std::errc{} || rest != part.data() + part.size() || !std::isfinite(number))
            break;
        numbers.push_back(number);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return numbers;
}

double binaryNumber(std::string_view bytes, std::size_t at, unsigned size, Vr vr, bool bigEndian)
{
    if (vr == Vr::FL || vr == Vr::FD)
        return floatAt(bytes, at, size, bigEndian);
    const std::uint64_t raw = unsignedAt(bytes, at, size, bigEndian);
    if (vr == Vr::SS)
        return static_cast<std::int16_t>(raw);
    if (vr == Vr::SL)
        return static_cast<std::int32_t>(raw);
    return static_cast<double>(raw);
}

} // namespace

const Element *findBelow(const ScannedInstance &instance, const Element *item, Tag tag)
{
    return item == nullptr ? instance.find(tag) : instance.findIn(*item, tag);
}

const Element *itemOf(const ScannedInstance &instance, const Element *sequence, std::uint32_t index)
{
    if (sequence == nullptr)
        return nullptr;
    for (std::uint32_t at = instance.indexOf(*sequence) + 1; at < sequence->end;) {
        const Element &item = instance.elements[at];
        if (index-- == 0)
            return item.tag == tags::Item ? &item : nullptr;
        at = std::max(item.end, at + 1);
    }
    return nullptr;
}

std::uint32_t itemCount(const ScannedInstance &instance, const Element &sequence)
{
    std::uint32_t count = 0;
    for (std::uint32_t at = instance.indexOf(sequence) + 1; at < sequence.end; ++count)
        at = std::max(instance.elements[at].end, at + 1);
    return count;
}

std::vector<double> numbersIn(const ScannedInstance &instance, const Element *element, std::size_t limit)
{
    if (element == nullptr)
        return {};
    const std::string_view value = instance.value(*element);
    const Vr vr = vrOfValue(*element);
    unsigned size = 0;
    switch (vr) {
    case Vr::DS:
    case Vr::IS:
        return decimalNumbers(value, limit);
    case Vr::US:
    case Vr::SS:
        size = 2;
        break;
    case Vr::UL:
    case Vr::SL:
    case Vr::FL:
        size = 4;
        break;
    case Vr::FD:
        size = 8;
        break;
    default:
        return {};
    }
    std::vector<double> numbers;
    for (std::size_t at = 0; at + size <= value.size() && numbers.size() < limit; at += size) {
        const double number = binaryNumber(value, at, size, vr, element->has(Element::bigEndian));
        if (!std::isfinite(number))
            break;
        numbers.push_back(number);
    }
    return numbers;
}

std::optional<double> numberOf(const ScannedInstance &instance, const Element *item, Tag tag)
{
    const std::vector<double> numbers = numbersIn(instance, findBelow(instance, item, tag), 1);
    return numbers.empty() ? std::nullopt : std::optional{numbers.front()};
}

std::string textOf(const ScannedInstance &instance, const Element *item, Tag tag)
{
    const Element *element = findBelow(instance, item, tag);
    if (element == nullptr)
        return {};
    CharacterSetDecoder decoder(instance.text(tags::SpecificCharacterSet));
    const std::string decoded = decoder.decode(instance.value(*element), element->vr == Vr::PN).utf8;
    return std::string(trimmedPadding(decoded));
}

std::vector<std::string> textsOf(const ScannedInstance &instance, const Element *item, Tag tag)
{
    std::vector<std::string> texts;
    const std::string all = textOf(instance, item, tag);
    if (all.empty())
        return texts;
    for (std::size_t begin = 0; begin <= all.size();) {
        const std::size_t end = std::min(all.find('\\', begin), all.size());
        texts.emplace_back(trimmedPadding(std::string_view(all).substr(begin, end - begin)));
        begin = end + 1;
    }
    return texts;
}

std::string bytesOf(const ScannedInstance &instance, ByteSource *source, const Element *element)
{
    if (element == nullptr || element->hasUndefinedLength())
        return {};
    std::vector<char> storage;
    const std::string_view bytes = wholeValue(instance, source, *element, mostValueBytes, storage);
    return bytes.size() == element->length ? std::string(bytes) : std::string{};
}

} // namespace mi
