// ReportDialog: asks what to report, of which studies, in which form. Not modal: work goes on beside it. Owned by the
// window; main thread.
#pragma once

#include "core/settings/settings.h"
#include "ui/reports/report_choice.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QPushButton;
class QRadioButton;

namespace mi::ui {

class PlainLabel;

class ReportDialog : public QDialog {
    Q_OBJECT

public:
    explicit ReportDialog(Settings &settings, QWidget *parent = nullptr);

    // What is there to report: those selected now, and how many studies there are.
    void setStudies(std::vector<StudyId> selected, std::size_t all);
    ReportChoice choice() const;

Q_SIGNALS:
    void saveRequested();
    void copyRequested();
    void printRequested();

private:
    void fillFormats();
    void update();

    Settings &m_settings;
    std::vector<StudyId> m_selected;
    QRadioButton *m_all = nullptr;
    QRadioButton *m_some = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_format = nullptr;
    QComboBox *m_language = nullptr;
    QCheckBox *m_mask = nullptr;
    QCheckBox *m_user = nullptr;
    PlainLabel *m_note = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_print = nullptr;
};

} // namespace mi::ui
