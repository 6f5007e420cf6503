// The long jobs of the archive view: verifying, rebuilding the index, exporting a study.
#include "ui/archive_browser/archive_view.h"

#include "ui/archive_browser/archive_listing.h"
#include "ui/common/plain_label.h"
#include "ui/common/text.h"

#include <QFileDialog>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int progressInterval = 250; // ms
constexpr std::size_t shownDifferences = 5;

QString differenceWord(const std::string &kind)
{
    if (kind == "missing")
        return ArchiveView::tr("missing");
    if (kind == "changed")
        return ArchiveView::tr("changed");
    if (kind == "unlisted")
        return ArchiveView::tr("does not belong there");
    if (kind == "chain")
        return ArchiveView::tr("does not follow from the import before");
    if (kind == "unreadable")
        return ArchiveView::tr("cannot be read");
    return ArchiveView::tr("not in the archive's format");
}

} // namespace

bool ArchiveView::begin(Work work)
{
    if (m_work != Work::none) {
        m_workStop.request_stop();
        return false;
    }
    m_work = work;
    m_workStop = std::stop_source{};
    m_counter = std::make_shared<Counter>();
    updateButtons();
    return true;
}

void ArchiveView::end()
{
    m_work = Work::none;
    updateButtons();
    refresh();
}

void ArchiveView::updateButtons()
{
    const bool isFree = m_work == Work::none && !m_root.empty();
    m_choose->setEnabled(!m_isFixed && m_work == Work::none);
    m_open->setEnabled(!m_root.empty());
    m_verify->setEnabled(isFree || m_work == Work::verifying);
    m_rebuild->setEnabled(isFree || m_work == Work::rebuilding);
    const bool isExporting = m_work == Work::exporting;
    m_export->setEnabled((isFree && selectedRow() != nullptr) || isExporting);
    m_export->setToolTip(selectedRow() == nullptr ? tr("Select a study first") : QString());
    m_export->setMenu(isExporting ? nullptr : m_exportMenu);
    m_export->setText(isExporting ? tr("Stop exporting") : tr("Export study"));
    m_verify->setText(m_work == Work::verifying ? tr("Stop verifying") : tr("Verify now"));
    m_rebuild->setText(m_work == Work::rebuilding ? tr("Stop rebuilding") : tr("Rebuild index"));
    for (QPushButton *button : {m_verify, m_rebuild, m_export})
        button->setAccessibleName(button->text());
}

void ArchiveView::showProgress()
{
    const QString count = countText(m_counter->files);
    switch (m_work) {
    case Work::none:
        return;
    case Work::verifying:
        setResult(tr("Verifying: %1 files, %2 read so far").arg(count, bytesText(m_counter->bytes)));
        break;
    case Work::exporting:
        setResult(tr("Exporting: %1 instances so far").arg(count));
        break;
    case Work::rebuilding:
        setResult(tr("Rebuilding the index: %1 studies so far").arg(count));
        break;
    }
    QTimer::singleShot(progressInterval, this, &ArchiveView::showProgress);
}

void ArchiveView::verify()
{
    if (!begin(Work::verifying))
        return;
    m_jobs.run(
        this,
        [&files = m_files, where = place(), stop = m_workStop.get_token(), counter = m_counter] {
            return verifyArchive(files, where, stop, [counter](const VerifyReport &report) {
                counter->files = report.files;
                counter->bytes = report.bytes;
            });
        },
        [this](const VerifyOutcome &outcome) { receive(outcome); });
    showProgress();
}

void ArchiveView::receive(const VerifyOutcome &outcome)
{
    end();
    if (outcome.isCancelled) {
        setResult(tr("Verifying was stopped. Nothing is known about the rest."));
        return;
    }
    if (!outcome.error.isEmpty()) {
        setResult(tr("The archive cannot be verified: %1").arg(outcome.error));
        return;
    }
    const VerifyReport &report = outcome.report;
    const QString counts = tr("%1 files, %2").arg(countText(report.files), bytesText(report.bytes));
    if (report.differences.empty()) {
        setResult(tr("Verified just now: every file is as it was written (%1).").arg(counts));
        return;
    }
    QStringList lines{report.differences.size() == 1
                          ? tr("1 difference found (%1):").arg(counts)
                          : tr("%1 differences found (%2):").arg(countText(report.differences.size()), counts)};
    for (std::size_t i = 0; i < std::min(shownDifferences, report.differences.size()); ++i) {
        const VerifyDifference &difference = report.differences[i];
        lines << u"%1: %2"_s.arg(displayText(difference.path), differenceWord(difference.kind));
    }
    if (report.differences.size() > shownDifferences)
        lines << tr("and %1 more").arg(countText(report.differences.size() - shownDifferences));
    setResult(lines.join(u'\n'));
}

void ArchiveView::rebuildIndex()
{
    if (!begin(Work::rebuilding))
        return;
    m_jobs.run(
        this,
        [&files = m_files, where = place(), stop = m_workStop.get_token(), counter = m_counter] {
            return ui::rebuildIndex(files, where, stop,
                                    [counter](const IndexChanges &changes) { counter->files = changes.studiesRead; });
        },
        [this](const RebuildOutcome &outcome) { receive(outcome); });
    showProgress();
}

void ArchiveView::receive(const RebuildOutcome &outcome)
{
    end();
    if (outcome.isCancelled)
        setResult(tr("Rebuilding was stopped; the index is as it was before."));
    else if (!outcome.error.isEmpty())
        setResult(tr("The index cannot be rebuilt: %1").arg(outcome.error));
    else
        setResult(tr("The index was made anew: %1 studies.").arg(countText(outcome.changes.studiesRead)));
}

void ArchiveView::chooseWhereToExport(ExportForm form, ExportContainer container)
{
    auto *dialog = new QFileDialog(this, tr("Choose where to export to"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, form, container](const QString &folder) { exportSelected(toPath(folder), form, container); });
    dialog->open();
}

void ArchiveView::exportSelected(const std::filesystem::path &parent, ExportForm form, ExportContainer container)
{
    const ArchivedRow *row = selectedRow();
    if (row == nullptr || !begin(Work::exporting))
        return;
    ExportRequest request{.archiveRoot = m_root,
                          .studyInstanceUid = row->uid,
                          .target = parent / (row->studyKey + (container == ExportContainer::zip ? ".zip" : "")),
                          .form = form,
                          .container = container};
    m_jobs.run(
        this,
        [&files = m_files, request = std::move(request), stop = m_workStop.get_token(), counter = m_counter] {
            return exportFromArchive(files, request, stop,
                                     [counter](std::uint64_t instances) { counter->files = instances; });
        },
        [this](const ExportOutcome &outcome) { receive(outcome); });
    showProgress();
}

void ArchiveView::receive(const ExportOutcome &outcome)
{
    end();
    if (outcome.isCancelled) {
        setResult(tr("Exporting was stopped; nothing is left of it."));
        return;
    }
    if (!outcome.error.isEmpty()) {
        setResult(tr("The study cannot be exported: %1").arg(outcome.error));
        return;
    }
    QString text = tr("Exported and compared with the archive's hashes: %1 instances, %2, to %3")
                       .arg(countText(outcome.result.instances), bytesText(outcome.result.bytes), outcome.target);
    if (outcome.result.notInMedia > 0)
        text += u'\n' + tr("%1 of them are too damaged to be listed in the DICOMDIR; their files are there.")
                            .arg(countText(outcome.result.notInMedia));
    if (outcome.result.auditProblem)
        text += u'\n' + tr("The audit log of the archive has no line for it.");
    setResult(text);
}

} // namespace mi::ui
