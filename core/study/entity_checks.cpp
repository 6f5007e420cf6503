#include "core/study/entity_checks.h"

#include "core/study/person_name.h"
#include "core/support/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace mi {

namespace {

using Records = std::vector<std::uint32_t>;

struct EntityRule {
    Entity entity;
    std::string_view differs;
    std::string_view expected;
};
constexpr std::array rules{
    EntityRule{Entity::patient, "study.attribute.patient-differs", "one value in the whole study"},
    EntityRule{Entity::study, "study.attribute.study-differs", "one value in the whole study"},
    EntityRule{Entity::series, "study.attribute.series-differs", "one value in the whole series"},
    EntityRule{Entity::equipment, "study.attribute.equipment-differs", "one value in the whole series"},
    EntityRule{Entity::frameOfReference, "study.attribute.frame-of-reference-differs",
               "one value in the frame of reference"},
};

// A value and who has it. Two spellings of one number are one value.
struct Holder {
    std::uint32_t value = 0; // text
    Records records = {};
};

std::optional<double> numberOf(std::string_view text)
{
    double number = 0;
    if (text.starts_with('+'))
        text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional{number} : std::nullopt;
}

bool areEqualNumbers(Vr vr, std::string_view a, std::string_view b)
{
    if (vr != Vr::DS && vr != Vr::IS)
        return false;
    while (true) {
        const std::size_t left = std::min(a.find('\\'), a.size());
        const std::size_t right = std::min(b.find('\\'), b.size());
        const std::optional<double> x = numberOf(trimmedPadding(a.substr(0, left)));
        const std::optional<double> y = numberOf(trimmedPadding(b.substr(0, right)));
        if (!x || !y || std::abs(*x - *y) > 1e-6 * std::max(1.0, std::abs(*x)))
            return false;
        if (left == a.size() || right == b.size())
            return left == a.size() && right == b.size();
        a.remove_prefix(left + 1);
        b.remove_prefix(right + 1);
    }
}

bool isSpelling(Vr vr, std::string_view a, std::string_view b)
{
    switch (vr) {
    case Vr::PN:
        return isSpellingVariant(a, b);
    case Vr::LO:
    case Vr::SH:
    case Vr::ST:
    case Vr::LT:
    case Vr::UC:
    case Vr::UT:
        return isSameButForForm(a, b);
    default:
        return false;
    }
}

class EntityCheck {
public:
    EntityCheck(const StudyFacts &facts, const std::vector<bool> &leftOut, std::uint64_t &decided)
        : m_facts(facts), m_leftOut(leftOut), m_decided(decided)
    {}

    std::vector<StudyFinding> run()
    {
        Records all(m_facts.records().size());
        std::iota(all.begin(), all.end(), 0U);
        const auto isLeftOut = [this](std::uint32_t record) { return m_leftOut[record]; };
        std::erase_if(all, isLeftOut);
        compare(rules[0], all, {});
        compare(rules[1], all, {});
        for (Records &series : m_facts.series()) {
            std::erase_if(series, isLeftOut);
            if (series.empty())
                continue;
            const std::string name = m_facts.seriesName(series.front()) + ": ";
            compare(rules[2], series, name);
            compare(rules[3], series, name);
        }
        std::map<std::uint32_t, Records> frames;
        for (const std::uint32_t record : all) {
            if (const std::uint32_t uid = m_facts.records()[record].frameOfReferenceUid; uid != 0)
                frames[uid].push_back(record);
        }
        std::vector<Records> inOrder;
        for (auto &[uid, records] : frames)
            inOrder.push_back(std::move(records));
        std::ranges::sort(inOrder, {}, [](const Records &records) { return records.front(); });
        for (const Records &records : inOrder)
            compare(rules[4], records, {});
        return std::move(m_findings);
    }

private:
    using Tags = std::map<std::uint32_t, std::pair<Tag, Vr>>;

