#include "ui/settings/settings_dialog.h"

#include "ui/common/plain_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <QThread>
#include <QVBoxLayout>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mebibyte = 1024 * 1024;

QFormLayout *makeForm(QWidget *page)
{
    auto *form = new QFormLayout(page);
    form->setContentsMargins(20, 20, 20, 20);
    form->setHorizontalSpacing(20);
    form->setVerticalSpacing(12);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return form;
}

// A label stands beside the middle of its field, not above it.
void alignLabels(const QFormLayout &form)
{
    for (int row = 0; row < form.rowCount(); ++row) {
        const QLayoutItem *label = form.itemAt(row, QFormLayout::LabelRole);
        const QLayoutItem *field = form.itemAt(row, QFormLayout::FieldRole);
        if (label != nullptr && field != nullptr && qobject_cast<QPlainTextEdit *>(field->widget()) == nullptr)
            label->widget()->setMinimumHeight(field->sizeHint().height());
    }
}

} // namespace

SettingsDialog::SettingsDialog(Settings &settings, QWidget *parent) : QDialog(parent), m_settings(settings)
{
    setWindowTitle(tr("Settings"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    auto *pages = new QTabWidget;
    pages->setDocumentMode(true);
    pages->tabBar()->setAccessibleName(tr("Groups of settings"));
    pages->addTab(generalPage(), tr("General"));
    pages->addTab(checkingPage(), tr("Checking"));
    pages->addTab(archivePage(), tr("Archive"));
    pages->addTab(watchingPage(), tr("Watched folder"));
    pages->addTab(privacyPage(), tr("Privacy"));
    pages->addTab(reportsPage(), tr("Reports"));
    pages->addTab(advancedPage(), tr("Advanced"));
    layout->addWidget(pages);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close settings"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    layout->addWidget(buttons);
    for (int i = 0; i < pages->count(); ++i)
        alignLabels(*static_cast<QFormLayout *>(pages->widget(i)->layout()));
    // No page hides behind an arrow, in any language.
    const QMargins margins = layout->contentsMargins();
    setMinimumWidth(std::max(fontMetrics().averageCharWidth() * 88,
                             pages->tabBar()->sizeHint().width() + margins.left() + margins.right()));
    reload();
}

QWidget *SettingsDialog::generalPage()
{
    auto *page = new QWidget;
    QFormLayout *form = makeForm(page);
    m_detail = addChoice(*form, SettingKey::detailLevel, tr("Detail of issues"),
                         {{tr("Staff"), u"staff"_s}, {tr("Engineer"), u"engineer"_s}});
    m_rows = addChoice(*form, SettingKey::rowHeight, tr("Rows"),
                       {{tr("Comfortable, two lines"), u"comfortable"_s}, {tr("Compact, one line"), u"compact"_s}});
    m_scheme = addChoice(*form, SettingKey::colorScheme, tr("Colours"),
                         {{tr("As the system"), u"system"_s},
                          {tr("Light"), u"light"_s},
                          {tr("Dark"), u"dark"_s},
                          {tr("High contrast"), u"high-contrast"_s}});
    // Languages by their own names, so that whoever needs one finds it.
    m_language = addChoice(*form, SettingKey::language, tr("Language"),
                           {{tr("As the system"), u"system"_s}, {u"English"_s, u"en"_s}, {u"Deutsch"_s, u"de"_s}});
    addNote(*form, tr("Another language is used from the next start on."));
    return page;
}

QWidget *SettingsDialog::checkingPage()
{
    auto *page = new QWidget;
    QFormLayout *form = makeForm(page);
    m_maxFileSize = new QSpinBox;
    m_maxFileSize->setRange(0, 1024 * 1024);
    m_maxFileSize->setSuffix(tr(" MiB"));
    m_maxFileSize->setSpecialValueText(tr("No limit"));
    m_maxFileSize->setAccessibleName(tr("Largest file that is read, in mebibytes"));
    m_maxFileSize->setKeyboardTracking(false);
    form->addRow(tr("Largest file"), m_maxFileSize);
    lockIfFixed(*form, m_maxFileSize, SettingKey::maxFileSize);
    connect(m_maxFileSize, &QSpinBox::valueChanged, this,
            [this](int value) { store(SettingKey::maxFileSize, static_cast<qint64>(value) * mebibyte); });
    addNote(*form,
            tr("A larger file is not read and is reported as an issue. Changes apply to files that are read from now "
               "on."));
    addPolicyRow(*form);
    return page;
}

void SettingsDialog::addPolicyRow(QFormLayout &form)
{
    const bool isFixed = m_settings.isFixed(SettingKey::policyPath);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_policy = new QLineEdit;
    m_policy->setReadOnly(true);
    m_policy->setPlaceholderText(tr("None"));
    m_policy->setAccessibleName(tr("File of the site policy"));
    auto *choose = new QPushButton(tr("Choose"));
    choose->setAccessibleName(tr("Choose the site policy"));
    choose->setEnabled(!isFixed);
    m_noPolicy = new QPushButton(tr("Remove"));
    m_noPolicy->setAccessibleName(tr("Use no site policy"));
    row->addWidget(m_policy, 1);
    row->addWidget(choose);
    row->addWidget(m_noPolicy);
    form.addRow(tr("Site policy"), row);
    lockIfFixed(form, m_policy, SettingKey::policyPath);
    addNote(form, tr("Changes what findings mean at your site. What it suppresses is always counted."));
    connect(choose, &QPushButton::clicked, this, &SettingsDialog::choosePolicyRequested);
    connect(m_noPolicy, &QPushButton::clicked, this, [this] {
        store(SettingKey::policyPath, QString{});
        reload();
    });
}

QWidget *SettingsDialog::advancedPage()
{
    auto *page = new QWidget;
    QFormLayout *form = makeForm(page);
    m_jobs = new QSpinBox;
    m_jobs->setRange(0, 256);
    m_jobs->setSpecialValueText(tr("One per core (%1)").arg(QThread::idealThreadCount()));
    m_jobs->setAccessibleName(tr("Worker threads"));
    m_jobs->setKeyboardTracking(false);
    form->addRow(tr("Worker threads"), m_jobs);
    lockIfFixed(*form, m_jobs, SettingKey::jobs);
    connect(m_jobs, &QSpinBox::valueChanged, this, [this](int value) { store(SettingKey::jobs, value); });
    m_logLevel = addChoice(*form, SettingKey::logLevel, tr("Log"),
                           {{tr("Errors"), u"error"_s},
                            {tr("Errors and warnings"), u"warning"_s},
                            {tr("What is done"), u"info"_s},
                            {tr("Everything"), u"debug"_s}});
    addNote(*form, tr("Written to the error output, from the next start on. No log holds data of patients."));
    if (!m_settings.administratorFile().isEmpty())
        addNote(*form, tr("An administrator can set any of these for everybody on this computer, in:") + u'\n' +
                           m_settings.administratorFile());
    return page;
}

QWidget *SettingsDialog::archivePage()
{
    auto *page = new QWidget;
    QFormLayout *form = makeForm(page);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_archive = new QLineEdit;
    m_archive->setReadOnly(true);
    m_archive->setPlaceholderText(tr("Not chosen yet"));
    m_archive->setAccessibleName(tr("Archive folder"));
    auto *choose = new QPushButton(tr("Choose"));
    choose->setAccessibleName(tr("Choose the archive folder"));
    choose->setEnabled(!m_settings.isFixed(SettingKey::archivePath));
    row->addWidget(m_archive, 1);
    row->addWidget(choose);
    form->addRow(tr("Folder"), row);
    lockIfFixed(*form, m_archive, SettingKey::archivePath);
    connect(choose, &QPushButton::clicked, this, &SettingsDialog::chooseArchiveRequested);
    m_archivePasses = new QCheckBox(tr("Archive what passes, without asking"));
    m_archivePasses->setAccessibleName(m_archivePasses->text());
    form->addRow(m_archivePasses);
    lockIfFixed(*form, m_archivePasses, SettingKey::archiveWhatPasses);
    addNote(*form, tr("Studies with problems that keep them out are never filed."));
    connect(m_archivePasses, &QCheckBox::toggled, this,
            [this](bool isOn) { store(SettingKey::archiveWhatPasses, isOn); });
    m_quarantine = addCheck(*form, SettingKey::quarantineRefused, tr("Keep refused studies in quarantine"));
    lockIfFixed(*form, m_quarantine, SettingKey::quarantineRefused);
    addNote(*form, tr("With \"Archive what passes\": what may not be filed is copied to the archive's quarantine."));
    addIndexRow(*form);
    return page;
}

void SettingsDialog::addIndexRow(QFormLayout &form)
{
    m_indexUrl = new QLineEdit;
    m_indexUrl->setPlaceholderText(tr("A file in the archive's folder"));
    m_indexUrl->setAccessibleName(tr("Database for the index of the archive"));
    form.addRow(tr("Index"), m_indexUrl);
    lockIfFixed(form, m_indexUrl, SettingKey::indexUrl);
    addNote(form, tr("Where several desks share an archive: postgresql://USER@HOST/DATABASE. What is filed does not "
                     "depend on it."));
    connect(m_indexUrl, &QLineEdit::editingFinished, this, [this] {
        const QString url = m_indexUrl->text().trimmed();
        if (url.isEmpty() || url.startsWith("postgresql://"_L1))
            store(SettingKey::indexUrl, url);
        else
            m_indexUrl->setText(m_settings.value(SettingKey::indexUrl).toString());
    });
}

QWidget *SettingsDialog::watchingPage()
{
    auto *page = new QWidget;
    QFormLayout *form = makeForm(page);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_watched = new QLineEdit;
    m_watched->setReadOnly(true);
    m_watched->setPlaceholderText(tr("None"));
    m_watched->setAccessibleName(tr("Watched folder"));
    auto *choose = new QPushButton(tr("Choose"));
    choose->setAccessibleName(tr("Choose the watched folder"));
    m_noWatched = new QPushButton(tr("Remove"));
    m_noWatched->setAccessibleName(tr("Watch no folder"));
    row->addWidget(m_watched, 1);
    row->addWidget(choose);
    row->addWidget(m_noWatched);
    form->addRow(tr("Folder"), row);
    lockIfFixed(*form, m_watched, SettingKey::watchFolder);
    choose->setEnabled(!m_settings.isFixed(SettingKey::watchFolder));
    m_quiet = new QSpinBox;
    m_quiet->setRange(2, 3600);
    m_quiet->setSuffix(tr(" s"));
    m_quiet->setAccessibleName(tr("Seconds without a change before something is checked"));
    m_quiet->setKeyboardTracking(false);
    form->addRow(tr("Quiet for"), m_quiet);
    lockIfFixed(*form, m_quiet, SettingKey::watchQuietSeconds);
    addNote(*form, tr("What arrives in the folder is checked once nothing in it has changed for this long. With "
                      "\"Archive what passes\" it is filed too. Nothing in the folder is changed."));
    connect(choose, &QPushButton::clicked, this, &SettingsDialog::chooseWatchedFolder);
    connect(m_noWatched, &QPushButton::clicked, this, [this] {
        store(SettingKey::watchFolder, QString{});
        reload();
    });
    connect(m_quiet, &QSpinBox::valueChanged, this,
            [this](int seconds) { store(SettingKey::watchQuietSeconds, seconds); });
    return page;
}

void SettingsDialog::chooseWatchedFolder()
{
    auto *dialog = new QFileDialog(this, tr("Choose the watched folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        store(SettingKey::watchFolder, folder);
        reload();
    });
    dialog->open();
}

QWidget *SettingsDialog::privacyPage()
{
    auto *page = new QWidget;
    QFormLayout *form = makeForm(page);
    m_restoreWork = addCheck(*form, SettingKey::restoreWork, tr("Offer open work again after a crash"));
    lockIfFixed(*form, m_restoreWork, SettingKey::restoreWork);
    addNote(*form, tr("While sources are open, their paths are kept in a file that only you can read. It is removed "
                      "when the window is closed."));
    m_namesInHistory = addCheck(*form, SettingKey::namesInHistory, tr("Keep names of patients in the history"));
    lockIfFixed(*form, m_namesInHistory, SettingKey::namesInHistory);
    addNote(*form, tr("Otherwise the history holds only counts, and where studies were filed."));
    auto *forget = new QPushButton(tr("Forget recent places"));
    forget->setAccessibleName(forget->text());
    auto *line = new QHBoxLayout;
    line->addWidget(forget);
    line->addStretch();
    form->addRow(line);
    connect(forget, &QPushButton::clicked, this, [this, forget] {
        m_settings.setValue(SettingKey::recentPlaces, QStringList{});
        forget->setEnabled(false);
    });
    return page;
}

QCheckBox *SettingsDialog::addCheck(QFormLayout &form, SettingKey key, const QString &label)
{
    auto *box = new QCheckBox(label);
    box->setAccessibleName(label);
    form.addRow(box);
    connect(box, &QCheckBox::toggled, this, [this, key](bool isOn) { store(key, isOn); });
    return box;
}

QWidget *SettingsDialog::reportsPage()
{
    auto *page = new QWidget;
    QFormLayout *form = makeForm(page);
    m_letterhead = new QPlainTextEdit;
    m_letterhead->setAccessibleName(tr("Letterhead of letters to senders"));
    m_letterhead->setTabChangesFocus(true);
    m_letterhead->setPlaceholderText(tr("Your department, address, telephone"));
    form->addRow(tr("Letterhead"), m_letterhead);
    lockIfFixed(*form, m_letterhead, SettingKey::letterhead);
    addNote(*form, tr("Stands above letters to senders, up to 20 lines."));
    connect(m_letterhead, &QPlainTextEdit::textChanged, this,
            [this] { store(SettingKey::letterhead, m_letterhead->toPlainText()); });
    return page;
}

QComboBox *SettingsDialog::addChoice(QFormLayout &form, SettingKey key, const QString &label,
                                     const QList<std::pair<QString, QString>> &choices)
{
    auto *box = new QComboBox;
    box->setAccessibleName(label);
    for (const auto &[text, value] : choices)
        box->addItem(text, value);
    form.addRow(label, box);
    lockIfFixed(form, box, key);
    connect(box, &QComboBox::activated, this, [this, box, key] { store(key, box->currentData()); });
    return box;
}

void SettingsDialog::addNote(QFormLayout &form, const QString &text)
{
    auto *note = new PlainLabel(text);
    note->setMuted();
    note->setWordWrap(true);
    form.addRow(note);
}

QString SettingsDialog::whyFixed(FixedBy who) const
{
    switch (who) {
    case FixedBy::administrator:
        return tr("Set by the administrator of this computer.");
    case FixedBy::commandLine:
        return tr("Set on the command line, for this run.");
    case FixedBy::environment:
        return tr("Set by the environment of the program.");
    case FixedBy::nobody:
        break;
    }
    return {};
}

void SettingsDialog::lockIfFixed(QFormLayout &form, QWidget *control, SettingKey key)
{
    if (!m_settings.isFixed(key))
        return;
    control->setEnabled(false);
    addNote(form, whyFixed(m_settings.fixedBy(key)));
}

void SettingsDialog::store(SettingKey key, const QVariant &value)
{
    if (m_settings.value(key).toString() == value.toString())
        return;
    m_settings.setValue(key, value);
    Q_EMIT changed(key);
}

void SettingsDialog::reload()
{
    for (const auto &[box, key] :
         {std::pair{m_detail, SettingKey::detailLevel}, std::pair{m_rows, SettingKey::rowHeight},
          std::pair{m_scheme, SettingKey::colorScheme}, std::pair{m_language, SettingKey::language},
          std::pair{m_logLevel, SettingKey::logLevel}})
        box->setCurrentIndex(qMax(0, box->findData(m_settings.value(key).toString())));
    const QSignalBlocker sizeBlocker(m_maxFileSize);
    const QSignalBlocker jobsBlocker(m_jobs);
    const QSignalBlocker passesBlocker(m_archivePasses);
    const QSignalBlocker quietBlocker(m_quiet);
    m_indexUrl->setText(m_settings.value(SettingKey::indexUrl).toString());
    for (const auto &[box, key] :
         {std::pair{m_restoreWork, SettingKey::restoreWork}, std::pair{m_namesInHistory, SettingKey::namesInHistory},
          std::pair{m_quarantine, SettingKey::quarantineRefused}}) {
        const QSignalBlocker blocker(box);
        box->setChecked(m_settings.value(key).toBool());
    }
    m_watched->setText(m_settings.value(SettingKey::watchFolder).toString());
    m_noWatched->setEnabled(!m_watched->text().isEmpty() && !m_settings.isFixed(SettingKey::watchFolder));
    m_quiet->setValue(m_settings.value(SettingKey::watchQuietSeconds).toInt());
    const std::uint64_t bytes = m_settings.maxFileSize().value_or(0);
    m_maxFileSize->setValue(static_cast<int>((bytes + mebibyte - 1) / mebibyte));
    m_jobs->setValue(m_settings.value(SettingKey::jobs).toInt());
    m_policy->setText(m_settings.value(SettingKey::policyPath).toString());
    m_noPolicy->setEnabled(!m_policy->text().isEmpty() && !m_settings.isFixed(SettingKey::policyPath));
    m_archive->setText(m_settings.value(SettingKey::archivePath).toString());
    m_archivePasses->setChecked(m_settings.value(SettingKey::archiveWhatPasses).toBool());
    const QString letterhead = m_settings.value(SettingKey::letterhead).toString();
    if (m_letterhead->toPlainText() != letterhead) // the caret stays where it is
        m_letterhead->setPlainText(letterhead);
}

} // namespace mi::ui
