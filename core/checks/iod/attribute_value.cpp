#include "core/checks/iod/attribute_value.h"

#include "core/checks/values/binary_value.h"
#include "core/dicom/dictionary.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace mi {

namespace {

constexpr std::size_t shownBytes = 64;

std::optional<double> numberIn(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || !std::isfinite(number))
        return std::nullopt;
    return number;
}

double integerAt(std::string_view bytes, std::size_t at, Vr vr, unsigned size, bool bigEndian)
{
    const std::uint64_t raw = unsignedAt(bytes, at, size, bigEndian);
    switch (vr) {
    case Vr::SS:
        return static_cast<double>(static_cast<std::int16_t>(raw));
    case Vr::SL:
        return static_cast<double>(static_cast<std::int32_t>(raw));
    case Vr::SV:
        return static_cast<double>(static_cast<std::int64_t>(raw));
    default:
        return static_cast<double>(raw);
    }
}

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string numberText(double number)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number);
    return {text.data(), end.ptr};
}

bool isNumberVr(Vr vr)
{
    return vr == Vr::DS || vr == Vr::IS;
}

} // namespace

AttributeValue::AttributeValue(const ScannedInstance &instance, const Element &element)
    : m_instance(instance), m_element(element), m_bytes(instance.value(element)),
      m_vr(element.vr == Vr::UN ? dictionaryVr(element.tag) : element.vr)
{
    const bool hasInside = element.end > instance.indexOf(element) + 1;
    if (m_vr == Vr::SQ) {
        m_isEmpty = !hasInside && (element.length == 0 || element.hasUndefinedLength());
        m_form = hasInside || m_isEmpty ? Form::sequence : Form::other; // UN that hides a Sequence
        return;
    }
    m_isEmpty = element.length == 0;
    if (m_isEmpty || element.hasUndefinedLength() || !element.has(Element::valueKept))
        return;
    if (isText(m_vr)) {
        m_form = Form::text;
        const std::string_view blanks =
            isMultiValuedText(m_vr) ? std::string_view{"\\ \0", 3} : std::string_view{" \0", 2};
        m_isEmpty = m_bytes.find_first_not_of(blanks) == std::string_view::npos;
        return;
    }
    const unsigned size = fixedValueSize(m_vr);
    if (size == 0 || m_bytes.size() % size != 0 || m_vr == Vr::OB || m_vr == Vr::OW)
        return;
    if (m_vr == Vr::AT)
        m_form = Form::tags;
    else if (m_vr == Vr::FL || m_vr == Vr::FD)
        m_form = Form::floats;
    else if (m_vr == Vr::US || m_vr == Vr::SS || m_vr == Vr::UL || m_vr == Vr::SL || m_vr == Vr::UV || m_vr == Vr::SV)
        m_form = Form::integers;
}

std::uint64_t AttributeValue::count() const
{
    switch (m_form) {
    case Form::text:
        return m_isEmpty                 ? 0
               : isMultiValuedText(m_vr) ? static_cast<std::uint64_t>(std::ranges::count(m_bytes, '\\')) + 1
                                         : 1;
    case Form::integers:
    case Form::floats:
    case Form::tags:
        return m_bytes.size() / fixedValueSize(m_vr);
    case Form::sequence: {
        std::uint64_t items = 0;
        for (std::uint32_t i = m_instance.indexOf(m_element) + 1; i < m_element.end; i = m_instance.elements[i].end)
            items += m_instance.elements[i].tag == tags::Item ? 1U : 0U;
        return items;
    }
    case Form::other:
        break;
    }
    return m_isEmpty ? 0 : 1;
}

bool AttributeValue::next(std::size_t &at, One &one) const
{
    if (m_form == Form::other || m_form == Form::sequence || at > m_bytes.size() || m_isEmpty)
        return false;
    one = {};
    if (m_form == Form::text) {
        const std::size_t end =
            isMultiValuedText(m_vr) ? std::min(m_bytes.find('\\', at), m_bytes.size()) : m_bytes.size();
        one.text = trimmedPadding(m_bytes.substr(at, end - at));
        if (isNumberVr(m_vr))
            one.number = numberIn(one.text);
        at = end + 1;
        return true;
    }
    const unsigned size = fixedValueSize(m_vr);
    if (at + size > m_bytes.size())
        return false;
    const bool bigEndian = m_element.has(Element::bigEndian);
    if (m_form == Form::tags) {
        one.tag = {static_cast<std::uint16_t>(unsignedAt(m_bytes, at, 2, bigEndian)),
                   static_cast<std::uint16_t>(unsignedAt(m_bytes, at + 2, 2, bigEndian))};
    } else if (m_form == Form::floats) {
        one.number = floatAt(m_bytes, at, size, bigEndian);
    } else {
        one.number = integerAt(m_bytes, at, m_vr, size, bigEndian);
    }
    at += size;
    return true;
}

bool AttributeValue::isSame(const One &one, std::string_view listed) const
{
    switch (m_form) {
    case Form::text:
        if (one.text == listed)
            return true;
        return one.number && one.number == numberIn(listed);
    case Form::integers:
    case Form::floats:
        return one.number && one.number == numberIn(listed);
    case Form::tags:
        return toString(one.tag) == listed;
    default:
        return false;
    }
}

bool AttributeValue::isSameButForCase(const One &one, std::string_view listed) const
{
    return m_form == Form::text && std::ranges::equal(one.text, listed, {}, upper, upper);
}

std::string AttributeValue::shown(const One &one) const
{
    switch (m_form) {
    case Form::text:
        return escapedForDisplay(one.text, shownBytes);
    case Form::tags:
        return toString(one.tag);
    default:
        return one.number ? numberText(*one.number) : std::string{};
    }
}

std::string AttributeValue::shown() const
{
    if (m_isEmpty)
        return "empty";
    if (m_form == Form::sequence) {
        const std::uint64_t items = count();
        return std::to_string(items) + (items == 1 ? " Item" : " Items");
    }
    if (m_form == Form::text)
        return escapedForDisplay(trimmedPadding(m_bytes), shownBytes);
    std::string text;
    forEach([&](const One &one, std::uint64_t n) {
        text += (n == 1 ? "" : "\\") + shown(one);
        return n < 8;
    });
    return text.empty() ? "present" : text;
}

} // namespace mi
