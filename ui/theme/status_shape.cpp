#include "ui/theme/status_shape.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

namespace mi::ui {

namespace {

// A point in a box of 16 x 16.
QPointF at(const QRectF &box, double x, double y)
{
    return {box.left() + x / 16.0 * box.width(), box.top() + y / 16.0 * box.height()};
}

} // namespace

void drawStatusShape(QPainter &painter, Tone tone, const QRectF &box, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, box.width() * 0.115, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    switch (tone) {
    case Tone::passed:
        painter.drawPolyline(QPolygonF{{at(box, 3, 8.5), at(box, 6.5, 12), at(box, 13.2, 4.4)}});
        break;
    case Tone::warnings:
        painter.drawPolygon(QPolygonF{{at(box, 8, 2.2), at(box, 14.4, 13.4), at(box, 1.6, 13.4)}});
        painter.drawLine(at(box, 8, 6.6), at(box, 8, 9.4));
        painter.drawPoint(at(box, 8, 11.4));
        break;
    case Tone::problems:
        painter.drawLine(at(box, 3.6, 3.6), at(box, 12.4, 12.4));
        painter.drawLine(at(box, 12.4, 3.6), at(box, 3.6, 12.4));
        break;
    case Tone::unreadable:
        painter.drawEllipse(QRectF(at(box, 2.2, 2.2), at(box, 13.8, 13.8)));
        painter.drawLine(at(box, 4, 4), at(box, 12, 12));
        break;
    case Tone::working:
        painter.drawArc(QRectF(at(box, 2.6, 2.6), at(box, 13.4, 13.4)), 100 * 16, -250 * 16);
        break;
    case Tone::waiting:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(QRectF(at(box, 5.4, 5.4), at(box, 10.6, 10.6)));
        break;
    }
    painter.restore();
}

void drawPill(QPainter &painter, const Pill &pill, const QRectF &box, const QFont &font, const Tokens &tokens,
              Qt::LayoutDirection direction)
{
    const TonePair &colors = tokens.tone(pill.tone);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.fillPath(outline, colors.tint);
    if (pill.progress >= 0) {
        QColor done = colors.text;
        done.setAlphaF(0.22F);
        QRectF part = box;
        part.setWidth(box.width() * qBound(0.0, pill.progress, 1.0));
        if (direction == Qt::RightToLeft)
            part.moveRight(box.right());
        painter.setClipRect(part);
        painter.fillPath(outline, done);
        painter.setClipping(false);
    }
    if (tokens.isHighContrast()) {
        painter.setPen(QPen(colors.text, 1));
        painter.drawPath(outline);
    }
    const QFontMetricsF metrics(font);
    const double shapeSize = metrics.height() * 0.95;
    const double padding = box.height() * 0.36;
    const QRectF shape(direction == Qt::RightToLeft ? box.right() - padding - shapeSize : box.left() + padding,
                       box.center().y() - shapeSize / 2, shapeSize, shapeSize);
    drawStatusShape(painter, pill.tone, shape, colors.text);
    const double used = padding + shapeSize + 6;
    QRectF text = box.adjusted(0, 0, 0, 0);
    if (direction == Qt::RightToLeft)
        text.adjust(padding, 0, -used, 0);
    else
        text.adjust(used, 0, -padding * 0.6, 0);
    painter.setFont(font);
    painter.setPen(colors.text);
    painter.drawText(
        text, static_cast<int>(Qt::AlignVCenter | (direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft)),
        metrics.elidedText(pill.word, Qt::ElideRight, text.width()));
    painter.restore();
}

} // namespace mi::ui
