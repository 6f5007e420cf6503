// AcceptanceDialog: asks why studies may be filed in spite of the problems that keep them out. Opened when the user
// wants that, never waited for. Main thread.
#pragma once

#include <QDialog>

class QLineEdit;

namespace mi::ui {

class PlainLabel;

class AcceptanceDialog : public QDialog {
    Q_OBJECT

public:
    explicit AcceptanceDialog(QWidget *parent);

    // What keeps them out, for people; plain text.
    void ask(int studies, const QStringList &problems);

Q_SIGNALS:
    void reasonGiven(const QString &reason);

private:
    PlainLabel *m_text = nullptr;
    PlainLabel *m_problems = nullptr;
    QLineEdit *m_reason = nullptr;
};

} // namespace mi::ui
