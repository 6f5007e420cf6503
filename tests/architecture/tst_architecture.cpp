// Holds the laws of docs/decisions/0001-layers-and-targets.md, which neither the compiler nor CMake hold.
#include <QDir>
#include <QFile>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

#include "core/checks/catalogue.h"
#include "tests/architecture/library_graph.h"
#include "tests/architecture/source_tree.h"

namespace {

constexpr int reviewedLines = 400;
constexpr int mostLines = 600;

QString at(const SourceFile &file, const Include &include)
{
    return QStringLiteral("%1:%2 includes %3").arg(file.path).arg(include.line).arg(include.header);
}

// Fails the calling test after naming every offender; the message of a failure alone would be cut.
#define VERIFY_NONE(offenders)                                                                                         \
    do {                                                                                                               \
        const QStringList &found = (offenders);                                                                        \
        for (const QString &offender : found)                                                                          \
            qWarning("%s", qPrintable(offender));                                                                      \
        QVERIFY2(found.isEmpty(), "see the warnings above");                                                           \
    } while (false)

// "core/dicom/tag.h" is of the layer "core".
QString layerOf(const QString &header)
{
    return header.section(u'/', 0, 0);
}

// "ui/study_list/row.h" and "core/dicom/tag.h" are of the folders "study_list" and "dicom".
QString secondFolder(const QString &path)
{
    return path.count(u'/') < 2 ? QString() : path.section(u'/', 1, 1);
}

bool isStandardHeader(const QString &header)
{
    static const QRegularExpression pattern(QStringLiteral("^[a-z_0-9]+$"));
    return pattern.match(header).hasMatch();
}

bool isQtHeaderOf(const QString &module, const QString &header)
{
    const QDir folder(QLibraryInfo::path(QLibraryInfo::HeadersPath));
    return header.startsWith(module + u'/') || QFile::exists(folder.filePath(module + u'/' + header));
}

QStringList filesWhoseCodeMatches(const QList<SourceFile> &files, const QString &pattern)
{
    const QRegularExpression expression(pattern);
    QStringList found;
    for (const SourceFile &file : files) {
        const auto match = expression.match(file.code);
        if (match.hasMatch()) {
            const auto line = file.code.left(match.capturedStart()).count(u'\n') + 1;
            found.append(QStringLiteral("%1:%2 has %3").arg(file.path).arg(line).arg(match.captured()));
        }
    }
    return found;
}

} // namespace

class TestArchitecture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void literalsAndCommentsAreNotTakenForCode();

    void coreIncludesNeitherUiNorApp();
    void uiDoesNotIncludeApp();
    void programsDoNotIncludeTests();
    void featuresOfTheWindowDoNotIncludeEachOther();

    void foldersOfCoreDependOnlyOnFoldersBeforeThem();
    void foldersOfCoreIncludeOnlyWhatTheirCMakeNames();
    void coreUsesOnlyQtCoreAndConcurrent();
    void supportDomainAndStandardUseOnlyTheStandardLibrary();
    void dcmtkStaysInTheFoldersMadeForIt();

    void nothingPumpsTheEventLoop();
    void nothingThrows();
    void everyHeaderIsIncludedOnce();
    void everyCheckIsNamedInATest();
    void noFileHasGrownTooLong();

private:
    QList<SourceFile> under(const QString &folder) const;
    template <typename Predicate>
    QStringList includesWhere(const QString &folder, Predicate isWrong) const;

    QList<SourceFile> m_files;
    LibraryGraph m_graph;
};

