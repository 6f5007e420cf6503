#include "core/policy/policy_rule.h"

#include "core/support/text.h"

#include <algorithm>

namespace mi {

NamePattern::NamePattern(std::string_view text) : m_text(text), m_isBeginning(text.ends_with('*'))
{
    if (m_isBeginning)
        m_text.pop_back();
}

bool NamePattern::matches(std::string_view name) const
{
    return isEqualIgnoringAsciiCase(m_text, m_isBeginning ? name.substr(0, m_text.size()) : name);
}

bool PolicyRule::isAbout(std::string_view checkId) const
{
    // With the dot before the "*": "value.*" is not about "values.x".
    return isPrefix ? checkId.starts_with(std::string_view(id).substr(0, id.size() - 1)) : checkId == id;
}

bool PolicyRule::matchesOrigin(const InstanceOrigin &origin) const
{
    return (!manufacturer || manufacturer->matches(origin.manufacturer)) && (!model || model->matches(origin.model)) &&
           (sopClassUids.empty() || std::ranges::find(sopClassUids, origin.sopClassUid) != sopClassUids.end());
}

bool PolicyRule::matches(const Finding &finding, std::span<const InstanceOrigin> origins) const
{
    if (attribute && !attribute->matches(finding))
        return false;
    if (!privateCreator.empty() && (finding.standsForOthers || finding.privateCreator != privateCreator))
        return false;
    if (!manufacturer && !model && sopClassUids.empty())
        return true;
    return !origins.empty() &&
           std::ranges::all_of(origins, [this](const InstanceOrigin &origin) { return matchesOrigin(origin); });
}

std::size_t PolicyRule::narrowness() const
{
    const auto one = [](bool isThere) { return isThere ? std::size_t{1} : std::size_t{0}; };
    return one(manufacturer.has_value()) + one(model.has_value()) + one(!sopClassUids.empty()) +
           one(attribute.has_value()) + one(attribute && attribute->namesItem()) + one(!privateCreator.empty());
}

bool PolicyRule::isBefore(const PolicyRule &other) const
{
    if (isPrefix != other.isPrefix)
        return !isPrefix;
    if (id.size() != other.id.size())
        return id.size() > other.id.size();
    if (narrowness() != other.narrowness())
        return narrowness() > other.narrowness();
    return decision->rule > other.decision->rule;
}

} // namespace mi
