#include "ui/main_window/acceptance_dialog.h"

#include "core/domain/acceptance.h"
#include "core/platform/system_identity.h"
#include "ui/common/plain_label.h"
#include "ui/common/text.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace mi::ui {

using namespace Qt::StringLiterals;

AcceptanceDialog::AcceptanceDialog(QWidget *parent)
    : QDialog(parent), m_text(new PlainLabel), m_problems(new PlainLabel), m_reason(new QLineEdit)
{
    setWindowTitle(tr("Accept with a reason"));
    setMinimumWidth(fontMetrics().averageCharWidth() * 72);
    m_text->setWordWrap(true);
    m_problems->setWordWrap(true);
    m_problems->setIndent(12);
    auto *question = new PlainLabel(tr("Why may it be filed all the same?"));
    m_reason->setAccessibleName(tr("Reason for filing it all the same"));
    m_reason->setMaxLength(static_cast<int>(Acceptance::longestReason) / 2);
    auto *hint = new PlainLabel(tr("The reason, the time and your user name (%1) are kept with the study and in the "
                                   "audit log. Do not name the patient.")
                                    .arg(displayText(currentUserName())));
    hint->setMuted();
    hint->setWordWrap(true);
    auto *buttons = new QDialogButtonBox;
    QPushButton *accept = buttons->addButton(tr("Accept and file"), QDialogButtonBox::AcceptRole);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    accept->setAccessibleName(accept->text());
    cancel->setAccessibleName(cancel->text());
    accept->setEnabled(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(12);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_problems), static_cast<QWidget *>(question),
          static_cast<QWidget *>(m_reason), static_cast<QWidget *>(hint), static_cast<QWidget *>(buttons)})
        layout->addWidget(widget);
    connect(m_reason, &QLineEdit::textChanged, accept,
            [accept](const QString &text) { accept->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this, [this] { Q_EMIT reasonGiven(m_reason->text()); });
}

void AcceptanceDialog::ask(int studies, const QStringList &problems)
{
    constexpr qsizetype named = 6;
    m_text->setText(studies == 1 ? tr("This study is kept out of the archive by:")
                                 : tr("These %1 studies are kept out of the archive by:").arg(studies));
    QStringList lines = problems.mid(0, named);
    if (problems.size() > named)
        lines << tr("and %n more", nullptr, static_cast<int>(problems.size() - named));
    m_problems->setText(lines.join(u'\n'));
    m_reason->clear();
    m_reason->setFocus();
    show();
    raise();
    activateWindow();
}

} // namespace mi::ui
