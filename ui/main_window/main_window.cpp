#include "ui/main_window/main_window.h"

#include "core/platform/file_layer.h"
#include "ui/archive_browser/archive_view.h"
#include "ui/common/copy_source.h"
#include "ui/common/text.h"
#include "ui/history/history_view.h"
#include "ui/images/images_view.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/arrivals.h"
#include "ui/main_window/check_view.h"
#include "ui/main_window/dropped_paths.h"
#include "ui/main_window/empty_state.h"
#include "ui/main_window/footer.h"
#include "ui/main_window/message_strip.h"
#include "ui/main_window/rail.h"
#include "ui/main_window/report_desk.h"
#include "ui/main_window/toolbar.h"
#include "ui/metadata/metadata_view.h"
#include "ui/study_list/filter_chips.h"
#include "ui/study_list/study_table.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QVBoxLayout>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int pollInterval = 100; // ms: ten batches a second

MetadataSource sourceFrom(const WindowParts &parts)
{
    return {[&parts](StudyId study, std::uint32_t file) -> Result<std::vector<AttributeNode>> {
                const std::filesystem::path path = parts.session.filePath(study, file);
                if (path.empty())
                    return Error{.code = ErrorCode::notFound, .operation = "open"};
                return readAttributeTree(parts.files, path);
            },
            [&parts](StudyId study, std::size_t first, std::size_t count) {
                return parts.session.files(study, first, count);
            },
            [&parts](StudyId study, const std::vector<std::uint32_t> &files) {
                std::vector<std::filesystem::path> paths;
                for (const std::uint32_t file : files)
                    paths.push_back(parts.session.filePath(study, file));
                return attributeDifferences(parts.files, paths);
            },
            [&parts](StudyId study, std::uint32_t file, std::uint64_t offset) {
                return rawBytesOf(parts.files, parts.session.filePath(study, file), offset);
            }};
}

PictureSource picturesFrom(const WindowParts &parts)
{
    return {&parts.files, [&parts](StudyId study, std::uint32_t file) { return parts.session.filePath(study, file); },
            [&parts](StudyId study, std::size_t first, std::size_t count) {
                return parts.session.files(study, first, count);
            }};
}

} // namespace

MainWindow::MainWindow(const WindowParts &parts, QWidget *parent) : QMainWindow(parent), m_parts(parts)
{
    setWindowTitle(u"MI Validator"_s);
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    m_actions = new Actions(m_parts.theme, this);
    buildWindow();
    connectActions();
    restore();
    m_timer.setInterval(pollInterval);
    connect(&m_timer, &QTimer::timeout, this, &MainWindow::poll);
    welcome();
    warnAboutSettings();
    readPolicy();
    updateActions(m_parts.session.snapshot());
    showArchivePlace();
    connectArrivals();
    offerOpenWork();
    m_views->setFocus(); // no button looks chosen before the user did anything
    // After the first paint: a network drive may take its time.
    QTimer::singleShot(0, this, &MainWindow::readFreeSpace);
}

MainWindow::~MainWindow()
{
    m_jobs.waitForDone();
    forgetOpenWork();
}

