#include "core/standard/evaluation/path_walk.h"

#include "core/standard/evaluation/instance_values.h"

#include <algorithm>

namespace mi {

using Origin = ConditionPool::Origin;

bool PathWalk::spend(std::uint64_t elements)
{
    m_budget.left -= std::min(m_budget.left, elements);
    return m_budget.left != 0;
}

// (60xx,eeee) of the row is that of the same overlay in its condition.
Tag PathWalk::inThisGroup(Tag tag) const
{
    const bool isRepeating = tag.group == 0x5000 || tag.group == 0x6000;
    return isRepeating ? Tag{static_cast<std::uint16_t>(tag.group + m_scope.repeatingGroup), tag.element} : tag;
}

Truth PathWalk::any(const Path &path, ElementTest test)
{
    const std::span<const Step> steps = m_pool.stepsOf(path);
    m_hasTested = false;
    m_isUnsure = false;
    Truth result = Truth::no;
    switch (path.origin) {
    case Origin::here:
        result = walk(m_scope.item, steps, test);
        break;
    case Origin::root:
        result = walk(Element::noParent, steps, test);
        break;
    case Origin::outside:
        if (const std::optional<std::uint32_t> container = containerOutside(path.levelsOut))
            result = walk(*container, steps, test);
        break;
    case Origin::frame:
        result = inFrame(steps, test);
        break;
    case Origin::anywhere:
        result = anywhere(inThisGroup(steps.front().tag), test);
        break;
    }
    if (m_isUnsure)
        return either(result, Truth::unknown);
    return m_hasTested ? result : test(nullptr);
}

Truth PathWalk::tested(const Element *element, ElementTest test)
{
    m_hasTested = true;
    return test(element);
}

// Nothing where there are not that many levels around the Item.
std::optional<std::uint32_t> PathWalk::containerOutside(unsigned levels) const
{
    std::uint32_t item = m_scope.item;
    for (; levels > 0; --levels) {
        if (item == Element::noParent)
            return std::nullopt;
        const std::uint32_t sequence = m_instance.elements[item].parent;
        item = sequence != Element::noParent ? m_instance.elements[sequence].parent : Element::noParent;
    }
    return item;
}

Truth PathWalk::walk(std::uint32_t container, std::span<const Step> steps, ElementTest test)
{
    return follow(find(container, inThisGroup(steps.front().tag)), steps, test);
}

// From the element of the first step on.
Truth PathWalk::follow(Found found, std::span<const Step> steps, ElementTest test)
{
    if (found.element == nullptr) {
        m_isUnsure = m_isUnsure || found.mayBeUnread;
        return steps.size() == 1 && !found.mayBeUnread ? tested(nullptr, test) : Truth::no;
    }
    const std::uint32_t number = steps.front().item;
    if (steps.size() == 1)
        return number == 0 ? tested(found.element, test) : testItem(*found.element, number, test);
    bool isItemThere = false;
    const Truth result = eachItem(*found.element, number, [&](std::uint32_t item) {
        isItemThere = true;
        return walk(item, steps.subspan(1), test);
    });
    const bool mayHaveMore = isCutOff(m_instance, *found.element) && !(number != 0 && isItemThere);
    m_isUnsure = m_isUnsure || mayHaveMore || !hasReadableItems(m_instance, *found.element);
    return result;
}

// A path that ends at an Item.
Truth PathWalk::testItem(const Element &sequence, std::uint32_t number, ElementTest test)
{
    const Element *item = nullptr;
    eachItem(sequence, number, [&](std::uint32_t index) {
        item = &m_instance.elements[index];
        return Truth::yes;
    });
    if (item == nullptr && (isCutOff(m_instance, sequence) || !hasReadableItems(m_instance, sequence)))
        m_isUnsure = true;
    return m_isUnsure ? Truth::no : tested(item, test);
}

PathWalk::Found PathWalk::find(std::uint32_t container, Tag tag)
{
    if (!spend(1))
        return {.element = nullptr, .mayBeUnread = true};
    if (container == Element::noParent) {
        const Element *element = m_instance.find(tag);
        return {.element = element, .mayBeUnread = element == nullptr && mayBeBehindTheEnd(container, tag)};
    }
    const Element &item = m_instance.elements[container];
    std::uint64_t seen = 0;
    for (std::uint32_t i = container + 1; i < item.end; i = m_instance.elements[i].end, ++seen) {
        if (m_instance.elements[i].tag == tag) {
            spend(seen);
            return {.element = &m_instance.elements[i]};
        }
    }
    spend(seen);
    return {.element = nullptr, .mayBeUnread = mayBeBehindTheEnd(container, tag)};
}

// Elements ascend: what is below one that was read would have been read before it. The last one is where reading
// failed, so its tag may be anything.
bool PathWalk::mayBeBehindTheEnd(std::uint32_t container, Tag tag)
{
    if (!m_instance.stoppedAt)
        return false;
    const auto count = static_cast<std::uint32_t>(m_instance.elements.size());
    std::uint32_t begin = tag.isFileMeta() ? 0 : m_instance.dataSetBegin;
    std::uint32_t end = count;
    if (container != Element::noParent) {
        const Element &item = m_instance.elements[container];
        if (!isCutOff(m_instance, item))
            return false;
        begin = container + 1;
        end = item.end;
    } else if (tag.isFileMeta() && m_instance.dataSetBegin < count) {
        return false;
    }
    for (std::uint32_t i = begin; i < end;) {
        const Element &element = m_instance.elements[i];
        const std::uint32_t next = std::max(i + 1, element.end);
        if (element.tag > tag && next < end)
            return false;
        i = next;
        spend(1);
    }
    return true;
}

Truth PathWalk::anywhere(Tag tag, ElementTest test)
{
    Truth result = Truth::no;
    for (std::uint32_t i = m_instance.dataSetBegin; i < m_instance.elements.size() && result != Truth::yes; ++i) {
        if (!spend(1)) {
            m_isUnsure = true;
            break;
        }
        if (m_instance.elements[i].tag == tag)
            result = either(result, tested(&m_instance.elements[i], test));
    }
    m_isUnsure = m_isUnsure || m_instance.stoppedAt.has_value();
    return result;
}

Truth PathWalk::inFrame(std::span<const Step> steps, ElementTest test)
{
    Truth result = Truth::no;
    if (m_scope.frameItem != Element::noParent)
        result = inGroups(m_scope.frameItem, steps, test);
    if (!m_hasTested)
        result = either(result, inSharedGroups(steps, test));
    const bool isDone = m_hasTested || m_isUnsure || m_scope.frameItem != Element::noParent;
    return isDone ? result : inEveryFrame(steps, test);
}

Truth PathWalk::inSharedGroups(std::span<const Step> steps, ElementTest test)
{
    const Found shared = find(Element::noParent, sharedGroups);
    m_isUnsure = m_isUnsure || shared.mayBeUnread;
    if (shared.element == nullptr)
        return Truth::no;
    return eachItem(*shared.element, 1, [&](std::uint32_t item) { return inGroups(item, steps, test); });
}

// Of what is shared by all frames, when the attribute stands in each frame: what holds for all of them, unknown if they
// differ.
Truth PathWalk::inEveryFrame(std::span<const Step> steps, ElementTest test)
{
    const Found frames = find(Element::noParent, perFrameGroups);
    m_isUnsure = m_isUnsure || frames.mayBeUnread;
    if (frames.element == nullptr)
        return Truth::no;
    std::optional<Truth> common;
    eachItem(*frames.element, 0, [&](std::uint32_t item) {
        m_hasTested = false;
        Truth one = inGroups(item, steps, test);
        if (!m_hasTested)
            one = tested(nullptr, test);
        common = !common || *common == one ? one : Truth::unknown;
        return *common == Truth::unknown ? Truth::yes : Truth::no; // no need to look further
    });
    m_isUnsure = m_isUnsure || isCutOff(m_instance, *frames.element);
    return common.value_or(Truth::no);
}

// `groups` is an Item of functional groups: the attribute is one of them, or directly in the Items of any.
Truth PathWalk::inGroups(std::uint32_t groups, std::span<const Step> steps, ElementTest test)
{
    const Tag tag = inThisGroup(steps.front().tag);
    const Found direct = find(groups, tag);
    if (direct.element != nullptr)
        return follow(direct, steps, test);
    Truth result = Truth::no;
    const Element &item = m_instance.elements[groups];
    for (std::uint32_t i = groups + 1; i < item.end && result != Truth::yes; i = m_instance.elements[i].end) {
        const Element &group = m_instance.elements[i];
        result = either(result, eachItem(group, 0, [&](std::uint32_t groupItem) {
                            const Found found = find(groupItem, tag);
                            m_isUnsure = m_isUnsure || found.mayBeUnread;
                            return found.element != nullptr ? follow(found, steps, test) : Truth::no;
                        }));
    }
    m_isUnsure = m_isUnsure || isCutOff(m_instance, item);
    return result;
}

} // namespace mi
