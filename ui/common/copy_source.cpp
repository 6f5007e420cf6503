#include "ui/common/copy_source.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>

#include <algorithm>

namespace mi::ui {

namespace {

// Rows of a tree are compared by their place below each ancestor.
QList<int> place(QModelIndex index)
{
    QList<int> rows;
    for (; index.isValid(); index = index.parent())
        rows.prepend(index.row());
    return rows;
}

} // namespace

QString selectedRowsAsText(const QAbstractItemView &view)
{
    QModelIndexList rows = view.selectionModel()->selectedRows();
    std::ranges::sort(rows, [](const QModelIndex &a, const QModelIndex &b) {
        return std::ranges::lexicographical_compare(place(a), place(b));
    });
    QString text;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < row.model()->columnCount(row.parent()); ++column)
            cells << row.siblingAtColumn(column).data().toString();
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

void copySelectedRows(const QAbstractItemView &view)
{
    const QString text = selectedRowsAsText(view);
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

} // namespace mi::ui
