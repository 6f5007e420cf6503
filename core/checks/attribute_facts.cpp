#include "core/checks/attribute_facts.h"

#include "core/checks/sop_class.h"
#include "core/dicom/dictionary.h"
#include "core/support/text.h"

#include <algorithm>
#include <span>

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

std::span<const ScanDefect> defectsAt(const ScannedInstance &instance, std::uint64_t offset)
{
    return {std::ranges::lower_bound(instance.defects, offset, {}, &ScanDefect::offset),
            std::ranges::upper_bound(instance.defects, offset, {}, &ScanDefect::offset)};
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

bool isTagDamaged(const ScannedInstance &instance, const Element &element)
{
    // Of private elements nobody knows more than where they may stand (PS3.5 7.8.1).
    const bool isIllegal = element.tag.isPrivate() && !element.tag.isPrivateCreator() && element.tag.element < 0x1000;
    const bool isNoCreator = element.tag.isPrivateCreator() && element.vr != Vr::LO && element.vr != Vr::UN;
    if (instance.defects.empty() || findInDictionary(element.tag) != nullptr ||
        (element.tag.isPrivate() && !isIllegal && !isNoCreator))
        return false;
    return std::ranges::any_of(defectsAt(instance, element.offset), [&](const ScanDefect &defect) {
        const bool isAboutTag = defect.kind == ScanDefectKind::elementOrder ||
                                defect.kind == ScanDefectKind::vrUnknown || defect.kind == ScanDefectKind::illegalGroup;
        return isAboutTag && defect.attribute.tag() == element.tag;
    });
}

bool isLengthDoubtful(const ScannedInstance &instance, const Element &element)
{
    if (instance.defects.empty() || element.hasUndefinedLength())
        return false;
    return std::ranges::any_of(
        defectsAt(instance, element.valueOffset() + element.length), [](const ScanDefect &defect) {
            return defect.kind == ScanDefectKind::vrUnknown || defect.kind == ScanDefectKind::truncated ||
                   defect.kind == ScanDefectKind::itemExpected || defect.kind == ScanDefectKind::trailingBytes;
        });
}

std::string_view sopClassUidOf(const ScannedInstance &instance)
{
    const std::string_view own = instance.text(tags::SOPClassUID);
    return uidDefect(own) == UidDefect::none ? own : instance.text(tags::MediaStorageSOPClassUID);
}

bool isMediaDirectory(const ScannedInstance &instance)
{
    return instance.text(tags::MediaStorageSOPClassUID) == mediaStorageDirectory;
}

} // namespace mi
