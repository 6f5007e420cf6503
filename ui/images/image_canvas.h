// ImageCanvas: one picture, fitted or zoomed, with the warning that it is not for diagnosis always on it. Dragging with
// the left button changes the window, with the middle or right one moves the picture; the wheel goes through the
// images, with Ctrl it zooms. Main thread.
#pragma once

#include <QImage>
#include <QWidget>

#include <optional>

namespace mi::ui {

class Theme;

class ImageCanvas : public QWidget {
    Q_OBJECT

public:
    explicit ImageCanvas(const Theme &theme, QWidget *parent = nullptr);

    // `aspect`: height of a pixel divided by its width. A null image shows `text` instead.
    void setPicture(const QImage &image, double aspect, const QString &text);
    // Lines in the corner: what is shown.
    void setCaption(const QStringList &lines);
    void fit();
    void zoomBy(double factor);
    double zoom() const; // pixels of the screen for one of the image
    bool isFitted() const { return !m_zoom.has_value(); }
    const QImage &image() const { return m_image; }

Q_SIGNALS:
    void stepRequested(int steps);            // images forward or back
    void windowDragged(double dx, double dy); // as parts of the widget's size, since the last one
    void zoomChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRectF target() const;
    double fittedZoom() const;
    void drawPlate(QPainter &painter, const QStringList &lines, Qt::Alignment corner) const;

    const Theme &m_theme;
    QImage m_image;
    double m_aspect = 1;
    QString m_text;
    QStringList m_caption;
    std::optional<double> m_zoom; // nothing: fitted
    QPointF m_offset;             // of the middle of the picture from the middle of the widget
    QPoint m_last;
    int m_wheel = 0; // eighths of a degree that are not a step yet
};

} // namespace mi::ui
