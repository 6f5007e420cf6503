#include "core/checks/consistency/item_walk.h"

#include "core/support/text.h"

#include <algorithm>

namespace mi {

namespace {

std::uint32_t bytesPerValue(Vr vr)
{
    switch (vr) {
    case Vr::US:
    case Vr::SS:
    case Vr::OW:
        return 2;
    case Vr::UL:
    case Vr::SL:
    case Vr::FL:
    case Vr::AT:
    case Vr::OF:
    case Vr::OL:
        return 4;
    case Vr::FD:
    case Vr::OD:
    case Vr::UV:
    case Vr::SV:
    case Vr::OV:
        return 8;
    default:
        return 0; // text
    }
}

} // namespace

std::optional<std::string> pointerValue(const ScannedInstance &instance, const Element *element)
{
    if (element == nullptr || !element->has(Element::valueKept))
        return {};
    switch (vrOfValue(*element)) {
    case Vr::IS:
    case Vr::US:
    case Vr::SS:
    case Vr::UL:
    case Vr::SL: {
        const std::optional<std::int64_t> number = instance.integer(*element);
        return number ? std::optional(std::to_string(*number)) : std::nullopt;
    }
    default:
        break;
    }
    const std::string_view text = trimmedPadding(instance.value(*element));
    if (text.empty() || text.find('\\') != std::string_view::npos)
        return {};
    return std::string(text);
}

std::optional<std::uint64_t> numberOfValues(const ScannedInstance &instance, const Element *element)
{
    if (element == nullptr || element->hasUndefinedLength() || element->length == 0)
        return {};
    if (const std::uint32_t size = bytesPerValue(vrOfValue(*element)); size != 0)
        return element->length / size;
    if (!element->has(Element::valueKept))
        return {};
    const std::string_view text = instance.value(*element);
    if (trimmedPadding(text).empty())
        return {};
    return static_cast<std::uint64_t>(std::ranges::count(text, '\\')) + 1;
}

} // namespace mi
