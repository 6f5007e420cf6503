#include "render/figure_object.h"

#include <QPainter>
#include <QTextDocument>

#include <algorithm>

namespace mi {

namespace {

constexpr double rowHeight = 15; // this and the following: points
constexpr double labelWidth = 150;
constexpr double barHeight = 9;
constexpr double numberWidth = 45;
constexpr double stackHeight = 22;
constexpr double stackEdge = 6;

std::uint64_t sumOf(const blocks::Bars::Row &row)
{
    return row.counts[0] + row.counts[1] + row.counts[2];
}

} // namespace

QColor severityColor(std::size_t column)
{
    constexpr QRgb colors[] = {0xFFA3161F, 0xFF9A6200, 0xFF1C5288};
    return QColor(colors[std::min<std::size_t>(column, 2)]);
}

int FigureObject::add(Figure figure)
{
    m_figures.push_back(std::move(figure));
    return static_cast<int>(m_figures.size()) - 1;
}

const FigureObject::Figure &FigureObject::figureOf(const QTextFormat &format) const
{
    return m_figures[static_cast<std::size_t>(format.intProperty(indexProperty))];
}

QSizeF FigureObject::intrinsicSize(QTextDocument *, int, const QTextFormat &format)
{
    const auto *bars = std::get_if<blocks::Bars>(&figureOf(format));
    const double height = bars == nullptr ? stackHeight : static_cast<double>(bars->rows.size()) * rowHeight;
    return {m_width, height * m_dots};
}

void FigureObject::drawObject(QPainter *painter, const QRectF &rect, QTextDocument *, int, const QTextFormat &format)
{
    painter->save();
    std::visit([&](const auto &figure) { draw(*painter, rect, figure); }, figureOf(format));
    painter->restore();
}

void FigureObject::draw(QPainter &painter, const QRectF &rect, const blocks::Slices &slices) const
{
    const SlicePositions &at = slices.positions;
    const auto [low, high] = blocks::rangeOf(at);
    const double scale = (m_width - 2 * stackEdge * m_dots) / std::max(high - low, 1e-6);
    const double width = blocks::sliceWidth(at, scale);
    const double start = low; // a structured binding cannot be captured everywhere
    const auto put = [&](const std::vector<double> &places, std::size_t color, double top, double height) {
        for (const double place : places)
            painter.fillRect(QRectF(rect.left() + stackEdge * m_dots + (place - start) * scale - width / 2,
                                    rect.top() + top * m_dots, width, height * m_dots),
                             severityColor(color));
    };
    put(at.present, 2, stackHeight / 4, stackHeight / 2);
    put(at.missing, 0, 1, stackHeight - 2);
    put(at.repeated, 1, 1, stackHeight - 2);
}

void FigureObject::draw(QPainter &painter, const QRectF &rect, const blocks::Bars &bars) const
{
    std::uint64_t most = 1;
    for (const blocks::Bars::Row &row : bars.rows)
        most = std::max(most, sumOf(row));
    const double room = m_width - (labelWidth + numberWidth) * m_dots;
    painter.setFont(m_font);
    double y = rect.top();
    for (const blocks::Bars::Row &row : bars.rows) {
        const QRectF label(rect.left(), y, (labelWidth - 6) * m_dots, rowHeight * m_dots);
        const QFontMetricsF metrics(m_font, painter.device());
        painter.setPen(Qt::black);
        painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(QString::fromStdString(row.label), Qt::ElideRight, label.width()));
        double x = rect.left() + labelWidth * m_dots;
        for (std::size_t i = 0; i < 3; ++i) {
            if (row.counts[i] == 0)
                continue;
            const double width =
                std::max(m_dots, room * static_cast<double>(row.counts[i]) / static_cast<double>(most));
            painter.fillRect(QRectF(x, y + (rowHeight - barHeight) / 2 * m_dots, width, barHeight * m_dots),
                             severityColor(i));
            x += width;
        }
        painter.drawText(QRectF(x + 4 * m_dots, y, numberWidth * m_dots, rowHeight * m_dots),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, QString::number(sumOf(row)));
        y += rowHeight * m_dots;
    }
}

} // namespace mi
