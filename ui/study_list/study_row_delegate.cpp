#include "ui/study_list/study_row_delegate.h"

#include "ui/common/study_words.h"
#include "ui/common/text.h"
#include "ui/study_list/study_table_model.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace mi::ui {

using namespace Qt::StringLiterals;

namespace {

// A value of its own direction: in a row from the right, "26 Aug 2004" and "/tmp/disc" stay as they are.
QString isolated(const QString &value)
{
    constexpr QChar firstStrongIsolate(0x2068);
    constexpr QChar popIsolate(0x2069);
    return firstStrongIsolate + value + popIsolate;
}

constexpr int margin = 10;      // left and right of a cell's text
constexpr int pillMargin = 14;  // the pill stands a little further in than the header's text
constexpr int selectionBar = 3; // the accent line of a selected row

} // namespace

StudyRowDelegate::StudyRowDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

int StudyRowDelegate::rowHeight() const
{
    const int line = QFontMetrics(m_theme.strongFont()).height();
    const int small = QFontMetrics(m_theme.smallFont()).height();
    return m_height == RowHeight::comfortable ? std::max(52, line + small + 20) : std::max(28, line + 12);
}

int StudyRowDelegate::statusColumnWidth() const
{
    const QFontMetrics metrics(m_theme.strongFont());
    int widest = 0;
    for (const QString &word : {tr("Cannot be read"), tr("Archiving 100 %"), tr("Checking"), tr("Problems")})
        widest = std::max(widest, metrics.horizontalAdvance(word));
    return widest + metrics.height() * 2 + 14 + pillMargin + margin;
}

QSize StudyRowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {index.column() == StudyTableModel::Status ? statusColumnWidth() : 90, rowHeight()};
}

void StudyRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto study = index.data(StudyTableModel::SnapshotRole).value<StudySnapshotPtr>();
    if (!study)
        return;
    painter->save();
    paintBackground(*painter, option, index);
    const bool isMuted = study->kind == StudyKind::notDicom || study->kind == StudyKind::mediaDirectory;
    switch (index.column()) {
    case StudyTableModel::Status: {
        const StatusWords words = statusOf(*study);
        const QFontMetrics metrics(m_theme.strongFont());
        const int height = std::min(metrics.height() + 10, option.rect.height() - 6);
        const QRectF box(option.rect.left() + pillMargin -
                             (option.direction == Qt::RightToLeft ? pillMargin - margin : 0),
                         option.rect.center().y() - height / 2 + 1, option.rect.width() - pillMargin - margin, height);
        drawPill(*painter, {words.tone, words.word, words.progress}, box, m_theme.strongFont(), m_theme.tokens(),
                 option.direction);
        break;
    }
    case StudyTableModel::Patient: {
        const TwoLines lines = patientOf(*study);
        paintLines(*painter, option, lines.first, lines.second, isMuted);
        break;
    }
    case StudyTableModel::Study: {
        const TwoLines lines = studyOf(*study);
        paintLines(*painter, option, lines.first, lines.second, isMuted);
        break;
    }
    case StudyTableModel::Instances: {
        painter->setFont(QApplication::font());
        painter->setPen(isMuted ? m_theme.tokens().mutedText : m_theme.tokens().text);
        painter->drawText(
            option.rect.adjusted(margin, 0, -margin, 0),
            static_cast<int>(Qt::AlignVCenter | QStyle::visualAlignment(option.direction, Qt::AlignRight)),
            index.data().toString());
        break;
    }
    case StudyTableModel::Issues:
        paintBadges(*painter, option, study->errors, study->warnings);
        break;
    default:
        paintArchive(*painter, option, index);
        break;
    }
    painter->restore();
}

void StudyRowDelegate::paintBackground(QPainter &painter, const QStyleOptionViewItem &option,
                                       const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter.fillRect(option.rect, isSelected ? tokens.selectedRow : tokens.surface);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), tokens.border);
    if (isSelected && index.column() == 0) {
        QRect bar = option.rect;
        bar.setWidth(selectionBar);
        if (option.direction == Qt::RightToLeft)
            bar.moveRight(option.rect.right());
        painter.fillRect(bar, tokens.accent);
    }
    // Keyboard focus is on a row, so the line goes around all of it.
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    if (view != nullptr && view->hasFocus() && view->currentIndex().row() == index.row()) {
        painter.setPen(QPen(tokens.accent, 1));
        painter.drawLine(option.rect.topLeft(), option.rect.topRight());
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
}

