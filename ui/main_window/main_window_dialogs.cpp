// The part of MainWindow that asks the user or leaves the window: file dialogs, settings, free space.
#include "core/pipeline/acceptance_now.h"
#include "core/platform/file_layer.h"
#include "core/report/finding_texts.h"
#include "core/samples/sample_study.h"
#include "ui/archive_browser/archive_view.h"
#include "ui/common/text.h"
#include "ui/main_window/acceptance_dialog.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/check_view.h"
#include "ui/main_window/first_run.h"
#include "ui/main_window/footer.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"
#include "ui/main_window/password_dialog.h"
#include "ui/settings/settings_dialog.h"
#include "ui/study_list/study_table.h"
#include "ui/study_list/study_table_model.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

// Dialogs are opened, never waited for: no event loop runs inside another.
QFileDialog *openDialog(QWidget *parent, const QString &title, QFileDialog::FileMode mode)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(mode);
    if (mode == QFileDialog::Directory)
        dialog->setOption(QFileDialog::ShowDirsOnly);
    return dialog;
}

} // namespace

void MainWindow::chooseFiles()
{
    QFileDialog *dialog = openDialog(this, tr("Add files"), QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &files) {
        std::vector<std::filesystem::path> paths;
        for (const QString &file : files)
            paths.push_back(toPath(file));
        addPaths(std::move(paths));
    });
    dialog->open();
}

void MainWindow::chooseFolder()
{
    chooseFolderIn({});
}

void MainWindow::chooseFolderIn(const QString &place)
{
    QFileDialog *dialog = openDialog(this, tr("Add a disc or a folder"), QFileDialog::Directory);
    if (!place.isEmpty())
        dialog->setDirectory(place);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) { addPaths({toPath(folder)}); });
    dialog->open();
}

void MainWindow::askForPassword()
{
    if (m_passwordDialog == nullptr) {
        m_passwordDialog = new PasswordDialog(this);
        connect(m_passwordDialog, &PasswordDialog::entered, this, [this](const QString &password) {
            startWatching();
            m_hasDropped = true;
            m_parts.session.openLocked(password.toStdString());
        });
    }
    QStringList names;
    for (const std::string &container : m_parts.session.snapshot().lockedContainers)
        names << displayText(container);
    if (!names.isEmpty())
        m_passwordDialog->ask(names);
}

void MainWindow::askForReason()
{
    m_toAccept = m_check->acceptableChoice();
    if (m_toAccept.empty())
        return;
    if (m_acceptanceDialog == nullptr) {
        m_acceptanceDialog = new AcceptanceDialog(this);
        connect(m_acceptanceDialog, &AcceptanceDialog::reasonGiven, this, &MainWindow::acceptStudies);
    }
    QStringList problems;
    for (const StudyId id : m_toAccept) {
        const StudySnapshotPtr study = m_check->model().study(id);
        for (const auto *groups : {&study->findings, &study->suppressed})
            for (const FindingGroup &group : *groups)
                if (group.first.blocksFiling())
                    problems << findingText(group.first.id(), windowLanguage()).title;
    }
    problems.removeDuplicates();
    m_acceptanceDialog->ask(static_cast<int>(m_toAccept.size()), problems);
}

void MainWindow::acceptStudies(const QString &reason)
{
    const Result<Acceptance> acceptance = acceptanceNow(reason.toStdString());
    if (!acceptance) {
        m_messages->post({u"acceptance"_s,
                          Tone::problems,
                          tr("Nothing was accepted: %1").arg(displayText(acceptance.error().detail)),
                          {},
                          {}});
        return;
    }
    m_messages->dismiss(u"acceptance"_s);
    if (m_parts.session.accept(m_toAccept, *acceptance) == 0)
        return;
    startWatching();
    if (m_parts.session.archiveRoot().empty())
        chooseArchiveFolder(true);
    else
        archiveStudies(m_toAccept);
}