void MainWindow::buildWindow()
{
    m_actions->fill(*menuBar());
    m_toolbar = new Toolbar(m_parts.theme, *m_actions);
    m_messages = new MessageStrip(m_parts.theme);
    m_reports = new ReportDesk({m_parts.session, m_parts.files, m_parts.settings, *m_messages, m_jobs}, this);
    m_check = new CheckView(m_parts.theme, *m_actions, sourceFrom(m_parts), picturesFrom(m_parts), m_jobs);
    m_archive = new ArchiveView(m_parts.theme, m_parts.files, m_jobs);
    m_archive->setIndexUrl(m_parts.settings.value(SettingKey::indexUrl).toString().toStdString());
    m_archive->setRoot(m_parts.session.archiveRoot(), m_parts.settings.isFixed(SettingKey::archivePath));
    m_views = new QStackedWidget;
    m_views->addWidget(m_check);
    m_views->addWidget(m_archive);
    const std::filesystem::path &kept = m_parts.dataFolder;
    m_history = new HistoryView(m_parts.theme, kept.empty() ? kept : kept / "history", m_jobs);
    m_views->addWidget(m_history);
    m_arrivals = new Arrivals(m_parts.files, kept / "watched.json", m_jobs, this);
    m_footer = new Footer;

    auto *center = new QWidget;
    auto *rows = new QVBoxLayout(center);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_toolbar);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(new Rail(*m_actions));
    auto *content = new QVBoxLayout;
    content->setContentsMargins(16, 14, 16, 14);
    content->setSpacing(12);
    content->addWidget(m_messages);
    content->addWidget(m_views, 1);
    middle->addLayout(content, 1);
    rows->addLayout(middle, 1);
    rows->addWidget(m_footer);
    setCentralWidget(center);
    m_overlay = new DropOverlay(m_parts.theme, this);

    // A drop belongs to the window, wherever it lands: fields would swallow it as text.
    const QList<QWidget *> all = findChildren<QWidget *>();
    for (QWidget *widget : all)
        widget->setAcceptDrops(false);
    m_check->setEmpty(true);
}

void MainWindow::connectActions()
{
    connect(m_actions->addFiles, &QAction::triggered, this, &MainWindow::chooseFiles);
    connect(m_actions->addFolder, &QAction::triggered, this, &MainWindow::chooseFolder);
    connect(m_actions->trySample, &QAction::triggered, this, &MainWindow::addSample);
    connect(m_actions->pause, &QAction::triggered, this, &MainWindow::togglePause);
    connect(m_actions->cancel, &QAction::triggered, this, [this] {
        m_parts.session.cancel();
        startWatching();
    });
    connect(m_actions->archive, &QAction::triggered, this, &MainWindow::archiveChoice);
    connect(m_actions->accept, &QAction::triggered, this, &MainWindow::askForReason);
    connect(m_check, &CheckView::acceptRequested, this, &MainWindow::askForReason);
    connect(m_actions->report, &QAction::triggered, this,
            [this] { m_reports->open(m_check->table().selectedStudies(), m_check->model().studies().size()); });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->copy, &QAction::triggered, this, &MainWindow::copyFromFocus);
    connect(m_actions->selectAll, &QAction::triggered, m_check, &CheckView::selectAll);
    connect(m_actions->password, &QAction::triggered, this, &MainWindow::askForPassword);
    connect(m_actions->find, &QAction::triggered, this, [this] {
        m_toolbar->search()->setFocus(Qt::ShortcutFocusReason);
        m_toolbar->search()->selectAll();
    });
    connect(m_actions->settings, &QAction::triggered, this, &MainWindow::showSettings);
    connect(m_actions->showCheck, &QAction::triggered, this, [this] { showView(CheckPage); });
    connect(m_actions->showArchive, &QAction::triggered, this, [this] { showView(ArchivePage); });
    connect(m_actions->showHistory, &QAction::triggered, this, [this] { showView(HistoryPage); });
    connect(m_actions->recent, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    connect(m_history, &HistoryView::failed, this, [this](const QString &text) {
        m_messages->post({u"history"_s, Tone::warnings, text, {}, {}});
    });
    connect(m_actions->compactRows, &QAction::triggered, this, [this](bool isOn) {
        m_parts.settings.setValue(SettingKey::rowHeight, isOn ? u"compact"_s : u"comfortable"_s);
        applySetting(SettingKey::rowHeight);
    });
    connect(m_actions->engineerDetail, &QAction::triggered, this,
            [this](bool isOn) { setDetailLevel(isOn ? DetailLevel::engineer : DetailLevel::staff); });
    connect(m_actions->nextPane, &QAction::triggered, this, [this] { cyclePanes(+1); });
    connect(m_actions->previousPane, &QAction::triggered, this, [this] { cyclePanes(-1); });
    connect(m_actions->manual, &QAction::triggered, this, &MainWindow::showManual);
    connect(m_actions->about, &QAction::triggered, this, &MainWindow::showAbout);
    m_actions->showCheck->setCheckable(true);
    m_actions->showArchive->setCheckable(true);
    m_actions->showHistory->setCheckable(true);
    m_actions->showCheck->setChecked(true);

    connect(m_toolbar->search(), &QLineEdit::textChanged, this, [this](const QString &text) {
        m_check->setSearch(text);
        m_archive->setSearch(text);
    });
    connect(m_check, &CheckView::choiceChanged, this, [this] { updateArchiveAction(m_parts.session.snapshot()); });
    connect(m_check, &CheckView::detailLevelChosen, this, &MainWindow::setDetailLevel);
    connect(&m_check->images(), &ImagesView::failed, this, [this](const QString &text) {
        m_messages->post({u"images"_s, Tone::warnings, text, {}, {}});
    });
    connect(m_check, &CheckView::textCopied, this, [this] {
        m_messages->post({u"copied"_s, Tone::working, tr("The text for the sender is on the clipboard."), {}, {}});
    });
    connect(m_archive, &ArchiveView::chooseRequested, this, [this] { chooseArchiveFolder(false); });
    connect(m_archive, &ArchiveView::freeSpaceRead, this, [this](quint64 bytes) {
        m_freeSpace = bytes;
        showArchivePlace();
    });
}

