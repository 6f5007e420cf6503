// The part of Session that lets a person file a study in spite of findings that keep it out.
#include "core/pipeline/session_private.h"

#include <algorithm>

namespace mi {

std::size_t Session::accept(const std::vector<StudyId> &studies, const Acceptance &acceptance)
{
    const std::lock_guard lock(m->mutex);
    m->refreshPolicy();
    std::size_t accepted = 0;
    for (const StudyId id : studies) {
        if (id >= m->studies.size() || !m->mayBeAccepted(*m->studies[id]))
            continue;
        m->accept(id, acceptance);
        ++accepted;
    }
    return accepted;
}

void Session::Private::accept(StudyId id, const Acceptance &acceptance)
{
    Study &study = *studies[id];
    auto accepted = std::make_shared<Acceptance>(acceptance);
    accepted->findings.clear();
    for (const CheckRule *check : study.accumulator->blockingChecks())
        accepted->findings.emplace_back(check->id);
    study.acceptance = std::move(accepted);
    markChanged(id);
}

// What a person accepted is accepted no longer when the policy forbids it, or when something else blocks.
bool Session::Private::isBlocked(const Study &study) const
{
    if (!study.accumulator->isFilingBlocked())
        return false;
    if (!study.acceptance || !study.accumulator->hasPlaceInArchive())
        return true;
    const std::vector<std::string> &accepted = study.acceptance->findings;
    return !std::ranges::all_of(study.accumulator->blockingChecks(), [&](const CheckRule *check) {
        return std::find(accepted.begin(), accepted.end(), check->id) != accepted.end() &&
               mi::mayBeAccepted(policy.get(), *check);
    });
}

bool Session::Private::mayBeAccepted(const Study &study) const
{
    if (!study.accumulator || !study.accumulator->isClosed() || study.work != WorkState::done ||
        !study.accumulator->hasPlaceInArchive() || !isBlocked(study) || isRecorded(study))
        return false;
    return std::ranges::all_of(study.accumulator->blockingChecks(),
                               [&](const CheckRule *check) { return mi::mayBeAccepted(policy.get(), *check); });
}

} // namespace mi
