#include "core/checks/iod/consequences.h"

#include "core/checks/iod/condition_paths.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace mi {

namespace {

// Whether nobody knows the value of the attribute after this finding.
bool leavesOpen(std::string_view id)
{
    static constexpr std::array<std::string_view, 10> ids{
        "iod.attribute.empty",
        "iod.attribute.empty-conditional",
        "iod.attribute.missing",
        "iod.attribute.missing-conditional",
        "iod.attribute.missing-may-be-empty",
        "iod.code.scheme-missing",
        "iod.code.value-missing",
        "iod.group.missing",
        "iod.module.missing",
        "iod.value.not-enumerated",
    };
    return std::ranges::find(ids, id) != ids.end();
}

bool saysThereIsTooMuch(std::string_view id)
{
    return id.ends_with(".not-expected") || id.ends_with(".not-allowed");
}

class Consequences {
public:
    Consequences(const RuleTables &tables, std::span<const FindingLog::Entry> entries, std::span<const Finding> before,
                 std::span<const AttributePath> emptyOnes)
        : m_tables(tables), m_entries(entries), m_states(entries.size(), State::open), m_effects(entries.size())
    {
        for (std::size_t i = 0; i < entries.size(); ++i)
            addEntry(i);
        for (const Finding &finding : before) {
            if (!finding.attribute.isEmpty() && finding.severity != Severity::info)
                add(finding.attribute, outside, Kind::unknownValue);
        }
        for (const AttributePath &path : emptyOnes)
            add(path, outside, Kind::emptyValue);
    }

    std::vector<bool> all()
    {
        std::vector<bool> hasCause(m_entries.size());
        std::vector<std::size_t> fromOutside;
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            for (const std::size_t cause : causesOf(i)) {
                hasCause[i] = true;
                if (cause == outside)
                    fromOutside.push_back(i);
                else
                    m_effects[cause].push_back(i);
            }
        }
        for (const std::size_t entry : fromOutside)
            settle(entry, State::consequence);
        for (std::size_t i = 0; i < m_entries.size(); ++i) {
            if (!hasCause[i])
                settle(i, State::own);
        }
        for (std::size_t i = 0; i < m_entries.size(); ++i) // what is left goes round in circles
            settle(i, State::own);
        std::vector<bool> result(m_entries.size());
        for (std::size_t i = 0; i < m_entries.size(); ++i)
            result[i] = m_states[i] == State::consequence;
        return result;
    }

private:
    static constexpr std::size_t outside = ~std::size_t{0};
    enum class State : std::uint8_t { open, own, consequence };
    enum class Kind : std::uint8_t { unknownValue, emptyValue, tooMuch };
    struct Cause {
        AttributePath path;
        std::size_t entry; // or `outside`
        Kind kind;
    };

    void add(const AttributePath &path, std::size_t entry, Kind kind)
    {
        m_causes.emplace(path.tag().key(), Cause{path, entry, kind});
    }

    void addEntry(std::size_t index)
    {
        const FindingLog::Entry &entry = m_entries[index];
        if (saysThereIsTooMuch(entry.id))
            add(entry.facts.attribute, index, Kind::tooMuch);
        if (!leavesOpen(entry.id))
            return;
        add(entry.facts.attribute, index, Kind::unknownValue);
        for (const Tag tag : entry.others)
            add(tag, index, Kind::unknownValue);
        // With a Sequence all that is in its Items is gone.
        std::vector<AttributePath::Step> steps = entry.facts.attribute.steps();
        steps.push_back({entry.facts.attribute.tag(), 1});
        for (const AttributeRow &row : m_tables.rows(entry.inside)) {
            if (!row.isInclude())
                add({steps, row.tag}, index, Kind::unknownValue);
        }
    }

    // The entries that decided the condition of this one, and `outside`.
    std::vector<std::size_t> causesOf(std::size_t index) const
    {
        std::vector<std::size_t> causes;
        const FindingLog::Entry &entry = m_entries[index];
        if (entry.because == ConditionId::none)
            return causes;
        const bool isTooMuch = saysThereIsTooMuch(entry.id);
        anyAttributeOf(m_tables, entry.because, entry.facts.attribute, [&](Tag tag, const IsAtPath &isAt) {
            const auto [first, last] = m_causes.equal_range(tag.key());
            for (auto cause = first; cause != last; ++cause) {
                const bool counts = cause->second.kind == Kind::unknownValue || isTooMuch;
                if (counts && cause->second.entry != index && isAt(cause->second.path))
                    causes.push_back(cause->second.entry);
            }
            return false;
        });
        return causes;
    }

    void settle(std::size_t index, State state)
    {
        if (m_states[index] != State::open)
            return;
        m_states[index] = state;
        std::vector<std::size_t> work{index};
        while (!work.empty()) {
            const std::size_t cause = work.back();
            work.pop_back();
            for (const std::size_t effect : m_effects[cause]) {
                if (m_states[effect] != State::open)
                    continue;
                m_states[effect] = State::consequence;
                work.push_back(effect);
            }
        }
    }

    const RuleTables &m_tables;
    std::span<const FindingLog::Entry> m_entries;
    std::vector<State> m_states;
    std::vector<std::vector<std::size_t>> m_effects; // by entry
    std::unordered_multimap<std::uint32_t, Cause> m_causes;
};

} // namespace

std::vector<bool> consequencesAmong(const RuleTables &tables, std::span<const FindingLog::Entry> entries,
                                    std::span<const Finding> before, std::span<const AttributePath> emptyOnes)
{
    return Consequences(tables, entries, before, emptyOnes).all();
}

} // namespace mi
