#include "ui/main_window/empty_state.h"

#include "ui/common/plain_label.h"
#include "ui/main_window/actions.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

QPushButton *actionButton(QAction *action, const QString &look, QWidget *parent)
{
    auto *button = new QPushButton(action->text().remove(u'&'), parent);
    if (!look.isEmpty())
        button->setProperty("look", look);
    button->setToolTip(action->toolTip());
    button->setAccessibleName(button->text());
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

EmptyState::EmptyState(const Theme &theme, const Actions &actions, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(u"emptyState"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(0);
    auto *picture = new QLabel(this);
    const auto paintPicture = [picture, &theme] {
        const QColor accent = theme.tokens().accent;
        const int side = picture->fontMetrics().height() * 6;
        picture->setPixmap(
            themedIcon(u"drop"_s, accent, accent, accent).pixmap(QSize(side, side), picture->devicePixelRatioF()));
    };
    paintPicture();
    connect(&theme, &Theme::changed, picture, paintPicture);
    auto *title = new PlainLabel(tr("Drop a disc, a folder or files here"), this);
    title->setFont(theme.heroFont());
    title->setAlignment(Qt::AlignCenter);
    title->setWordWrap(true);
    auto *promise = new PlainLabel(tr("Every file is checked. Nothing is changed on your disc."), this);
    promise->setMuted();
    promise->setAlignment(Qt::AlignCenter);
    promise->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(actionButton(actions.addFolder, u"primary"_s, this));
    buttons->addWidget(actionButton(actions.addFiles, {}, this));
    buttons->addWidget(actionButton(actions.trySample, {}, this));
    buttons->addStretch();
    auto *scope = new PlainLabel(tr("MI Validator checks format and consistency, not diagnostic quality."), this);
    scope->setMuted();
    scope->setAlignment(Qt::AlignCenter);
    scope->setWordWrap(true);

    layout->addStretch(1);
    layout->addWidget(picture, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addWidget(title);
    layout->addSpacing(10);
    layout->addWidget(promise);
    layout->addSpacing(24);
    layout->addLayout(buttons);
    layout->addStretch(1);
    layout->addWidget(scope);
}

void EmptyState::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(m_theme.tokens().controlBorder, 2);
    pen.setDashPattern({5, 3});
    painter.setPen(pen);
    painter.setBrush(m_theme.tokens().surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 14, 14);
}

DropOverlay::DropOverlay(const Theme &theme, QWidget *window) : QWidget(window), m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void DropOverlay::appear()
{
    setGeometry(parentWidget()->rect());
    raise();
    show();
}

void DropOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = m_theme.tokens();
    QColor veil = tokens.selectedRow;
    veil.setAlphaF(0.82F);
    painter.fillRect(rect(), veil);
    QPen pen(tokens.accent, 3);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(rect()).adjusted(8, 8, -8, -8), 14, 14);
    painter.setFont(m_theme.heroFont());
    painter.drawText(rect(), static_cast<int>(Qt::AlignCenter), tr("Drop to check"));
}

} // namespace mi::ui