    void compare(const EntityRule &rule, const Records &records, const std::string &name)
    {
        const auto which = static_cast<std::size_t>(rule.entity);
        std::map<std::uint32_t, Records> bySet;
        for (const std::uint32_t record : records)
            bySet[m_facts.records()[record].entities[which]].push_back(record);
        Tags tags;
        for (const auto &[set, members] : bySet) {
            for (const EntityValue &value : m_facts.set(set))
                tags.emplace(value.tag.key(), std::pair{value.tag, value.vr});
        }
        m_decided += records.size() > 1 ? tags.size() : 0;
        if (bySet.size() < 2)
            return;
        if (rule.entity == Entity::patient && reportOtherPatient(bySet))
            return;                                                 // what else differs follows from that
        std::map<Records, std::vector<std::pair<Tag, Vr>>> missing; // who lacks what others have
        for (const auto &[key, tag] : tags)
            compareAttribute(rule, tag.first, tag.second, bySet, name, missing);
        for (const auto &[lacking, attributes] : missing)
            reportMissing(lacking, attributes, name);
    }

    std::uint32_t valueIn(std::uint32_t set, Tag tag) const
    {
        const std::vector<EntityValue> &values = m_facts.set(set);
        const auto found = std::ranges::lower_bound(values, tag, {}, &EntityValue::tag);
        return found != values.end() && found->tag == tag ? found->value : 0;
    }

    // The most frequent value first; equal ones in the order of their first instances.
    std::vector<Holder> holdersOf(Tag tag, Vr vr, const std::map<std::uint32_t, Records> &bySet) const
    {
        std::map<std::uint32_t, Records> byValue;
        for (const auto &[set, members] : bySet) {
            Records &records = byValue[valueIn(set, tag)];
            records.insert(records.end(), members.begin(), members.end());
        }
        std::vector<Holder> holders;
        for (auto &[value, records] : byValue) {
            std::ranges::sort(records);
            holders.push_back({value, std::move(records)});
        }
        std::ranges::sort(holders, [](const Holder &a, const Holder &b) {
            if (a.records.size() != b.records.size())
                return a.records.size() > b.records.size();
            return a.records.front() < b.records.front();
        });
        std::vector<Holder> distinct;
        for (Holder &holder : holders) {
            // Thousands of values of one attribute are a counter: comparing each with each would take for ever.
            const auto same = distinct.size() > 64 ? distinct.end() : std::ranges::find_if(distinct, [&](auto &known) {
                return areEqualNumbers(vr, m_facts.text(known.value), m_facts.text(holder.value));
            });
            if (same == distinct.end())
                distinct.push_back(std::move(holder));
            else
                same->records.insert(same->records.end(), holder.records.begin(), holder.records.end());
        }
        return distinct;
    }

    void compareAttribute(const EntityRule &rule, Tag tag, Vr vr, const std::map<std::uint32_t, Records> &bySet,
                          const std::string &name, std::map<Records, std::vector<std::pair<Tag, Vr>>> &missing)
    {
        std::vector<Holder> holders = holdersOf(tag, vr, bySet);
        const auto empty = std::ranges::find(holders, 0U, &Holder::value);
        if (empty != holders.end()) {
            if (holders.size() > 1)
                missing[empty->records].emplace_back(tag, vr);
            holders.erase(empty);
        }
        if (holders.size() < 2)
            return;
        const bool isForm = std::ranges::all_of(holders.begin() + 1, holders.end(), [&](const Holder &holder) {
            return isSpelling(vr, m_facts.text(holders.front().value), m_facts.text(holder.value));
        });
        std::string_view id = rule.differs;
        if (isForm)
            id = tag == tags::PatientName ? "study.patient.name-spelling" : "study.attribute.spelling-differs";
        add(id, tag, vr, name + describe(holders, vr), std::string(rule.expected), minority(holders));
    }

    void reportMissing(const Records &lacking, const std::vector<std::pair<Tag, Vr>> &attributes,
                       const std::string &name)
    {
        std::string observed =
            name + "no value in " + std::to_string(lacking.size()) + (lacking.size() == 1 ? " instance" : " instances");
        if (const std::string names = namesOfInstances(m_facts, lacking); !names.empty())
            observed += " (" + names + ")";
        if (attributes.size() > 1) {
            observed += "; also:";
            for (std::size_t i = 1; i < std::min<std::size_t>(attributes.size(), 9); ++i)
                observed += " " + toString(attributes[i].first);
            if (attributes.size() > 9)
                observed += " and " + std::to_string(attributes.size() - 9) + " more";
        }
        add("study.attribute.missing-in-some", attributes.front().first, attributes.front().second, std::move(observed),
            "as in the other instances", lacking);
    }

