// SettingsDialog: a page for each group of settings. Not modal; every change is stored and announced at once. What the
// administrator, the command line or the environment decides is shown with the reason and cannot be changed. Main
// thread.
#pragma once

#include "core/settings/settings.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace mi::ui {

class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    SettingsDialog(Settings &settings, QWidget *parent);

    void reload(); // something else changed a setting

Q_SIGNALS:
    void changed(mi::SettingKey key);
    void chooseArchiveRequested();
    void choosePolicyRequested();

private:
    QWidget *generalPage();
    QWidget *checkingPage();
    QWidget *archivePage();
    QWidget *watchingPage();
    QWidget *privacyPage();
    void chooseWatchedFolder();
    QCheckBox *addCheck(QFormLayout &form, SettingKey key, const QString &label);
    QWidget *reportsPage();
    QWidget *advancedPage();
    QComboBox *addChoice(QFormLayout &form, SettingKey key, const QString &label,
                         const QList<std::pair<QString, QString>> &choices);
    void addIndexRow(QFormLayout &form);
    void addPolicyRow(QFormLayout &form);
    void addNote(QFormLayout &form, const QString &text);
    void lockIfFixed(QFormLayout &form, QWidget *control, SettingKey key);
    QString whyFixed(FixedBy who) const;
    void store(SettingKey key, const QVariant &value);

    Settings &m_settings;
    QComboBox *m_detail = nullptr;
    QComboBox *m_rows = nullptr;
    QComboBox *m_scheme = nullptr;
    QComboBox *m_language = nullptr;
    QComboBox *m_logLevel = nullptr;
    QSpinBox *m_maxFileSize = nullptr;
    QSpinBox *m_jobs = nullptr;
    QLineEdit *m_policy = nullptr;
    QPushButton *m_noPolicy = nullptr;
    QLineEdit *m_archive = nullptr;
    QCheckBox *m_archivePasses = nullptr;
    QCheckBox *m_quarantine = nullptr;
    QLineEdit *m_indexUrl = nullptr;
    QLineEdit *m_watched = nullptr;
    QPushButton *m_noWatched = nullptr;
    QSpinBox *m_quiet = nullptr;
    QCheckBox *m_restoreWork = nullptr;
    QCheckBox *m_namesInHistory = nullptr;
    QPlainTextEdit *m_letterhead = nullptr;
};

} // namespace mi::ui