void MainWindow::restore()
{
    // Below the screen's size, with room for the frame: the footer must be seen.
    resize(QSize(1200, 800).boundedTo(screen()->availableSize() - QSize(24, 48)));
    setMinimumSize(760, 480);
    const Settings &settings = m_parts.settings;
    restoreGeometry(settings.value(SettingKey::windowGeometry).toByteArray());
    m_check->restoreLayout(settings.value(SettingKey::windowState).toByteArray());
    m_check->table().restoreColumns(settings.value(SettingKey::tableHeader).toByteArray());
    applySetting(SettingKey::rowHeight);
    applySetting(SettingKey::detailLevel);
}

void MainWindow::save()
{
    m_parts.settings.setValue(SettingKey::windowGeometry, saveGeometry());
    m_parts.settings.setValue(SettingKey::windowState, m_check->saveLayout());
    m_parts.settings.setValue(SettingKey::tableHeader, m_check->table().saveColumns());
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasUrls())
        return;
    // The source is never touched, so whatever the file manager proposes, it is a copy.
    event->setDropAction(Qt::CopyAction);
    event->accept();
    m_overlay->appear();
}

void MainWindow::dragMoveEvent(QDragMoveEvent *event)
{
    if (event->mimeData()->hasUrls()) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
    }
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *)
{
    m_overlay->hide();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_overlay->hide();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    // Whoever drops is held up until this returns, and a million paths take seconds to read.
    const QByteArray uris = event->mimeData()->data(u"text/uri-list"_s);
    constexpr qsizetype readAtOnce = 64 * 1024; // bytes
    if (uris.size() <= readAtOnce)
        addDropped(droppedPaths(uris));
    else
        m_jobs.run(
            this, [uris] { return std::make_shared<DroppedPaths>(droppedPaths(uris)); },
            [this](const std::shared_ptr<DroppedPaths> &dropped) { addDropped(std::move(*dropped)); });
}

void MainWindow::addDropped(DroppedPaths dropped)
{
    if (dropped.hasRemote)
        m_messages->post({u"remote"_s,
                          Tone::warnings,
                          tr("Some of what was dropped is not on this computer. Copy it here first."),
                          {},
                          {}});
    addPaths(std::move(dropped.paths));
}

void MainWindow::addPaths(std::vector<std::filesystem::path> paths)
{
    if (paths.empty())
        return;
    ++m_drops;
    // Many single files come from one place; what is shown as their source is not needed for each.
    constexpr std::size_t rememberedSources = 1000;
    if (paths.size() <= rememberedSources)
        for (const std::filesystem::path &path : paths)
            m_dropOfSource[toQString(path)] = m_drops;
    showView(CheckPage);
    m_check->setEmpty(false);
    m_messages->dismiss(u"run"_s);
    if (m_parts.settings.policyPath().empty()) {
        beginDrop(std::move(paths));
        return;
    }
    // The site may have changed its policy since it was read.
    m_waitingDrops.push_back(std::move(paths));
    readPolicy();
}

