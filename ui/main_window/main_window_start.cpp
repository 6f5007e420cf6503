// The part of MainWindow that helps: the first page, the manual, and what is wrong with the settings.
#include "ui/help/manual_window.h"
#include "ui/main_window/check_view.h"
#include "ui/main_window/first_run.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"

#include <QStackedWidget>

namespace mi::ui {

using namespace Qt::StringLiterals;

void MainWindow::welcome()
{
    if (m_parts.settings.value(SettingKey::isWelcomed).toBool())
        return;
    auto *page = new FirstRun(m_parts.theme, m_parts.settings);
    m_firstRun = page;
    m_check->setWelcome(page);
    connect(page, &FirstRun::changed, this, &MainWindow::applySetting);
    connect(page, &FirstRun::chooseArchiveRequested, this, [this] { chooseArchiveFolder(false); });
    connect(page, &FirstRun::choosePolicyRequested, this, &MainWindow::choosePolicyFile);
    connect(page, &FirstRun::done, this, [this] {
        m_parts.settings.setValue(SettingKey::isWelcomed, true);
        m_firstRun->deleteLater();
        m_firstRun = nullptr;
        m_views->setFocus();
    });
}

void MainWindow::warnAboutSettings()
{
    const Settings &settings = m_parts.settings;
    if (settings.hasDamagedFile())
        m_messages->post({u"settings"_s, Tone::warnings,
                          tr("The settings file was damaged. What could be read of it is used; check the settings."),
                          tr("Settings"), [this] { showSettings(); }});
    if (settings.hasDamagedAdministratorFile())
        m_messages->post(
            {u"administrator"_s,
             Tone::problems,
             tr("What the administrator set for this computer cannot be read: %1").arg(settings.administratorFile()),
             {},
             {}});
    else if (!settings.refusedOverrides().empty())
        m_messages->post({u"administrator"_s,
                          Tone::warnings,
                          tr("The administrator of this computer has set otherwise what the command line says."),
                          {},
                          {}});
}

void MainWindow::showManual()
{
    if (m_manual == nullptr)
        m_manual = new ManualWindow(this);
    m_manual->show();
    m_manual->raise();
    m_manual->activateWindow();
}

} // namespace mi::ui
