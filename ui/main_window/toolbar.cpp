#include "ui/main_window/toolbar.h"

#include "ui/main_window/actions.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

// A push button that mirrors an action: QToolButton leaves room that a style sheet cannot take away.
QPushButton *button(QAction *action, const QString &look, QWidget *parent)
{
    auto *result = new QPushButton(parent);
    if (!look.isEmpty())
        result->setProperty("look", look);
    const int icon = result->fontMetrics().height() + 1;
    result->setIconSize({icon, icon});
    const auto mirror = [result, action] {
        const QString text = action->text().remove(u'&');
        result->setText(u' ' + text); // room between icon and word
        result->setAccessibleName(text);
        result->setIcon(action->icon());
        result->setToolTip(action->toolTip());
        result->setEnabled(action->isEnabled());
    };
    mirror();
    QObject::connect(action, &QAction::changed, result, mirror);
    QObject::connect(result, &QPushButton::clicked, action, &QAction::trigger);
    return result;
}

} // namespace

Toolbar::Toolbar(const Theme &theme, const Actions &actions, QWidget *parent) : QFrame(parent), m_theme(theme)
{
    setObjectName(u"toolbar"_s);
    setProperty("look", u"toolbar"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(6);
    layout->addWidget(button(actions.addFiles, QString{}, this));
    layout->addWidget(button(actions.addFolder, QString{}, this));
    layout->addSpacing(10);
    layout->addWidget(button(actions.pause, u"quiet"_s, this));
    layout->addWidget(button(actions.cancel, u"quiet"_s, this));
    layout->addStretch(1);
    m_search = new QLineEdit(this);
    m_search->setObjectName(u"search"_s);
    m_search->setProperty("look", u"search"_s);
    m_search->setAccessibleName(tr("Search studies"));
    m_search->setPlaceholderText(tr("Search name, ID, accession"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(m_search->fontMetrics().averageCharWidth() * 20);
    m_search->setMaximumWidth(m_search->fontMetrics().averageCharWidth() * 44);
    m_search->setAcceptDrops(false);
    layout->addWidget(m_search, 3);
    layout->addSpacing(10);
    layout->addWidget(button(actions.report, QString{}, this));
    layout->addWidget(button(actions.archive, u"primary"_s, this));
    updateSearchIcon();
    connect(&theme, &Theme::changed, this, &Toolbar::updateSearchIcon);
}

void Toolbar::updateSearchIcon()
{
    const QList<QAction *> old = m_search->actions();
    for (QAction *action : old)
        if (action->property("isMark").toBool())
            delete action;
    const Tokens &tokens = m_theme.tokens();
    QAction *mark = m_search->addAction(themedIcon(u"search"_s, tokens.mutedText, tokens.mutedText, tokens.mutedText),
                                        QLineEdit::LeadingPosition);
    mark->setProperty("isMark", true);
}

} // namespace mi::ui
