// Documents rot in silence: what they point to must be there.
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

namespace {

constexpr int mostLinesOfADecision = 40;

QString readText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

QStringList documents()
{
    const QDir root(QStringLiteral(MIVALIDATOR_SOURCE_DIR));
    QStringList paths;
    for (const QString &name : root.entryList({QStringLiteral("*.md")}, QDir::Files))
        paths.append(root.filePath(name));
    QDirIterator it(root.filePath(QStringLiteral("docs")), {QStringLiteral("*.md")}, QDir::Files,
                    QDirIterator::Subdirectories);
    while (it.hasNext())
        paths.append(it.next());
    return paths;
}

} // namespace

class TestDocuments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linksLeadSomewhere();
    void decisionsAreShort();
    void scriptsThatDocumentsNameAreExecutable();
};

void TestDocuments::linksLeadSomewhere()
{
    static const QRegularExpression link(QStringLiteral("\\]\\(([^)#]+)[^)]*\\)"));
    QStringList broken;
    int links = 0;
    for (const QString &path : documents()) {
        const QString text = readText(path);
        for (auto it = link.globalMatch(text); it.hasNext();) {
            const QString target = it.next().captured(1).trimmed();
            if (target.contains(u"://"))
                continue;
            ++links;
            if (!QFileInfo::exists(QFileInfo(path).dir().filePath(target)))
                broken.append(QStringLiteral("%1 links to %2").arg(path, target));
        }
    }
    QVERIFY(links > 5);
    QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u'\n')));
}

void TestDocuments::decisionsAreShort()
{
    const QDir folder(QStringLiteral(MIVALIDATOR_SOURCE_DIR "/docs/decisions"));
    const QStringList names = folder.entryList({QStringLiteral("*.md")}, QDir::Files);
    QVERIFY(!names.isEmpty());
    static const QRegularExpression pattern(QStringLiteral("^\\d{4}-[a-z0-9-]+\\.md$"));
    for (const QString &name : names) {
        QVERIFY2(pattern.match(name).hasMatch(), qPrintable(name));
        QVERIFY2(readText(folder.filePath(name)).count(u'\n') <= mostLinesOfADecision, qPrintable(name));
    }
}

void TestDocuments::scriptsThatDocumentsNameAreExecutable()
{
    for (const char *script : {"dev", ".ci/run", "bench/run.sh", "packaging/deb/test-in-chroot.sh"}) {
        const QFileInfo file(QStringLiteral(MIVALIDATOR_SOURCE_DIR "/") + QString::fromLatin1(script));
        QVERIFY2(file.isExecutable(), script);
    }
}

QTEST_GUILESS_MAIN(TestDocuments)
#include "tst_documents.moc"
