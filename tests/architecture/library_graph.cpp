#include "tests/architecture/library_graph.h"

#include "tests/architecture/source_tree.h"

#include <QRegularExpression>

namespace {

QString withoutCMakeComments(QString text)
{
    static const QRegularExpression comment(QStringLiteral("#[^\n]*"));
    return text.remove(comment);
}

// The folders among the words after `keyword`, up to the next keyword or the closing parenthesis.
QSet<QString> foldersAfter(const QStringList &words, const QString &keyword)
{
    static const QSet<QString> keywords{QStringLiteral("SOURCES"), QStringLiteral("DEPENDS"),
                                        QStringLiteral("PRIVATE_DEPENDS"), QStringLiteral("AUTOMOC")};
    QSet<QString> folders;
    bool isInside = false;
    for (const QString &word : words) {
        if (keywords.contains(word))
            isInside = word == keyword;
        else if (isInside && word.startsWith(u"mi_"))
            folders.insert(word.mid(3));
    }
    return folders;
}

} // namespace

LibraryGraph LibraryGraph::read()
{
    LibraryGraph graph;
    static const QRegularExpression subdirectory(QStringLiteral("add_subdirectory\\((\\w+)\\)"));
    static const QRegularExpression library(QStringLiteral("mi_add_library\\(([^)]*)\\)"));
    static const QRegularExpression spaces(QStringLiteral("\\s+"));

    const QString core = withoutCMakeComments(readProjectFile(QStringLiteral("core/CMakeLists.txt")));
    for (auto it = subdirectory.globalMatch(core); it.hasNext();)
        graph.m_folders.append(it.next().captured(1));

    for (const QString &folder : graph.m_folders) {
        const QString text =
            withoutCMakeComments(readProjectFile(QStringLiteral("core/%1/CMakeLists.txt").arg(folder)));
        const QStringList words = library.match(text).captured(1).split(spaces, Qt::SkipEmptyParts);
        if (words.value(0) != QStringLiteral("mi_") + folder)
            qFatal("core/%s/CMakeLists.txt makes no library mi_%s", qPrintable(folder), qPrintable(folder));
        graph.m_public[folder] = foldersAfter(words, QStringLiteral("DEPENDS"));
        graph.m_private[folder] = foldersAfter(words, QStringLiteral("PRIVATE_DEPENDS"));
    }
    return graph;
}

QSet<QString> LibraryGraph::namedBy(const QString &folder) const
{
    return m_public.value(folder) | m_private.value(folder);
}

QSet<QString> LibraryGraph::allowedFor(const QString &folder) const
{
    QSet<QString> allowed{folder};
    QStringList toVisit = namedBy(folder).values();
    while (!toVisit.isEmpty()) {
        const QString next = toVisit.takeLast();
        if (allowed.contains(next))
            continue;
        allowed.insert(next);
        toVisit.append(m_public.value(next).values());
    }
    return allowed;
}
