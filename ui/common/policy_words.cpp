#include "ui/common/policy_words.h"

#include "ui/common/study_words.h"
#include "ui/common/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

struct PolicyWords {
    Q_DECLARE_TR_FUNCTIONS(PolicyWords)
};

bool blocks(const FindingGroup &group)
{
    return group.first.blocksFiling();
}

} // namespace

QString policyCounts(const StudySnapshot &study)
{
    QStringList parts;
    if (!study.suppressed.empty())
        parts << PolicyWords::tr("%1 suppressed").arg(countText(study.suppressed.size()));
    if (const auto blocking = std::ranges::count_if(study.suppressed, blocks); blocking == 1)
        parts << PolicyWords::tr("1 of them keeps the study out of the archive");
    else if (blocking > 1)
        parts << PolicyWords::tr("%1 of them keep the study out of the archive")
                     .arg(countText(static_cast<std::uint64_t>(blocking)));
    if (study.changedByPolicy > 0)
        parts << PolicyWords::tr("%1 judged otherwise").arg(countText(study.changedByPolicy));
    return parts.join(u", "_s);
}

QString policyLine(const StudySnapshot &study)
{
    if (!study.policy)
        return {};
    const QString name = displayText(study.policy->name);
    if (!study.policy->problem.empty())
        return PolicyWords::tr("The site policy \"%1\" cannot be used, so nothing is filed: %2")
            .arg(name, displayText(study.policy->problem));
    const QString counts = policyCounts(study);
    return PolicyWords::tr("Site policy \"%1\" (SHA-256 %2): %3.")
        .arg(name, fromUtf8(study.policy->sha256),
             counts.isEmpty() ? PolicyWords::tr("nothing suppressed or judged otherwise") : counts);
}

QString policyNote(const Finding &finding)
{
    if (!finding.policy)
        return {};
    const QString rule = QString::number(finding.policy->rule);
    const QString reason = displayText(finding.policy->reason);
    QStringList parts;
    parts << (finding.isSuppressed() ? PolicyWords::tr("Suppressed by the site policy, rule %1: %2").arg(rule, reason)
                                     : PolicyWords::tr("Site policy, rule %1: %2").arg(rule, reason));
    if (finding.severity != finding.rule->severity)
        parts << PolicyWords::tr("Otherwise: %1.").arg(severityWord(finding.rule->severity));
    if (finding.blocksFiling() != (finding.rule->filing == Filing::blocked))
        parts << (finding.blocksFiling() ? PolicyWords::tr("Keeps the study out of the archive.")
                                         : PolicyWords::tr("Does not keep the study out of the archive."));
    return parts.join(u"  "_s);
}

QString policySentence(const std::vector<StudySnapshotPtr> &studies)
{
    std::uint64_t suppressed = 0;
    std::uint64_t changed = 0;
    for (const StudySnapshotPtr &study : studies) {
        suppressed += study->suppressed.size();
        changed += study->changedByPolicy;
    }
    QStringList parts;
    if (suppressed > 0)
        parts << (suppressed == 1 ? PolicyWords::tr("1 issue suppressed")
                                  : PolicyWords::tr("%1 issues suppressed").arg(countText(suppressed)));
    if (changed > 0)
        parts << PolicyWords::tr("%1 judged otherwise").arg(countText(changed));
    return parts.isEmpty() ? QString{} : PolicyWords::tr("By the site policy: %1.").arg(parts.join(u", "_s));
}

bool isBlockedOutOfSight(const StudySnapshot &study)
{
    return std::ranges::any_of(study.suppressed, blocks) && std::ranges::none_of(study.findings, blocks);
}

} // namespace mi::ui
