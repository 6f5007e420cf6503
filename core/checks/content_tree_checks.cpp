#include "core/checks/content_tree_checks.h"

#include "core/checks/finding_collector.h"
#include "core/dicom/scanned_instance.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mi {

namespace {

constexpr auto warning = Severity::warning;
constexpr auto allowed = Filing::allowed;

constexpr std::array rules{
    CheckRule{"content-tree.reference.leads-nowhere", warning, allowed, "PS3.3 C.17.3.2.5"},
    CheckRule{"content-tree.reference.not-allowed", warning, allowed, "PS3.3 A.35"},
    CheckRule{"content-tree.relationship.not-allowed", warning, allowed, "PS3.3 A.35"},
    CheckRule{"content-tree.root.not-container", warning, allowed, "PS3.3 C.17.3"},
};

// A hostile document has more; each of both takes time that grows with the document.
constexpr std::size_t mostFindings = 64;
constexpr std::size_t mostReferences = 256;

constexpr Tag relationshipType{0x0040, 0xA010};
constexpr Tag valueType{0x0040, 0xA040};
constexpr Tag contentSequence{0x0040, 0xA730};
constexpr Tag referencedItem{0x0040, 0xDB73};

// Bits, so that a row of the tables of A.35 is two numbers.
using Types = std::uint32_t;
enum : Types {
    text = 1U << 0U,
    code = 1U << 1U,
    num = 1U << 2U,
    dateTime = 1U << 3U,
    date = 1U << 4U,
    time = 1U << 5U,
    uidRef = 1U << 6U,
    personName = 1U << 7U,
    composite = 1U << 8U,
    image = 1U << 9U,
    waveform = 1U << 10U,
    scoord = 1U << 11U,
    scoord3d = 1U << 12U,
    tcoord = 1U << 13U,
    container = 1U << 14U,
    any = (1U << 15U) - 1U,
    none = 0,
};
struct TypeName {
    std::string_view name;
    Types type;
};
constexpr std::array typeNames{
    TypeName{"TEXT", text},         TypeName{"CODE", code},         TypeName{"NUM", num},
    TypeName{"DATETIME", dateTime}, TypeName{"DATE", date},         TypeName{"TIME", time},
    TypeName{"UIDREF", uidRef},     TypeName{"PNAME", personName},  TypeName{"COMPOSITE", composite},
    TypeName{"IMAGE", image},       TypeName{"WAVEFORM", waveform}, TypeName{"SCOORD", scoord},
    TypeName{"SCOORD3D", scoord3d}, TypeName{"TCOORD", tcoord},     TypeName{"CONTAINER", container},
};

struct Relation {
    std::string_view name;
    Types sources;
    Types targets;
    Types byReference = any; // those of the targets that may be referred to, where a document has references at all
};

constexpr Types simple = text | code | dateTime | date | time | uidRef | personName;
constexpr Types objects = composite | image | waveform;
constexpr Types coordinates = scoord | tcoord;
constexpr Types findingsOfText = text | code | num;

// A.35.1
constexpr std::array basicText{
    Relation{"CONTAINS", container, simple | objects | container},
    Relation{"HAS OBS CONTEXT", container, simple | composite | container},
    Relation{"HAS ACQ CONTEXT", container | objects, simple},
    Relation{"HAS CONCEPT MOD", any, text | code},
    Relation{"HAS PROPERTIES", text, simple | objects},
    Relation{"HAS PROPERTIES", personName, simple},
    Relation{"INFERRED FROM", text, simple | objects},
};
// A.35.2
constexpr std::array enhanced{
    Relation{"CONTAINS", container, simple | num | objects | coordinates | container},
    Relation{"HAS OBS CONTEXT", container, simple | num | composite | container},
    Relation{"HAS ACQ CONTEXT", container | objects | num, simple | num},
    Relation{"HAS CONCEPT MOD", any, text | code},
    Relation{"HAS PROPERTIES", findingsOfText, simple | num | objects | coordinates},
    Relation{"HAS PROPERTIES", personName, simple},
    Relation{"INFERRED FROM", findingsOfText, simple | num | objects | coordinates},
    Relation{"SELECTED FROM", scoord, image},
    Relation{"SELECTED FROM", tcoord, scoord | image | waveform},
};
// A.35.3 and A.35.13; what only the three-dimensional one has is let pass in both, where the value list of the module
// already says that SCOORD3D does not belong.
constexpr std::array comprehensive{
    Relation{"CONTAINS", container, any, any & ~container},
    Relation{"HAS OBS CONTEXT", container | findingsOfText, simple | num | composite},
    Relation{"HAS OBS CONTEXT", container, container},
    Relation{"HAS ACQ CONTEXT", container | objects | num, simple | num | container},
    Relation{"HAS CONCEPT MOD", any, text | code, none},
    Relation{"HAS PROPERTIES", findingsOfText, any},
    Relation{"HAS PROPERTIES", personName, simple},
    Relation{"INFERRED FROM", findingsOfText, any},
    Relation{"SELECTED FROM", scoord, image},
    Relation{"SELECTED FROM", tcoord, scoord | scoord3d | image | waveform},
};
// A.35.4
constexpr std::array keyObject{
    Relation{"CONTAINS", container, text | objects},
    Relation{"HAS OBS CONTEXT", container, text | code | uidRef | personName},
    Relation{"HAS CONCEPT MOD", container, code},
};
// A.35.5
constexpr std::array mammographyCad{
    Relation{"CONTAINS", container, text | code | num | date | scoord | image | container, none},
    Relation{"HAS OBS CONTEXT", container | findingsOfText,
             text | code | num | date | time | personName | uidRef | composite, none},
    Relation{"HAS ACQ CONTEXT", image, text | code | num | date | time, none},
    Relation{"HAS CONCEPT MOD", container | code | num | composite, text | code, none},
    Relation{"HAS PROPERTIES", findingsOfText, text | code | num | date | uidRef | image | scoord | container},
    Relation{"INFERRED FROM", code | num, text | code | num | image | scoord | container},
    Relation{"SELECTED FROM", scoord, image},
};
// A.35.8; no dates and times by themselves but for a person's.
constexpr Types ofDose = text | code | num | dateTime | uidRef | personName;
constexpr std::array radiationDose{
    Relation{"CONTAINS", container, ofDose | image | composite | container},
    Relation{"HAS OBS CONTEXT", container, text | code | dateTime | uidRef | personName | container},
    Relation{"HAS OBS CONTEXT", findingsOfText, ofDose | composite},
    Relation{"HAS ACQ CONTEXT", container | image | composite, ofDose | container},
    Relation{"HAS CONCEPT MOD", any, text | code},
    Relation{"HAS PROPERTIES", findingsOfText, ofDose | image | composite | container},
    Relation{"HAS PROPERTIES", personName, simple},
    Relation{"INFERRED FROM", findingsOfText, (ofDose & ~personName) | image | composite | container},
};

struct DocumentKind {
    std::string_view sopClass;
    std::span<const Relation> relations;
    bool hasReferences; // relationships by reference
};
constexpr std::array kinds{
    DocumentKind{"1.2.840.10008.5.1.4.1.1.88.11", basicText, false},
    DocumentKind{"1.2.840.10008.5.1.4.1.1.88.22", enhanced, false},
    DocumentKind{"1.2.840.10008.5.1.4.1.1.88.33", comprehensive, true},
    DocumentKind{"1.2.840.10008.5.1.4.1.1.88.34", comprehensive, true},
    DocumentKind{"1.2.840.10008.5.1.4.1.1.88.50", mammographyCad, true},
    DocumentKind{"1.2.840.10008.5.1.4.1.1.88.59", keyObject, false},
    DocumentKind{"1.2.840.10008.5.1.4.1.1.88.67", radiationDose, false},
};

std::optional<Types> typeNamed(std::string_view name)
{
    const auto found = std::ranges::find(typeNames, name, &TypeName::name);
    return found == typeNames.end() ? std::nullopt : std::optional{found->type};
}

class ContentTree {
public:
    ContentTree(const ScannedInstance &instance, const DocumentKind &kind, FindingCollector &findings)
        : m_instance(instance), m_kind(kind), m_findings(findings)
    {}

