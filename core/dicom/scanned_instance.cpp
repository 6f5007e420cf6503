#include "core/dicom/scanned_instance.h"

#include "core/dicom/dictionary.h"
#include "core/support/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mi {

namespace {

constexpr std::size_t maxIndexed = 64 * 1024; // no real file has more; an index of a million would cost 8 MB

std::uint64_t unsignedNumber(std::string_view bytes, bool bigEndian)
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char byte = bigEndian ? bytes[i] : bytes[bytes.size() - 1 - i];
        number = (number << 8U) | static_cast<unsigned char>(byte);
    }
    return number;
}

std::int64_t signedNumber(std::string_view bytes, bool bigEndian)
{
    std::uint64_t number = unsignedNumber(bytes, bigEndian);
    const unsigned bits = static_cast<unsigned>(bytes.size()) * 8U;
    if (bits < 64U && (number >> (bits - 1U)) != 0)
        number |= ~std::uint64_t{0} << bits;
    return static_cast<std::int64_t>(number);
}

std::optional<std::int64_t> textNumber(std::string_view text)
{
    text = trimmedPadding(text.substr(0, text.find('\\')));
    if (text.starts_with('+'))
        text.remove_prefix(1);
    const char *end = text.data() + text.size();
    std::int64_t whole = 0;
    if (const auto done = std::from_chars(text.data(), end, whole); done.ec == std::errc{} && done.ptr == end)
        return whole;
    double number = 0;
    const auto done = std::from_chars(text.data(), end, number);
    if (done.ec != std::errc{} || done.ptr != end || std::fabs(number) > 9e15 || std::floor(number) != number)
        return std::nullopt;
    return static_cast<std::int64_t>(number);
}

} // namespace

Vr vrOfValue(const Element &element)
{
    return element.vr == Vr::UN ? dictionaryVr(element.tag) : element.vr;
}

std::string_view ScannedInstance::value(const Element &element) const
{
    if (!element.has(Element::valueKept))
        return {};
    return {keptBytes.data() + element.valueIndex, element.length};
}

std::string_view ScannedInstance::prefix(const Element &element) const
{
    if (!element.has(Element::prefixKept))
        return value(element);
    // A value that the file cuts short is the last one kept.
    const std::size_t size =
        std::min({std::size_t{prefixSize}, std::size_t{element.length}, keptBytes.size() - element.valueIndex});
    return {keptBytes.data() + element.valueIndex, size};
}

void ScannedInstance::indexRoot()
{
    m_root.clear();
    const auto count = static_cast<std::uint32_t>(elements.size());
    std::size_t roots = 0;
    for (std::uint32_t i = 0; i < count; i = elements[i].end)
        ++roots;
    if (roots > maxIndexed)
        return;
    m_root.reserve(roots);
    bool isSorted = true;
    for (std::uint32_t i = 0; i < count; i = elements[i].end) {
        const std::uint32_t key = elements[i].tag.key();
        isSorted = isSorted && (m_root.empty() || m_root.back().key <= key);
        m_root.push_back({key, i});
    }
    if (!isSorted)
        std::sort(m_root.begin(), m_root.end(), [](const RootEntry &a, const RootEntry &b) {
            return a.key != b.key ? a.key < b.key : a.index < b.index;
        });
}

const Element *ScannedInstance::find(Tag tag) const
{
    const std::uint32_t key = tag.key();
    if (m_root.empty()) {
        for (std::uint32_t i = 0; i < elements.size(); i = elements[i].end) {
            if (elements[i].tag == tag)
                return &elements[i];
        }
        return nullptr;
    }
    const auto at = std::lower_bound(m_root.begin(), m_root.end(), key,
                                     [](const RootEntry &entry, std::uint32_t wanted) { return entry.key < wanted; });
    return at != m_root.end() && at->key == key ? &elements[at->index] : nullptr;
}

const Element *ScannedInstance::findIn(const Element &item, Tag tag) const
{
    for (std::uint32_t i = indexOf(item) + 1; i < item.end; i = elements[i].end) {
        if (elements[i].tag == tag)
            return &elements[i];
    }
    return nullptr;
}

std::uint32_t ScannedInstance::indexOf(const Element &element) const
{
    return static_cast<std::uint32_t>(&element - elements.data());
}

std::string_view ScannedInstance::text(Tag tag) const
{
    const Element *element = find(tag);
    return element != nullptr ? trimmedPadding(value(*element)) : std::string_view{};
}

std::optional<std::int64_t> ScannedInstance::integer(Tag tag) const
{
    const Element *element = find(tag);
    return element != nullptr ? integer(*element) : std::nullopt;
}

std::optional<std::int64_t> ScannedInstance::integer(const Element &element) const
{
    const std::string_view bytes = value(element);
    const Vr vr = vrOfValue(element);
    const unsigned size = fixedValueSize(vr);
    switch (vr) {
    case Vr::US:
    case Vr::UL:
        return bytes.size() >= size ? std::optional{static_cast<std::int64_t>(
                                          unsignedNumber(bytes.substr(0, size), element.has(Element::bigEndian)))}
                                    : std::nullopt;
    case Vr::SS:
    case Vr::SL:
    case Vr::SV:
        return bytes.size() >= size
                   ? std::optional{signedNumber(bytes.substr(0, size), element.has(Element::bigEndian))}
                   : std::nullopt;
    case Vr::IS:
    case Vr::DS:
        return textNumber(bytes);
    default:
        return std::nullopt;
    }
}

AttributePath ScannedInstance::pathOf(const Element &element) const
{
    std::vector<AttributePath::Step> steps;
    std::uint32_t child = indexOf(element);
    for (std::uint32_t parent = element.parent; parent != Element::noParent; parent = elements[parent].parent) {
        if (elements[child].tag == tags::Item) {
            std::uint32_t number = 1;
            for (std::uint32_t i = parent + 1; i < child; i = elements[i].end)
                number += elements[i].tag == tags::Item ? 1U : 0U;
            steps.push_back({elements[parent].tag, number});
        }
        child = parent;
    }
    std::reverse(steps.begin(), steps.end());
    return {std::move(steps), element.tag};
}

} // namespace mi
