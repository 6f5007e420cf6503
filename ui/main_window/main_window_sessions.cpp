// The part of MainWindow that remembers: runs for the history, open work for after a crash, places, and what arrives by
// itself.
#include "ui/common/study_words.h"
#include "ui/common/text.h"
#include "ui/history/history_view.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/arrivals.h"
#include "ui/main_window/check_view.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"
#include "ui/main_window/recent_places.h"
#include "ui/study_list/study_table_model.h"

#include <QAction>
#include <QDateTime>
#include <QFileDialog>
#include <QMenu>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

std::int64_t now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

std::uint64_t since(std::uint64_t now, std::uint64_t before)
{
    return now - std::min(now, before);
}

FileAccounting filesSince(const FileAccounting &now, const FileAccounting &before)
{
    FileAccounting files;
    for (const auto member : {&FileAccounting::found, &FileAccounting::passed, &FileAccounting::warnings,
                              &FileAccounting::problems, &FileAccounting::unreadable, &FileAccounting::notDicom})
        files.*member = since(now.*member, before.*member);
    return files;
}

std::filesystem::path openWorkFile(const std::filesystem::path &dataFolder)
{
    return dataFolder / "open-work.json";
}

} // namespace

void MainWindow::beginRun(const SessionSnapshot &session)
{
    m_run = {};
    m_run.startedMs = now();
    m_filesAtStart = session.files;
    m_firstStudyOfRun = 0;
    for (const StudySnapshotPtr &study : m_check->model().studies())
        m_firstStudyOfRun = std::max(m_firstStudyOfRun, study->id + 1);
}

void MainWindow::noteFiled(const StudySnapshot &study)
{
    if (study.archive == ArchiveState::filedAndVerified && m_run.filedPlaces.size() < History::mostPlaces)
        m_run.filedPlaces.push_back(study.archivePath);
}

void MainWindow::keepRun(const SessionSnapshot &session)
{
    HistoryEntry &run = m_run;
    run.endedMs = std::max(now(), run.startedMs); // the clock may have been set back
    run.wasCancelled = session.state == SessionState::cancelled;
    run.files = filesSince(session.files, m_filesAtStart);
    run.filed = static_cast<std::uint32_t>(m_filing.filed);
    run.alreadyInArchive = static_cast<std::uint32_t>(m_filing.already);
    run.conflicts = static_cast<std::uint32_t>(m_filing.conflicts);
    run.filingFailed = static_cast<std::uint32_t>(m_filing.failed);
    if (m_filing.all() > 0)
        run.archiveFolder = toQString(m_parts.session.archiveRoot()).toStdString();
    if (session.policy)
        run.policy = session.policy->name;
    const bool keepsNames = m_parts.settings.value(SettingKey::namesInHistory).toBool();
    for (const StudySnapshotPtr &study : m_check->model().studies()) {
        if (study->kind != StudyKind::study || study->id < m_firstStudyOfRun)
            continue;
        ++run.studies;
        run.passed += study->verdict == Verdict::passed ? 1U : 0U;
        run.warnings += study->verdict == Verdict::passedWithWarnings ? 1U : 0U;
        run.problems += study->verdict == Verdict::problems ? 1U : 0U;
        run.unreadable += study->verdict == Verdict::cannotBeRead ? 1U : 0U;
        if (keepsNames)
            run.namedStudies.push_back({study->patientName, study->patientId, study->studyDate, study->studyDescription,
                                        study->verdict, study->archive});
    }
    if (!m_parts.dataFolder.empty() && (run.files.found > 0 || m_filing.all() > 0))
        m_history->add(run);
    m_openWork.archiving.clear();
    saveOpenWork();
    goOnArchiving();
}

void MainWindow::rememberSources(const std::vector<std::filesystem::path> &paths)
{
    m_run.sources += static_cast<std::uint32_t>(paths.size());
    QStringList places = m_parts.settings.value(SettingKey::recentPlaces).toStringList();
    constexpr std::size_t looked = 100;      // of a drop of many single files
    const QStringList known = knownPlaces(); // once: the system keeps them in a file
    for (std::size_t i = 0; i < std::min(paths.size(), looked); ++i) {
        addRecentSource(m_recentSources, paths[i]);
        places = withRecentPlace(places, recentPlaceOf(toQString(paths[i]), known));
    }
    m_parts.settings.setValue(SettingKey::recentPlaces, places);
    for (const std::filesystem::path &path : paths) {
        if (m_openWork.sources.size() >= OpenWork::mostSources)
            break;
        m_openWork.sources.push_back(path);
    }
    saveOpenWork();
}

