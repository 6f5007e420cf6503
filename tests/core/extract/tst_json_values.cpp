#include "core/extract/json_values.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <string_view>

using namespace mi;

class TestJsonValues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spellsDecimals_data();
    void spellsDecimals();
    void spellsTexts_data();
    void spellsTexts();
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

void TestJsonValues::spellsTexts_data()
{
    QTest::addColumn<QByteArray>("vr");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const char *vr, std::string_view value, const char *json) {
        QTest::newRow(name) << QByteArray(vr) << QByteArray(value.data(), static_cast<qsizetype>(value.size()))
                            << QByteArray(json);
    };
    row("one string", "LO", "a b ", R"("a b")");
    row("several strings", "LO", " a \\ b ", R"("a","b")");
    row("an empty one among several", "CS", "\\A", R"(null,"A")");
    row("only empty ones", "LO", "\\\\", "null,null,null");
    row("only spaces", "LO", "  ", "");
    row("nothing", "CS", "", "");
    row("NUL as padding", "LO", std::string_view("a\0", 2), R"("a")");
    row("NUL inside", "LO", std::string_view("a\0b", 3), R"("a\u0000b")");
    row("UID", "UI", std::string_view("1.2\\1.3\0", 8), R"("1.2","1.3")");
    row("text with a backslash", "LT", "  a\\b ", R"("  a\\b")");
    row("only spaces of text", "LT", "  ", "");
    row("unlimited characters", "UC", " a\\\\b ", R"(" a",null,"b")");
    row("address", "UR", "http://a ", R"("http://a")");
    row("time", "TM", "12 \\13", R"("12","13")");
    row("decimals", "DS", "1\\ 2.50 \\x", R"(1,2.50,"x")");
    row("empty decimals", "DS", "\\", "null,null");
    row("integer", "IS", "+12 ", "12");
    row("name", "PN", "Doe^Jane", R"({"Alphabetic":"Doe^Jane"})");
    row("name of three groups", "PN", "a=b=c", R"({"Alphabetic":"a","Ideographic":"b","Phonetic":"c"})");
    row("name without its first group", "PN", "=b", R"({"Ideographic":"b"})");
    row("name of two outer groups", "PN", "a==c", R"({"Alphabetic":"a","Phonetic":"c"})");
    row("name of five groups", "PN", "a=b=c=d=e", R"({"Alphabetic":"a","Ideographic":"b","Phonetic":"c"})");
    row("name with padding", "PN", " a ^ b ^ ^ = c ", R"({"Alphabetic":"a^b","Ideographic":"c"})");
    row("name of a given name", "PN", "^b", R"({"Alphabetic":"^b"})");
    row("name of carets", "PN", "^^^^", "");
    row("name of equals signs", "PN", "==", "");
    row("names", "PN", "a\\\\^^=\\b", R"({"Alphabetic":"a"},null,null,{"Alphabetic":"b"})");
}

void TestJsonValues::spellsTexts()
{
    QFETCH(QByteArray, vr);
    QFETCH(QByteArray, value);
    std::string json;
    appendJsonTexts(json, vrFromCode(vr.toStdString()).value(), value.toStdString());
    QTEST(QByteArray::fromStdString(json), "json");
    QVERIFY(!QJsonDocument::fromJson("[" + QByteArray::fromStdString(json) + "]").isNull());
}

void TestJsonValues::escapesStrings()
{
    std::string text = "\"\\/é\xF0\x9F\x98\x80";
    for (char c = 1; c < 0x20; ++c)
        text += c;
    text += '\x7F';
    text += '\0';
    std::string json;
    appendJsonString(json, text);
    const QJsonValue read = QJsonDocument::fromJson("[" + QByteArray::fromStdString(json) + "]").array().at(0);
    QCOMPARE(read.toString().toStdString(), text);
}

QTEST_APPLESS_MAIN(TestJsonValues)
#include "tst_json_values.moc"
