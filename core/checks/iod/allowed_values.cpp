#include "core/checks/iod/allowed_values.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mi {

namespace {

constexpr std::size_t listedValues = 12; // in a message

enum class Fit : std::uint8_t { yes, no, otherCase };

class ValueChecker {
public:
    ValueChecker(RuleRun &run, const Place &place, std::span<const Match> matches, const Element &element,
                 const AttributeValue &value)
        : m_run(run), m_place(place), m_matches(matches), m_element(element), m_value(value)
    {}

    // False when there is a finding.
    bool checkCounts(const Match &match)
    {
        for (const CountRule &rule : m_run.tables.counts(match.row->counts)) {
            const bool isItems = rule.of == CountRule::Of::items;
            if (isItems != m_value.isSequence() || !canCount())
                continue;
            const std::uint64_t count = m_value.count();
            if (count >= rule.least && count <= rule.most)
                continue;
            if (applies(match, rule.when)) {
                report(isItems ? m_run.ids.itemsCount : m_run.ids.valuesCount, match, std::to_string(count),
                       countText(rule), rule.when);
                return false;
            }
        }
        return true;
    }

    bool checkLists(const Match &match, ValueRule::Kind kind)
    {
        for (const ValueRule &rule : m_run.tables.values(match.row->values)) {
            if (rule.kind == kind && !checkList(match, rule))
                return false;
        }
        return true;
    }

    bool checkNumbers(const Match &match)
    {
        for (const NumberRule &rule : m_run.tables.numbers(match.row->numbers)) {
            if (!checkNumber(match, rule))
                return false;
        }
        return true;
    }

private:
    // Backslashes may be half of a character in some character sets, and of a sequence that was cut off nobody knows.
    bool canCount() const
    {
        if (m_run.isOpenAtStop(m_element))
            return false;
        const bool isDecoded = isCharacterSetDependent(m_element.vr);
        return m_value.isReadable() && (!isDecoded || std::ranges::all_of(m_run.instance.value(m_element), [](char c) {
                   return static_cast<unsigned char>(c) < 0x80;
               }));
    }

    // Asked only of what would be wrong otherwise: an undecided condition is then worth a remark.
    bool applies(const Match &match, ConditionId when)
    {
        const Truth truth = both(match.applies, m_run.holds(match, when, m_place));
        if (truth == Truth::unknown)
            m_run.noteUndecided(match, when, m_place);
        return truth == Truth::yes;
    }

    Fit fitOf(const AttributeValue::One &one, const ValueRule &rule) const
    {
        Fit fit = Fit::no;
        for (const std::string_view listed : m_run.tables.texts(rule.values)) {
            if (m_value.isSame(one, listed))
                return Fit::yes;
            if (m_value.isSameButForCase(one, listed))
                fit = Fit::otherCase;
        }
        return fit;
    }

    // Defined Terms may be extended, by another module too; what that one lists is known.
    bool isListedElsewhere(const AttributeValue::One &one, std::uint64_t n) const
    {
        return std::ranges::any_of(m_matches, [&](const Match &match) {
            return std::ranges::any_of(m_run.tables.values(match.row->values), [&](const ValueRule &rule) {
                return (rule.valueNumber == 0 || rule.valueNumber == n) && fitOf(one, rule) != Fit::no;
            });
        });
    }

    bool isWrong(const AttributeValue::One &one, std::uint64_t n, const ValueRule &rule) const
    {
        // The form of a value, lower case among it, is judged by other checks.
        if (AttributeValue::isBlank(one) || fitOf(one, rule) != Fit::no)
            return false;
        return rule.kind == ValueRule::Kind::enumerated || !isListedElsewhere(one, n);
    }

    bool checkList(const Match &match, const ValueRule &rule)
    {
        std::string observed;
        m_value.forEach([&](const AttributeValue::One &one, std::uint64_t n) {
            if (rule.valueNumber != 0 && n != rule.valueNumber)
                return n < rule.valueNumber;
            if (isWrong(one, n, rule))
                observed = m_value.shown(one);
            return observed.empty();
        });
        if (observed.empty() || !applies(match, rule.when))
            return true;
        const bool isEnumerated = rule.kind == ValueRule::Kind::enumerated;
        report(isEnumerated ? m_run.ids.notEnumerated : m_run.ids.notDefinedTerm, match, std::move(observed),
               listText(rule), rule.when);
        return false;
    }

