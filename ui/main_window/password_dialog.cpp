#include "ui/main_window/password_dialog.h"

#include "ui/common/plain_label.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace mi::ui {

PasswordDialog::PasswordDialog(QWidget *parent) : QDialog(parent), m_text(new PlainLabel), m_field(new QLineEdit)
{
    setWindowTitle(tr("Password"));
    setMinimumWidth(420);
    m_text->setWordWrap(true);
    m_field->setEchoMode(QLineEdit::Password);
    m_field->setAccessibleName(tr("Password of the archive file"));
    auto *hint = new PlainLabel(tr("The password is used now and not stored."));
    hint->setMuted();
    auto *buttons = new QDialogButtonBox;
    QPushButton *open = buttons->addButton(tr("Open"), QDialogButtonBox::AcceptRole);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    open->setAccessibleName(tr("Open the archive file with this password"));
    cancel->setAccessibleName(cancel->text());
    open->setEnabled(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(12);
    layout->addWidget(m_text);
    layout->addWidget(m_field);
    layout->addWidget(hint);
    layout->addWidget(buttons);
    connect(m_field, &QLineEdit::textChanged, open, [open](const QString &text) { open->setEnabled(!text.isEmpty()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this, [this] { Q_EMIT entered(m_field->text()); });
    connect(this, &QDialog::finished, m_field, &QLineEdit::clear);
}

void PasswordDialog::ask(const QStringList &containers)
{
    constexpr qsizetype named = 5;
    QString names = containers.mid(0, named).join(u'\n');
    if (containers.size() > named)
        names += u'\n' + tr("and %n more", nullptr, static_cast<int>(containers.size() - named));
    m_text->setText(tr("Password for:") + u'\n' + names);
    m_field->clear();
    m_field->setFocus();
    show();
    raise();
    activateWindow();
}

} // namespace mi::ui
