#include "core/checks/text_checks.h"

#include "core/checks/attribute_facts.h"
#include "core/checks/finding_collector.h"
#include "core/checks/values/character_set_scopes.h"
#include "core/checks/values/charset_declaration.h"
#include "core/checks/values/defect_reporter.h"
#include "core/checks/values/dictionary_check.h"
#include "core/checks/values/text_form.h"
#include "core/checks/values/vr_syntax.h"
#include "core/dicom/scanned_instance.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace mi {

namespace {

constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;
constexpr auto info = Severity::info;
constexpr auto allowed = Filing::allowed;

constexpr std::array rules{
    CheckRule{"text.charset.first-value", warning, allowed, "PS3.3 C.12.1.1.2"},
    CheckRule{"text.charset.looks-like-utf-8", warning, allowed, "PS3.3 C.12.1.1.2"},
    CheckRule{"text.charset.missing", warning, allowed, "PS3.3 C.12.1.1.2"},
    CheckRule{"text.charset.misspelt", warning, allowed, "PS3.3 C.12.1.1.2"},
    CheckRule{"text.charset.not-combinable", error, allowed, "PS3.3 C.12.1.1.2"},
    CheckRule{"text.charset.not-extensible", warning, allowed, "PS3.3 C.12.1.1.2"},
    CheckRule{"text.charset.single-extension", info, allowed, "PS3.3 C.12.1.1.2"},
    CheckRule{"text.charset.unknown-term", error, allowed, "PS3.3 C.12.1.1.2"},
    CheckRule{"text.escape.not-declared", warning, allowed, "PS3.5 6.1.2.5"},
    CheckRule{"text.escape.not-switched-back", warning, allowed, "PS3.5 6.1.2.5.3"},
    CheckRule{"text.undecodable", error, allowed, "PS3.5 6.1.2"},
};

struct ProblemRow {
    TextProblem problem;
    std::string_view id;
    std::string_view expected;
};

constexpr std::array problemRows{
    ProblemRow{TextProblem::undeclared, "text.charset.missing", "Specific Character Set, or ASCII"},
    ProblemRow{TextProblem::undecodable, "text.undecodable", "text in "},
    ProblemRow{TextProblem::undeclaredEscape, "text.escape.not-declared", "its set in Specific Character Set"},
    ProblemRow{TextProblem::notSwitchedBack, "text.escape.not-switched-back",
               "an escape sequence back to the first set before each delimiter and at the end"},
    ProblemRow{TextProblem::looksLikeUtf8, "text.charset.looks-like-utf-8", "text in "},
};

class TextChecker {
public:
    TextChecker(const ScannedInstance &instance, FindingCollector &findings)
        : m_instance(instance), m_findings(findings), m_reporter(instance, findings), m_scopes(instance)
    {}

    void check(const Element &element)
    {
        m_scopes.enter(element);
        if (element.tag == tags::SpecificCharacterSet)
            checkDeclaration(element);
        else if (isCharacterSetDependent(vrOfValue(element)) && element.length != 0 &&
                 element.has(Element::valueKept) && !isLengthDoubtful(m_instance, element))
            checkText(element);
    }

    void reportProblems()
    {
        for (const std::unique_ptr<DeclaredSet> &set : m_scopes.all()) {
            for (const ProblemRow &row : problemRows)
                report(*set, row);
        }
    }

private:
    void checkDeclaration(const Element &element)
    {
        const DeclarationDefect defect = declarationDefect(m_instance.value(element));
        if (!defect.id.empty())
            m_reporter.add(defect.id, element, defect.observed, defect.expected);
    }

    void checkText(const Element &element)
    {
        const std::string_view value = m_instance.value(element);
        if (isPlainAscii(value))
            return;
        if (value.size() > m_decodable) {
            m_findings.addNotChecked("text.decoding", "more than 4 MB of text outside ASCII");
            return;
        }
        m_decodable -= value.size();
        DeclaredSet &set = m_scopes.current();
        // A term that nobody understands is reported; that its text cannot be read follows from it.
        if (!set.isUnderstood)
            return;
        const DecodedText text = set.decoder.decode(value, vrOfValue(element) == Vr::PN);
        if (element.tag.isPrivate()) {
            if (!text.isComplete)
                m_reporter.add("private.value.invalid", element, value, "text in the declared character set");
            return;
        }
        if (text.hasUndeclaredEscape)
            set.add(TextProblem::undeclaredEscape, element, value, {});
        else if (isBareEscape(set, value))
            m_reporter.add(ruleFor(element, "value.text.control-character"), element, value, "no ESC");
        else if (set.isAlphabet && isValidUtf8(value))
            set.add(TextProblem::looksLikeUtf8, element, value, "looks like UTF-8");
        else if (!text.isComplete)
            addIncomplete(set, element, value, text.firstBadByte);
        else if (text.isNotSwitchedBack)
            set.add(TextProblem::notSwitchedBack, element, value, {});
        else
            checkTextForm(m_reporter, element, value, text.utf8, DictionaryCheck::entryOf(element));
    }

    // ESC that starts no escape sequence, in text that nothing else can be wrong with: a control character.
    static bool isBareEscape(const DeclaredSet &set, std::string_view value)
    {
        const bool isAscii = std::ranges::none_of(value, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        return value.find('\x1b') != std::string_view::npos && !set.decoder.usesCodeExtensions() &&
               (isAscii || isValidUtf8(value));
    }

    static void addIncomplete(DeclaredSet &set, const Element &element, std::string_view value, std::size_t firstBad)
    {
        if (set.declaration.empty()) {
            set.add(TextProblem::undeclared, element, value, probableCharacterSet(value));
            return;
        }
        std::string remark = "byte " + std::to_string(firstBad);
        remark.append("; ").append(probableCharacterSet(value));
        set.add(TextProblem::undecodable, element, value, remark);
    }

    void report(const DeclaredSet &set, const ProblemRow &row)
    {
        const DeclaredSet::Occurrences &found = set.problems[static_cast<std::size_t>(row.problem)];
        if (found.first == nullptr)
            return;
        std::string expected(row.expected);
        if (row.expected.ends_with(' '))
            expected += escapedForDisplay(set.declaration);
        m_findings.add(row.id, {.attribute = m_instance.pathOf(*found.first),
                                .vr = found.first->vr,
                                .observed = found.observed,
                                .expected = std::move(expected),
                                .offset = found.first->offset,
                                .count = found.count});
    }

    const ScannedInstance &m_instance;
    FindingCollector &m_findings;
    DefectReporter m_reporter;
    CharacterSetScopes m_scopes;
    std::size_t m_decodable = 4U << 20U; // bytes; real instances have a few hundred
};

} // namespace

std::span<const CheckRule> textRules()
{
    return rules;
}

void checkTexts(const CheckInput &input, FindingCollector &findings)
{
    TextChecker checker(input.instance, findings);
    for (const Element &element : input.instance.elements)
        checker.check(element);
    checker.reportProblems();
    findings.countChecks(static_cast<std::uint32_t>(rules.size()));
}

} // namespace mi