    static bool isWithin(double number, const NumberRule &rule)
    {
        using Operator = NumberRule::Operator;
        switch (rule.op) {
        case Operator::less:
            return number < rule.bound;
        case Operator::lessOrEqual:
            return number <= rule.bound;
        case Operator::greater:
            return number > rule.bound;
        case Operator::greaterOrEqual:
            return number >= rule.bound;
        case Operator::equal:
            break;
        }
        return !(number < rule.bound) && !(number > rule.bound);
    }

    bool checkNumber(const Match &match, const NumberRule &rule)
    {
        std::string observed;
        m_value.forEach([&](const AttributeValue::One &one, std::uint64_t n) {
            if (rule.valueNumber != 0 && n != rule.valueNumber)
                return n < rule.valueNumber;
            if (one.number && !isWithin(*one.number, rule))
                observed = m_value.shown(one);
            return observed.empty();
        });
        if (observed.empty() || !applies(match, rule.when))
            return true;
        report(m_run.ids.outOfBounds, match, std::move(observed), boundText(rule), rule.when);
        return false;
    }

    static std::string valueNumberText(std::uint16_t number)
    {
        return number == 0 ? std::string{} : " as value " + std::to_string(number);
    }

    std::string listText(const ValueRule &rule) const
    {
        std::string text;
        std::size_t shown = 0;
        const auto listed = m_run.tables.texts(rule.values);
        for (const std::string_view value : listed) {
            if (shown == listedValues) {
                text += " and " + std::to_string(listed.size() - shown) + " more";
                break;
            }
            text += (shown++ == 0 ? "" : ", ") + std::string(value);
        }
        return text + valueNumberText(rule.valueNumber);
    }

    static std::string boundText(const NumberRule &rule)
    {
        static constexpr std::array<std::string_view, 5> operators{"less than ", "at most ", "more than ", "at least ",
                                                                   ""};
        std::array<char, 32> bound{};
        const auto end = std::to_chars(bound.data(), bound.data() + bound.size(), rule.bound);
        return std::string(operators[static_cast<std::size_t>(rule.op)]) + std::string(bound.data(), end.ptr) +
               valueNumberText(rule.valueNumber);
    }

    static std::string countText(const CountRule &rule)
    {
        const std::string_view what = rule.of == CountRule::Of::items ? "Item" : "value";
        std::string text = std::to_string(rule.least);
        if (rule.most == unbounded)
            text += " or more";
        else if (rule.most != rule.least)
            text += " to " + std::to_string(rule.most);
        return text + " " + std::string(what) + (rule.least == 1 && rule.most == 1 ? "" : "s");
    }

    void report(std::string_view id, const Match &match, std::string observed, std::string expected, ConditionId when)
    {
        m_run.log.add(id, m_element.tag, [&] {
            expected += "; " + m_run.blockText(match.block) + m_run.becauseText(match, when, m_place);
            FindingLog::Entry entry;
            entry.because = when;
            entry.facts.vr = m_element.vr;
            entry.facts.offset = m_element.offset;
            entry.facts.observed = std::move(observed);
            entry.facts.expected = std::move(expected);
            entry.facts.section = m_run.section(match.block);
            return entry;
        });
    }

    RuleRun &m_run;
    const Place &m_place;
    std::span<const Match> m_matches;
    const Element &m_element;
    const AttributeValue &m_value;
};

} // namespace

void checkAllowedValues(RuleRun &run, const Place &place, std::span<const Match> matches, const Element &element,
                        const AttributeValue &value)
{
    ValueChecker checker(run, place, matches, element, value);
    const auto isJudged = [](const Match &match) { return match.applies != Truth::no; };
    const auto all = [&](auto check) {
        return std::ranges::all_of(matches, [&](const Match &match) { return !isJudged(match) || check(match); });
    };
    if (!all([&](const Match &match) { return checker.checkCounts(match); }))
        return;
    if (!value.isReadable() || value.isSequence())
        return;
    if (!all([&](const Match &match) { return checker.checkLists(match, ValueRule::Kind::enumerated); }))
        return;
    if (!all([&](const Match &match) { return checker.checkNumbers(match); }))
        return;
    all([&](const Match &match) { return checker.checkLists(match, ValueRule::Kind::definedTerms); });
}

} // namespace mi
