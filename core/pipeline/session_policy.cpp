// The part of Session that knows the site policy: which one is in force, and what that means for what is on the screen.
#include "core/pipeline/session_private.h"

namespace mi {

void Session::setPolicy(const SitePolicyPtr &policy)
{
    const std::lock_guard lock(m->mutex);
    m->usePolicy(policy ? std::make_shared<const PolicyInForce>(policy, m->options.today()) : nullptr);
}

void Session::setUnusablePolicy(const std::string &fileName, const std::string &problem)
{
    const std::lock_guard lock(m->mutex);
    m->usePolicy(std::make_shared<const PolicyInForce>(fileName, problem));
}

void Session::Private::usePolicy(PolicyInForcePtr next)
{
    const auto isSame = [](const PolicyInForcePtr &a, const PolicyInForcePtr &b) {
        return a && b ? *a->identity() == *b->identity() : a == b;
    };
    if (isSame(policy, next))
        return;
    policy = std::move(next);
    for (StudyId id = 0; id < studies.size(); ++id)
        judgeAgain(id);
}

void Session::Private::refreshPolicy()
{
    if (!policy)
        return;
    if (PolicyInForcePtr next = policy->changedOn(options.today()))
        usePolicy(std::move(next));
}

// What is filed was judged under the policy that its record names.
bool Session::Private::isRecorded(const Study &study) const
{
    return study.work == WorkState::archiving || study.archive == ArchiveState::filedAndVerified ||
           study.archive == ArchiveState::conflict;
}

void Session::Private::judgeAgain(StudyId id)
{
    Study &study = *studies[id];
    // One that is being closed follows when it is.
    if (!study.accumulator || study.accumulator->policy() == policy || isRecorded(study))
        return;
    study.accumulator->judgeUnder(policy, accounting);
    markChanged(id);
}

} // namespace mi