void MainWindow::makeSample()
{
    m_jobs.run(
        this,
        [folder = toPath(m_sampleFolder->path()) / "sample disc"]() -> Result<std::filesystem::path> {
            std::error_code ignored;
            if (std::filesystem::exists(folder, ignored))
                return folder; // made before; checked once more
            if (const auto written = writeSampleStudy(folder, SampleStudy{}); !written)
                return written.error();
            return folder;
        },
        [this](const Result<std::filesystem::path> &folder) {
            m_isMakingSample = false;
            if (folder)
                addPaths({*folder});
            else
                m_messages->post(
                    {u"sample"_s,
                     Tone::problems,
                     tr("The sample study could not be made: %1").arg(displayText(describe(folder.error()))),
                     {},
                     {}});
        });
}

void MainWindow::chooseArchiveFolder(bool thenArchive)
{
    QFileDialog *dialog = openDialog(this, tr("Choose the archive folder"), QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this, thenArchive](const QString &folder) {
        setArchiveFolder(folder);
        if (thenArchive && !m_parts.session.archiveRoot().empty())
            archiveChoice();
    });
    dialog->open();
}

void MainWindow::setArchiveFolder(const QString &folder)
{
    if (m_parts.settings.isFixed(SettingKey::archivePath))
        return;
    const auto done = m_parts.session.setArchiveRoot(toPath(folder));
    if (!done) {
        m_messages->post(
            {u"archive"_s,
             Tone::problems,
             tr("This folder cannot be the archive: %1").arg(displayText(describeWithSubject(done.error()))),
             {},
             {}});
        return;
    }
    m_messages->dismiss(u"archive"_s);
    m_parts.settings.setValue(SettingKey::archivePath, folder);
    m_archive->setRoot(m_parts.session.archiveRoot(), false);
    if (m_firstRun != nullptr)
        m_firstRun->reload();
    if (m_settingsDialog != nullptr)
        m_settingsDialog->reload();
    m_freeSpace = 0;
    showArchivePlace();
    readFreeSpace();
}

void MainWindow::showArchivePlace()
{
    const std::filesystem::path root = m_parts.session.archiveRoot();
    if (root.empty()) {
        m_footer->setArchive(tr("Archive: not chosen yet"), {});
        return;
    }
    const QString place = toQString(root);
    const QString name = folderName(place);
    m_footer->setArchive(m_freeSpace > 0 ? tr("Archive: %1, %2 free").arg(name, bytesText(m_freeSpace))
                                         : tr("Archive: %1").arg(name),
                         place);
}

void MainWindow::readFreeSpace()
{
    const std::filesystem::path root = m_parts.session.archiveRoot();
    if (root.empty())
        return;
    m_jobs.run(
        this,
        [&files = m_parts.files, root]() -> quint64 {
            // The folder may not exist before the first filing: its nearest parent is on the same disc.
            for (std::filesystem::path place = root; !place.empty(); place = place.parent_path()) {
                if (const auto free = files.freeSpace(place))
                    return *free;
                if (place == place.parent_path())
                    break;
            }
            return 0;
        },
        [this](quint64 free) {
            m_freeSpace = free;
            showArchivePlace();
        });
}

void MainWindow::showSettings()
{
    if (m_settingsDialog == nullptr) {
        m_settingsDialog = new SettingsDialog(m_parts.settings, this);
        connect(m_settingsDialog, &SettingsDialog::changed, this, &MainWindow::applySetting);
        connect(m_settingsDialog, &SettingsDialog::chooseArchiveRequested, this,
                [this] { chooseArchiveFolder(false); });
        connect(m_settingsDialog, &SettingsDialog::choosePolicyRequested, this, &MainWindow::choosePolicyFile);
    }
    m_settingsDialog->reload();
    m_settingsDialog->show();
    m_settingsDialog->raise();
    m_settingsDialog->activateWindow();
}

