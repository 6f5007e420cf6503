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

// A cell that begins like a formula would be run by a spreadsheet.
QString csvCell(QString text)
{
    if (!text.isEmpty() && QStringView(u"=+-@\t\r").contains(text.front()))
        text.prepend(u'\'');
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

// In the order of the screen.
void addAllRows(const QAbstractItemModel &model, const QModelIndex &parent, QModelIndexList &rows)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        rows << model.index(row, 0, parent);
        addAllRows(model, rows.last(), rows);
    }
}

QModelIndexList sortedSelection(const QAbstractItemView &view)
{
    QModelIndexList rows = view.selectionModel()->selectedRows();
    std::ranges::sort(rows, [](const QModelIndex &a, const QModelIndex &b) {
        return std::ranges::lexicographical_compare(place(a), place(b));
    });
    return rows;
}

} // namespace

QByteArray rowsAsCsv(const QAbstractItemView &view)
{
    const QAbstractItemModel &model = *view.model();
    QModelIndexList rows = sortedSelection(view);
    if (rows.isEmpty())
        addAllRows(model, {}, rows);
    QStringList header;
    for (int column = 0; column < model.columnCount(); ++column)
        header << csvCell(model.headerData(column, Qt::Horizontal).toString());
    QString text = QChar(0xFEFF) + header.join(u',') + QStringLiteral("\r\n");
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(row.parent()); ++column)
            cells << csvCell(row.siblingAtColumn(column).data().toString());
        text += cells.join(u',') + QStringLiteral("\r\n");
    }
    return text.toUtf8();
}

QString selectedRowsAsText(const QAbstractItemView &view)
{
    const QModelIndexList rows = sortedSelection(view);
    QString text;
    for (const QModelIndex &row : rows) {
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
