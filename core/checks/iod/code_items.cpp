#include "core/checks/iod/code_items.h"

#include "core/checks/iod/attribute_value.h"
#include "core/support/text.h"

#include <algorithm>
#include <array>

namespace mi {

namespace {

constexpr Tag codeValue{0x0008, 0x0100};
constexpr Tag codingSchemeDesignator{0x0008, 0x0102};
constexpr Tag codeMeaning{0x0008, 0x0104};
constexpr Tag contextGroupExtensionFlag{0x0008, 0x010B};
constexpr Tag longCodeValue{0x0008, 0x0119};
constexpr Tag urnCodeValue{0x0008, 0x0120};
constexpr std::array codeValues{codeValue, longCodeValue, urnCodeValue};

// PS3.16 8.1: designators of SNOMED before it had identifiers of its own in DICOM.
bool isRetiredScheme(std::string_view scheme)
{
    return scheme == "SRT" || scheme == "SNM3" || scheme == "99SDM";
}

std::string_view textIn(const ScannedInstance &instance, const Element *element)
{
    return element != nullptr ? trimmedPadding(instance.value(*element)) : std::string_view{};
}

class CodeItem {
public:
    CodeItem(RuleRun &run, const LevelRows &rows, const Place &place) : m_run(run), m_rows(rows), m_place(place) {}

    void check()
    {
        m_run.decided += 4;
        if (isAnyUnread())
            return;
        const auto filled =
            static_cast<std::size_t>(std::ranges::count_if(codeValues, [&](Tag tag) { return isFilled(tag); }));
        if (filled == 0) {
            report("iod.code.value-missing", codeValue, "one of Code Value, Long Code Value, URN Code Value");
            return; // no code at all: what else is missing says nothing more
        }
        if (filled > 1)
            reportSeveral();
        const bool needsScheme = isFilled(codeValue) || isFilled(longCodeValue);
        if (needsScheme && !isFilled(codingSchemeDesignator))
            report("iod.code.scheme-missing", codingSchemeDesignator, "the scheme that the code is from");
        else if (isRetiredScheme(text(codingSchemeDesignator)))
            reportRetired();
        if (!isFilled(codeMeaning) && isAskedFor(codeMeaning))
            report("iod.code.meaning-missing", codeMeaning, "a text for people");
    }

private:
    const Element *element(Tag tag) const
    {
        const std::uint32_t index = m_rows.find(tag);
        return index != noElement ? &m_run.instance.elements[index] : nullptr;
    }
    std::string_view text(Tag tag) const { return textIn(m_run.instance, element(tag)); }
    bool isFilled(Tag tag) const
    {
        const Element *found = element(tag);
        return found != nullptr && !AttributeValue(m_run.instance, *found).isEmpty();
    }
    bool isAnyUnread() const
    {
        const bool isUnread = std::ranges::any_of(codeValues, [&](Tag tag) { return m_rows.isUnread(tag); }) ||
                              m_rows.isUnread(codeMeaning);
        m_run.hasUnread = m_run.hasUnread || isUnread;
        return isUnread;
    }
    const Match *matchOf(Tag tag) const
    {
        const auto &matches = m_rows.matches();
        const auto found = std::ranges::find(matches, tag, &Match::tag);
        return found != matches.end() ? &*found : nullptr;
    }
    bool isAskedFor(Tag tag) const
    {
        const Match *match = matchOf(tag);
        return match != nullptr && match->row->type == AttributeType::type1 && match->applies == Truth::yes;
    }

    FindingLog::Entry entryFor(Tag tag, std::string expected) const
    {
        FindingLog::Entry entry;
        const Element *found = element(tag);
        entry.isAbsent = found == nullptr;
        entry.facts.vr = found != nullptr ? found->vr : Vr::none;
        entry.facts.observed = found != nullptr ? AttributeValue(m_run.instance, *found).shown() : "absent";
        entry.facts.offset = found != nullptr ? found->offset : m_run.instance.elements[m_place.item].offset;
        entry.facts.expected = std::move(expected);
        const Match *match = matchOf(tag);
        entry.facts.section = match != nullptr ? m_run.section(match->block) : std::string{};
        return entry;
    }
    void report(std::string_view id, Tag tag, std::string_view expected)
    {
        m_run.log.add(id, tag, [&] { return entryFor(tag, std::string(expected)); });
    }
    void reportSeveral()
    {
        const auto *last =
            std::ranges::find_if(codeValues.rbegin(), codeValues.rend(), [&](Tag tag) { return isFilled(tag); })
                .base() -
            1;
        report("iod.code.several-values", *last, "one of Code Value, Long Code Value, URN Code Value only");
    }
    // One cause, a program that was made before the change, for all codes.
    void reportRetired()
    {
        if (m_run.hasRetiredScheme) {
            m_run.log.countAgain("iod.code.scheme-retired");
            return;
        }
        m_run.hasRetiredScheme = true;
        report("iod.code.scheme-retired", codingSchemeDesignator, "SCT");
    }