void MainWindow::applySetting(SettingKey key)
{
    const QString value = m_parts.settings.value(key).toString();
    switch (key) {
    case SettingKey::rowHeight: {
        const bool isCompact = value == "compact"_L1;
        m_check->setRowHeight(isCompact ? RowHeight::compact : RowHeight::comfortable);
        m_actions->compactRows->setChecked(isCompact);
        break;
    }
    case SettingKey::detailLevel: {
        const bool isEngineer = value == "engineer"_L1;
        m_check->setDetailLevel(isEngineer ? DetailLevel::engineer : DetailLevel::staff);
        m_actions->engineerDetail->setChecked(isEngineer);
        break;
    }
    case SettingKey::colorScheme:
        m_parts.theme.apply(schemeChoiceFromText(value));
        break;
    case SettingKey::archiveWhatPasses:
        m_parts.session.setArchiveWhatPasses(m_parts.settings.value(key).toBool());
        startWatching(); // studies that passed before may be filed now
        break;
    case SettingKey::policyPath:
        readPolicy();
        break;
    case SettingKey::maxFileSize:
        m_parts.session.setMaxFileSize(m_parts.settings.maxFileSize());
        break;
    case SettingKey::jobs:
        m_parts.session.setJobs(m_parts.settings.value(key).toInt());
        break;
    case SettingKey::watchFolder:
    case SettingKey::watchQuietSeconds:
        watchFolder();
        break;
    case SettingKey::restoreWork:
        if (!m_parts.settings.value(key).toBool() && !m_parts.dataFolder.empty())
            m_jobs.run(
                this,
                [folder = m_parts.dataFolder] {
                    removeOpenWork(folder / "open-work.json");
                    return true;
                },
                [](bool) {});
        break;
    case SettingKey::quarantineRefused:
        m_parts.session.setQuarantineRefused(m_parts.settings.value(key).toBool());
        break;
    case SettingKey::indexUrl: {
        const std::string url = m_parts.settings.value(key).toString().toStdString();
        m_parts.session.setIndexUrl(url);
        m_archive->setIndexUrl(url);
        m_archive->setRoot(m_parts.session.archiveRoot(), m_parts.settings.isFixed(SettingKey::archivePath));
        break;
    }
    case SettingKey::language: // the window, from its next start
    case SettingKey::isWelcomed:
    case SettingKey::namesInHistory:
    case SettingKey::recentPlaces:
    case SettingKey::archivePath:
    case SettingKey::letterhead:
    case SettingKey::reportLanguage:
    case SettingKey::logLevel:
    case SettingKey::windowGeometry:
    case SettingKey::windowState:
    case SettingKey::tableHeader:
        break;
    }
}

void MainWindow::setDetailLevel(DetailLevel level)
{
    m_parts.settings.setValue(SettingKey::detailLevel, level == DetailLevel::engineer ? u"engineer"_s : u"staff"_s);
    applySetting(SettingKey::detailLevel);
    if (m_settingsDialog != nullptr)
        m_settingsDialog->reload();
}

void MainWindow::showAbout()
{
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, tr("About MI Validator"),
                        tr("MI Validator %1").arg(QStringLiteral(MIVALIDATOR_VERSION)), QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setIconPixmap(windowIcon().pixmap(64));
    box->setInformativeText(tr("Checks DICOM studies that come from outside, and files them.\n\n"
                               "MI Validator checks format and consistency, not diagnostic quality.\n\n"
                               "Licensed under the Apache License, version 2.0."));
    box->button(QMessageBox::Close)->setAccessibleName(tr("Close"));
    box->open();
}

void MainWindow::askBeforeQuitting()
{
    if (m_hasAskedToQuit)
        return;
    m_hasAskedToQuit = true;
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Quit MI Validator"), tr("Work is still going on."),
                                QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Studies that are filed stay filed. What is being filed now is left out as a whole."));
    QPushButton *quit = box->addButton(tr("Stop and quit"), QMessageBox::DestructiveRole);
    QPushButton *stay = box->addButton(tr("Go on working"), QMessageBox::RejectRole);
    quit->setAccessibleName(quit->text());
    stay->setAccessibleName(stay->text());
    box->setDefaultButton(stay);
    connect(quit, &QPushButton::clicked, this, [this] {
        m_mayQuit = true;
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
    });
    connect(box, &QDialog::finished, this, [this] { m_hasAskedToQuit = false; });
    box->open();
}

} // namespace mi::ui
