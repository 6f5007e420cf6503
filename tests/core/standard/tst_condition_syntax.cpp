// What is an expression, how it is written again, and what is told about one that is none.
#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "tests/core/standard/rule_fixture.h"

using namespace mi;
using namespace mi::test;

class TestConditionSyntax : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isWrittenAgain_data();
    void isWrittenAgain();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void knowsWhatIsOpenAndWhatIsRealWorld();
};

// Where only one text is given, it is normal already.
void TestConditionSyntax::isWrittenAgain_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("normal");
    const auto row = [](const char *expression, const char *normal = nullptr) {
        QTest::newRow(expression) << QByteArray(expression) << QByteArray(normal != nullptr ? normal : expression);
    };
    row("true");
    row("false");
    row("not true");
    row("not not true");
    row("present(PatientID)");
    row(" filled ( /PatientID )", "filled(/PatientID)");
    row("empty(../../PatientID)");
    row("present(AnatomicRegionSequence[2]>CodeValue)");
    row("present(AnatomicRegionSequence[2])");
    row("filled(ImageType[value 3])");
    row("present(@frame>FrameType)");
    row("present(@any>CodeValue)");
    row("present(dBdt)");
    row("AnatomicRegionSequence>dBdt = 1");
    row("OverlayType = G");
    row("/TransferSyntaxUID = 1.2.840.10008.1.2");
    row("ImageType[value 1] in {ORIGINAL, MIXED}");
    row("ImageType in {ORIGINAL}", "ImageType = ORIGINAL");
    row("PatientID = \"A B\"");
    row("PatientID = \"AB\"", "PatientID = AB");
    row("PatientID = \"and\"");
    row("PatientID = \"A\\\"B\\\\\"");
    row("Rows > 1");
    row("Rows>1", "Rows > 1");
    row("Rows >= 1 or Rows <= 2 or Rows < -3.5");
    row("FrameIncrementPointer = (0018,1063)");
    row("FrameIncrementPointer in {(0018,1063), (0018,106e)}", "FrameIncrementPointer in {(0018,1063), (0018,106E)}");
    row("items(AnatomicRegionSequence) > 1");
    row("values(ImageType) >= 3");
    row("code(AnatomicRegionSequence) in {SCT:123, DCM:\"A B\"}");
    row("module(contrast)");
    row("group(pixel-measures)");
    row("iod in {one, two}");
    row("unknown(\"the patient is an animal\")");
    row("open(\"C.7.1.1: read again\")");
    row("true and false and true");
    row("true or false and not true");
    row("(true or false) and true");
    row("not (true or false)");
    row("not (true and false)");
    row("not (true) and (false)", "not true and false");
    row("((true))", "true");
    row("true and (true and false)");
    row("not RescaleType = HU or MultienergyCTAcquisition = YES");
}

void TestConditionSyntax::isWrittenAgain()
{
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, normal);
    QVERIFY(!conditionError(expression.toStdString()));
    const Expression once(expression.toStdString());
    QCOMPARE(QByteArray::fromStdString(conditionText(*once.tables, once.id)), normal);
    const Expression again(normal.toStdString());
    QCOMPARE(QByteArray::fromStdString(conditionText(*again.tables, again.id)), normal);
}

