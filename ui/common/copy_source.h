// CopySource: a view whose selection can be copied as text. Edit > Copy asks the one that has the focus. Main thread.
#pragma once

#include <QString>

class QAbstractItemView;

namespace mi::ui {

class CopySource {
public:
    virtual ~CopySource() = default;
    virtual void copySelection() const = 0;
};

// The selected rows in the order on the screen: one line a row, columns separated by tabs. "" if none is selected.
QString selectedRowsAsText(const QAbstractItemView &view);
// Puts it on the clipboard; an empty selection leaves the clipboard alone.
// The selected rows, or with no selection all that are expanded, with a header, as CSV (RFC 4180, UTF-8 with BOM). What
// a spreadsheet would take for a formula is quoted.
QByteArray rowsAsCsv(const QAbstractItemView &view);

void copySelectedRows(const QAbstractItemView &view);

} // namespace mi::ui
