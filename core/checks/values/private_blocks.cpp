#include "core/checks/values/private_blocks.h"

#include "core/support/text.h"

namespace mi {

// In ascending order the creators of a group are the last ones seen in their item, at most 240 of them.
bool PrivateBlocks::isReservedInItem(const Element &element, Tag creator)
{
    const std::uint32_t index = m_instance.indexOf(element);
    while (!m_creatorsInItems.empty() && m_instance.elements[m_creatorsInItems.back().parent].end <= index)
        m_creatorsInItems.pop_back();
    std::size_t left = 240;
    for (auto it = m_creatorsInItems.rbegin(); it != m_creatorsInItems.rend() && left > 0; ++it, --left) {
        if (it->parent != element.parent)
            return false;
        if (it->tag == creator)
            return true;
    }
    return false;
}

bool PrivateBlocks::hasCreator(const Element &element, Tag creator)
{
    if (creator == m_creator && element.parent == m_parent)
        return m_hasCreator;
    m_creator = creator;
    m_parent = element.parent;
    if (element.parent == Element::noParent)
        m_hasCreator = m_instance.find(creator) != nullptr;
    else
        m_hasCreator = isReservedInItem(element, creator);
    return m_hasCreator;
}

void PrivateBlocks::checkCreator(const Element &element)
{
    if (element.parent != Element::noParent)
        m_creatorsInItems.push_back({element.parent, element.tag});
    const bool isLo = element.vr == Vr::LO || element.has(Element::vrFromDictionary);
    if (!isLo && element.vr != Vr::UN && element.vr != Vr::unknown)
        m_reporter.addAt("private.creator.not-lo", element, element.tag, std::string(toString(element.vr)), "LO");
    if (trimmedPadding(m_instance.value(element)).empty() && element.vr != Vr::SQ)
        m_reporter.addAt("private.creator.empty", element, element.tag, {}, "the name of who defined the block");
}

void PrivateBlocks::check(const Element &element)
{
    // These groups have no place in a Data Set at all, which the scan reports.
    if (element.tag.group <= 0x0007 || element.tag.group == 0xFFFF)
        return;
    if (element.tag.isPrivateCreator()) {
        checkCreator(element);
        return;
    }
    const std::uint16_t block = static_cast<std::uint16_t>(element.tag.element >> 8U);
    if (block < 0x10) {
        m_reporter.addAt("private.element.illegal", element, element.tag, {}, "element 0010-00FF, or 1000 and above");
        return;
    }
    const Tag creator{element.tag.group, block};
    if (!hasCreator(element, creator))
        m_reporter.addAt("private.creator.missing", element, creator, toString(element.tag), "a Private Creator");
}

} // namespace mi
