// Conditions settled by hand: which one holds for a row, and what is refused. Expressions: what is left out of them.
#include <QTest>

#include "tools/standard/conditions/expression.h"
#include "tools/standard/conditions/overrides.h"

#include <string>

using namespace mi::standard;
using Kind = Expression::Kind;

class TestConditionOverrides : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNearestOneHolds_data();
    void theNearestOneHolds();
    void whatIsWrongIsRefused_data();
    void whatIsWrongIsRefused();
    void theFileOfTheProjectIsRead();
    void expressionsAreSimplified();
};

void TestConditionOverrides::theNearestOneHolds_data()
{
    QTest::addColumn<std::string>("unit");
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("iod");
    QTest::addColumn<std::string>("when");
    const std::string none;
    QTest::newRow("a row of its own") << std::string("sample") << std::string("A>B") << none << std::string("true");
    QTest::newRow("the end of the path") << std::string("other") << std::string("Z>A>B") << none
                                         << std::string("present(C)");
    QTest::newRow("a shorter end") << std::string("other") << std::string("Z>B") << none << std::string("present(D)");
    QTest::newRow("half a keyword is no end") << std::string("other") << std::string("Z>XB") << none << none;
    QTest::newRow("a usage in one IOD") << std::string("mask") << none << std::string("ct-image")
                                        << std::string("present(E)");
    QTest::newRow("a usage in any IOD") << std::string("mask") << none << std::string("mr-image")
                                        << std::string("present(F)");
    QTest::newRow("no usage") << std::string("cine") << none << std::string("mr-image") << none;
}

void TestConditionOverrides::theNearestOneHolds()
{
    const auto overrides = ConditionOverrides::create("# by hand\n"
                                                      "unit\tpath\twhen\totherwise\tforbidden\tnote\n"
                                                      "sample\tA>B\ttrue\tallowed\t\tC.1\n"
                                                      "*\tA>B\tpresent(C)\t\t\tC.2\n"
                                                      "*\tB\tpresent(D)\tforbidden\t\tC.3\n"
                                                      "mask\t@ct-image\tpresent(E)\t\t\tA.1\n"
                                                      "mask\t@*\tpresent(F)\t\t\tA.2\n");
    QVERIFY(overrides.isOk());
    QFETCH(const std::string, unit);
    QFETCH(const std::string, path);
    QFETCH(const std::string, iod);
    QFETCH(const std::string, when);
    const auto *found = overrides->find({.unit = unit, .path = path, .isUsage = !iod.empty(), .iod = iod});
    QCOMPARE(found == nullptr ? std::string{} : found->when, when);
}

void TestConditionOverrides::whatIsWrongIsRefused_data()
{
    QTest::addColumn<std::string>("content");
    const std::string header = "unit\tpath\twhen\totherwise\tforbidden\tnote\n";
    QTest::newRow("a column is missing") << std::string("unit\tpath\twhen\n");
    QTest::newRow("a word that is no otherwise") << header + "a\tB\ttrue\tmaybe\t\t\n";
    QTest::newRow("no condition") << header + "a\tB\t\tallowed\t\t\n";
    QTest::newRow("the same row twice") << header + "a\tB\ttrue\t\t\t\na\tB\tfalse\t\t\t\n";
}

void TestConditionOverrides::whatIsWrongIsRefused()
{
    QFETCH(const std::string, content);
    QVERIFY(!ConditionOverrides::create(content).isOk());
}

void TestConditionOverrides::theFileOfTheProjectIsRead()
{
    const auto overrides = ConditionOverrides::open(MIVALIDATOR_SOURCE_DIR "/tools/standard/overrides/conditions.tsv");
    QVERIFY(overrides.isOk());
    QVERIFY(!overrides->entries().empty());
}

void TestConditionOverrides::expressionsAreSimplified()
{
    const auto a = Expression::atom(Kind::present, "A");
    const auto isX = Expression::comparison("A", "=", "X");
    const auto isY = Expression::comparison("A", "=", "Y");
    const auto b = Expression::atom(Kind::present, "B");
    const auto text = [](Expression expression) { return toText(simplified(expression)); };
    QCOMPARE(text(Expression::any({isX, isY})), std::string("A in {X, Y}"));
    QCOMPARE(text(Expression::all({a, isX})), std::string("A = X"));
    QCOMPARE(text(Expression::any({isX, Expression::all({isX, b})})), std::string("A = X"));
    QCOMPARE(text(Expression::any({Expression::all({isX, b}), Expression::all({isY, b})})),
             std::string("A in {X, Y} and present(B)"));
    QCOMPARE(text(Expression::any({b, Expression::no(b)})), std::string("true"));
    QCOMPARE(text(Expression::no(Expression::no(b))), std::string("present(B)"));
    QCOMPARE(text(Expression::no(Expression::any({a, b}))), std::string("not (present(A) or present(B))"));
    QCOMPARE(text(Expression::all({Expression::no(isX), Expression::no(isY)})), std::string("not A in {X, Y}"));
    QCOMPARE(text(Expression::any({Expression::atom(Kind::empty, "A"), Expression::atom(Kind::filled, "A")})),
             std::string("present(A)"));
    QCOMPARE(textLiteral("PALETTE COLOR"), std::string("\"PALETTE COLOR\""));
    QCOMPARE(textLiteral("MONOCHROME2"), std::string("MONOCHROME2"));
}

QTEST_GUILESS_MAIN(TestConditionOverrides)
#include "tst_condition_overrides.moc"
