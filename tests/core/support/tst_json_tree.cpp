#include <QTest>

#include "core/support/json_tree.h"

#include <random>
#include <string>

using namespace mi;

namespace {

QString detailOf(const Result<JsonValue> &result)
{
    return result ? QStringLiteral("accepted") : QString::fromStdString(result.error().detail);
}

} // namespace

class TestJsonTree : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfValueIsRead();
    void valuesKnowTheirPlace();
    void escapesAreDecoded_data();
    void escapesAreDecoded();
    void whatIsWrongIsFoundAgain_data();
    void whatIsWrongIsFoundAgain();
    void limitsHold();
    void anyBytesGiveAnAnswer();
};

void TestJsonTree::everyKindOfValueIsRead()
{
    const Result<JsonValue> root = parseJson("\xEF\xBB\xBF { \"a\": [1, -2.5e+3, 0], \"b\": true, \"c\": null,\n"
                                             "\"d\": {}, \"e\": [], \"f\": false, \"g\": \"x\" }\n");
    QVERIFY2(root.isOk(), qPrintable(detailOf(root)));
    QVERIFY(root->kind == JsonValue::Kind::object);
    QCOMPARE(root->members.size(), std::size_t{7});
    const JsonValue &numbers = root->find("a")->value;
    QCOMPARE(numbers.items.size(), std::size_t{3});
    QCOMPARE(numbers.items[1].text, std::string("-2.5e+3"));
    QVERIFY(root->find("b")->value.boolean);
    QVERIFY(root->find("c")->value.kind == JsonValue::Kind::null);
    QVERIFY(root->find("d")->value.kind == JsonValue::Kind::object);
    QVERIFY(!root->find("f")->value.boolean);
    QCOMPARE(root->find("g")->value.text, std::string("x"));
    QVERIFY(root->find("h") == nullptr);
}

void TestJsonTree::valuesKnowTheirPlace()
{
    const Result<JsonValue> root = parseJson("{\n  \"\u00e4\u65e5\": 1,\r\n\t\"b\": [ \"\U0001F600\", 7 ]\n}");
    QVERIFY2(root.isOk(), qPrintable(detailOf(root)));
    QCOMPARE(root->members[0].position.line, 2U);
    QCOMPARE(root->members[0].position.column, 3U);
    QCOMPARE(root->members[0].value.position.column, 9U);
    const JsonValue &array = root->members[1].value;
    QCOMPARE(array.position.line, 3U);
    QCOMPARE(array.position.column, 7U);
    QCOMPARE(array.items[1].position.column, 14U); // characters, not bytes
}

void TestJsonTree::escapesAreDecoded_data()
{
    QTest::addColumn<std::string>("json");
    QTest::addColumn<std::string>("text");
    QTest::newRow("short ones") << std::string(R"("\"\\\/\b\f\n\r\t")") << std::string("\"\\/\b\f\n\r\t");
    QTest::newRow("two bytes") << std::string(R"("\u00Fc")") << std::string("\u00fc");
    QTest::newRow("three bytes") << std::string(R"("\u65e5")") << std::string("\u65e5");
    QTest::newRow("a surrogate pair") << std::string(R"("\uD83D\uDE00")") << std::string("\U0001F600");
    QTest::newRow("a zero") << std::string(R"("a\u0000b")") << std::string("a\0b", 3);
}

void TestJsonTree::escapesAreDecoded()
{
    QFETCH(const std::string, json);
    QFETCH(const std::string, text);
    const Result<JsonValue> value = parseJson(json);
    QVERIFY2(value.isOk(), qPrintable(detailOf(value)));
    QCOMPARE(value->text, text);
}

