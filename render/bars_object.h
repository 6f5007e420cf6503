// Bars within a text document, drawn with QPainter: an object that stands for one character. One thread at a time.
#pragma once

#include "core/report/document/blocks.h"

#include <QTextObjectInterface>

#include <vector>

namespace mi {

// The colour of a severity on white paper: 0 problem, 1 warning, 2 note.
QColor severityColor(std::size_t column);

class BarsObject : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    static constexpr int type = QTextFormat::UserObject + 1;
    static constexpr int indexProperty = QTextFormat::UserProperty + 1; // into the list of bars

    // `dots`: pixels a point of the device that the document is laid out for.
    BarsObject(double dots, double width, const QFont &font) : m_dots(dots), m_width(width), m_font(font) {}

    // Returns its index.
    int add(const blocks::Bars &bars);

    QSizeF intrinsicSize(QTextDocument *document, int position, const QTextFormat &format) override;
    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int position,
                    const QTextFormat &format) override;

private:
    const blocks::Bars &barsOf(const QTextFormat &format) const;

    double m_dots;
    double m_width; // pixels
    QFont m_font;
    std::vector<blocks::Bars> m_bars;
};

} // namespace mi
