// MainWindow: wires the views to the engine. Asks the session for changes while it works; nothing calls back. Owns what
// the views share; main thread. No patient data in its title, settings or logs.
#pragma once

#include "core/history/history.h"
#include "core/history/open_work.h"
#include "core/pipeline/session.h"
#include "core/settings/settings.h"
#include "ui/common/background_jobs.h"
#include "ui/main_window/progress_tracker.h"
#include "ui/main_window/run_summary.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <QTimer>

#include <map>
#include <memory>
#include <set>

class QStackedWidget;
class QTemporaryDir;

namespace mi {
class FileLayer;
}

namespace mi::ui {

class AcceptanceDialog;
class Actions;
class ArchiveView;
class Arrivals;
class CheckView;
class DropOverlay;
class FirstRun;
class Footer;
class HistoryView;
class ManualWindow;
class MessageStrip;
class PasswordDialog;
class ReportDesk;
class SettingsDialog;
class Theme;
class Toolbar;
enum class DetailLevel : std::uint8_t;
struct DroppedPaths;

// What the window works with; all of it outlives the window.
struct WindowParts {
    Session &session;
    FileLayer &files;
    Settings &settings;
    Theme &theme;
    std::filesystem::path dataFolder = {}; // of the history and of open work; empty: nothing is kept
};

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const WindowParts &parts, QWidget *parent = nullptr);
    ~MainWindow() override; // waits for its own background work

    // Queues and returns.
    void addPaths(std::vector<std::filesystem::path> paths);
    // Reads the site policy that the settings name, in the background, and judges by it; a message says when it cannot
    // be used.
    void readPolicy();
    // Sets where studies are filed to; a message says when it cannot be.
    void setArchiveFolder(const QString &folder);

    // Another start of the program: shows the window, checks what it was given.
    void comeForward(const std::vector<std::filesystem::path> &paths);

    HistoryView &historyView() { return *m_history; }
    CheckView &checkView() { return *m_check; }
    MessageStrip &messages() { return *m_messages; }
    ReportDesk &reports() { return *m_reports; }

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum View { CheckPage, ArchivePage, HistoryPage };

    void buildWindow();
    void welcome();
    void warnAboutSettings();
    void connectActions();
    void restore();
    void save();

    void addDropped(DroppedPaths dropped);
    void beginDrop(std::vector<std::filesystem::path> paths);
    void usePolicy(const std::filesystem::path &file, const Result<SitePolicyPtr> &policy);
    void choosePolicyFile();

    void beginRun(const SessionSnapshot &session);
    void noteFiled(const StudySnapshot &study);
    void keepRun(const SessionSnapshot &session);
    void rememberSources(const std::vector<std::filesystem::path> &paths);
    void saveOpenWork();
    void forgetOpenWork();
    void offerOpenWork();
    void goOnArchiving();
    void archiveStudies(const std::vector<StudyId> &studies);
    void connectArrivals();
    void watchFolder();
    void fillRecentMenu();
    void chooseFolderIn(const QString &place);

    void startWatching(); // after anything that gives the session work
    void poll();
    void noteChanges(const std::vector<StudySnapshotPtr> &changed);
    void finishRun(const SessionSnapshot &session);
    void warnAboutPatients();
    void offerPassword(const SessionSnapshot &session);
    void askForPassword();
    void askForReason();
    void acceptStudies(const QString &reason);
    void updateActions(const SessionSnapshot &session);
    void updateArchiveAction(const SessionSnapshot &session);

    void chooseFiles();
    void chooseFolder();
    void addSample();
    void makeSample();
    void togglePause();
    void archiveChoice();
    void chooseArchiveFolder(bool thenArchive);
    void showView(View view);
    void cyclePanes(int step);
    void copyFromFocus();
    void showSettings();
    void applySetting(SettingKey key);
    void setDetailLevel(DetailLevel level);
    void showAbout();
    void showManual();
    void askBeforeQuitting();
    void readFreeSpace();
    void showArchivePlace();

    WindowParts m_parts;
    Actions *m_actions = nullptr;
    Toolbar *m_toolbar = nullptr;
    MessageStrip *m_messages = nullptr;
    QStackedWidget *m_views = nullptr;
    CheckView *m_check = nullptr;
    ArchiveView *m_archive = nullptr;
    HistoryView *m_history = nullptr;
    Arrivals *m_arrivals = nullptr;
    Footer *m_footer = nullptr;
    DropOverlay *m_overlay = nullptr;
    FirstRun *m_firstRun = nullptr; // null: it was seen
    SettingsDialog *m_settingsDialog = nullptr;
    PasswordDialog *m_passwordDialog = nullptr;
    ManualWindow *m_manual = nullptr;
    AcceptanceDialog *m_acceptanceDialog = nullptr;
    std::vector<StudyId> m_toAccept; // that the dialog asks about
    ReportDesk *m_reports = nullptr;

    QTimer m_timer;
    QElapsedTimer m_sinceBusy;
    bool m_isRunning = false; // the session had work at the last look
    ProgressTracker m_progress;
    FilingCounts m_filing;
    std::uint64_t m_foundAtStart = 0;
    bool m_hasDropped = false; // in this run
    HistoryEntry m_run;        // what this run comes to
    FileAccounting m_filesAtStart;
    StudyId m_firstStudyOfRun = 0;
    OpenWork m_openWork;
    bool m_isSavingWork = false;
    bool m_isWorkToSave = false;
    bool m_isWorkDone = false;            // the window was closed with nothing left to do
    std::set<std::string> m_archiveAgain; // see OpenWork::archiving
    std::vector<std::filesystem::path> m_recentSources;
    std::map<QString, int> m_dropOfSource; // displayed path -> number of its newest drop
    int m_drops = 0;
    quint64 m_freeSpace = 0;
    bool m_hasAskedToQuit = false;
    bool m_mayQuit = false;
    JobId m_policyRead;
    std::string m_policyInUse;                                      // its SHA-256
    std::vector<std::vector<std::filesystem::path>> m_waitingDrops; // until the policy is read
    std::unique_ptr<QTemporaryDir> m_sampleFolder;
    bool m_isMakingSample = false;

    // Last: its destructor waits for jobs that use the session and the files.
    BackgroundJobs m_jobs;
};

} // namespace mi::ui
