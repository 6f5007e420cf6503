#include "core/checks/iod/demand.h"

namespace mi {

namespace {

using Strength = Demand::Strength;

bool isConditional(AttributeType type)
{
    return type == AttributeType::type1C || type == AttributeType::type2C;
}

Strength strengthOf(AttributeType type)
{
    switch (type) {
    case AttributeType::type1:
    case AttributeType::type1C:
        return Strength::value;
    case AttributeType::type2:
    case AttributeType::type2C:
        return Strength::mayBeEmpty;
    default:
        return Strength::none;
    }
}

class DemandMaker {
public:
    DemandMaker(RuleRun &run, const Place &place, bool isAbsent) : m_run(run), m_place(place), m_isAbsent(isAbsent) {}

    void add(const Match &match)
    {
        if (match.isLoose) {
            m_demand.isAllowed = true;
            return;
        }
        if (match.applies == Truth::no) {
            m_demand.unexpectedBy = &match;
            return;
        }
        addType(match);
        if (!m_isAbsent)
            addForbidden(match);
    }

    Demand demand() const { return m_demand; }

private:
    void ask(const Match &match, Strength strength, ConditionId because)
    {
        m_demand.isAllowed = true;
        if (strength <= m_demand.strength)
            return;
        m_demand.strength = strength;
        m_demand.by = &match;
        m_demand.because = because;
    }

    void doubt(const Match &match, ConditionId condition)
    {
        m_demand.isAllowed = true;
        const bool isAboutValue = strengthOf(match.row->type) == Strength::value;
        if (m_demand.undecidedBy != nullptr && (m_demand.isUndecidedAboutValue || !isAboutValue))
            return;
        m_demand.undecidedBy = &match;
        m_demand.undecided = condition;
        m_demand.isUndecidedAboutValue = isAboutValue;
    }

    void addType(const Match &match)
    {
        const AttributeRow &row = *match.row;
        if (row.type == AttributeType::type3) {
            m_demand.isAllowed = true;
        } else if (row.type == AttributeType::notAllowed) {
            m_demand.forbiddenBy = &match;
        } else if (!isConditional(row.type)) {
            if (match.applies == Truth::yes)
                ask(match, strengthOf(row.type), ConditionId::none);
            else
                doubt(match, match.included);
        } else {
            addConditional(match);
        }
    }

    void addConditional(const Match &match)
    {
        const AttributeRow &row = *match.row;
        // What is there with a value, and may be there otherwise, is right whatever the condition says.
        const Truth condition = both(match.applies, m_run.holds(match, row.when, m_place));
        if (condition == Truth::yes) {
            ask(match, strengthOf(row.type), row.when);
        } else if (condition == Truth::unknown) {
            doubt(match, match.applies == Truth::unknown ? match.included : row.when);
        } else if (row.otherwise == Otherwise::allowed) {
            m_demand.isAllowed = true;
        } else if (row.otherwise == Otherwise::forbidden) {
            m_demand.forbiddenBy = &match;
        } else {
            m_demand.unexpectedBy = &match;
        }
    }

    void addForbidden(const Match &match)
    {
        for (const ConditionId condition : m_run.tables.conditions(match.row->forbidden)) {
            const Truth isForbidden = both(match.applies, m_run.holds(match, condition, m_place));
            if (isForbidden == Truth::yes) {
                m_demand.forbiddenBy = &match;
                m_demand.forbiddenBecause = condition;
            } else if (isForbidden == Truth::unknown) {
                m_run.noteUndecided(match, condition, m_place);
            }
        }
    }

    RuleRun &m_run;
    const Place &m_place;
    bool m_isAbsent;
    Demand m_demand;
};

} // namespace

Demand demandOf(RuleRun &run, const Place &place, std::span<const Match> matches)
{
    DemandMaker maker(run, place, matches.front().isAbsent());
    for (const Match &match : matches)
        maker.add(match);
    return maker.demand();
}

} // namespace mi
