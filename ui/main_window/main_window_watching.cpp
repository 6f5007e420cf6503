// The part of MainWindow that asks the session what changed, and says what that means for the actions.
#include "ui/archive_browser/archive_view.h"
#include "ui/common/study_words.h"
#include "ui/common/text.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/check_view.h"
#include "ui/main_window/drop_patients.h"
#include "ui/main_window/footer.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"
#include "ui/study_list/study_table_model.h"

#include <QAction>
#include <QTemporaryDir>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int watchAfterEnd = 600; // ms: files that were being read when a pause began

} // namespace

void MainWindow::startWatching()
{
    if (!m_isRunning) {
        const SessionSnapshot session = m_parts.session.snapshot();
        m_isRunning = true;
        m_foundAtStart = session.files.found;
        beginRun(session);
        m_hasDropped = false;
        m_progress.start(session);
        m_filing = {};
        m_messages->dismiss(u"filing"_s);
        m_check->setWorking(true);
    }
    m_sinceBusy.start();
    m_timer.start();
    updateActions(m_parts.session.snapshot());
}

void MainWindow::poll()
{
    const SessionSnapshot session = m_parts.session.snapshot();
    const std::vector<StudySnapshotPtr> changed = m_parts.session.takeChangedStudies();
    noteChanges(changed);
    m_check->refresh(session, changed);
    m_progress.update(session);
    const bool isBusy = session.isBusy();
    const bool isPaused = session.state == SessionState::paused;
    m_footer->setProgress(m_progress, isBusy || isPaused);
    updateActions(session);
    if (isBusy) {
        m_sinceBusy.start();
        return;
    }
    if (!isPaused && m_isRunning) {
        m_isRunning = false;
        finishRun(session);
    }
    if (m_sinceBusy.hasExpired(watchAfterEnd))
        m_timer.stop();
}

void MainWindow::noteChanges(const std::vector<StudySnapshotPtr> &changed)
{
    const StudyTableModel &model = m_check->model();
    for (const StudySnapshotPtr &study : changed) {
        const StudySnapshotPtr before = model.study(study->id);
        m_filing.count(before.get(), *study);
        if (!before || before->archive != study->archive)
            noteFiled(*study);
    }
}

void MainWindow::finishRun(const SessionSnapshot &session)
{
    m_check->setWorking(false);
    if (m_hasDropped && session.files.found == m_foundAtStart) {
        m_check->setEmpty(m_check->model().rowCount() == 0);
        m_messages->post({u"run"_s,
                          Tone::warnings,
                          session.state == SessionState::cancelled ? tr("Cancelled. No file was checked.")
                                                                   : tr("No files were found in what was dropped."),
                          {},
                          {}});
    } else if (m_hasDropped || session.state == SessionState::cancelled) {
        const RunSummary summary = summaryOfChecking(session, m_check->model().studies());
        m_messages->post({u"run"_s, summary.tone, summary.text, {}, {}});
        warnAboutPatients();
    }
    offerPassword(session);
    if (m_filing.all() > 0) {
        const RunSummary summary = summaryOfFiling(m_filing);
        m_messages->post({u"filing"_s, summary.tone, summary.text, {}, {}});
        m_archive->refresh();
        readFreeSpace();
    }
    keepRun(session);
}

void MainWindow::offerPassword(const SessionSnapshot &session)
{
    const auto count = static_cast<int>(session.lockedContainers.size());
    m_messages->dismiss(u"password"_s); // a wrong password is worth a message of its own
    if (count == 0)
        return;
    m_messages->post(
        {u"password"_s, Tone::warnings,
         count == 1 ? tr("An archive file needs a password: %1").arg(displayText(session.lockedContainers.front()))
                    : tr("%1 archive files need a password.").arg(countText(session.lockedContainers.size())),
         tr("Enter the password"), [this] { askForPassword(); }});
}

void MainWindow::warnAboutPatients()
{
    std::map<int, std::vector<StudySnapshotPtr>> byDrop;
    for (const StudySnapshotPtr &study : m_check->model().studies()) {
        const auto drop = m_dropOfSource.find(displayText(study->source));
        byDrop[drop == m_dropOfSource.end() ? m_drops : drop->second].push_back(study);
    }
    const auto newest = byDrop.find(m_drops);
    const PatientWarning warning = newest == byDrop.end() ? PatientWarning{} : patientWarning(newest->second);
    if (warning.text.isEmpty()) {
        m_messages->dismiss(u"patients"_s);
        return;
    }
    m_messages->post({u"patients"_s, Tone::warnings, warning.text, tr("Show"),
                      [this, studies = warning.studies] { m_check->showOnly(studies); }});
}

void MainWindow::updateActions(const SessionSnapshot &session)
{
    const bool isPaused = session.state == SessionState::paused;
    m_actions->pause->setEnabled(isPaused || session.state == SessionState::running);
    if (m_actions->pause->property("isPaused").toBool() != isPaused) {
        m_actions->pause->setProperty("isPaused", isPaused);
        m_actions->setPaused(isPaused);
    }
    m_actions->cancel->setEnabled((session.isBusy() || isPaused) && session.state != SessionState::cancelling);
    m_actions->report->setEnabled(!session.isBusy() && !isPaused && m_check->model().rowCount() > 0);
    m_actions->password->setEnabled(!session.lockedContainers.empty());
    m_actions->selectAll->setEnabled(m_check->model().rowCount() > 0);
    updateArchiveAction(session);
}

void MainWindow::updateArchiveAction(const SessionSnapshot &session)
{
    const std::size_t count = m_check->fileableChoiceCount();
    const QString text = count == 0   ? tr("&Archive")
                         : count == 1 ? tr("&Archive 1 study")
                                      : tr("&Archive %1 studies").arg(countText(count));
    if (m_actions->archive->text() != text)
        m_actions->archive->setText(text);
    m_actions->accept->setEnabled(!m_check->acceptableChoice().empty() && session.state != SessionState::cancelling);
    m_actions->archive->setEnabled(count > 0 && session.state != SessionState::cancelling);
    const QString tip =
        session.isFilingHeld() ? tr("Nothing is filed while the site policy cannot be used")
        : count > 0 || !m_check->hasSelection()
            ? tr("Files the selected studies in the archive, or all that may be filed (Ctrl+Return)")
            : tr("Nothing that is selected can be filed: it is filed already, or a problem keeps it out");
    if (m_actions->archive->toolTip() != tip)
        m_actions->archive->setToolTip(tip);
}

} // namespace mi::ui
