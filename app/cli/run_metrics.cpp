#include "app/cli/run_metrics.h"

#include <QDateTime>

#include <array>

namespace mi::cli {

namespace {

QString label(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// Every word has its sample, so that a series does not begin when something first goes wrong.
template <class Word, std::size_t Size>
void addCounts(Metrics &metrics, const char *name, const std::array<Word, Size> &words,
               const std::vector<StudySnapshotPtr> &studies, Word StudySnapshot::*member)
{
    for (const Word word : words) {
        double count = 0;
        for (const StudySnapshotPtr &study : studies)
            count += study->kind == StudyKind::study && (*study).*member == word ? 1 : 0;
        metrics.add(count, {{QString::fromLatin1(name), label(toString(word))}});
    }
}

} // namespace

Metrics metricsOfRun(const SessionSnapshot &session, const std::vector<StudySnapshotPtr> &studies,
                     std::chrono::duration<double> uptime)
{
    constexpr std::array verdicts{Verdict::passed, Verdict::passedWithWarnings, Verdict::problems,
                                  Verdict::cannotBeRead};
    constexpr std::array states{ArchiveState::notFiled, ArchiveState::filedAndVerified, ArchiveState::alreadyInArchive,
                                ArchiveState::conflict, ArchiveState::filingFailed};
    const FileAccounting &files = session.files;
    double instances = 0;
    double bytes = 0;
    double count = 0;
    for (const StudySnapshotPtr &study : studies) {
        if (study->kind != StudyKind::study)
            continue;
        ++count;
        instances += study->instances;
        bytes += static_cast<double>(study->bytes);
    }

    Metrics metrics;
    metrics.begin("run_files", "Files of the last run, by how they were judged.");
    const std::pair<Outcome, std::uint64_t> outcomes[] = {{Outcome::passed, files.passed},
                                                          {Outcome::warnings, files.warnings},
                                                          {Outcome::problems, files.problems},
                                                          {Outcome::unreadable, files.unreadable},
                                                          {Outcome::notDicom, files.notDicom}};
    for (const auto &[outcome, number] : outcomes)
        metrics.add(static_cast<double>(number), {{QStringLiteral("outcome"), label(toString(outcome))}});
    metrics.begin("run_studies", "Studies of the last run, by verdict.");
    addCounts(metrics, "verdict", verdicts, studies, &StudySnapshot::verdict);
    metrics.begin("run_filings", "Studies of the last run, by what filing made of them.");
    addCounts(metrics, "state", states, studies, &StudySnapshot::archive);
    metrics.gauge("run_instances", "Instances in the studies of the last run.", instances);
    metrics.gauge("run_bytes", "Bytes of the files in the studies of the last run.", bytes);
    metrics.begin("run_study_seconds", "Processing time of the last run, by study.", "summary");
    metrics.addAs("_sum", session.seconds);
    metrics.addAs("_count", count);
    const double judged = static_cast<double>(files.found - files.pending());
    metrics.gauge("run_file_error_ratio", "Files with problems or unreadable, of those judged in the last run.",
                  judged > 0 ? static_cast<double>(files.problems + files.unreadable) / judged : 0);
    metrics.gauge("run_uptime_seconds", "How long the program had run when this was written.", uptime.count());
    metrics.gauge("run_time_seconds", "When this was written, in seconds since 1970.",
                  static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000);
    return metrics;
}

} // namespace mi::cli
