#include "core/checks/iod/dimensions.h"

#include "core/checks/iod/attribute_value.h"
#include "core/checks/values/binary_value.h"
#include "core/dicom/dictionary.h"

#include <optional>
#include <vector>

namespace mi {

namespace {

constexpr Tag dimensionIndexSequence{0x0020, 0x9222};
constexpr Tag dimensionIndexPointer{0x0020, 0x9165};
constexpr Tag functionalGroupPointer{0x0020, 0x9167};
constexpr Tag frameContentSequence{0x0020, 0x9111};
constexpr Tag dimensionIndexValues{0x0020, 0x9157};
constexpr Tag sharedGroups{0x5200, 0x9229};
constexpr Tag perFrameGroups{0x5200, 0x9230};

// More dimensions than anything real has; each costs a look at the frames.
constexpr std::uint32_t mostDimensions = 32;

class DimensionCheck {
public:
    explicit DimensionCheck(RuleRun &run) : m_run(run), m_instance(run.instance), m_elements(run.instance.elements) {}

    void check()
    {
        const Element *dimensions = m_instance.find(dimensionIndexSequence);
        const Element *frames = m_instance.find(perFrameGroups);
        if (dimensions == nullptr || dimensions->vr != Vr::SQ || m_instance.stoppedAt)
            return;
        const std::uint64_t count = AttributeValue(m_instance, *dimensions).count();
        if (count == 0)
            return;
        if (frames != nullptr)
            checkValues(*frames, count);
        checkPointers(*dimensions);
    }

private:
    const Element *in(std::uint32_t item, Tag tag) const { return m_instance.findIn(m_elements[item], tag); }

    std::optional<Tag> pointerIn(std::uint32_t item, Tag tag) const
    {
        const Element *element = in(item, tag);
        const std::string_view bytes = element != nullptr ? m_instance.value(*element) : std::string_view{};
        if (bytes.size() != 4)
            return std::nullopt;
        const bool bigEndian = element->has(Element::bigEndian);
        return Tag{static_cast<std::uint16_t>(unsignedAt(bytes, 0, 2, bigEndian)),
                   static_cast<std::uint16_t>(unsignedAt(bytes, 2, 2, bigEndian))};
    }

    void checkValues(const Element &frames, std::uint64_t dimensions)
    {
        m_run.log.enter(perFrameGroups);
        std::uint32_t number = 0;
        for (std::uint32_t i = m_instance.indexOf(frames) + 1; i < frames.end; i = m_elements[i].end) {
            ++number;
            const Element *content = in(i, frameContentSequence);
            const std::uint32_t item = content != nullptr ? m_instance.indexOf(*content) + 1 : 0;
            if (content == nullptr || item >= content->end)
                continue;
            const Element *values = in(item, dimensionIndexValues);
            if (values == nullptr || values->length == 0)
                continue; // that is another rule's business
            ++m_run.decided;
            const std::uint64_t count = AttributeValue(m_instance, *values).count();
            if (count != dimensions)
                reportValues(*values, number, count, dimensions);
        }
        m_run.log.leave();
    }

    void reportValues(const Element &values, std::uint32_t frame, std::uint64_t count, std::uint64_t dimensions)
    {
        m_run.log.setItem(frame);
        m_run.log.enter(frameContentSequence);
        m_run.log.add("iod.dimensions.values-count", dimensionIndexValues, [&] {
            FindingLog::Entry entry;
            entry.facts.vr = values.vr;
            entry.facts.offset = values.offset;
            entry.facts.observed = std::to_string(count);
            entry.facts.expected = std::to_string(dimensions) + ", as many as Dimension Index Sequence has Items";
            return entry;
        });
        m_run.log.leave();
    }

    void checkPointers(const Element &dimensions)
    {
        m_run.log.enter(dimensionIndexSequence);
        std::uint32_t number = 0;
        for (std::uint32_t i = m_instance.indexOf(dimensions) + 1; i < dimensions.end && number < mostDimensions;
             i = m_elements[i].end) {
            m_run.log.setItem(++number);
            const std::optional<Tag> pointer = pointerIn(i, dimensionIndexPointer);
            const std::optional<Tag> group = pointerIn(i, functionalGroupPointer);
            if (!pointer || !group || pointer->isPrivate() || group->isPrivate())
                continue;
            ++m_run.decided;
            if (!isInGroup(*group, *pointer))
                reportPointer(*in(i, dimensionIndexPointer), *group, *pointer);
        }
        m_run.log.leave();
    }

    // In the shared Item or in any frame; the pointer may name something deeper inside of the group.
    bool isInGroup(Tag group, Tag pointer) const
    {
        for (const Tag tag : {sharedGroups, perFrameGroups}) {
            const Element *groups = m_instance.find(tag);
            const std::uint32_t begin = groups != nullptr ? m_instance.indexOf(*groups) + 1 : 0;
            const std::uint32_t end = groups != nullptr ? groups->end : 0;
            for (std::uint32_t i = begin; i < end; i = m_elements[i].end) {
                const Element *found = in(i, group);
                if (found != nullptr && isInside(*found, pointer))
                    return true;
            }
        }
        return false;
    }

    bool isInside(const Element &sequence, Tag tag) const
    {
        for (std::uint32_t i = m_instance.indexOf(sequence) + 1; i < sequence.end; ++i) {
            if (m_elements[i].tag == tag)
                return true;
        }
        return false;
    }

    void reportPointer(const Element &element, Tag group, Tag pointer)
    {
        m_run.log.add("iod.dimensions.pointer-unresolved", dimensionIndexPointer, [&] {
            FindingLog::Entry entry;
            entry.facts.vr = element.vr;
            entry.facts.offset = element.offset;
            entry.facts.observed = toString(pointer) + " " + std::string(keywordOf(pointer));
            entry.facts.expected = "an attribute in " + std::string(keywordOf(group)) + " of some frame";
            return entry;
        });
    }

    RuleRun &m_run;
    const ScannedInstance &m_instance;
    const std::vector<Element> &m_elements;
};

} // namespace

void checkDimensions(RuleRun &run)
{
    DimensionCheck(run).check();
}

} // namespace mi
