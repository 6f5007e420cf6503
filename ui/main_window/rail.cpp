#include "ui/main_window/rail.h"

#include "ui/main_window/actions.h"

#include <QAction>
#include <QToolButton>
#include <QVBoxLayout>

namespace mi::ui {

using namespace Qt::StringLiterals;

Rail::Rail(const Actions &actions, QWidget *parent) : QFrame(parent)
{
    setObjectName(u"rail"_s);
    setProperty("look", u"rail"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 12, 9, 12);
    layout->setSpacing(6);
    layout->addWidget(makeButton(actions.showCheck, true));
    layout->addWidget(makeButton(actions.showArchive, true));
    layout->addWidget(makeButton(actions.showHistory, true));
    layout->addStretch();
    layout->addWidget(makeButton(actions.settings, false));
}

QWidget *Rail::makeButton(QAction *action, bool isView)
{
    auto *button = new QToolButton(this);
    button->setProperty("look", u"rail"_s);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setDefaultAction(action);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const QString name = action->text().remove(u'&');
    button->setText(name);
    button->setAccessibleName(isView ? tr("View: %1").arg(name) : name);
    const int line = fontMetrics().height();
    button->setIconSize({line + 5, line + 5});
    button->setMinimumWidth(fontMetrics().averageCharWidth() * 11);
    connect(action, &QAction::changed, button, [button, name] { button->setText(name); });
    return button;
}

} // namespace mi::ui