    void run()
    {
        const std::string_view root = m_instance.text(valueType);
        if (root.empty())
            return; // that it is missing is said elsewhere
        m_findings.countChecks(1);
        if (root != "CONTAINER") {
            m_findings.add("content-tree.root.not-container", {.attribute = valueType,
                                                               .vr = Vr::CS,
                                                               .observed = escapedForDisplay(root),
                                                               .expected = "CONTAINER",
                                                               .offset = m_instance.find(valueType)->offset});
            return; // nothing below can be right then
        }
        // The elements are in the order of the file, and each knows what is around it: no recursion is needed.
        for (std::uint32_t i = m_instance.dataSetBegin;
             i < m_instance.elements.size() && m_defects < mostFindings && m_references < mostReferences; ++i) {
            const Element &item = m_instance.elements[i];
            if (item.tag == tags::Item && item.parent != Element::noParent &&
                m_instance.elements[item.parent].tag == contentSequence && isInTree(item))
                judge(item);
        }
    }

private:
    // Content Sequence occurs in other places too, as in acquisition contexts of images.
    bool isInTree(const Element &item) const
    {
        const Element *sequence = &m_instance.elements[item.parent];
        while (sequence->parent != Element::noParent) {
            const Element &around = m_instance.elements[sequence->parent];
            sequence = &m_instance.elements[around.parent];
            if (sequence->tag != contentSequence)
                return false;
        }
        return true;
    }

    std::string_view textIn(const Element &item, Tag tag) const
    {
        const Element *element = m_instance.findIn(item, tag);
        return element == nullptr ? std::string_view{} : trimmedPadding(m_instance.value(*element));
    }

    std::string_view typeAbove(const Element &item) const
    {
        const Element &sequence = m_instance.elements[item.parent];
        return sequence.parent == Element::noParent ? m_instance.text(valueType)
                                                    : textIn(m_instance.elements[sequence.parent], valueType);
    }

