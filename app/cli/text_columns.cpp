#include "app/cli/text_columns.h"

#include <algorithm>
#include <cstdio>

#ifndef _WIN32
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace mi::cli {

namespace {

constexpr qsizetype indentation = 2;
constexpr qsizetype gap = 2;
constexpr qsizetype narrowest = 30; // of the last column; where there is less room, it stands below the others
constexpr qsizetype below = 6;

QString trimmedRight(QString line)
{
    while (line.endsWith(QLatin1Char(' ')))
        line.chop(1);
    return line;
}

// Lines of at most `width` characters, cut at blanks where there are some.
QStringList wrapped(const QString &text, qsizetype width)
{
    QStringList lines;
    QString line;
    for (const QString &word : text.split(QLatin1Char(' '))) {
        if (!line.isEmpty() && line.size() + 1 + word.size() > width) {
            lines.append(line);
            line.clear();
        }
        line += (line.isEmpty() ? QString{} : QStringLiteral(" ")) + word;
    }
    lines.append(line);
    return lines;
}

} // namespace

int lineWidth()
{
    bool isNumber = false;
    const int wanted = qEnvironmentVariableIntValue("COLUMNS", &isNumber);
    if (isNumber && wanted > 0)
        return wanted;
#ifndef _WIN32
    winsize size{};
    if (isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        return size.ws_col;
#endif
    return 0;
}

QString inColumns(const QList<QStringList> &rows, int width)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    QString text;
    for (const QStringList &row : rows) {
        QString line(indentation, QLatin1Char(' '));
        for (qsizetype i = 0; i + 1 < widths.size(); ++i)
            line += row.value(i).leftJustified(widths[i] + gap);
        const QString last = row.value(widths.size() - 1);
        const bool isBelow = width > 0 && width - line.size() < narrowest;
        if (isBelow && (widths.size() > 1)) {
            text += line.trimmed().isEmpty() ? QString{} : trimmedRight(line) + QLatin1Char('\n');
            line = QString(below, QLatin1Char(' '));
            if (last.isEmpty())
                continue;
        }
        const qsizetype start = line.size();
        const qsizetype room = width > 0 ? std::max(width - start, narrowest) : 0;
        for (const QString &part : room > 0 ? wrapped(last, room) : QStringList{last}) {
            text += trimmedRight(line + part) + QLatin1Char('\n');
            line = QString(start, QLatin1Char(' '));
        }
    }
    return text;
}

} // namespace mi::cli
