#include "core/domain/attribute_path.h"

#include <algorithm>

namespace mi {

bool AttributePath::isSameIgnoringItems(const AttributePath &other) const
{
    return m_hasTag == other.m_hasTag && m_tag == other.m_tag &&
           std::ranges::equal(m_steps, other.m_steps, {}, &Step::sequence, &Step::sequence);
}

std::string AttributePath::toString() const
{
    if (!m_hasTag)
        return {};
    std::string text;
    for (const Step &step : m_steps)
        text += mi::toString(step.sequence) + "[" + std::to_string(step.item) + "].";
    return text + mi::toString(m_tag);
}

std::string AttributePath::toStringWithoutItems() const
{
    if (!m_hasTag)
        return {};
    std::string text;
    for (const Step &step : m_steps)
        text += mi::toString(step.sequence) + ".";
    return text + mi::toString(m_tag);
}

} // namespace mi
