#include "core/checks/pixels/pixel_context.h"

#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mi {

namespace {

// The rule under which a defect of a picture in an Item is reported. What is harmless in an image stays what it is.
std::string_view nestedRule(std::string_view id)
{
    const CheckRule *rule = findCheckRule(id);
    if (rule != nullptr && rule->severity == Severity::info)
        return rule->id;
    if (id == "pixel.native.encapsulated")
        return "pixel.icon.description";
    if (id.starts_with("pixel.native."))
        return "pixel.icon.length";
    constexpr std::array<std::string_view, 5> streams{"pixel.codestream.", "pixel.fragments.", "pixel.frame.",
                                                      "pixel.offset-table.", "pixel.rle."};
    const bool isStream = std::ranges::any_of(streams, [&](std::string_view start) { return id.starts_with(start); });
    return isStream ? "pixel.icon.codestream" : "pixel.icon.description";
}

} // namespace

void PixelContext::reportAt(std::string_view ruleId, const Element &element, std::uint64_t offset, std::string observed,
                            std::string expected) const
{
    if (isNested())
        return nested->addAt(nestedRule(ruleId), element, element.tag, std::move(observed), expected);
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
    if (isNested())
        return nested->addAt(nestedRule(ruleId), *anchor, tag, std::move(observed), expected);
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
