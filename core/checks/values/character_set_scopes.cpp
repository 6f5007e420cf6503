#include "core/checks/values/character_set_scopes.h"

#include "core/checks/values/charset_declaration.h"
#include "core/support/text.h"

#include <limits>

namespace mi {

namespace {

// A file has one declaration, or a few in its items; what more there is in a hostile one shares the last decoder slot.
constexpr std::size_t maxDeclarations = 32;

} // namespace

DeclaredSet::DeclaredSet(std::string_view value)
    : declaration(value), isUnderstood(isDeclarationUnderstood(value)), isAlphabet(isAlphabetDeclaration(value)),
      decoder(isUnderstood ? value : std::string_view{})
{}

void DeclaredSet::add(TextProblem problem, const Element &element, std::string_view value, std::string_view remark)
{
    Occurrences &occurrences = problems[static_cast<std::size_t>(problem)];
    if (occurrences.first == nullptr) {
        occurrences.first = &element;
        occurrences.observed = escapedForDisplay(value);
        if (!remark.empty())
            occurrences.observed.append("; ").append(remark);
    }
    ++occurrences.count;
}

void CharacterSetScopes::enter(const Element &element)
{
    const std::uint32_t index = m_instance.indexOf(element);
    while (!m_scopes.empty() && m_scopes.back().end <= index)
        m_scopes.pop_back();
    if (element.tag != tags::SpecificCharacterSet)
        return;
    const bool isRoot = element.parent == Element::noParent;
    const std::uint32_t end =
        isRoot ? std::numeric_limits<std::uint32_t>::max() : m_instance.elements[element.parent].end;
    m_scopes.push_back({end, trimmedPadding(m_instance.value(element))});
}

DeclaredSet &CharacterSetScopes::current()
{
    const std::string_view declaration = m_scopes.empty() ? std::string_view{} : m_scopes.back().declaration;
    for (const std::unique_ptr<DeclaredSet> &set : m_sets) {
        if (set->declaration == declaration)
            return *set;
    }
    if (m_sets.size() < maxDeclarations)
        m_sets.push_back(std::make_unique<DeclaredSet>(declaration));
    return *m_sets.back();
}

} // namespace mi