void TestArchitecture::initTestCase()
{
    m_files = readSourceFiles({QStringLiteral("app"), QStringLiteral("core"), QStringLiteral("ui")});
    m_graph = LibraryGraph::read();
    // A test that reads nothing would pass for ever.
    QVERIFY(under(QStringLiteral("core")).size() > 40);
    QVERIFY(under(QStringLiteral("core/domain")).size() > 5);
    QVERIFY(!under(QStringLiteral("ui")).isEmpty());
    QVERIFY(m_graph.folders().contains(QStringLiteral("pipeline")));
    QVERIFY(m_graph.allowedFor(QStringLiteral("checks")).contains(QStringLiteral("domain")));
    QVERIFY(!m_graph.allowedFor(QStringLiteral("domain")).contains(QStringLiteral("checks")));
    QVERIFY(isQtHeaderOf(QStringLiteral("QtCore"), QStringLiteral("QObject")));
}

QList<SourceFile> TestArchitecture::under(const QString &folder) const
{
    QList<SourceFile> found;
    for (const SourceFile &file : m_files) {
        if (file.isUnder(folder))
            found.append(file);
    }
    return found;
}

template <typename Predicate>
QStringList TestArchitecture::includesWhere(const QString &folder, Predicate isWrong) const
{
    QStringList found;
    for (const SourceFile &file : under(folder)) {
        for (const Include &include : file.includes) {
            if (isWrong(file, include))
                found.append(at(file, include));
        }
    }
    return found;
}

void TestArchitecture::literalsAndCommentsAreNotTakenForCode()
{
    const QString text =
        QStringLiteral("a = 1'000; // throw\nb = \"throw \\\" x\"; /* throw\n */ c = 'x'; d = R\"y(throw)y\";\n");
    QCOMPARE(withoutCommentsAndLiterals(text), QStringLiteral("a = 1'000; \nb = ; \n c = ; d = ;\n"));
}

void TestArchitecture::coreIncludesNeitherUiNorApp()
{
    VERIFY_NONE(includesWhere(QStringLiteral("core"), [](const SourceFile &, const Include &include) {
        return layerOf(include.header) == u"ui" || layerOf(include.header) == u"app";
    }));
}

void TestArchitecture::uiDoesNotIncludeApp()
{
    VERIFY_NONE(includesWhere(QStringLiteral("ui"), [](const SourceFile &, const Include &include) {
        return layerOf(include.header) == u"app";
    }));
}

void TestArchitecture::programsDoNotIncludeTests()
{
    const auto isTest = [](const SourceFile &, const Include &include) {
        return layerOf(include.header) == u"tests" || layerOf(include.header) == u"bench";
    };
    VERIFY_NONE(includesWhere(QStringLiteral("core"), isTest) + includesWhere(QStringLiteral("ui"), isTest) +
                includesWhere(QStringLiteral("app"), isTest));
}

void TestArchitecture::featuresOfTheWindowDoNotIncludeEachOther()
{
    // The main window puts the features together; what they share lies in two folders of its own.
    const QStringList shared{QStringLiteral("common"), QStringLiteral("theme")};
    VERIFY_NONE(includesWhere(QStringLiteral("ui"), [&shared](const SourceFile &file, const Include &include) {
        const QString own = secondFolder(file.path);
        const QString other = secondFolder(include.header);
        return layerOf(include.header) == u"ui" && own != u"main_window" && other != own && !shared.contains(other);
    }));
}

void TestArchitecture::foldersOfCoreDependOnlyOnFoldersBeforeThem()
{
    QStringList wrong;
    QSet<QString> before;
    for (const QString &folder : m_graph.folders()) {
        for (const QString &named : m_graph.namedBy(folder) - before)
            wrong.append(QStringLiteral("core/%1 depends on core/%2, which comes later").arg(folder, named));
        before.insert(folder);
    }
    VERIFY_NONE(wrong);
}

void TestArchitecture::foldersOfCoreIncludeOnlyWhatTheirCMakeNames()
{
    VERIFY_NONE(includesWhere(QStringLiteral("core"), [this](const SourceFile &file, const Include &include) {
        return layerOf(include.header) == u"core" &&
               !m_graph.allowedFor(secondFolder(file.path)).contains(secondFolder(include.header));
    }));
}

