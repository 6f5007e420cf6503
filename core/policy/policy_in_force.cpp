#include "core/policy/policy_in_force.h"

#include <QDate>

#include <algorithm>

namespace mi {

namespace {

std::string textOf(std::chrono::year_month_day day)
{
    const auto padded = [](unsigned number, std::size_t digits) {
        const std::string text = std::to_string(number);
        return std::string(digits - std::min(digits, text.size()), '0') + text;
    };
    return padded(static_cast<unsigned>(static_cast<int>(day.year())), 4) + "-" +
           padded(static_cast<unsigned>(day.month()), 2) + "-" + padded(static_cast<unsigned>(day.day()), 2);
}

} // namespace

PolicyInForce::PolicyInForce(SitePolicyPtr policy, std::chrono::year_month_day day)
    : m_policy(std::move(policy)), m_day(day)
{
    auto identity = std::make_shared<PolicyIdentity>();
    identity->name = m_policy->name();
    identity->revision = m_policy->revision();
    identity->sha256 = m_policy->sha256();
    identity->day = textOf(day);
    identity->rules = static_cast<std::uint32_t>(m_policy->rules().size());
    identity->rulesInForce = static_cast<std::uint32_t>(
        std::ranges::count_if(m_policy->rules(), [day](const PolicyRule &rule) { return rule.isInForceOn(day); }));
    m_identity = std::move(identity);
}

PolicyInForce::PolicyInForce(std::string fileName, std::string problem)
{
    auto identity = std::make_shared<PolicyIdentity>();
    identity->name = std::move(fileName);
    identity->problem = std::move(problem);
    m_identity = std::move(identity);
}

PolicyInForcePtr PolicyInForce::changedOn(std::chrono::year_month_day day) const
{
    const auto differs = [this, day](const PolicyRule &rule) {
        return rule.isInForceOn(day) != rule.isInForceOn(m_day);
    };
    if (!m_policy || std::ranges::none_of(m_policy->rules(), differs))
        return nullptr;
    return std::make_shared<const PolicyInForce>(m_policy, day);
}

AcceptanceReach PolicyInForce::acceptanceReach() const
{
    return m_policy ? m_policy->acceptanceReach() : AcceptanceReach::nothing;
}

bool mayBeAccepted(const PolicyInForce *policy, const CheckRule &check)
{
    const AcceptanceReach reach = policy != nullptr ? policy->acceptanceReach() : AcceptanceReach::completeData;
    switch (check.reach) {
    case PolicyReach::everything:
        return reach != AcceptanceReach::nothing;
    case PolicyReach::notHidden:
        return reach == AcceptanceReach::anyData;
    case PolicyReach::nothing:
        break;
    }
    return false;
}

void judgeUnder(const PolicyInForce *policy, Finding &finding, std::span<const InstanceOrigin> origins)
{
    finding.severity = finding.rule->severity;
    finding.policy =
        policy != nullptr && policy->m_policy ? policy->m_policy->decide(finding, origins, policy->m_day) : nullptr;
    if (finding.policy && finding.policy->severity)
        finding.severity = *finding.policy->severity;
}

void judgeUnder(const PolicyInForce *policy, InstanceVerdict &verdict, const InstanceOrigin &origin)
{
    for (Finding &finding : verdict.findings)
        judgeUnder(policy, finding, {&origin, 1});
    if (verdict.outcome != Outcome::unreadable && verdict.outcome != Outcome::notDicom)
        verdict.outcome = outcomeOf(verdict.findings);
}

std::chrono::year_month_day today()
{
    const QDate date = QDate::currentDate();
    return {std::chrono::year{date.year()}, std::chrono::month{static_cast<unsigned>(date.month())},
            std::chrono::day{static_cast<unsigned>(date.day())}};
}

} // namespace mi
