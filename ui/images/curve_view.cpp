#include "ui/images/curve_view.h"

#include "ui/common/text.h"
#include "ui/theme/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <span>

namespace mi::ui {

using namespace Qt::StringLiterals;

CurveView::CurveView(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setAccessibleName(tr("Curves, not for diagnosis"));
}

void CurveView::setWaveforms(std::vector<WaveformGroup> groups)
{
    m_groups = std::move(groups);
    QStringList names;
    for (const WaveformGroup &group : m_groups)
        for (const WaveformChannel &channel : group.channels)
            names << displayText(channel.name);
    setAccessibleDescription(names.join(u", "_s));
    setMinimumHeight(sizeHint().height());
    update();
}

int CurveView::rowHeight() const
{
    return fontMetrics().height() * 4;
}

QSize CurveView::sizeHint() const
{
    int rows = 0;
    for (const WaveformGroup &group : m_groups)
        rows += std::max<int>(1, static_cast<int>(group.channels.size()));
    const int titles = static_cast<int>(m_groups.size() + 1) * fontMetrics().height() * 2;
    return {480, rows * rowHeight() + titles};
}

// The range of the samples behind each column of the screen, so that no peak is lost.
void CurveView::drawChannel(QPainter &painter, const WaveformChannel &channel, const QRect &area) const
{
    const auto [lowest, highest] = std::ranges::minmax(channel.samples);
    const double range = std::max(static_cast<double>(highest - lowest), 1e-6);
    const auto y = [&, bottomValue = static_cast<double>(lowest)](float value) {
        return static_cast<double>(area.bottom()) - (value - bottomValue) / range * area.height();
    };
    const std::size_t count = channel.samples.size();
    const auto columns = static_cast<std::size_t>(std::max(area.width(), 1));
    QPolygonF line;
    for (std::size_t x = 0; x < columns; ++x) {
        const std::size_t begin = x * count / columns;
        const std::size_t end = std::clamp((x + 1) * count / columns, begin + 1, std::max(count, begin + 1));
        if (begin >= count)
            break;
        const auto [low, high] = std::ranges::minmax(std::span(channel.samples).subspan(begin, end - begin));
        line << QPointF(area.left() + static_cast<double>(x), y(low));
        line << QPointF(area.left() + static_cast<double>(x), y(high));
    }
    painter.drawPolyline(line);
}

void CurveView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = m_theme.tokens();
    painter.fillRect(rect(), tokens.surface);
    painter.setFont(m_theme.strongFont());
    painter.setPen(tokens.mutedText);
    const int textHeight = fontMetrics().height();
    painter.drawText(QRect(16, 4, width() - 32, textHeight), static_cast<int>(Qt::AlignRight), tr("Not for diagnosis"));
    const int names = fontMetrics().averageCharWidth() * 22;
    int top = textHeight;
    for (const WaveformGroup &group : m_groups) {
        const double seconds = group.channels.empty() ? 0
                                                      : static_cast<double>(group.channels.front().samples.size()) /
                                                            group.samplesPerSecond;
        QString title = displayText(group.label);
        if (!group.channels.empty())
            title += (title.isEmpty() ? u""_s : u"  "_s) + tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
        painter.setFont(m_theme.strongFont());
        painter.setPen(tokens.text);
        painter.drawText(QRect(16, top, width() - 32, textHeight), static_cast<int>(Qt::AlignLeft), title);
        top += textHeight + 4;
        painter.setFont(m_theme.smallFont());
        if (group.channels.empty()) {
            painter.setPen(tokens.mutedText);
            painter.drawText(QRect(16, top, width() - 32, textHeight * 2), static_cast<int>(Qt::AlignLeft),
                             tr("These curves cannot be shown: %1.").arg(displayText(group.problem)));
            top += rowHeight();
        }
        for (const WaveformChannel &channel : group.channels) {
            const auto [lowest, highest] = std::ranges::minmax(channel.samples);
            const QString range = QLocale().toString(lowest, 'g', 4) + u" … "_s + QLocale().toString(highest, 'g', 4) +
                                  u' ' + displayText(channel.unit);
            painter.setPen(tokens.text);
            painter.drawText(QRect(16, top, names, textHeight), static_cast<int>(Qt::AlignLeft),
                             fontMetrics().elidedText(displayText(channel.name), Qt::ElideRight, names));
            painter.setPen(tokens.mutedText);
            painter.drawText(QRect(16, top + textHeight, names, textHeight), static_cast<int>(Qt::AlignLeft), range);
            const QRect area(16 + names, top + 4, width() - names - 32, rowHeight() - 12);
            painter.setPen(tokens.border);
            painter.drawLine(area.left(), top + rowHeight() - 2, area.right(), top + rowHeight() - 2);
            painter.setPen(tokens.accent);
            drawChannel(painter, channel, area);
            top += rowHeight();
        }
        top += textHeight;
    }
}

} // namespace mi::ui
