// Paints a row of the study table: status pill, two lines that answer who and what, badges, the archive's word. Main
// thread.
#pragma once

#include "ui/theme/status_shape.h"

#include <QStyledItemDelegate>

namespace mi::ui {

class Theme;

enum class RowHeight : std::uint8_t { comfortable, compact };

class StudyRowDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    StudyRowDelegate(const Theme &theme, QObject *parent);

    void setRowHeight(RowHeight height) { m_height = height; }
    int rowHeight() const;
    // The width that fits the widest pill.
    int statusColumnWidth() const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintBackground(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintLines(QPainter &painter, const QStyleOptionViewItem &option, const QString &first, const QString &second,
                    bool isMuted) const;
    void paintBadges(QPainter &painter, const QStyleOptionViewItem &option, quint32 errors, quint32 warnings) const;
    int paintBadge(QPainter &painter, const QRect &cell, int rightEdge, quint32 count, Tone tone) const;
    void paintArchive(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const Theme &m_theme;
    RowHeight m_height = RowHeight::comfortable;
};

} // namespace mi::ui
