// Rows of text in columns, for a terminal or a pipe. Any thread.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace mi::cli {

// Columns a line has: COLUMNS of the environment, or the terminal's; 0 in a pipe, where lines are not wrapped.
int lineWidth();

// All columns but the last are as wide as their widest text. The last one is wrapped to `width` (0: not), and continued
// below itself; where the others leave no room for it, it stands on a line of its own below them.
QString inColumns(const QList<QStringList> &rows, int width);

} // namespace mi::cli
