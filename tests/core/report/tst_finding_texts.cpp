// Words for every rule, and docs/checks.md that is made from them.
#include <QFile>
#include <QTest>

#include "core/checks/catalogue.h"
#include "core/report/finding_texts.h"
#include "core/report/texts/text_row.h"
#include "tests/core/report/checks_document.h"

#include <set>
#include <string>

using namespace mi;

class TestFindingTexts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRuleHasWords_data();
    void everyRuleHasWords();
    void noWordsWithoutARule();
    void anUnknownIdKeepsItsId();
    void factsAreOneLine_data();
    void factsAreOneLine();
    void theDocumentIsCurrent();
};

void TestFindingTexts::everyRuleHasWords_data()
{
    QTest::addColumn<QString>("id");
    for (const CheckRule &rule : allCheckRules()) {
        const std::string id(rule.id);
        QTest::newRow(id.c_str()) << QString::fromStdString(id);
    }
}

void TestFindingTexts::everyRuleHasWords()
{
    QFETCH(const QString, id);
    QVERIFY(hasFindingText(id.toStdString()));
    const FindingText words = findingText(id.toStdString());
    QVERIFY(words.title.size() > 8);
    QVERIFY2(words.title.size() <= 80, "a title has to fit on one line");
    QVERIFY2(!words.title.endsWith(QLatin1Char('.')), "titles have no full stop");
    for (const QString &text : {words.meaning, words.advice}) {
        QVERIFY(text.endsWith(QLatin1Char('.')));
        QVERIFY2(text.size() <= 260, "two sentences at most");
        QVERIFY(!text.contains(QStringLiteral("  ")));
    }
    QVERIFY(words.title != words.meaning);
}

void TestFindingTexts::noWordsWithoutARule()
{
    std::set<std::string_view> seen;
    for (const auto table :
         {bulkDataTexts(), consistencyTexts(), contentTreeTexts(), encodingTexts(), fileMetaTexts(), identityTexts(),
          iodTexts(), pixelDataTexts(), studyAsWholeTexts(), studyTexts(), valueTexts()}) {
        for (const TextRow &row : table) {
            QVERIFY2(findCheckRule(row.id) != nullptr, row.id);
            QVERIFY2(seen.insert(row.id).second, row.id);
        }
    }
    QCOMPARE(seen.size(), allCheckRules().size());
}

void TestFindingTexts::anUnknownIdKeepsItsId()
{
    QVERIFY(!hasFindingText("rule.of.tomorrow"));
    QCOMPARE(findingText("rule.of.tomorrow").title, QStringLiteral("rule.of.tomorrow"));
    QVERIFY(findingText("rule.of.tomorrow").meaning.isEmpty());
}

void TestFindingTexts::factsAreOneLine_data()
{
    QTest::addColumn<std::string>("observed");
    QTest::addColumn<std::string>("expected");
    QTest::addColumn<unsigned>("count");
    QTest::addColumn<QString>("line");
    QTest::newRow("nothing known") << std::string() << std::string() << 1U << QString();
    QTest::newRow("observed") << std::string("7 bytes") << std::string() << 1U << QStringLiteral("found 7 bytes");
    QTest::newRow("both, often") << std::string("7 bytes") << std::string("even length") << 3U
                                 << QStringLiteral("found 7 bytes, expected even length, 3 times");
    QTest::newRow("a value that looks like a place marker")
        << std::string("%1 %2") << std::string("%n") << 1U << QStringLiteral("found %1 %2, expected %n");
    QTest::newRow("UTF-8") << std::string("M\xC3\xBCller") << std::string() << 1U
                           << QString::fromUtf8("found M\xC3\xBCller");
}

void TestFindingTexts::factsAreOneLine()
{
    QFETCH(const std::string, observed);
    QFETCH(const std::string, expected);
    QFETCH(const unsigned, count);
    QFETCH(const QString, line);
    Finding finding;
    finding.rule = findCheckRule("encoding.length.odd");
    finding.observed = observed;
    finding.expected = expected;
    finding.count = count;
    QCOMPARE(findingFacts(finding), line);
}

void TestFindingTexts::theDocumentIsCurrent()
{
    QFile file(QStringLiteral(MIVALIDATOR_CHECKS_DOC));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray committed = file.readAll();
    QVERIFY2(committed == mi::test::checksDocument(), "run mi_generate_checks_doc and commit docs/checks.md");
    for (const CheckRule &rule : allCheckRules())
        QCOMPARE(committed.count("| `" + QByteArray::fromStdString(std::string(rule.id)) + "` |"), 1);
}

QTEST_APPLESS_MAIN(TestFindingTexts)
#include "tst_finding_texts.moc"
