#include "core/checks/attribute_facts.h"

#include "core/checks/sop_class.h"
#include "core/support/text.h"

#include <algorithm>

namespace mi {

namespace {

// Elements ascend, so whatever is below one that was read would have been read before it.
bool mayBeBehindTheStop(const ScannedInstance &instance, Tag tag)
{
    if (!instance.stoppedAt)
        return false;
    const auto count = static_cast<std::uint32_t>(instance.elements.size());
    if (tag.isFileMeta() && instance.dataSetBegin < count)
        return false;
    for (std::uint32_t i = tag.isFileMeta() ? 0 : instance.dataSetBegin; i < count;) {
        const Element &element = instance.elements[i];
        const std::uint32_t next = std::max(i + 1, element.end);
        // The last one is where reading failed, so its tag may be anything.
        if (element.tag > tag && next < count)
            return false;
        i = next;
    }
    return true;
}

} // namespace

Presence presenceOf(const ScannedInstance &instance, Tag tag)
{
    const Element *element = instance.find(tag);
    if (element == nullptr)
        return mayBeBehindTheStop(instance, tag) ? Presence::notRead : Presence::absent;
    if (element->length == 0)
        return Presence::empty;
    const bool isCutOff = instance.stoppedAt && !element->hasUndefinedLength() &&
                          element->valueOffset() + element->length > *instance.stoppedAt;
    if (isCutOff)
        return Presence::notRead;
    const bool isBlank =
        element->has(Element::valueKept) && isText(element->vr) && trimmedPadding(instance.value(*element)).empty();
    return isBlank ? Presence::empty : Presence::present;
}

FindingFacts factsOf(const ScannedInstance &instance, Tag tag, std::string expected)
{
    FindingFacts facts{.attribute = tag, .expected = std::move(expected)};
    const Element *element = instance.find(tag);
    if (element == nullptr) {
        facts.observed = "absent";
        return facts;
    }
    facts.vr = element->vr;
    facts.offset = element->offset;
    facts.observed = presenceOf(instance, tag) == Presence::empty ? "empty" : escapedForDisplay(instance.text(tag), 80);
    return facts;
}

std::string_view expectedForm(UidDefect defect)
{
    switch (defect) {
    case UidDefect::illegalCharacter:
        return "digits and dots only";
    case UidDefect::tooLong:
        return "at most 64 characters";
    case UidDefect::emptyComponent:
        return "no empty component";
    case UidDefect::leadingZero:
        return "no leading zero in a component";
    case UidDefect::uuidTooLarge:
        return "a number of at most 128 bits behind 2.25.";
    case UidDefect::illegalRoot:
        return "two or more components, the first of them 0, 1 or 2";
    case UidDefect::empty:
        return "a UID";
    case UidDefect::none:
        break;
    }
    return {};
}

bool isMediaDirectory(const ScannedInstance &instance)
{
    return instance.text(tags::MediaStorageSOPClassUID) == mediaStorageDirectory;
}

} // namespace mi
