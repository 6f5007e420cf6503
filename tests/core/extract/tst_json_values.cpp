#include "core/extract/json_values.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <limits>

using namespace mi;

class TestJsonValues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spellsDecimals_data();
    void spellsDecimals();
    void spellsFloatingPointExactly_data();
    void spellsFloatingPointExactly();
    void escapesStrings();
};

void TestJsonValues::spellsDecimals_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *value, const char *json) {
        QTest::newRow(value) << QByteArray(value) << QByteArray(json);
    };
    row("0", "0");
    row("12", "12");
    row(" 12 ", "12");
    row("+1", "1");
    row("-0", "-0");
    row("007", "7");
    row("-01.50", "-1.50");
    row("1.", "1");
    row(".5", "0.5");
    row("-.5", "-0.5");
    row("1e5", "1e5");
    row("1E+05", "1e05");
    row("1.e-5", "1e-5");
    row("0e1", "0e1");
    row("", "null");
    row("  ", "null");
    row("-", "\"-\"");
    row(".", "\".\"");
    row("1e", "\"1e\"");
    row("e5", "\"e5\"");
    row("nan", "\"nan\"");
    row("inf", "\"inf\"");
    row("0x10", "\"0x10\"");
    row("1,5", "\"1,5\"");
    row("1.2.3", "\"1.2.3\"");
    row("1 2", "\"1 2\"");
    row("--1", "\"--1\"");
    row("1e999", "\"1e999\"");
    row("\"x", "\"\\\"x\"");
}

void TestJsonValues::spellsDecimals()
{
    QFETCH(QByteArray, value);
    std::string json;
    appendJsonDecimal(json, value.toStdString());
    QTEST(QByteArray::fromStdString(json), "json");
    QVERIFY(!QJsonDocument::fromJson("[" + QByteArray::fromStdString(json) + "]").isNull());
}

void TestJsonValues::spellsFloatingPointExactly_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("half") << 0.5 << QByteArray("0.5");
    QTest::newRow("whole") << 3.0 << QByteArray("3");
    QTest::newRow("a tenth") << 0.1 << QByteArray("0.1");
    QTest::newRow("a tenth of single precision") << static_cast<double>(0.1F) << QByteArray("0.10000000149011612");
    QTest::newRow("large") << 1e300 << QByteArray("1e+300");
    QTest::newRow("small") << 5e-324 << QByteArray("5e-324");
    QTest::newRow("infinity") << std::numeric_limits<double>::infinity() << QByteArray("\"Infinity\"");
    QTest::newRow("minus infinity") << -std::numeric_limits<double>::infinity() << QByteArray("\"-Infinity\"");
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << QByteArray("\"NaN\"");
}

void TestJsonValues::spellsFloatingPointExactly()
{
    QFETCH(double, value);
    std::string json;
    appendJsonFloat(json, value);
    QTEST(QByteArray::fromStdString(json), "json");
    const QJsonValue read = QJsonDocument::fromJson("[" + QByteArray::fromStdString(json) + "]").array().at(0);
    if (read.isDouble())
        QVERIFY(read.toDouble() == value);
}

void TestJsonValues::escapesStrings()
{
    const std::string text = std::string("a\"b\\c\n\x01\x7F/é", 11);
    std::string json;
    appendJsonString(json, text);
    const QJsonValue read = QJsonDocument::fromJson("[" + QByteArray::fromStdString(json) + "]").array().at(0);
    QCOMPARE(read.toString().toStdString(), text);
}

QTEST_APPLESS_MAIN(TestJsonValues)
#include "tst_json_values.moc"
