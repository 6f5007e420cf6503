#include "core/checks/pixels/pixel_context.h"

#include "core/support/text.h"

#include <utility>

namespace mi {

void PixelContext::reportAt(std::string_view ruleId, const Element &element, std::uint64_t offset, std::string observed,
                            std::string expected) const
{
    findings.add(ruleId, {.attribute = instance.pathOf(element),
                          .vr = element.vr,
                          .observed = std::move(observed),
                          .expected = std::move(expected),
                          .offset = offset});
}

void PixelContext::report(std::string_view ruleId, const Element &element, std::string observed,
                          std::string expected) const
{
    reportAt(ruleId, element, element.offset, std::move(observed), std::move(expected));
}

void PixelContext::reportAbsent(std::string_view ruleId, Tag tag, std::string observed, std::string expected) const
{
    findings.add(ruleId, {.attribute = tag, .observed = std::move(observed), .expected = std::move(expected)});
}

std::string numberText(std::uint64_t number)
{
    return std::to_string(number);
}

std::string bytesText(std::uint64_t number)
{
    return std::to_string(number) + (number == 1 ? " byte" : " bytes");
}

std::string shownValue(const ScannedInstance &instance, const Element &element)
{
    if (isText(element.vr))
        return escapedForDisplay(trimmedPadding(instance.value(element)));
    const auto number = instance.integer(element);
    return number ? std::to_string(*number) : std::string{};
}

} // namespace mi
