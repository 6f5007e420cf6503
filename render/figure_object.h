// Bars and stacks of slices within a text document, drawn with QPainter: an object that stands for one character. One
// thread at a time.
#pragma once

#include "core/report/document/blocks.h"

#include <QTextObjectInterface>

#include <variant>
#include <vector>

namespace mi {

// The colour of a severity on white paper: 0 problem, 1 warning, 2 note.
QColor severityColor(std::size_t column);

class FigureObject : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    static constexpr int type = QTextFormat::UserObject + 1;
    static constexpr int indexProperty = QTextFormat::UserProperty + 1; // into the list of figures

    // `dots`: pixels a point of the device that the document is laid out for.
    FigureObject(double dots, double width, const QFont &font) : m_dots(dots), m_width(width), m_font(font) {}

    using Figure = std::variant<blocks::Bars, blocks::Slices>;
    // Returns its index.
    int add(Figure figure);

    QSizeF intrinsicSize(QTextDocument *document, int position, const QTextFormat &format) override;
    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *document, int position,
                    const QTextFormat &format) override;

private:
    const Figure &figureOf(const QTextFormat &format) const;
    void draw(QPainter &painter, const QRectF &rect, const blocks::Bars &bars) const;
    void draw(QPainter &painter, const QRectF &rect, const blocks::Slices &slices) const;

    double m_dots;
    double m_width; // pixels
    QFont m_font;
    std::vector<Figure> m_figures;
};

} // namespace mi
