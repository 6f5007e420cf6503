#include "ui/common/plain_label.h"

#include <QPainter>
#include <QStyle>
#include <QVariant>

namespace mi::ui {

PlainLabel::PlainLabel(const QString &text, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setText(text);
}

void PlainLabel::setElided(bool isElided)
{
    m_isElided = isElided;
    updateGeometry();
}

void PlainLabel::setMuted()
{
    setProperty("look", QStringLiteral("muted"));
}

QSize PlainLabel::minimumSizeHint() const
{
    if (!m_isElided)
        return QLabel::minimumSizeHint();
    return {fontMetrics().averageCharWidth() * 4, fontMetrics().height()};
}

void PlainLabel::paintEvent(QPaintEvent *event)
{
    if (!m_isElided) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    style()->drawItemText(&painter, contentsRect(),
                          static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment())), palette(),
                          isEnabled(), shown, foregroundRole());
}

} // namespace mi::ui
