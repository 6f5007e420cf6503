#include "tests/architecture/source_tree.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace {

QString projectPath(const QString &relative)
{
    return QStringLiteral(MIVALIDATOR_SOURCE_DIR "/") + relative;
}

// Includes are read from text whose comments are gone but whose literals are not.
QList<Include> findIncludes(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"));
    QList<Include> includes;
    int number = 0;
    for (const QString &line : text.split(u'\n')) {
        ++number;
        if (const auto match = pattern.match(line); match.hasMatch())
            includes.append({match.captured(2), match.captured(1) == u"<", number});
    }
    return includes;
}

// Index just past the literal that begins at `start` with a quote.
qsizetype skipLiteral(const QString &text, qsizetype start)
{
    const QChar quote = text[start];
    qsizetype i = start + 1;
    while (i < text.size() && text[i] != quote && text[i] != u'\n')
        i += text[i] == u'\\' ? 2 : 1;
    return std::min(i + 1, text.size());
}

qsizetype skipRawString(const QString &text, qsizetype quoteAt)
{
    const qsizetype open = text.indexOf(u'(', quoteAt);
    const QString close = u')' + text.mid(quoteAt + 1, open - quoteAt - 1) + u'"';
    const qsizetype end = text.indexOf(close, open);
    return end < 0 ? text.size() : end + close.size();
}

QString lineBreaksOf(QStringView text)
{
    return QString(text.count(u'\n'), u'\n');
}

bool isDigitSeparator(const QString &text, qsizetype i)
{
    return i > 0 && text[i - 1].isLetterOrNumber() && i + 1 < text.size() && text[i + 1].isLetterOrNumber();
}

} // namespace

bool SourceFile::isUnder(const QString &prefix) const
{
    return path.startsWith(prefix + u'/');
}

QString readProjectFile(const QString &path)
{
    QFile file(projectPath(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    return QString::fromUtf8(file.readAll());
}

QString withoutCommentsAndLiterals(const QString &text)
{
    QString code;
    for (qsizetype i = 0; i < text.size();) {
        const QStringView rest = QStringView(text).mid(i);
        qsizetype end = i + 1;
        if (rest.startsWith(u"//")) {
            end = text.indexOf(u'\n', i);
        } else if (rest.startsWith(u"/*")) {
            end = text.indexOf(u"*/", i + 2);
            end = end < 0 ? end : end + 2;
        } else if (rest.startsWith(u"R\"")) {
            end = skipRawString(text, i + 1);
        } else if (text[i] == u'"' || (text[i] == u'\'' && !isDigitSeparator(text, i))) {
            end = skipLiteral(text, i);
        } else {
            code += text[i++];
            continue;
        }
        end = end < 0 ? text.size() : end;
        code += lineBreaksOf(QStringView(text).mid(i, end - i));
        i = end;
    }
    return code;
}

QList<SourceFile> readSourceFiles(const QStringList &folders)
{
    QList<SourceFile> files;
    const QDir root(QStringLiteral(MIVALIDATOR_SOURCE_DIR));
    for (const QString &folder : folders) {
        if (!root.exists(folder))
            qFatal("there is no folder %s", qPrintable(folder));
        QDirIterator it(root.filePath(folder), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString path = root.relativeFilePath(it.next());
            const QString text = readProjectFile(path);
            files.append(
                {path, static_cast<int>(text.count(u'\n')), findIncludes(text), withoutCommentsAndLiterals(text)});
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}