void TestArchitecture::coreUsesOnlyQtCoreAndConcurrent()
{
    VERIFY_NONE(includesWhere(QStringLiteral("core"), [](const SourceFile &file, const Include &include) {
        const bool isSqlAtHome =
            file.isUnder(QStringLiteral("core/index")) && isQtHeaderOf(QStringLiteral("QtSql"), include.header);
        return include.header.startsWith(u'Q') && !isQtHeaderOf(QStringLiteral("QtCore"), include.header) &&
               !isQtHeaderOf(QStringLiteral("QtConcurrent"), include.header) && !isSqlAtHome;
    }));
}

void TestArchitecture::supportDomainAndStandardUseOnlyTheStandardLibrary()
{
    const auto isForeign = [](const SourceFile &, const Include &include) {
        return include.isAngled ? !isStandardHeader(include.header) : layerOf(include.header) != u"core";
    };
    const QString qtName = QStringLiteral("\\bQ[A-Z][A-Za-z]+\\b");
    for (const QString &folder :
         {QStringLiteral("core/support"), QStringLiteral("core/domain"), QStringLiteral("core/standard")})
        VERIFY_NONE(includesWhere(folder, isForeign) + filesWhoseCodeMatches(under(folder), qtName));
}

void TestArchitecture::dcmtkStaysInTheFoldersMadeForIt()
{
    const QStringList homes{QStringLiteral("core/dicom"), QStringLiteral("core/samples")};
    const auto isStray = [&homes](const SourceFile &file, const Include &include) {
        const bool isAtHome = std::ranges::any_of(homes, [&file](const QString &home) { return file.isUnder(home); });
        return include.header.startsWith(u"dcmtk/") && !(isAtHome && file.path.endsWith(u".cpp"));
    };
    VERIFY_NONE(includesWhere(QStringLiteral("core"), isStray) + includesWhere(QStringLiteral("ui"), isStray) +
                includesWhere(QStringLiteral("app"), isStray));
}

void TestArchitecture::nothingPumpsTheEventLoop()
{
    VERIFY_NONE(filesWhoseCodeMatches(m_files, QStringLiteral("\\b(processEvents|QEventLoop)\\b")));
}

void TestArchitecture::nothingThrows()
{
    VERIFY_NONE(filesWhoseCodeMatches(m_files, QStringLiteral("\\bthrow\\b(?!\\s+std::bad_alloc)")));
}

void TestArchitecture::everyHeaderIsIncludedOnce()
{
    QStringList wrong;
    for (const SourceFile &file : m_files) {
        if (file.path.endsWith(u".h") && !file.code.contains(u"#pragma once"))
            wrong.append(file.path + QStringLiteral(" has no #pragma once"));
    }
    VERIFY_NONE(wrong);
}

void TestArchitecture::everyCheckIsNamedInATest()
{
    QString tests;
    for (const SourceFile &file : readSourceFiles({QStringLiteral("tests")}))
        tests += readProjectFile(file.path);

    QVERIFY(!mi::allCheckRules().empty());
    QStringList untested;
    for (const mi::CheckRule &rule : mi::allCheckRules()) {
        const auto id = QString::fromUtf8(rule.id.data(), static_cast<qsizetype>(rule.id.size()));
        // Not as the beginning or the end of a longer id.
        const QRegularExpression whole(
            QStringLiteral("(?<![a-z0-9.-])%1(?![a-z0-9.-])").arg(QRegularExpression::escape(id)));
        if (!whole.match(tests).hasMatch())
            untested.append(id + QStringLiteral(" is a check that no test names"));
    }
    VERIFY_NONE(untested);
}

void TestArchitecture::noFileHasGrownTooLong()
{
    QStringList tooLong;
    for (const SourceFile &file : m_files) {
        const QString text = QStringLiteral("%1 has %2 lines").arg(file.path).arg(file.lines);
        if (file.lines > mostLines)
            tooLong.append(text);
        else if (file.lines > reviewedLines)
            qInfo("%s: worth a second look", qPrintable(text));
    }
    VERIFY_NONE(tooLong);
}

QTEST_GUILESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
