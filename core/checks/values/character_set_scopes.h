// Which Specific Character Set is in force for an element: that of the innermost Item that declares one, else that of
// the Data Set (PS3.3 C.12.1.1.2). Sees the elements in file order, and keeps a decoder for each declaration that is
// needed. One instance, one thread.
#pragma once

#include "core/checks/finding_collector.h"
#include "core/dicom/character_sets.h"
#include "core/dicom/scanned_instance.h"

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace mi {

// What can be wrong with texts because of their declaration: one finding for all texts under it.
enum class TextProblem : std::uint8_t {
    undeclared,
    undecodable,
    undeclaredEscape,
    looksLikeUtf8,
    notSwitchedBack,
    count
};

// A declaration and what was found under it.
struct DeclaredSet {
    struct Occurrences {
        const Element *first = nullptr;
        std::string observed;
        std::uint32_t count = 0;
    };

    explicit DeclaredSet(std::string_view value);
    void add(TextProblem problem, const Element &element, std::string_view value, std::string_view remark);

    std::string_view declaration; // trimmed; "" is none
    bool isUnderstood;
    bool isAlphabet;
    CharacterSetDecoder decoder;
    std::array<Occurrences, static_cast<std::size_t>(TextProblem::count)> problems;
};

class CharacterSetScopes {
public:
    explicit CharacterSetScopes(const ScannedInstance &instance) : m_instance(instance) {}
    // Before anything is asked about this element or a later one.
    void enter(const Element &element);
    // For the element entered last; its Data Set must not change.
    DeclaredSet &current();
    const std::vector<std::unique_ptr<DeclaredSet>> &all() const { return m_sets; }

private:
    struct Scope {
        std::uint32_t end; // index of the first element behind it
        std::string_view declaration;
    };
    const ScannedInstance &m_instance;
    std::vector<Scope> m_scopes;
    std::vector<std::unique_ptr<DeclaredSet>> m_sets;
};

} // namespace mi