    void judge(const Element &item)
    {
        const std::string_view relation = textIn(item, relationshipType);
        std::string_view target = textIn(item, valueType);
        const Element *const reference = m_instance.findIn(item, referencedItem);
        if (reference != nullptr) {
            ++m_references;
            m_findings.countChecks(1);
            if (!m_kind.hasReferences) {
                ++m_defects;
                m_findings.add("content-tree.reference.not-allowed", {.attribute = m_instance.pathOf(*reference),
                                                                      .vr = Vr::UL,
                                                                      .observed = "a reference",
                                                                      .expected = "Content Items by value",
                                                                      .offset = reference->offset});
                return;
            }
            const std::optional<std::string_view> referenced = typeReferenced(*reference);
            if (!referenced) {
                ++m_defects;
                m_findings.add("content-tree.reference.leads-nowhere", {.attribute = m_instance.pathOf(*reference),
                                                                        .vr = Vr::UL,
                                                                        .observed = positionText(*reference),
                                                                        .expected = "the position of a Content Item",
                                                                        .offset = reference->offset});
                return;
            }
            target = *referenced;
        }
        const std::string_view source = typeAbove(item);
        const std::optional<Types> from = typeNamed(source);
        const std::optional<Types> to = typeNamed(target);
        const bool isKnown =
            std::ranges::any_of(comprehensive, [&](const Relation &row) { return row.name == relation; });
        if (!from || !to || !isKnown)
            return; // of words that are not known, their value lists say so
        m_findings.countChecks(1);
        const bool isAllowed = std::ranges::any_of(m_kind.relations, [&](const Relation &row) {
            const Types targets = reference != nullptr ? row.targets & row.byReference : row.targets;
            return row.name == relation && (row.sources & *from) != 0 && (targets & *to) != 0;
        });
        if (isAllowed)
            return;
        ++m_defects;
        const Element *element = m_instance.findIn(item, relationshipType);
        m_findings.add("content-tree.relationship.not-allowed",
                       {.attribute = m_instance.pathOf(*element),
                        .vr = Vr::CS,
                        .observed = std::string(source) + " " + std::string(relation) + " " + std::string(target) +
                                    (reference != nullptr ? " by reference" : ""),
                        .expected = "a relationship of this kind of document",
                        .offset = element->offset});
    }

    std::vector<std::uint32_t> positions(const Element &reference) const
    {
        const std::string_view bytes = m_instance.value(reference);
        std::vector<std::uint32_t> numbers;
        for (std::size_t at = 0; at + 4 <= bytes.size() && numbers.size() < 64; at += 4) {
            std::uint32_t number = 0;
            for (std::size_t i = 0; i < 4; ++i) {
                const std::size_t place = reference.has(Element::bigEndian) ? i : 3 - i;
                number = number << 8U | static_cast<unsigned char>(bytes[at + place]);
            }
            numbers.push_back(number);
        }
        return numbers;
    }

    std::string positionText(const Element &reference) const
    {
        std::string shown;
        for (const std::uint32_t number : positions(reference))
            shown += (shown.empty() ? "" : ".") + std::to_string(number);
        return shown.empty() ? "no position" : shown.substr(0, 64);
    }

    // The Value Type of the item that it means; the first number, 1, is the root (PS3.3 C.17.3.2.5).
    std::optional<std::string_view> typeReferenced(const Element &reference) const
    {
        const std::vector<std::uint32_t> path = positions(reference);
        if (path.empty() || path.front() != 1)
            return std::nullopt;
        std::string_view type = m_instance.text(valueType);
        const Element *sequence = m_instance.find(contentSequence);
        for (std::size_t step = 1; step < path.size(); ++step) {
            const Element *item = sequence == nullptr ? nullptr : itemOf(*sequence, path[step]);
            if (item == nullptr)
                return std::nullopt;
            type = textIn(*item, valueType);
            sequence = m_instance.findIn(*item, contentSequence);
        }
        return type;
    }

    const Element *itemOf(const Element &sequence, std::uint32_t number) const
    {
        std::uint32_t count = 0;
        for (std::uint32_t i = m_instance.indexOf(sequence) + 1; i < sequence.end;
             i = std::max(i + 1, m_instance.elements[i].end)) {
            if (m_instance.elements[i].tag == tags::Item && ++count == number)
                return &m_instance.elements[i];
        }
        return nullptr;
    }

    const ScannedInstance &m_instance;
    const DocumentKind &m_kind;
    FindingCollector &m_findings;
    std::size_t m_defects = 0;
    std::size_t m_references = 0;
};

} // namespace

void checkContentTree(const CheckInput &input, FindingCollector &findings)
{
    const auto kind = std::ranges::find(kinds, input.instance.text(tags::SOPClassUID), &DocumentKind::sopClass);
    if (kind != kinds.end())
        ContentTree(input.instance, *kind, findings).run();
}

std::span<const CheckRule> contentTreeRules()
{
    return rules;
}

} // namespace mi