void StudyRowDelegate::paintLines(QPainter &painter, const QStyleOptionViewItem &option, const QString &first,
                                  const QString &second, bool isMuted) const
{
    const Tokens &tokens = m_theme.tokens();
    const QFont strong = isMuted ? QApplication::font() : m_theme.strongFont();
    const QFont small = m_theme.smallFont();
    const QFontMetrics strongMetrics(strong);
    const QFontMetrics smallMetrics(small);
    const QRect cell = option.rect.adjusted(margin, 0, -margin, -1);
    const auto align = static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter);

    if (m_height == RowHeight::compact) {
        const int firstWidth = std::min(strongMetrics.horizontalAdvance(first), cell.width());
        QRect firstBox = cell;
        QRect secondBox = cell;
        if (option.direction == Qt::RightToLeft) {
            firstBox.setLeft(cell.right() - firstWidth);
            secondBox.setRight(firstBox.left() - margin);
        } else {
            firstBox.setWidth(firstWidth + 1);
            secondBox.setLeft(firstBox.right() + margin);
        }
        painter.setFont(strong);
        painter.setPen(isMuted ? tokens.mutedText : tokens.text);
        painter.drawText(firstBox, align, isolated(strongMetrics.elidedText(first, Qt::ElideRight, firstBox.width())));
        painter.setFont(small);
        painter.setPen(tokens.mutedText);
        if (secondBox.width() > smallMetrics.averageCharWidth() * 4)
            painter.drawText(secondBox, align,
                             isolated(smallMetrics.elidedText(second, Qt::ElideRight, secondBox.width())));
        return;
    }

    const int gap = 2;
    const int textHeight = strongMetrics.height() + (second.isEmpty() ? 0 : gap + smallMetrics.height());
    int y = cell.top() + (cell.height() - textHeight) / 2;
    painter.setFont(strong);
    painter.setPen(isMuted ? tokens.mutedText : tokens.text);
    painter.drawText(QRect(cell.left(), y, cell.width(), strongMetrics.height()), align,
                     isolated(strongMetrics.elidedText(first, Qt::ElideRight, cell.width())));
    y += strongMetrics.height() + gap;
    painter.setFont(small);
    painter.setPen(tokens.mutedText);
    painter.drawText(QRect(cell.left(), y, cell.width(), smallMetrics.height()), align,
                     isolated(smallMetrics.elidedText(second, Qt::ElideRight, cell.width())));
}

void StudyRowDelegate::paintBadges(QPainter &painter, const QStyleOptionViewItem &option, quint32 errors,
                                   quint32 warnings) const
{
    const bool isRightToLeft = option.direction == Qt::RightToLeft;
    int edge = isRightToLeft ? option.rect.left() + margin : option.rect.right() - margin;
    for (const auto &[count, tone] : {std::pair{warnings, Tone::warnings}, std::pair{errors, Tone::problems}}) {
        if (count == 0)
            continue;
        const int width = paintBadge(painter, option.rect, edge, count, tone);
        edge += isRightToLeft ? width + 4 : -(width + 4);
    }
}

int StudyRowDelegate::paintBadge(QPainter &painter, const QRect &cell, int edge, quint32 count, Tone tone) const
{
    const TonePair &colors = m_theme.tokens().tone(tone);
    const QFont font = m_theme.strongFont();
    const QFontMetrics metrics(font);
    const QString text = count > 999 ? u"999+"_s : QString::number(count);
    const int height = metrics.height() + 4;
    const int width = std::max(metrics.horizontalAdvance(text) + 16, height + 4);
    const bool growsRight = edge < cell.center().x() && painter.layoutDirection() == Qt::RightToLeft;
    const QRectF box(growsRight ? edge : edge - width, cell.center().y() - height / 2.0 + 0.5, width, height);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.tokens().isHighContrast() ? QPen(colors.text, 1) : QPen(Qt::NoPen));
    painter.setBrush(colors.tint);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.setFont(font);
    painter.setPen(colors.text);
    painter.drawText(box, static_cast<int>(Qt::AlignCenter), text);
    return width;
}

void StudyRowDelegate::paintArchive(QPainter &painter, const QStyleOptionViewItem &option,
                                    const QModelIndex &index) const
{
    const auto study = index.data(StudyTableModel::SnapshotRole).value<StudySnapshotPtr>();
    const ArchiveWords words = archiveOf(*study);
    if (words.word.isEmpty())
        return;
    const Tokens &tokens = m_theme.tokens();
    const QFont font = QApplication::font();
    const QFontMetrics metrics(font);
    const bool hasReason = !words.reason.isEmpty() && m_height == RowHeight::comfortable;
    const QFontMetrics smallMetrics(m_theme.smallFont());
    const int textHeight = metrics.height() + (hasReason ? smallMetrics.height() + 2 : 0);
    QRect line(option.rect.left() + margin, option.rect.top() + (option.rect.height() - 1 - textHeight) / 2,
               option.rect.width() - 2 * margin, metrics.height());
    const auto align = static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter);
    QRect text = line;
    if (words.hasTone) {
        const int size = metrics.height() - 1;
        QRect shape(line.left(), line.top(), size, size);
        if (option.direction == Qt::RightToLeft)
            shape.moveRight(line.right());
        drawStatusShape(painter, words.tone, shape, tokens.tone(words.tone).text);
        if (option.direction == Qt::RightToLeft)
            text.setRight(shape.left() - 6);
        else
            text.setLeft(shape.right() + 6);
    }
    painter.setFont(font);
    painter.setPen(words.hasTone ? tokens.text : tokens.mutedText);
    painter.drawText(text, align, metrics.elidedText(words.word, Qt::ElideRight, text.width()));
    if (hasReason) {
        line.translate(0, metrics.height() + 2);
        painter.setFont(m_theme.smallFont());
        painter.setPen(tokens.mutedText);
        painter.drawText(line, align, smallMetrics.elidedText(words.reason, Qt::ElideRight, line.width()));
    }
}

} // namespace mi::ui
