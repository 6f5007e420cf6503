// What the tests of the rule tables cannot do or do not demand, with the reason: known_gaps.tsv. The list may only get
// shorter: a test that meets something that is not in it fails.
#pragma once

#include <QFile>
#include <QString>
#include <QStringList>

#include <set>

namespace mi::test {

// The first columns of the lines that begin with `kind`: "condition<TAB>what<TAB>reason".
inline std::set<QString> knownGaps(const QString &kind)
{
    std::set<QString> gaps;
    QFile file(QStringLiteral(MI_KNOWN_GAPS));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("known_gaps.tsv cannot be read");
    while (!file.atEnd()) {
        const QStringList columns = QString::fromUtf8(file.readLine()).trimmed().split(QLatin1Char('\t'));
        if (columns.size() == 3 && columns[0] == kind)
            gaps.insert(columns[1]);
    }
    return gaps;
}

} // namespace mi::test
