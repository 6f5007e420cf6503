#include "ui/main_window/run_summary.h"

#include "ui/common/policy_words.h"
#include "ui/common/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

struct SummaryWords {
    Q_DECLARE_TR_FUNCTIONS(SummaryWords)
};

QString studiesText(std::uint64_t count)
{
    return count == 1 ? SummaryWords::tr("1 study") : SummaryWords::tr("%1 studies").arg(countText(count));
}

void addCount(QStringList &parts, std::uint64_t count, const QString &text)
{
    if (count > 0)
        parts << text.arg(countText(count));
}

} // namespace

RunSummary summaryOfChecking(const SessionSnapshot &session, const std::vector<StudySnapshotPtr> &studies)
{
    std::uint64_t all = 0;
    std::uint64_t homeless = 0; // files
    std::uint64_t passed = 0;
    std::uint64_t warnings = 0;
    std::uint64_t problems = 0;
    std::uint64_t unreadable = 0;
    std::uint64_t interrupted = 0;
    for (const StudySnapshotPtr &study : studies) {
        if (study->kind == StudyKind::withoutStudy)
            homeless += study->files;
        if (study->kind != StudyKind::study)
            continue;
        ++all;
        passed += study->verdict == Verdict::passed ? 1U : 0U;
        warnings += study->verdict == Verdict::passedWithWarnings ? 1U : 0U;
        problems += study->verdict == Verdict::problems ? 1U : 0U;
        unreadable += study->verdict == Verdict::cannotBeRead ? 1U : 0U;
        interrupted += study->work == WorkState::interrupted ? 1U : 0U;
    }
    RunSummary summary;
    QStringList parts;
    addCount(parts, passed, SummaryWords::tr("%1 passed"));
    addCount(parts, warnings, SummaryWords::tr("%1 with warnings"));
    addCount(parts, problems, SummaryWords::tr("%1 with problems"));
    addCount(parts, unreadable, SummaryWords::tr("%1 cannot be read"));
    QStringList sentences;
    if (session.state == SessionState::cancelled)
        sentences << SummaryWords::tr("Cancelled.");
    if (all > 0)
        sentences << (parts.isEmpty() ? studiesText(all) + u'.'
                                      : SummaryWords::tr("%1: %2.").arg(studiesText(all), parts.join(u", "_s)));
    else if (session.files.found > 0)
        sentences << SummaryWords::tr("No study was found.");
    if (interrupted > 0)
        sentences << (interrupted == 1
                          ? SummaryWords::tr("The source went away: 1 study may be incomplete. Drop it again.")
                          : SummaryWords::tr("The source went away: %1 studies may be incomplete. Drop them again.")
                                .arg(countText(interrupted)));
    const FileAccounting &files = session.files;
    const std::uint64_t withoutStudy = homeless - std::min(homeless, files.unreadable);
    if (withoutStudy > 0)
        sentences << (withoutStudy == 1
                          ? SummaryWords::tr("1 file belongs to no study.")
                          : SummaryWords::tr("%1 files belong to no study.").arg(countText(withoutStudy)));
    if (files.unreadable > 0)
        sentences << (files.unreadable == 1
                          ? SummaryWords::tr("1 file cannot be read.")
                          : SummaryWords::tr("%1 files cannot be read.").arg(countText(files.unreadable)));
    if (files.notDicom > 0)
        sentences << (files.notDicom == 1 ? SummaryWords::tr("1 file is not DICOM.")
                                          : SummaryWords::tr("%1 files are not DICOM.").arg(countText(files.notDicom)));
    if (files.pending() > 0)
        sentences << (files.pending() == 1
                          ? SummaryWords::tr("1 file was not checked.")
                          : SummaryWords::tr("%1 files were not checked.").arg(countText(files.pending())));
    if (const QString policy = policySentence(studies); !policy.isEmpty())
        sentences << policy;
    summary.text = sentences.join(u' ');
    summary.tone = problems > 0 || unreadable > 0 || files.unreadable > 0                 ? Tone::problems
                   : warnings > 0 || session.state == SessionState::cancelled || all == 0 ? Tone::warnings
                                                                                          : Tone::passed;
    return summary;
}

void FilingCounts::count(const StudySnapshot *before, const StudySnapshot &after)
{
    if (before != nullptr && before->archive == after.archive)
        return;
    switch (after.archive) {
    case ArchiveState::filedAndVerified:
        ++filed;
        break;
    case ArchiveState::alreadyInArchive:
        ++already;
        break;
    case ArchiveState::conflict:
        ++conflicts;
        break;
    case ArchiveState::filingFailed:
        ++failed;
        if (firstFailure.empty())
            firstFailure = after.archiveMessage;
        break;
    case ArchiveState::notFiled:
        // Cancelling is no answer of the archive.
        if (before == nullptr || before->archive != ArchiveState::filing || after.archiveMessage == "cancelled")
            break;
        ++refused;
        if (firstRefusal.empty())
            firstRefusal = after.archiveMessage;
        break;
    case ArchiveState::filing:
        break;
    }
}

RunSummary summaryOfFiling(const FilingCounts &counts)
{
    QStringList sentences;
    const auto add = [&sentences](int count, const QString &one, const QString &many) {
        if (count > 0)
            sentences << (count == 1 ? one : many.arg(countText(static_cast<std::uint64_t>(count))));
    };
    add(counts.filed, SummaryWords::tr("1 study is filed and verified."),
        SummaryWords::tr("%1 studies are filed and verified."));
    add(counts.already, SummaryWords::tr("1 study is already in the archive; nothing was written."),
        SummaryWords::tr("%1 studies are already in the archive; nothing was written."));
    add(counts.conflicts, SummaryWords::tr("1 study is in conflict with the archive and is kept in quarantine."),
        SummaryWords::tr("%1 studies are in conflict with the archive and are kept in quarantine."));
    add(counts.failed, SummaryWords::tr("Filing 1 study failed."), SummaryWords::tr("Filing %1 studies failed."));
    if (counts.failed > 0 && !counts.firstFailure.empty())
        sentences << SummaryWords::tr("Reason: %1.").arg(displayText(counts.firstFailure));
    add(counts.refused, SummaryWords::tr("1 study was not filed: it is not what was checked, or may not be filed."),
        SummaryWords::tr("%1 studies were not filed: they are not what was checked, or may not be filed."));
    if (counts.refused > 0 && !counts.firstRefusal.empty())
        sentences << SummaryWords::tr("Found: %1.").arg(displayText(counts.firstRefusal));
    return {counts.failed + counts.conflicts + counts.refused > 0 ? Tone::problems : Tone::passed,
            sentences.join(u' ')};
}

} // namespace mi::ui
