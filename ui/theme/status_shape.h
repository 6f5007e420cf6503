// The shape of each tone, drawn as lines so that it is sharp at every scale: check mark, triangle, cross, circle with a
// bar, open ring, dot. Main thread.
#pragma once

#include "ui/theme/tokens.h"

#include <QPixmap>
#include <QRectF>

class QPainter;
class QFont;

namespace mi::ui {

void drawStatusShape(QPainter &painter, Tone tone, const QRectF &box, const QColor &color);

struct Pill {
    Tone tone = Tone::waiting;
    QString word;
    double progress = -1; // 0 to 1; below 0: none
};

// A rounded pill with shape and word. `box` is the whole pill.
void drawPill(QPainter &painter, const Pill &pill, const QRectF &box, const QFont &font, const Tokens &tokens,
              Qt::LayoutDirection direction);

} // namespace mi::ui
