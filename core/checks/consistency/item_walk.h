// Walking over the Items of nested Sequences in a scanned instance. Any thread.
#pragma once

#include "core/dicom/scanned_instance.h"

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mi {

// Sequences from the outside to the inside, at most three.
class SequencePath {
public:
    constexpr SequencePath(std::initializer_list<Tag> tags)
    {
        for (const Tag tag : tags)
            m_tags[m_size++] = tag;
    }
    constexpr std::span<const Tag> tags() const { return {m_tags, m_size}; }

private:
    Tag m_tags[3] = {};
    std::size_t m_size = 0;
};

// The element inside the Item, or at the root for a null Item.
inline const Element *findAt(const ScannedInstance &instance, const Element *item, Tag tag)
{
    return item == nullptr ? instance.find(tag) : instance.findIn(*item, tag);
}

// Calls back with every Item at the end of the path, below `item` (null: the root); with `item` itself where the path
// is empty.
template <class Callback>
void forEachItem(const ScannedInstance &instance, const Element *item, std::span<const Tag> path,
                 const Callback &callback)
{
    if (path.empty()) {
        callback(item);
        return;
    }
    const Element *sequence = findAt(instance, item, path.front());
    if (sequence == nullptr || vrOfValue(*sequence) != Vr::SQ)
        return;
    for (std::uint32_t i = instance.indexOf(*sequence) + 1; i < sequence->end; i = instance.elements[i].end)
        forEachItem(instance, &instance.elements[i], path.subspan(1), callback);
}

// What a number or a name points with, so that 01 and 1 are the same number; nothing where there is no value, several
// of them, or none that can be read.
std::optional<std::string> pointerValue(const ScannedInstance &instance, const Element *element);

// The number of values; nothing where the element is not there, empty, or not kept whole.
std::optional<std::uint64_t> numberOfValues(const ScannedInstance &instance, const Element *element);

} // namespace mi
