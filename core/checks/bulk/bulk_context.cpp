#include "core/checks/bulk/bulk_context.h"

#include "core/checks/pixels/pixel_context.h"
#include "core/checks/pixels/pixel_description.h"
#include "core/dicom/byte_source.h"
#include "core/support/text.h"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

namespace mi {

void BulkContext::report(std::string_view ruleId, const Element &element, std::string observed,
                         std::string_view expected) const
{
    reporter.addAt(ruleId, element, element.tag, std::move(observed), expected);
}

const Element *BulkContext::beside(const Element &element, Tag tag) const
{
    if (element.parent == Element::noParent)
        return instance.find(tag);
    return instance.findIn(instance.elements[element.parent], tag);
}

std::optional<std::uint64_t> BulkContext::numberBeside(const Element &element, Tag tag) const
{
    return numberIn(instance, beside(element, tag));
}

std::string_view BulkContext::textBeside(const Element &element, Tag tag) const
{
    const Element *sibling = beside(element, tag);
    return sibling != nullptr ? trimmedPadding(instance.value(*sibling)) : std::string_view{};
}

std::optional<std::string> BulkContext::bytesOf(const Element &element, std::uint64_t offset, std::size_t size) const
{
    if (offset >= element.length)
        return std::string{};
    size = static_cast<std::size_t>(std::min<std::uint64_t>(size, element.length - offset));
    const std::string_view kept = instance.prefix(element);
    if (offset + size <= kept.size())
        return std::string{kept.substr(static_cast<std::size_t>(offset), size)};
    if (input.source == nullptr || instance.encoding.deflated)
        return std::nullopt;
    std::string bytes(size, '\0');
    const auto got =
        input.source->readAt(element.valueOffset() + offset, std::as_writable_bytes(std::span{bytes.data(), size}));
    if (!got || *got != size)
        return std::nullopt;
    return bytes;
}

void compareLength(const BulkContext &context, const Element &data, std::uint64_t expected, std::string_view tooShort,
                   std::string_view tooLong)
{
    if (data.length >= expected && data.length <= expected + expected % 2)
        return;
    // An odd length is a consequence of it.
    if (data.length % 2 != 0 && context.pathsLeft > 0) {
        --context.pathsLeft;
        context.findings.withdraw("encoding.length.odd", context.instance.pathOf(data));
    }
    context.report(data.length < expected ? tooShort : tooLong, data, bytesText(data.length), bytesText(expected));
}

std::optional<std::uint64_t> bytesForBits(std::initializer_list<std::uint64_t> factors)
{
    std::uint64_t bits = 1;
    for (const std::uint64_t factor : factors) {
        if (factor == 0 || bits > std::numeric_limits<std::uint64_t>::max() / 8 / factor)
            return std::nullopt;
        bits *= factor;
    }
    return bits / 8 + (bits % 8 != 0 ? 1 : 0);
}

std::optional<std::uint64_t> framesOf(const ScannedInstance &instance)
{
    const Element *element = instance.find(tags::NumberOfFrames);
    if (element == nullptr || trimmedPadding(instance.value(*element)).empty())
        return 1;
    const auto frames = numberIn(instance, element);
    return frames && *frames > 0 ? frames : std::nullopt;
}

} // namespace mi
