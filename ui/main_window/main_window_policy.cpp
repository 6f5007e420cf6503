// The part of MainWindow that knows where the site policy is: reads it at the start, when it is chosen and before each
// drop, and says so when it cannot be used.
#include "core/support/text.h"
#include "ui/common/text.h"
#include "ui/main_window/first_run.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/message_strip.h"
#include "ui/settings/settings_dialog.h"

#include <QFileDialog>

#include <utility>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

// "line 3, column 12: ..." says all; other errors need their own words.
std::string whyUnusable(const Error &error)
{
    return error.code == ErrorCode::invalidFormat ? error.detail : describe(error);
}

} // namespace

void MainWindow::readPolicy()
{
    const std::filesystem::path file = m_parts.settings.policyPath();
    const std::uint64_t id = m_policyRead.next(); // what is being read now is not wanted any more
    if (file.empty()) {
        usePolicy(file, SitePolicyPtr{});
        return;
    }
    m_jobs.run(
        this, [&files = m_parts.files, file] { return SitePolicy::read(files, file); },
        [this, file, id](const Result<SitePolicyPtr> &policy) {
            if (m_policyRead.isCurrent(id))
                usePolicy(file, policy);
        });
}

void MainWindow::usePolicy(const std::filesystem::path &file, const Result<SitePolicyPtr> &policy)
{
    if (!policy) {
        m_policyInUse.clear();
        m_parts.session.setUnusablePolicy(pathToUtf8(file.filename()), whyUnusable(policy.error()));
        m_messages->post({u"policy"_s, Tone::problems,
                          tr("The site policy %1 cannot be used: %2. Studies are checked without it, and nothing is "
                             "filed.")
                              .arg(toQString(file), displayText(whyUnusable(policy.error()))),
                          tr("Settings"), [this] { showSettings(); }});
    } else {
        m_parts.session.setPolicy(*policy);
        const std::string sha256 = *policy ? (*policy)->sha256() : std::string{};
        if (*policy && sha256 != m_policyInUse)
            m_messages->post({u"policy"_s,
                              Tone::working,
                              tr("The site policy \"%1\" is in force.").arg(displayText((*policy)->name())),
                              {},
                              {}});
        else if (!*policy)
            m_messages->dismiss(u"policy"_s);
        m_policyInUse = sha256;
    }
    if (m_parts.session.snapshot().state != SessionState::idle)
        startWatching(); // what is on the screen is judged again
    for (std::vector<std::filesystem::path> &paths : std::exchange(m_waitingDrops, {}))
        beginDrop(std::move(paths));
}

void MainWindow::choosePolicyFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose the site policy"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Site policy (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_parts.settings.setValue(SettingKey::policyPath, file);
        if (m_settingsDialog != nullptr)
            m_settingsDialog->reload();
        if (m_firstRun != nullptr)
            m_firstRun->reload();
        readPolicy();
    });
    dialog->open();
}

} // namespace mi::ui
