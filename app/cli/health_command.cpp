// mivalidator-cli archive health: whether an archive can do its work, for monitoring.
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/json_output.h"
#include "app/cli/metrics.h"
#include "app/cli/text_columns.h"
#include "core/index/archive_health.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

namespace mi::cli {

namespace {

QString toText(const std::string &text)
{
    return QString::fromStdString(text);
}

int exitCodeOf(Health health)
{
    switch (health) {
    case Health::good:
        return passed;
    case Health::warning:
        return passedWithWarnings;
    case Health::failed:
        break;
    }
    return problems;
}

QJsonValue timeOrNull(const std::string &time)
{
    return time.empty() ? QJsonValue() : QJsonValue(toText(time));
}

QJsonObject toJson(const ArchiveHealth &health)
{
    QJsonArray checks;
    for (const HealthCheck &check : health.checks)
        checks.append(QJsonObject{{QStringLiteral("name"), toText(check.name)},
                                  {QStringLiteral("health"), QString::fromLatin1(toString(check.health))},
                                  {QStringLiteral("detail"), printable(check.detail)}});
    const auto number = [&](std::uint64_t IndexState::*member) {
        return health.index ? QJsonValue(static_cast<qint64>((*health.index).*member)) : QJsonValue();
    };
    const auto time = [&](std::string IndexState::*member) {
        return health.index ? timeOrNull((*health.index).*member) : QJsonValue();
    };
    return {{QStringLiteral("schema"), QStringLiteral("mivalidator-health")},
            {QStringLiteral("schemaVersion"), 1},
            {QStringLiteral("health"), QString::fromLatin1(toString(health.health))},
            {QStringLiteral("checks"), checks},
            {QStringLiteral("freeBytes"),
             health.freeSpace ? QJsonValue(static_cast<qint64>(*health.freeSpace)) : QJsonValue()},
            {QStringLiteral("studies"), number(&IndexState::studies)},
            {QStringLiteral("instances"), number(&IndexState::instances)},
            {QStringLiteral("bytes"), number(&IndexState::bytes)},
            {QStringLiteral("quarantinedBags"), number(&IndexState::quarantined)},
            {QStringLiteral("neverVerified"), number(&IndexState::neverVerified)},
            {QStringLiteral("withDifferences"), number(&IndexState::withDifferences)},
            {QStringLiteral("oldestVerification"), time(&IndexState::oldestVerification)},
            {QStringLiteral("newestVerification"), time(&IndexState::newestVerification)}};
}

QString toTable(const ArchiveHealth &health)
{
    QList<QStringList> rows;
    for (const HealthCheck &check : health.checks)
        rows.append({QString::fromLatin1(toString(check.health)), toText(check.name), printable(check.detail)});
    return inColumns(rows, lineWidth());
}

double secondsOf(const std::string &utc)
{
    return static_cast<double>(QDateTime::fromString(toText(utc), Qt::ISODate).toSecsSinceEpoch());
}

Metrics metricsOf(const ArchiveHealth &health)
{
    Metrics metrics;
    metrics.begin("archive_check_health", "0 good, 1 warning, 2 failed, by check of archive health.");
    for (const HealthCheck &check : health.checks)
        metrics.add(exitCodeOf(check.health), {{QStringLiteral("check"), toText(check.name)}});
    if (health.freeSpace)
        metrics.gauge("archive_free_bytes", "Free space of the archive's file system.",
                      static_cast<double>(*health.freeSpace));
    metrics.gauge("archive_health_time_seconds", "When this was written, in seconds since 1970.",
                  static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000);
    if (!health.index)
        return metrics;
    const IndexState &state = *health.index;
    struct Row {
        const char *name;
        const char *help;
        std::uint64_t value;
    };
    const Row rows[] = {
        {"archive_studies", "Studies in the archive.", state.studies},
        {"archive_instances", "Instances in the archive.", state.instances},
        {"archive_bytes", "Bytes of the instances in the archive.", state.bytes},
        {"archive_bags", "Imports that the studies are made of.", state.bags},
        {"archive_quarantined_bags", "Imports in quarantine.", state.quarantined},
        {"archive_studies_with_findings", "Studies that were filed with warnings or problems.", state.withFindings},
        {"archive_studies_unreadable", "Studies that cannot be read as a whole.", state.withProblems},
        {"archive_studies_never_verified", "Studies that were never verified.", state.neverVerified},
        {"archive_studies_with_differences", "Studies that differ from what was written.", state.withDifferences},
        {"archive_index_missing_bags", "Imports that the index has not read yet.", state.missingBags},
        {"archive_index_gone_bags", "Imports in the index that are gone.", state.goneBags},
    };
    for (const Row &row : rows)
        metrics.gauge(row.name, row.help, static_cast<double>(row.value));
    if (!state.newestVerification.empty()) {
        metrics.gauge("archive_oldest_verification_time_seconds",
                      "When the study was verified that waits longest, in seconds since 1970.",
                      secondsOf(state.oldestVerification));
        metrics.gauge("archive_newest_verification_time_seconds", "Of the last verification, in seconds since 1970.",
                      secondsOf(state.newestVerification));
    }
    return metrics;
}

} // namespace

int runHealth(const CommandLine &line, FileLayer &files)
{
    const ArchiveHealth health =
        checkArchiveHealth(files, line.archiveRoot, line.indexUrl, line.healthLimits, std::chrono::system_clock::now());
    if (!line.metricsFile.isEmpty() && !metricsOf(health).write(line.metricsFile))
        return inputOutput;
    if (line.jsonTarget && !writeJson(*line.jsonTarget, toJson(health)))
        return inputOutput;
    if (line.jsonTarget != QStringLiteral("-"))
        printOut(toTable(health));
    return exitCodeOf(health.health);
}

} // namespace mi::cli