    // One finding however many of the attributes that tell people apart differ.
    bool reportOtherPatient(const std::map<std::uint32_t, Records> &bySet)
    {
        constexpr std::array telling{std::pair{tags::PatientID, Vr::LO}, std::pair{tags::PatientName, Vr::PN},
                                     std::pair{tags::PatientBirthDate, Vr::DA}, std::pair{tags::PatientSex, Vr::CS}};
        const Tag *first = nullptr;
        Vr firstVr = Vr::none;
        for (const auto &one : telling) {
            const auto &tag = one.first;
            const Vr vr = one.second;
            std::vector<Holder> holders = holdersOf(tag, vr, bySet);
            std::erase_if(holders, [](const Holder &holder) { return holder.value == 0; });
            const bool differs = std::ranges::any_of(holders, [&](const Holder &holder) {
                const std::string &a = m_facts.text(holders.front().value);
                const std::string &b = m_facts.text(holder.value);
                return a != b && !(vr == Vr::PN && isSpellingVariant(a, b));
            });
            if (differs && first == nullptr) {
                first = &tag;
                firstVr = vr;
            }
        }
        if (first == nullptr)
            return false;
        std::map<std::array<std::uint32_t, telling.size()>, Records> people;
        for (const auto &[set, members] : bySet) {
            std::array<std::uint32_t, telling.size()> person{};
            for (std::size_t i = 0; i < telling.size(); ++i)
                person[i] = valueIn(set, telling[i].first);
            Records &records = people[person];
            records.insert(records.end(), members.begin(), members.end());
        }
        std::vector<std::pair<std::string, Records>> described;
        for (auto &[person, records] : people) {
            std::ranges::sort(records);
            std::string text;
            for (const std::uint32_t part : person)
                text += (text.empty() ? "" : ", ") + ("\"" + escapedForDisplay(m_facts.text(part)) + "\"");
            described.emplace_back(std::move(text), std::move(records));
        }
        std::ranges::sort(described, [](const auto &a, const auto &b) {
            return a.second.size() != b.second.size() ? a.second.size() > b.second.size()
                                                      : a.second.front() < b.second.front();
        });
        std::string observed;
        Records others;
        for (std::size_t i = 0; i < described.size(); ++i) {
            if (i < 4)
                observed +=
                    (i == 0 ? "" : " / ") + described[i].first + " in " + std::to_string(described[i].second.size());
            if (i > 0)
                others.insert(others.end(), described[i].second.begin(), described[i].second.end());
        }
        if (described.size() > 4)
            observed += " / " + std::to_string(described.size() - 4) + " more";
        std::ranges::sort(others);
        add("study.patient.differs", *first, firstVr, std::move(observed), "one patient in the whole study",
            std::move(others));
        return true;
    }

    // "1.25" in 190 / "1.3" in 2 (#17, #18)
    std::string describe(const std::vector<Holder> &holders, Vr vr) const
    {
        constexpr std::size_t mostShown = 4;
        std::string text;
        for (std::size_t i = 0; i < std::min(holders.size(), mostShown); ++i) {
            // Items are only told apart, not spelled out.
            const std::string value = vr == Vr::SQ ? "content " + std::string(1, static_cast<char>('A' + i))
                                                   : "\"" + escapedForDisplay(m_facts.text(holders[i].value)) + "\"";
            text += (i == 0 ? "" : " / ") + value + " in " + std::to_string(holders[i].records.size());
            const std::string names = i == 0 ? std::string{} : namesOfInstances(m_facts, holders[i].records);
            if (!names.empty())
                text += " (" + names + ")";
        }
        if (holders.size() > mostShown)
            text += " / " + std::to_string(holders.size() - mostShown) + " more values";
        return text;
    }

    static Records minority(const std::vector<Holder> &holders)
    {
        Records records;
        for (auto holder = holders.begin() + 1; holder != holders.end(); ++holder)
            records.insert(records.end(), holder->records.begin(), holder->records.end());
        std::ranges::sort(records);
        return records;
    }

    void add(std::string_view id, Tag tag, Vr vr, std::string observed, std::string expected, Records records)
    {
        m_findings.push_back({id, tag, vr, std::move(observed), std::move(expected), std::move(records)});
    }

    const StudyFacts &m_facts;
    const std::vector<bool> &m_leftOut;
    std::uint64_t &m_decided;
    std::vector<StudyFinding> m_findings;
};

} // namespace

std::vector<StudyFinding> checkEntities(const StudyFacts &facts, const std::vector<bool> &leftOut,
                                        std::uint64_t &decided)
{
    return EntityCheck(facts, leftOut, decided).run();
}

} // namespace mi
