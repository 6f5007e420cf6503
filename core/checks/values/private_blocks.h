// Private Data Elements need a Private Creator that reserves their block (PS3.5 7.8.1). Sees the elements of one
// instance in file order. One thread.
#pragma once

#include "core/checks/values/defect_reporter.h"

#include <vector>

namespace mi {

class PrivateBlocks {
public:
    PrivateBlocks(const ScannedInstance &instance, DefectReporter &reporter)
        : m_instance(instance), m_reporter(reporter)
    {}
    // `element` has a private tag.
    void check(const Element &element);

private:
    void checkCreator(const Element &element);
    bool isReservedInItem(const Element &element, Tag creator);
    bool hasCreator(const Element &element, Tag creator);

    const ScannedInstance &m_instance;
    DefectReporter &m_reporter;
    // Creators in the items that are open here, innermost last.
    struct Creator {
        std::uint32_t parent;
        Tag tag;
    };
    std::vector<Creator> m_creatorsInItems;
    // The last answer: elements of a block lie together.
    Tag m_creator;
    std::uint32_t m_parent = Element::noParent;
    bool m_hasCreator = false;
};

} // namespace mi
