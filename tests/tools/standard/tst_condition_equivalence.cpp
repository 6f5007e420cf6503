// Reading conditions back, and whether two say the same.
#include <QTest>

#include "tools/standard/conditions/equivalence.h"
#include "tools/standard/conditions/expression_reader.h"

#include <string>

using namespace mi::standard;

class TestConditionEquivalence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead_data();
    void whatIsWrittenIsRead();
    void whatIsNoConditionIsRefused_data();
    void whatIsNoConditionIsRefused();
    void conditionsAreCompared_data();
    void conditionsAreCompared();
};

void TestConditionEquivalence::whatIsWrittenIsRead_data()
{
    QTest::addColumn<std::string>("text");
    for (const char *text : {"true",
                             "false",
                             "present(A)",
                             "filled(../A)",
                             "empty(/A>B)",
                             "A = X",
                             "A > 1",
                             "A <= 2",
                             "A in {X, Y}",
                             "A[value 3] = X",
                             "@frame>A[value 1] in {X, Y}",
                             "@any>A = X",
                             "items(A>B) > 1",
                             "values(A) = 2",
                             "code(A) in {DCM:1, SCT:2}",
                             "module(mask)",
                             "group(pixel-measures)",
                             "not A = X",
                             "A = X and present(B) or not (present(C) and present(D))",
                             "(A = X or B = Y) and C = Z",
                             "A = (0018,1063)",
                             "A in {(0018,1063), (0018,1065)}"})
        QTest::newRow(text) << std::string{text};
}

void TestConditionEquivalence::whatIsWrittenIsRead()
{
    QFETCH(const std::string, text);
    const auto expression = readExpression(text);
    QVERIFY(expression.has_value());
    QCOMPARE(toText(*expression), text);
}

void TestConditionEquivalence::whatIsNoConditionIsRefused_data()
{
    QTest::addColumn<std::string>("text");
    QTest::newRow("nothing") << std::string{};
    QTest::newRow("a path alone") << std::string{"A"};
    QTest::newRow("no end") << std::string{"present(A"};
    QTest::newRow("something behind") << std::string{"present(A) B"};
    QTest::newRow("a connective alone") << std::string{"present(A) and"};
    QTest::newRow("too deep") << std::string(5000, '(');
    QTest::newRow("too many negations") << [] {
        std::string text;
        for (int i = 0; i < 5000; ++i)
            text += "not ";
        return text + "present(A)";
    }();
}

void TestConditionEquivalence::whatIsNoConditionIsRefused()
{
    QFETCH(const std::string, text);
    QVERIFY(!readExpression(text).has_value());
}

void TestConditionEquivalence::conditionsAreCompared_data()
{
    QTest::addColumn<std::string>("ours");
    QTest::addColumn<std::string>("theirs");
    QTest::addColumn<int>("likeness");
    const auto row = [](const char *name, const char *ours, const char *theirs, Likeness likeness) {
        QTest::newRow(name) << std::string{ours} << std::string{theirs} << static_cast<int>(likeness);
    };
    row("the same words", "A = X", "A = \"X\"", Likeness::same);
    row("another order", "A = X and present(B)", "present(B) and A = X", Likeness::same);
    row("one list or two", "A in {X, Y}", "A = X or A = Y", Likeness::same);
    row("not in a list", "not A in {X, Y}", "A not in {X, Y}", Likeness::same);
    row("De Morgan", "not (present(A) or present(B))", "not present(A) and not present(B)", Likeness::same);
    row("more than one, or at least two", "A > 1", "A >= 2", Likeness::same);
    row("hasValue is filled", "filled(A)", "hasValue(A)", Likeness::same);
    row("the others of a list", "A = X", "not A = Y", Likeness::different);
    row("absent counts", "filled(A) and not A = X", "not A = X", Likeness::sameWhereFilled);
    row("another level", "/A = X", "../A = X", Likeness::sameButLevel);
    row("one is outside", "A = X", "outside the file", Likeness::oneIsOutside);
    row("a part is outside", "A = X and unknown(\"why\")", "A = X", Likeness::oneIsOutside);
    row("both are outside", "unknown(\"why\")", "outside the file", Likeness::same);
    row("another value", "A = X", "A = Z", Likeness::different);
    row("and for or", "present(A) and present(B)", "present(A) or present(B)", Likeness::different);
    row("a module", "module(mask)", "not module(mask)", Likeness::different);
}

void TestConditionEquivalence::conditionsAreCompared()
{
    QFETCH(const std::string, ours);
    QFETCH(const std::string, theirs);
    QFETCH(const int, likeness);
    const auto a = readExpression(ours);
    const auto b = readExpression(theirs);
    QVERIFY(a.has_value() && b.has_value());
    QCOMPARE(static_cast<int>(likenessOf(*a, *b)), likeness);
}

QTEST_GUILESS_MAIN(TestConditionEquivalence)
#include "tst_condition_equivalence.moc"
