// FirstRun: what is to be settled before the first study, on the page that is seen first. Goes away for good. Main
// thread.
#pragma once

#include "core/settings/settings.h"

#include <QFrame>

class QComboBox;
class QPushButton;

namespace mi::ui {

class PlainLabel;
class Theme;

class FirstRun : public QFrame {
    Q_OBJECT

public:
    FirstRun(const Theme &theme, Settings &settings, QWidget *parent = nullptr);

    void reload(); // a setting changed

Q_SIGNALS:
    void changed(mi::SettingKey key);
    void chooseArchiveRequested();
    void choosePolicyRequested();
    void done();

private:
    Settings &m_settings;
    PlainLabel *m_archive = nullptr;
    PlainLabel *m_policy = nullptr;
    QPushButton *m_chooseArchive = nullptr;
    QPushButton *m_choosePolicy = nullptr;
    QComboBox *m_detail = nullptr;
};

} // namespace mi::ui