// One write at a time, the newest state last.
void MainWindow::saveOpenWork()
{
    if (m_parts.dataFolder.empty() || !m_parts.settings.value(SettingKey::restoreWork).toBool())
        return;
    m_isWorkToSave = true;
    if (m_isSavingWork || m_openWork.isEmpty())
        return;
    m_isWorkToSave = false;
    m_isSavingWork = true;
    m_jobs.run(
        this, [file = openWorkFile(m_parts.dataFolder), work = m_openWork] { return mi::saveOpenWork(file, work); },
        [this](const Result<void> &) { // what cannot be kept is only missed after a crash
            m_isSavingWork = false;
            if (m_isWorkToSave)
                saveOpenWork();
        });
}

// When the window is gone, and nothing writes any more.
void MainWindow::forgetOpenWork()
{
    if (!m_parts.dataFolder.empty() && m_isWorkDone)
        removeOpenWork(openWorkFile(m_parts.dataFolder));
}

void MainWindow::offerOpenWork()
{
    if (m_parts.dataFolder.empty() || !m_parts.settings.value(SettingKey::restoreWork).toBool())
        return;
    const OpenWork work = loadOpenWork(openWorkFile(m_parts.dataFolder));
    if (work.isEmpty())
        return;
    QString text = work.sources.size() == 1
                       ? tr("MI Validator ended while 1 source was open.")
                       : tr("MI Validator ended while %1 sources were open.").arg(countText(work.sources.size()));
    if (!work.archiving.empty())
        text += u' ' + (work.archiving.size() == 1
                            ? tr("1 study was being filed.")
                            : tr("%1 studies were being filed.").arg(countText(work.archiving.size())));
    m_messages->post({u"open-work"_s, Tone::warnings, text, tr("Take it up again"), [this, work] {
                          m_messages->dismiss(u"open-work"_s);
                          m_archiveAgain.insert(work.archiving.begin(), work.archiving.end());
                          addPaths(work.sources);
                      }});
}

void MainWindow::goOnArchiving()
{
    if (m_archiveAgain.empty())
        return;
    std::vector<StudyId> studies;
    for (const StudySnapshotPtr &study : m_check->model().studies()) {
        if (isFileable(*study) && m_archiveAgain.contains(openWorkKey(study->studyInstanceUid)))
            studies.push_back(study->id);
    }
    m_archiveAgain.clear();
    if (!studies.empty() && !m_parts.session.archiveRoot().empty())
        archiveStudies(studies);
}

void MainWindow::archiveStudies(const std::vector<StudyId> &studies)
{
    for (const StudyId id : studies) {
        if (const StudySnapshotPtr study = m_check->model().study(id))
            m_openWork.archiving.push_back(openWorkKey(study->studyInstanceUid));
    }
    saveOpenWork();
    startWatching();
    m_parts.session.archive(studies);
    updateActions(m_parts.session.snapshot());
}

void MainWindow::connectArrivals()
{
    connect(m_arrivals, &Arrivals::mediumArrived, this, [this](const Medium &medium) {
        m_messages->post({u"medium"_s, Tone::working, tr("%1 was put in.").arg(medium.name), tr("Check it"),
                          [this, root = medium.root] {
                              m_messages->dismiss(u"medium"_s);
                              addPaths({root});
                          }});
    });
    connect(m_arrivals, &Arrivals::mediumLeft, this, [this] { m_messages->dismiss(u"medium"_s); });
    connect(m_arrivals, &Arrivals::filesArrived, this,
            [this](const std::vector<std::filesystem::path> &paths) { addPaths(paths); });
    connect(m_arrivals, &Arrivals::watchFailed, this, [this](const QString &reason) {
        m_messages->post({u"watch"_s, Tone::problems, tr("The watched folder cannot be read: %1").arg(reason), {}, {}});
    });
    connect(m_arrivals, &Arrivals::watchWorks, this, [this] { m_messages->dismiss(u"watch"_s); });
    watchFolder();
    m_arrivals->start();
}

void MainWindow::watchFolder()
{
    m_arrivals->watch(toPath(m_parts.settings.value(SettingKey::watchFolder).toString()),
                      m_parts.settings.value(SettingKey::watchQuietSeconds).toInt());
}

void MainWindow::fillRecentMenu()
{
    QMenu &menu = *m_actions->recent;
    menu.clear();
    for (const std::filesystem::path &source : m_recentSources)
        connect(menu.addAction(displayText(toQString(source).toStdString()).replace(u'&', u"&&"_s)),
                &QAction::triggered, this, [this, source] { addPaths({source}); });
    const QStringList places = m_parts.settings.value(SettingKey::recentPlaces).toStringList();
    if (!m_recentSources.empty() && !places.isEmpty())
        menu.addSeparator();
    for (const QString &place : places)
        connect(menu.addAction(tr("Look in %1").arg(QString(place).replace(u'&', u"&&"_s))), &QAction::triggered, this,
                [this, place] { chooseFolderIn(place); });
    if (menu.isEmpty())
        menu.addAction(tr("Nothing yet"))->setEnabled(false);
}

void MainWindow::comeForward(const std::vector<std::filesystem::path> &paths)
{
    if (isMinimized())
        showNormal();
    raise();
    activateWindow();
    addPaths(paths);
}

} // namespace mi::ui
