#include "ui/images/image_canvas.h"

#include "ui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace mi::ui {

namespace {

constexpr double smallestZoom = 0.05;
constexpr double largestZoom = 32;
constexpr double zoomStep = 1.25;
constexpr int wheelStep = 120; // eighths of a degree

} // namespace

ImageCanvas::ImageCanvas(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Picture, not for diagnosis"));
    setAccessibleDescription(tr("Arrow keys go through the images, plus and minus zoom, 0 fits the picture"));
    setMinimumSize(160, 100);
    setCursor(Qt::CrossCursor);
}

void ImageCanvas::setPicture(const QImage &image, double aspect, const QString &text)
{
    if (image.size() != m_image.size())
        m_offset = {};
    m_image = image;
    m_aspect = aspect;
    m_text = text;
    setAccessibleDescription(text.isEmpty() ? m_caption.join(QStringLiteral(", ")) : text);
    update();
}

void ImageCanvas::setCaption(const QStringList &lines)
{
    m_caption = lines;
    update();
}

void ImageCanvas::fit()
{
    m_zoom.reset();
    m_offset = {};
    update();
    Q_EMIT zoomChanged();
}

double ImageCanvas::fittedZoom() const
{
    if (m_image.isNull())
        return 1;
    return std::min(width() / static_cast<double>(m_image.width()), height() / (m_image.height() * m_aspect));
}

double ImageCanvas::zoom() const
{
    return m_zoom.value_or(fittedZoom());
}

void ImageCanvas::zoomBy(double factor)
{
    const double before = zoom();
    m_zoom = std::clamp(before * factor, smallestZoom, largestZoom);
    m_offset *= *m_zoom / before;
    update();
    Q_EMIT zoomChanged();
}

QRectF ImageCanvas::target() const
{
    const QSizeF size(m_image.width() * zoom(), m_image.height() * m_aspect * zoom());
    const QPointF middle = QPointF(width() / 2.0, height() / 2.0) + m_offset;
    return {middle - QPointF(size.width() / 2, size.height() / 2), size};
}

// Text on a picture is read on anything behind it: white on a dark plate.
void ImageCanvas::drawPlate(QPainter &painter, const QStringList &lines, Qt::Alignment corner) const
{
    if (lines.isEmpty())
        return;
    const QFontMetrics metrics(painter.font());
    int wide = 0;
    for (const QString &line : lines)
        wide = std::max(wide, metrics.horizontalAdvance(line));
    const QSize size(wide + 12, metrics.height() * static_cast<int>(lines.size()) + 8);
    QRect plate(QPoint(8, 8), size);
    if (corner.testFlag(Qt::AlignBottom))
        plate.moveBottom(height() - 8);
    if (corner.testFlag(Qt::AlignRight))
        plate.moveRight(width() - 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 190));
    painter.drawRoundedRect(plate, 4, 4);
    painter.setPen(Qt::white);
    painter.drawText(plate.adjusted(6, 4, -6, -4), static_cast<int>(Qt::AlignLeft | Qt::AlignTop),
                     lines.join(QLatin1Char('\n')));
}

void ImageCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::black);
    painter.setFont(m_theme.smallFont());
    if (m_image.isNull()) {
        painter.setPen(QColor(0xE7, 0xEB, 0xF0));
        painter.drawText(rect().adjusted(24, 24, -24, -24), static_cast<int>(Qt::AlignCenter) | Qt::TextWordWrap,
                         m_text);
    } else {
        // Larger than life, pixels are shown as they are.
        painter.setRenderHint(QPainter::SmoothPixmapTransform, zoom() * devicePixelRatioF() < 2);
        painter.drawImage(target(), m_image);
        drawPlate(painter, m_caption, Qt::AlignTop | Qt::AlignLeft);
        painter.setFont(m_theme.strongFont());
        drawPlate(painter, {tr("Not for diagnosis")}, Qt::AlignBottom | Qt::AlignRight);
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(m_theme.tokens().accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void ImageCanvas::wheelEvent(QWheelEvent *event)
{
    m_wheel += event->angleDelta().y();
    const int steps = m_wheel / wheelStep;
    m_wheel -= steps * wheelStep;
    if (steps != 0) {
        if (event->modifiers().testFlag(Qt::ControlModifier))
            zoomBy(std::pow(zoomStep, steps));
        else
            Q_EMIT stepRequested(-steps);
    }
    event->accept();
}

void ImageCanvas::mousePressEvent(QMouseEvent *event)
{
    m_last = event->pos();
}

void ImageCanvas::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint moved = event->pos() - m_last;
    m_last = event->pos();
    if (m_image.isNull() || event->buttons() == Qt::NoButton)
        return;
    if (event->buttons().testFlag(Qt::LeftButton)) {
        Q_EMIT windowDragged(moved.x() / static_cast<double>(std::max(width(), 1)),
                             moved.y() / static_cast<double>(std::max(height(), 1)));
        return;
    }
    if (isFitted())
        m_zoom = fittedZoom();
    m_offset += moved;
    update();
}

void ImageCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    event->accept();
}

void ImageCanvas::mouseDoubleClickEvent(QMouseEvent *)
{
    fit();
}

void ImageCanvas::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down:
        Q_EMIT stepRequested(1);
        break;
    case Qt::Key_Left:
    case Qt::Key_Up:
        Q_EMIT stepRequested(-1);
        break;
    case Qt::Key_Plus:
        zoomBy(zoomStep);
        break;
    case Qt::Key_Minus:
        zoomBy(1 / zoomStep);
        break;
    case Qt::Key_0:
        fit();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace mi::ui
