#include "core/checks/values/text_form.h"

#include "core/checks/values/dictionary_check.h"
#include "core/checks/values/element_text.h"
#include "core/checks/values/value_rules.h"
#include "core/support/text.h"

namespace mi {

namespace {

constexpr Tag timezoneOffsetFromUtc{0x0008, 0x0201};

constexpr std::string_view paddingRule(PaddingDefect defect)
{
    switch (defect) {
    case PaddingDefect::nul:
        return "value.padding.nul";
    case PaddingDefect::space:
        return "value.padding.space";
    default:
        return "value.padding.excess";
    }
}

// Values that other families judge: Specific Character Set, and the UIDs of the File Meta Information and of the
// instance.
bool isJudgedElsewhere(const Element &element)
{
    const Tag tag = element.tag;
    if (tag == tags::SpecificCharacterSet)
        return true;
    return element.depth == 0 && vrOfValue(element) == Vr::UI &&
           (tag.isFileMeta() || tag == tags::SOPClassUID || tag == tags::SOPInstanceUID ||
            tag == tags::StudyInstanceUID || tag == tags::SeriesInstanceUID);
}

} // namespace

std::string_view ruleFor(const Element &element, std::string_view id)
{
    return element.tag.isPrivate() && !element.tag.isPrivateCreator() ? "private.value.invalid" : id;
}

void checkTextForm(DefectReporter &reporter, const Element &element, std::string_view raw, std::string_view utf8,
                   const DictionaryEntry *entry)
{
    const Vr vr = vrOfValue(element);
    const PaddingDefect padding = paddingDefect(vr, raw);
    if (padding != PaddingDefect::none)
        reporter.add(ruleFor(element, paddingRule(padding)), element, raw,
                     vr == Vr::UI ? "one NUL for an even length" : "spaces for an even length");
    // Padding of the wrong kind is one defect: it is not in the way of the value.
    std::string_view text = utf8;
    if (padding != PaddingDefect::none || vr == Vr::UI)
        text = withoutTrailingPadding(text);
    if (text.empty())
        return;
    if (isJudgedElsewhere(element))
        return;
    if (element.tag == timezoneOffsetFromUtc && vr == Vr::SH) {
        if (!isUtcOffset(trimmedPadding(text)))
            reporter.add("value.timezone.invalid", element, text, "&ZZXX, from -1200 to +1400");
        return;
    }
    const TextDefect found = firstTextDefect(vr, text);
    if (found.defect != ValueDefect::none) {
        const BrokenRule rule = brokenRule(vr, found.defect);
        reporter.add(ruleFor(element, rule.id), element, found.value, rule.expected);
    }
    // Texts that cannot have several values have one, whatever the dictionary says of older editions.
    if (entry == nullptr || !isMultiValuedText(vr))
        return;
    const std::uint64_t count = countTextValues(vr, text);
    if (!DictionaryCheck::isMultiplicityRight(*entry, count))
        DictionaryCheck::reportMultiplicity(reporter, element, *entry, count);
}

} // namespace mi
