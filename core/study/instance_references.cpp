#include "core/study/instance_references.h"

#include "core/checks/sop_class.h"
#include "core/dicom/scanned_instance.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <unordered_map>
#include <unordered_set>

namespace mi {

namespace {

constexpr Tag referencedSopClass{0x0008, 0x1150};
constexpr Tag referencedSopInstance{0x0008, 0x1155};
constexpr Tag referencedFrames{0x0008, 0x1160};
constexpr Tag referencedSeriesSequence{0x0008, 0x1115};
constexpr Tag conceptName{0x0040, 0xA043};
constexpr Tag codeValue{0x0008, 0x0100};
constexpr Tag codingScheme{0x0008, 0x0102};
constexpr std::string_view keyObjectSelection = "1.2.840.10008.5.1.4.1.1.88.59";
constexpr Tag rtReferencedStudySequence{0x3006, 0x0012};

// What the Items around a reference say; Items share it.
struct Place {
    std::string_view series;
    std::string_view study;
};

class Collector {
public:
    explicit Collector(const ScannedInstance &instance)
        : m_instance(instance), m_ownStudy(instance.text(tags::StudyInstanceUID)), m_isRejection(isRejectionNote())
    {}

    InstanceReferences run()
    {
        for (std::uint32_t i = m_instance.dataSetBegin; i < m_instance.elements.size() && !m_found.isCut; ++i) {
            const Element &element = m_instance.elements[i];
            // Of several in one Item, which has its own finding, the first.
            if (element.tag == referencedSopInstance && element.parent != Element::noParent &&
                m_taken.insert(element.parent).second)
                take(element);
        }
        return std::move(m_found);
    }

private:
    // A Key Object Selection whose title says that its instances are rejected or expired (PS3.16 CID 7010): senders
    // take them out, and send the note.
    bool isRejectionNote() const
    {
        constexpr std::array<std::string_view, 4> titles{"113001", "113037", "113038", "113039"};
        const Element *title = m_instance.find(conceptName);
        if (m_instance.text(tags::SOPClassUID) != keyObjectSelection || title == nullptr)
            return false;
        const std::uint32_t first = m_instance.indexOf(*title) + 1;
        if (first >= title->end)
            return false;
        const Element &item = m_instance.elements[first];
        return textIn(item, codingScheme) == "DCM" &&
               std::ranges::find(titles, textIn(item, codeValue)) != titles.end();
    }

    std::string_view textIn(const Element &item, Tag tag) const
    {
        const Element *element = m_instance.findIn(item, tag);
        return element == nullptr ? std::string_view{} : trimmedPadding(m_instance.value(*element));
    }

    void take(const Element &element)
    {
        const Element &item = m_instance.elements[element.parent];
        const std::string_view sopClass = textIn(item, referencedSopClass);
        const SopClass *known = findSopClass(sopClass);
        const std::string_view uid = trimmedPadding(m_instance.value(element));
        if (known == nullptr || known->kind == SopClassKind::service || uid.empty() || item.parent == Element::noParent)
            return;
        std::vector<InstanceReference> &references = m_found.references;
        if (references.size() == mostReferencesInInstance && !m_known.contains(uid)) {
            m_found.isCut = true;
            return;
        }
        const Place place = placeOf(m_instance.elements[item.parent]);
        const std::uint32_t frame = highestFrame(item);
        const auto [entry, isNew] = m_known.try_emplace(uid, references.size());
        if (isNew) {
            references.push_back({.sopInstanceUid = std::string(uid),
                                  .sopClassUid = std::string(sopClass),
                                  .seriesInstanceUid = std::string(place.series),
                                  .studyInstanceUid = std::string(place.study),
                                  .highestFrame = frame,
                                  .sequence = m_instance.elements[item.parent].tag,
                                  .mayBeGone = m_isRejection});
            return;
        }
        InstanceReference &reference = references[entry->second];
        reference.highestFrame = std::max(reference.highestFrame, frame);
        if (reference.seriesInstanceUid.empty())
            reference.seriesInstanceUid = place.series;
        if (reference.studyInstanceUid.empty())
            reference.studyInstanceUid = place.study;
    }

    // `sequence`: the one that holds the Item of the reference.
    Place placeOf(const Element &sequence)
    {
        if (sequence.parent != Element::noParent)
            return placeOfItem(sequence.parent);
        return {{}, sequence.tag == referencedSeriesSequence ? m_ownStudy : std::string_view{}};
    }

    // What this Item and those around it say; the innermost wins. Each Item is looked at once.
    Place placeOfItem(std::uint32_t item)
    {
        std::vector<std::uint32_t> open; // from the inside
        Place place;
        for (std::uint32_t at = item; at != Element::noParent; at = sequenceOf(at).parent) {
            const auto known = m_places.find(at);
            if (known != m_places.end()) {
                place = known->second;
                break;
            }
            open.push_back(at);
            if (sequenceOf(at).parent == Element::noParent && sequenceOf(at).tag == referencedSeriesSequence)
                place.study = m_ownStudy;
        }
        for (auto at = open.rbegin(); at != open.rend(); ++at) {
            const Element &around = m_instance.elements[*at];
            if (sequenceOf(*at).tag == rtReferencedStudySequence)
                adopt(place.study, textIn(around, referencedSopInstance));
            adopt(place.series, textIn(around, tags::SeriesInstanceUID));
            adopt(place.study, textIn(around, tags::StudyInstanceUID));
            m_places.emplace(*at, place);
        }
        return place;
    }

    static void adopt(std::string_view &value, std::string_view inner)
    {
        if (!inner.empty())
            value = inner;
    }

    const Element &sequenceOf(std::uint32_t item) const
    {
        return m_instance.elements[m_instance.elements[item].parent];
    }

    std::uint32_t highestFrame(const Element &item) const
    {
        std::string_view text = textIn(item, referencedFrames);
        std::uint32_t highest = 0;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\\'), text.size());
            const long number = std::strtol(std::string(text.substr(0, end)).c_str(), nullptr, 10);
            if (number > 0 && number < 0x7FFFFFFF)
                highest = std::max(highest, static_cast<std::uint32_t>(number));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return highest;
    }

    const ScannedInstance &m_instance;
    std::string_view m_ownStudy;
    bool m_isRejection;
    std::unordered_set<std::uint32_t> m_taken;         // Items
    std::unordered_map<std::uint32_t, Place> m_places; // of Items
    std::unordered_map<std::string_view, std::size_t> m_known;
    InstanceReferences m_found;
};

} // namespace

InstanceReferences extractReferences(const ScannedInstance &instance)
{
    return Collector(instance).run();
}

} // namespace mi
