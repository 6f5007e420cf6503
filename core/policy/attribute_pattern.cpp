#include "core/policy/attribute_pattern.h"

#include "core/dicom/dictionary.h"
#include "core/support/text.h"

#include <algorithm>
#include <charconv>

namespace mi {

namespace {

constexpr std::string_view anywhere = "*.";
constexpr std::size_t maxSteps = 32;

Error wrong(std::string detail)
{
    Error error;
    error.code = ErrorCode::invalidFormat;
    error.operation = "read";
    error.detail = std::move(detail);
    return error;
}

std::string inQuotes(std::string_view text)
{
    return "\"" + escapedForDisplay(text) + "\"";
}

std::optional<std::uint16_t> hexadecimal(std::string_view digits)
{
    std::uint16_t number = 0;
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    return code == std::errc{} && end == digits.data() + digits.size() ? std::optional{number} : std::nullopt;
}

// "(0010,0020)" or "(0029,xx10)".
std::optional<AttributePattern::Step> tagStep(std::string_view text)
{
    if (text.size() != 11 || text.front() != '(' || text[5] != ',' || text.back() != ')')
        return std::nullopt;
    const bool isAnyBlock = text.substr(6, 2) == "xx";
    const std::optional<std::uint16_t> group = hexadecimal(text.substr(1, 4));
    const std::optional<std::uint16_t> element = hexadecimal(isAnyBlock ? text.substr(8, 2) : text.substr(6, 4));
    if (!group || !element || (isAnyBlock && (*group & 1U) == 0))
        return std::nullopt;
    return AttributePattern::Step{Tag{*group, *element}, isAnyBlock, {}};
}

Result<AttributePattern::Step> parseStep(std::string_view text)
{
    std::optional<std::uint32_t> item;
    std::string_view name = text;
    if (const std::size_t bracket = text.find('['); bracket != std::string_view::npos) {
        name = text.substr(0, bracket);
        const std::string_view number = text.substr(bracket + 1);
        std::uint32_t value = 0;
        const auto [end, code] = std::from_chars(number.data(), number.data() + number.size(), value);
        if (code != std::errc{} || value == 0 || std::string_view(end, number.data() + number.size()) != "]")
            return wrong("the item number of " + inQuotes(text) + " is not 1 or more in brackets");
        item = value;
    }
    std::optional<AttributePattern::Step> step;
    if (name.starts_with('(')) {
        step = tagStep(name);
        if (!step)
            return wrong(inQuotes(name) + " is no tag: (gggg,eeee), or (gggg,xxee) for a private one in any block");
    } else {
        const auto entries = dictionaryEntries();
        const auto entry = std::ranges::find(entries, name, &DictionaryEntry::keyword);
        if (name.empty() || entry == entries.end())
            return wrong("there is no attribute with the keyword " + inQuotes(name));
        step = {Tag{static_cast<std::uint16_t>(entry->key >> 16U), static_cast<std::uint16_t>(entry->key & 0xFFFFU)},
                false,
                {}};
    }
    step->item = item;
    return *step;
}

bool isSameTag(const AttributePattern::Step &step, Tag tag)
{
    if (!step.isAnyBlock)
        return step.tag == tag;
    return step.tag.group == tag.group && (tag.element & 0xFFU) == step.tag.element && tag.element >= 0x1000;
}

} // namespace

Result<AttributePattern> AttributePattern::create(std::string_view text)
{
    AttributePattern pattern;
    std::string_view rest = text;
    if (rest.starts_with(anywhere)) {
        pattern.m_isAnywhere = true;
        rest.remove_prefix(anywhere.size());
    }
    for (bool isLast = false; !isLast;) {
        const std::size_t dot = rest.find('.');
        isLast = dot == std::string_view::npos;
        Result<Step> step = parseStep(rest.substr(0, dot));
        if (!step)
            return step.error();
        if (isLast && step->item)
            return wrong("an item number belongs to a Sequence on the way, not to the attribute itself");
        if (pattern.m_steps.size() >= maxSteps)
            return wrong("a way of more than " + std::to_string(maxSteps) + " steps");
        pattern.m_namesItem |= step->item.has_value();
        pattern.m_hasAnyBlock |= step->isAnyBlock;
        pattern.m_steps.push_back(step.take());
        rest = isLast ? std::string_view{} : rest.substr(dot + 1);
    }
    return pattern;
}

bool AttributePattern::matches(const Finding &finding) const
{
    const AttributePath &path = finding.attribute;
    if (path.isEmpty() || finding.standsForOthers || (m_namesItem && finding.count > 1))
        return false;
    const std::size_t sequences = m_steps.size() - 1;
    if (path.steps().size() < sequences || (!m_isAnywhere && path.steps().size() != sequences))
        return false;
    const auto isSame = [](const Step &step, const AttributePath::Step &other) {
        return isSameTag(step, other.sequence) && (!step.item || *step.item == other.item);
    };
    return isSameTag(m_steps.back(), path.tag()) &&
           std::equal(m_steps.begin(), m_steps.end() - 1, path.steps().end() - static_cast<std::ptrdiff_t>(sequences),
                      isSame);
}

} // namespace mi