    RuleRun &m_run;
    const LevelRows &m_rows;
    const Place &m_place;
};

struct Code {
    std::string_view scheme;
    std::string_view value;
    bool isExtension = false; // says itself that it is not of the group
};

Code codeIn(const ScannedInstance &instance, const Element &item)
{
    Code code;
    for (std::uint32_t i = instance.indexOf(item) + 1; i < item.end; i = instance.elements[i].end) {
        const Element &element = instance.elements[i];
        if (element.tag == codingSchemeDesignator)
            code.scheme = textIn(instance, &element);
        else if (std::ranges::find(codeValues, element.tag) != codeValues.end() && code.value.empty())
            code.value = textIn(instance, &element);
        else if (element.tag == contextGroupExtensionFlag)
            code.isExtension = textIn(instance, &element) == "Y";
    }
    return code;
}

struct Groups {
    const Match *match = nullptr;
    std::uint32_t cid = 0;
    bool isBaseline = false;
    bool isMember = false;
    bool isKnown = false;
};

Groups groupsOf(const RuleRun &run, std::span<const Match> matches, const ContextCode &code)
{
    Groups groups;
    for (const Match &match : matches) {
        for (const CodeRule &rule : run.tables.codes(match.row->codes)) {
            const ContextGroupRule *group = run.tables.contextGroup(rule.contextGroup);
            if (group == nullptr || group->codes.isEmpty() || match.applies != Truth::yes)
                continue;
            groups.isKnown = true;
            groups.isMember = groups.isMember || run.tables.hasCode(*group, code);
            if (groups.match == nullptr) {
                groups.match = &match;
                groups.cid = rule.contextGroup;
                groups.isBaseline = rule.isBaseline;
            }
        }
    }
    return groups;
}

} // namespace

bool isOfCodeMacro(Tag tag)
{
    return tag == codingSchemeDesignator || tag == codeMeaning ||
           std::ranges::find(codeValues, tag) != codeValues.end();
}

bool isCodeLevel(const LevelRows &rows)
{
    return std::ranges::any_of(rows.matches(), [](const Match &match) {
        return match.tag == codeValue && match.applies == Truth::yes && match.row->type != AttributeType::notAllowed;
    });
}

void checkCodeItem(RuleRun &run, const Place &place, const LevelRows &rows)
{
    CodeItem(run, rows, place).check();
}

void checkContextGroups(RuleRun &run, std::span<const Match> matches, const Element &sequence)
{
    if (std::ranges::all_of(matches, [](const Match &match) { return match.row->codes.isEmpty(); }))
        return;
    const std::vector<Element> &elements = run.instance.elements;
    for (std::uint32_t i = run.instance.indexOf(sequence) + 1; i < sequence.end; i = elements[i].end) {
        const Code code = codeIn(run.instance, elements[i]);
        if (code.scheme.empty() || code.value.empty() || code.isExtension || isRetiredScheme(code.scheme))
            continue;
        const Groups groups = groupsOf(run, matches, {code.scheme, code.value});
        if (!groups.isKnown)
            return;
        ++run.decided;
        if (groups.isMember)
            continue;
        run.log.add("iod.code.not-in-context-group", sequence.tag, [&] {
            FindingLog::Entry entry;
            entry.facts.vr = sequence.vr;
            entry.facts.offset = elements[i].offset;
            entry.facts.observed = "(" + escapedForDisplay(code.value) + ", " + escapedForDisplay(code.scheme) + ")";
            entry.facts.expected = std::string(groups.isBaseline ? "Baseline" : "Defined") + " CID " +
                                   std::to_string(groups.cid) + " " +
                                   std::string(run.tables.contextGroup(groups.cid)->name);
            entry.facts.section = run.section(groups.match->block);
            return entry;
        });
    }
}

} // namespace mi