void TestJsonTree::whatIsWrongIsFoundAgain_data()
{
    QTest::addColumn<std::string>("json");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const std::string &json, const char *detail) {
        QTest::newRow(name) << json << QString::fromUtf8(detail);
    };
    row("nothing", "", "line 1, column 1: the text ends where a value is expected");
    row("only space", " \n ", "line 2, column 2: the text ends where a value is expected");
    row("two values", "1 2", "line 1, column 3: something follows the end");
    row("a NUL behind the end", std::string("1\0", 2), "line 1, column 2: something follows the end");
    row("a trailing comma", "[1,\n]", "line 2, column 1: a value is expected");
    row("a trailing comma in an object", "{\"a\":1,}",
        "line 1, column 8: the name of a member in double quotes is expected");
    row("a name without quotes", "{\n a: 1}", "line 2, column 2: the name of a member in double quotes is expected");
    row("no colon", "{\"a\" 1}", "line 1, column 6: a colon is expected");
    row("no comma", "{\"a\":1 \"b\":2}", "line 1, column 8: a comma or a closing brace is expected");
    row("no comma in an array", "[1 2]", "line 1, column 4: a comma or a closing bracket is expected");
    row("an open array", "[1", "line 1, column 3: a comma or a closing bracket is expected");
    row("an open text", "{\"a\":\n\"b}", "line 2, column 1: the text that begins here has no end");
    row("a member twice", "{\"a\":1,\n \"a\":2}", "line 2, column 2: \"a\" is here twice");
    row("a line break in a text", "\"a\nb\"",
        "line 1, column 3: a line break or another control character inside a text");
    row("an unknown escape", "\"\\x41\"", "line 1, column 2: this is no escape of JSON");
    row("short hexadecimal digits", "\"\\u12\"", "line 1, column 2: four hexadecimal digits are expected after \\u");
    row("a high surrogate alone", "\"\\uD800\"", "line 1, column 2: half a surrogate pair");
    row("a low surrogate alone", "\"\\uDC00\"", "line 1, column 2: half a surrogate pair");
    row("a leading zero", "01", "line 1, column 2: a number does not begin with 0");
    row("no digit behind the point", "1.", "line 1, column 3: a digit is expected");
    row("no digit in the exponent", "1e+", "line 1, column 4: a digit is expected");
    row("a plus sign", "+1", "line 1, column 1: a value is expected");
    row("a minus sign alone", "-", "line 1, column 1: a value is expected");
    row("a comment", "{} // x", "line 1, column 4: something follows the end");
    row("a word", "tru", "line 1, column 1: a value is expected");
    row("Latin-1", "{\n\"\u00e4\": \"\xFC\"}", "line 2, column 7: this is not UTF-8");
    row("a text in single quotes", "'a'", "line 1, column 1: a value is expected");
}

void TestJsonTree::whatIsWrongIsFoundAgain()
{
    QFETCH(const std::string, json);
    QFETCH(const QString, detail);
    QCOMPARE(detailOf(parseJson(json)), detail);
}

void TestJsonTree::limitsHold()
{
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    QVERIFY(parseJson(nested(16)).isOk());
    const Result<JsonValue> deep = parseJson(nested(17));
    QVERIFY(!deep.isOk());
    QVERIFY(deep.error().code == ErrorCode::limitExceeded);
    QVERIFY(!parseJson(nested(400'000)).isOk());
    QVERIFY(!parseJson(std::string((std::size_t{1} << 20U) + 1, ' ')).isOk());
    std::string many = "[0";
    for (int i = 0; i < 100'000; ++i)
        many += ",0";
    QCOMPARE(detailOf(parseJson(many + "]")), QStringLiteral("line 1, column 200000: more than 100000 values"));
    std::string members = "{";
    for (int i = 0; i < 65; ++i)
        members += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
    QVERIFY(!parseJson(members + "}").isOk());
}

void TestJsonTree::anyBytesGiveAnAnswer()
{
    const std::string whole = R"({"a": [1, -2.5e3, "x\u00e4\uD83D\uDE00\n"], "b": {"c": null, "d": [true, false]}})";
    std::mt19937 random(20261124);
    const std::string alphabet = "{}[],:\"\\u0123456789eE+-.tfn \n\x80\xC3\xF0";
    int accepted = 0;
    for (int i = 0; i < 200'000; ++i) {
        std::string text = whole;
        const unsigned edits = 1 + random() % 4;
        for (unsigned edit = 0; edit < edits; ++edit) {
            const std::size_t at = random() % text.size();
            switch (random() % 4) {
            case 0:
                text[at] = alphabet[random() % alphabet.size()];
                break;
            case 1:
                text.insert(at, 1, alphabet[random() % alphabet.size()]);
                break;
            case 2:
                text.erase(at, 1 + random() % 4);
                break;
            default:
                text = text.substr(0, at) + text.substr(at / 2);
                break;
            }
            if (text.empty())
                text = " ";
        }
        const Result<JsonValue> value = parseJson(text);
        accepted += value.isOk();
        if (!value)
            QVERIFY(value.error().detail.find("line ") == 0);
    }
    QVERIFY(accepted > 100); // the mutations reach both sides
}

QTEST_APPLESS_MAIN(TestJsonTree)
#include "tst_json_tree.moc"
