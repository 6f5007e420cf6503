// PasswordDialog: asks for the password of archive files. Beside the window, never in its way; the password is handed
// on and kept nowhere here. Main thread.
#pragma once

#include <QDialog>

class QLineEdit;

namespace mi::ui {

class PlainLabel;

class PasswordDialog : public QDialog {
    Q_OBJECT

public:
    explicit PasswordDialog(QWidget *parent = nullptr);

    // What to ask for; clears the field.
    void ask(const QStringList &containers);

Q_SIGNALS:
    void entered(const QString &password);

private:
    PlainLabel *m_text = nullptr;
    QLineEdit *m_field = nullptr;
};

} // namespace mi::ui