void TestConditionSyntax::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *expression, const char *error) {
        QTest::newRow(expression) << QByteArray(expression) << QString::fromUtf8(error);
    };
    row("", "column 1: an expression is expected here");
    row("maybe", "column 1: an expression is expected here");
    row("true and", "column 9: an expression is expected here");
    row("true false", "column 6: the expression should end before \"false\"");
    row("(true", "column 6: ')' is expected here");
    row("true)", "column 5: the expression should end before \")\"");
    row("present PatientID", "column 9: '(' is expected here");
    row("present(PatientID", "column 18: ')' is expected here");
    row("present()", "column 9: the keyword of an attribute is expected here");
    row("present(Patient)", "column 9: unknown attribute \"Patient\"");
    row("present(/../PatientID)", "column 10: the keyword of an attribute is expected here");
    row("present(@frame>/PatientID)", "column 16: the keyword of an attribute is expected here");
    row("present(PatientID>CodeValue)", "column 19: PatientID is no Sequence, so nothing is inside it");
    row("present(ImageType[1])", "column 9: [n] is an Item of a Sequence, [value n] a value of another attribute");
    row("present(AnatomicRegionSequence[value 1])",
        "column 9: [n] is an Item of a Sequence, [value n] a value of another attribute");
    row("present(ImageType[value 0])", "column 25: the number of an Item or value is expected here, from 1 on");
    row("present(ImageType[value 1)", "column 26: ']' is expected here");
    row("PatientID", "column 10: one of = < <= > >= is expected here");
    row("PatientID =", "column 12: a value is expected here");
    row("PatientID = \"A", "column 13: a quoted name that does not end, or a \\ that is not before \" or \\");
    row("PatientID in A", "column 14: '{' is expected here");
    row("PatientID in {A B}", "column 17: '}' is expected here");
    row("PatientID in {}", "column 15: a value is expected here");
    row("AnatomicRegionSequence = A", "column 1: a Sequence has Items, not values that can be compared");
    row("PixelData = 0", "column 1: an attribute of VR OB or OW has no values that can be compared");
    row("Rows = A", "column 8: \"A\" is no number, which the attribute has");
    row("Rows = inf", "column 8: \"inf\" is no number, which the attribute has");
    row("FrameIncrementPointer = 0018", "column 25: a tag is expected here: (gggg,eeee)");
    row("FrameIncrementPointer > (0018,1063)", "column 25: tags are equal or not, nothing else");
    row("items(ImageType) > 1", "column 7: items() counts those of a Sequence, which this attribute is not");
    row("values(AnatomicRegionSequence) > 1", "column 8: values() does not count those of a Sequence; items() does");
    row("items(AnatomicRegionSequence[1]) > 1",
        "column 7: a number of Items or values is that of all of them, not of one");
    row("items(AnatomicRegionSequence) > x", "column 33: a number is expected here");
    row("code(ImageType) in {A:B}",
        "column 6: code() asks for the Items of a code Sequence, which this attribute is not");
    row("code(AnatomicRegionSequence) = A", "column 30: code(...) is followed by in {SCHEME:CODE, ...}");
    row("code(AnatomicRegionSequence) in {SCT}", "column 37: ':' is expected here");
    row("code(AnatomicRegionSequence) in {SCT:}", "column 38: a code is expected here: SCHEME:CODE");
    row("module()", "column 8: the id of a module or macro is expected here");
    row("iod one", "column 5: iod is followed by in {id, ...}");
    row("iod in {One}", "column 9: the id of an IOD is expected here");
    row("unknown(animal)", "column 9: a reason in quotes is expected here");
    row("open(\"\")", "column 8: a reason in quotes is expected here");
    row("true\nfalse", "an expression is one line, without tabs");
}

void TestConditionSyntax::saysWhatIsWrong()
{
    QFETCH(QByteArray, expression);
    QFETCH(QString, error);
    const auto found = conditionError(expression.toStdString());
    QVERIFY(found);
    QCOMPARE(QString::fromStdString(*found), error);
}

void TestConditionSyntax::knowsWhatIsOpenAndWhatIsRealWorld()
{
    const auto traits = [](std::string_view text) {
        const Expression expression(text);
        const ConditionTraits found = traitsOf(*expression.tables, expression.id);
        return QStringLiteral("%1 %2").arg(found.isRealWorld).arg(found.isOpen);
    };
    QCOMPARE(traits("present(PatientID)"), QStringLiteral("0 0"));
    QCOMPARE(traits("present(PatientID) or not (true and unknown(\"a\"))"), QStringLiteral("1 0"));
    QCOMPARE(traits("not open(\"a\")"), QStringLiteral("0 1"));
    QCOMPARE(traits("open(\"a\") or unknown(\"b\")"), QStringLiteral("1 1"));
    const Expression any("true");
    QVERIFY(!traitsOf(*any.tables, ConditionId::none).isOpen);
    QVERIFY(conditionText(*any.tables, ConditionId::none).empty());
}

QTEST_GUILESS_MAIN(TestConditionSyntax)
#include "tst_condition_syntax.moc"