void MainWindow::beginDrop(std::vector<std::filesystem::path> paths)
{
    startWatching(); // first: what was there before the drop is the run's zero
    m_hasDropped = true;
    rememberSources(paths);
    m_parts.session.addSources(std::move(paths));
    updateActions(m_parts.session.snapshot());
}

void MainWindow::addSample()
{
    if (m_isMakingSample)
        return;
    if (!m_sampleFolder)
        m_sampleFolder = std::make_unique<QTemporaryDir>();
    if (!m_sampleFolder->isValid()) {
        m_messages->post({u"sample"_s,
                          Tone::problems,
                          tr("The sample study could not be made: %1").arg(m_sampleFolder->errorString()),
                          {},
                          {}});
        return;
    }
    m_isMakingSample = true;
    makeSample();
}

void MainWindow::togglePause()
{
    if (m_parts.session.snapshot().state == SessionState::paused)
        m_parts.session.resume();
    else
        m_parts.session.pause();
    startWatching();
}

void MainWindow::archiveChoice()
{
    if (m_parts.session.archiveRoot().empty()) {
        chooseArchiveFolder(true);
        return;
    }
    const std::vector<StudyId> studies = m_check->fileableChoice();
    if (studies.empty())
        return;
    archiveStudies(studies);
}

void MainWindow::showView(View view)
{
    m_views->setCurrentIndex(view);
    m_actions->showCheck->setChecked(view == CheckPage);
    m_actions->showArchive->setChecked(view == ArchivePage);
    m_actions->showHistory->setChecked(view == HistoryPage);
}

void MainWindow::cyclePanes(int step)
{
    std::vector<QWidget *> panes{m_toolbar};
    if (m_messages->isVisible())
        panes.push_back(m_messages);
    if (m_views->currentWidget() == m_check) {
        const std::vector<QWidget *> inside = m_check->panes();
        panes.insert(panes.end(), inside.begin(), inside.end());
    } else {
        panes.push_back(m_views->currentWidget());
    }
    const auto count = static_cast<int>(panes.size());
    int current = -1;
    for (int i = 0; i < count; ++i) {
        const QWidget *pane = panes[static_cast<std::size_t>(i)];
        if (focusWidget() != nullptr && (pane == focusWidget() || pane->isAncestorOf(focusWidget())))
            current = i;
    }
    for (int tried = 1; tried <= count; ++tried) {
        QWidget *pane = panes[static_cast<std::size_t>(((current + step * tried) % count + count) % count)];
        if (pane->focusPolicy() != Qt::NoFocus) {
            pane->setFocus(Qt::ShortcutFocusReason);
            return;
        }
        // The first widget in it that takes the focus by Tab.
        for (QWidget *next = pane->nextInFocusChain(); next != pane; next = next->nextInFocusChain()) {
            if (pane->isAncestorOf(next) && next->isVisible() && next->isEnabled() &&
                (next->focusPolicy() & Qt::TabFocus) != 0) {
                next->setFocus(Qt::ShortcutFocusReason);
                return;
            }
        }
    }
}

void MainWindow::copyFromFocus()
{
    for (QWidget *widget = focusWidget(); widget != nullptr; widget = widget->parentWidget()) {
        if (const auto *source = dynamic_cast<const CopySource *>(widget)) {
            source->copySelection();
            return;
        }
    }
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        // First what can be undone at once, then the work itself.
        if (!m_toolbar->search()->text().isEmpty())
            m_toolbar->search()->clear();
        else if (m_check->hasSelection())
            m_check->table().clearSelection();
        else if (m_actions->cancel->isEnabled())
            m_actions->cancel->trigger();
        return;
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ThemeChange)
        m_parts.theme.refresh();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const SessionSnapshot session = m_parts.session.snapshot();
    if (!m_mayQuit && (session.isBusy() || session.state == SessionState::paused)) {
        event->ignore();
        askBeforeQuitting();
        return;
    }
    save();
    m_isWorkDone = !m_mayQuit;
    m_parts.session.cancel();
    event->accept();
}

} // namespace mi::ui
