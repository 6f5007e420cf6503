#include "render/bars_object.h"

#include <QPainter>
#include <QTextDocument>

#include <algorithm>

namespace mi {

namespace {

constexpr double rowHeight = 15; // this and the following: points
constexpr double labelWidth = 150;
constexpr double barHeight = 9;
constexpr double numberWidth = 45;

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

int BarsObject::add(const blocks::Bars &bars)
{
    m_bars.push_back(bars);
    return static_cast<int>(m_bars.size()) - 1;
}

const blocks::Bars &BarsObject::barsOf(const QTextFormat &format) const
{
    return m_bars[static_cast<std::size_t>(format.intProperty(indexProperty))];
}

QSizeF BarsObject::intrinsicSize(QTextDocument *, int, const QTextFormat &format)
{
    return {m_width, static_cast<double>(barsOf(format).rows.size()) * rowHeight * m_dots};
}

void BarsObject::drawObject(QPainter *painter, const QRectF &rect, QTextDocument *, int, const QTextFormat &format)
{
    const blocks::Bars &bars = barsOf(format);
    std::uint64_t most = 1;
    for (const blocks::Bars::Row &row : bars.rows)
        most = std::max(most, sumOf(row));
    const double room = m_width - (labelWidth + numberWidth) * m_dots;
    painter->save();
    painter->setFont(m_font);
    double y = rect.top();
    for (const blocks::Bars::Row &row : bars.rows) {
        const QRectF label(rect.left(), y, (labelWidth - 6) * m_dots, rowHeight * m_dots);
        const QFontMetricsF metrics(m_font, painter->device());
        painter->setPen(Qt::black);
        painter->drawText(label, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                          metrics.elidedText(QString::fromStdString(row.label), Qt::ElideRight, label.width()));
        double x = rect.left() + labelWidth * m_dots;
        for (std::size_t i = 0; i < 3; ++i) {
            if (row.counts[i] == 0)
                continue;
            const double width =
                std::max(m_dots, room * static_cast<double>(row.counts[i]) / static_cast<double>(most));
            painter->fillRect(QRectF(x, y + (rowHeight - barHeight) / 2 * m_dots, width, barHeight * m_dots),
                              severityColor(i));
            x += width;
        }
        painter->drawText(QRectF(x + 4 * m_dots, y, numberWidth * m_dots, rowHeight * m_dots),
                          Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, QString::number(sumOf(row)));
        y += rowHeight * m_dots;
    }
    painter->restore();
}

} // namespace mi
