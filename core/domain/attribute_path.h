// AttributePath: where an Attribute is in a Data Set: the sequences and item numbers that lead to it, then its Tag.
// Item numbers start at 1, as PS3.3 counts items. A value type; any thread.
#pragma once

#include "core/domain/tag.h"

#include <cstdint>
#include <string>
#include <vector>

namespace mi {

class AttributePath {
public:
    struct Step {
        Tag sequence;
        std::uint32_t item = 1; // 1 is the first
        bool operator==(const Step &) const = default;
    };

    AttributePath() = default; // the file as a whole
    AttributePath(Tag tag) : m_tag(tag), m_hasTag(true) {}
    AttributePath(std::vector<Step> steps, Tag tag) : m_steps(std::move(steps)), m_tag(tag), m_hasTag(true) {}

    // A finding about the file as a whole has no Attribute.
    bool isEmpty() const { return !m_hasTag; }
    Tag tag() const { return m_tag; }
    const std::vector<Step> &steps() const { return m_steps; }

    // The same place whatever the item: used to count a finding that repeats over items.
    bool isSameIgnoringItems(const AttributePath &other) const;
    bool operator==(const AttributePath &) const = default;

    // "(0040,A730)[2].(0008,0100)"; "" for the file as a whole.
    std::string toString() const;
    // "(0040,A730).(0008,0100)".
    std::string toStringWithoutItems() const;

private:
    std::vector<Step> m_steps;
    Tag m_tag;
    bool m_hasTag = false;
};

} // namespace mi
