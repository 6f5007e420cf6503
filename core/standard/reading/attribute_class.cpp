#include "core/standard/reading/attribute_class.h"

#include "core/domain/value_representation.h"

#include <charconv>
#include <system_error>

namespace mi {

AttributeClass attributeClass(const DictionaryEntry &entry)
{
    if (entry.vr.starts_with("US or")) // "US or SS", "US or OW": numbers, whatever the encoding
        return AttributeClass::number;
    switch (vrFromCode(entry.vr).value_or(Vr::UN)) {
    case Vr::SQ:
        return AttributeClass::sequence;
    case Vr::AT:
        return AttributeClass::tag;
    case Vr::IS:
    case Vr::DS:
    case Vr::US:
    case Vr::SS:
    case Vr::UL:
    case Vr::SL:
    case Vr::UV:
    case Vr::SV:
    case Vr::FL:
    case Vr::FD:
        return AttributeClass::number;
    case Vr::OB:
    case Vr::OD:
    case Vr::OF:
    case Vr::OL:
    case Vr::OV:
    case Vr::OW:
    case Vr::UN:
        return AttributeClass::bytes;
    default:
        return AttributeClass::text;
    }
}

Tag tagOf(const DictionaryEntry &entry)
{
    return {static_cast<std::uint16_t>(entry.key >> 16U), static_cast<std::uint16_t>(entry.key & 0xFFFFU)};
}

std::optional<double> parsedNumber(std::string_view text)
{
    // from_chars takes "inf" and "nan" too.
    if (text.empty() || text.find_first_not_of("0123456789+-.eE") != std::string_view::npos)
        return std::nullopt;
    double number = 0;
    const char *end = text.data() + text.size();
    const auto done = std::from_chars(text.data(), end, number);
    return done.ec == std::errc{} && done.ptr == end ? std::optional{number} : std::nullopt;
}

std::optional<Tag> parsedTag(std::string_view text)
{
    if (text.size() != 11 || text[0] != '(' || text[5] != ',' || text[10] != ')')
        return std::nullopt;
    const auto half = [text](std::size_t from) -> std::optional<std::uint16_t> {
        std::uint16_t number = 0;
        const char *end = text.data() + from + 4;
        const auto done = std::from_chars(text.data() + from, end, number, 16);
        return done.ec == std::errc{} && done.ptr == end ? std::optional{number} : std::nullopt;
    };
    const auto group = half(1);
    const auto element = half(6);
    return group && element ? std::optional{Tag{*group, *element}} : std::nullopt;
}

} // namespace mi
