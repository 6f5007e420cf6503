#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/policy/policy_in_force.h"

#include <QStringList>

namespace mi::cli {

namespace {

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString actionOf(const PolicyDecision &decision)
{
    QStringList words;
    if (decision.severity)
        words << QStringLiteral("severity %1").arg(toText(toString(*decision.severity)));
    if (decision.suppresses)
        words << QStringLiteral("suppressed");
    if (decision.filing)
        words << (*decision.filing == Filing::blocked ? QStringLiteral("blocks filing")
                                                      : QStringLiteral("does not block filing"));
    return words.join(QStringLiteral(", "));
}

QString linesOf(const PolicyRule &rule, std::chrono::year_month_day day)
{
    QString text = QStringLiteral("%1. %2: %3; %4 %5")
                       .arg(rule.decision->rule)
                       .arg(toText(rule.id), actionOf(*rule.decision))
                       .arg(rule.reached)
                       .arg(rule.reached == 1 ? QStringLiteral("check") : QStringLiteral("checks"));
    if (rule.outOfReach > 0)
        text += QStringLiteral(", %1 more are out of reach").arg(rule.outOfReach);
    if (!rule.isInForceOn(day))
        text += QStringLiteral("; EXPIRED");
    text += QLatin1Char('\n');
    if (!rule.scope.empty())
        text += QStringLiteral("    for %1\n").arg(printable(rule.scope));
    return text + QStringLiteral("    %1\n").arg(printable(rule.decision->reason));
}

} // namespace

int runPolicy(const CommandLine &line, FileLayer &files)
{
    const Result<SitePolicyPtr> policy = SitePolicy::read(files, line.policyFile);
    if (!policy) {
        printError(toText(describeWithSubject(policy.error())));
        return configuration;
    }
    const std::chrono::year_month_day day = today();
    const PolicyInForce inForce(*policy, day);
    QString text = policyLine(*inForce.identity()) + QLatin1Char('\n');
    for (const PolicyRule &rule : (*policy)->rules())
        text += linesOf(rule, day);
    printOut(text);
    return passed;
}

} // namespace mi::cli
