// PolicyInForce: a site policy on a day, applied to verdicts. Also the state in which a policy was asked for and cannot
// be had: then findings stay as the checks leave them, and nothing may be filed. Immutable; any thread.
#pragma once

#include "core/checks/instance_checker.h"
#include "core/domain/policy_identity.h"
#include "core/policy/site_policy.h"

namespace mi {

class PolicyInForce {
public:
    // `policy` is not null.
    PolicyInForce(SitePolicyPtr policy, std::chrono::year_month_day day);
    // The policy in the file of this name cannot be used; `problem` says why.
    PolicyInForce(std::string fileName, std::string problem);

    const std::shared_ptr<const PolicyIdentity> &identity() const { return m_identity; }
    // How far a person may go; nothing while filing is held.
    AcceptanceReach acceptanceReach() const;
    bool holdsFiling() const { return !m_identity->problem.empty(); }
    // The same policy on this day; null if that gives the same verdicts.
    std::shared_ptr<const PolicyInForce> changedOn(std::chrono::year_month_day day) const;

private:
    friend void judgeUnder(const PolicyInForce *, Finding &, std::span<const InstanceOrigin>);

    SitePolicyPtr m_policy;
    std::chrono::year_month_day m_day{};
    std::shared_ptr<const PolicyIdentity> m_identity;
};

using PolicyInForcePtr = std::shared_ptr<const PolicyInForce>;

// What the policy makes of a finding, whatever another one made of it before. Null: no policy.
void judgeUnder(const PolicyInForce *policy, Finding &finding, std::span<const InstanceOrigin> origins);
// The same for all that was found in an instance; the outcome follows from what is not suppressed. Whether a file could
// be read, and whether it is DICOM, no policy changes. The order of the findings stays.
void judgeUnder(const PolicyInForce *policy, InstanceVerdict &verdict, const InstanceOrigin &origin);

// Whether a person may accept what this check finds, if that is what keeps a study out. Null: no policy.
bool mayBeAccepted(const PolicyInForce *policy, const CheckRule &check);

// Where this program runs.
std::chrono::year_month_day today();

} // namespace mi
