#include "core/support/text.h"

#include <QTest>

#include <array>

using namespace mi;
using namespace std::string_view_literals;

class TestText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paddingIsTrimmed_data();
    void paddingIsTrimmed();
    void utf8IsJudged_data();
    void utf8IsJudged();
    void lettersAreComparedWhateverTheirCase();
    void textIsEscapedForDisplay_data();
    void textIsEscapedForDisplay();
    void longTextIsCutBetweenCharacters();
    void bytesBecomeHexadecimal();
    void pathsThatAreNoUtf8StayDistinct();
};

void TestText::paddingIsTrimmed_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::string>("trimmed");
    QTest::addColumn<std::string>("withoutTrailing");
    QTest::newRow("nothing") << std::string() << std::string() << std::string();
    QTest::newRow("spaces only") << std::string("   ") << std::string() << std::string();
    QTest::newRow("NUL behind a UID") << std::string("1.2\0"sv) << std::string("1.2") << std::string("1.2");
    QTest::newRow("both sides") << std::string("  A B \0"sv) << std::string("A B") << std::string("  A B");
    QTest::newRow("a tab is no padding") << std::string("A\t") << std::string("A\t") << std::string("A\t");
}

void TestText::paddingIsTrimmed()
{
    QFETCH(const std::string, bytes);
    QFETCH(const std::string, trimmed);
    QFETCH(const std::string, withoutTrailing);
    QCOMPARE(std::string(trimmedPadding(bytes)), trimmed);
    QCOMPARE(std::string(withoutTrailingPadding(bytes)), withoutTrailing);
}

void TestText::utf8IsJudged_data()
{
    constexpr auto good = std::string_view::npos;
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::size_t>("firstInvalid");
    QTest::newRow("nothing") << std::string() << good;
    QTest::newRow("ASCII") << std::string("Doe^Jane") << good;
    QTest::newRow("one to four bytes") << std::string("a\xC3\xBC\xE5\xB1\xB1\xF0\x9F\x98\x80") << good;
    QTest::newRow("Latin-1") << std::string("M\xFCller") << std::size_t{1};
    QTest::newRow("overlong slash") << std::string("a\xC0\xAF") << std::size_t{1};
    QTest::newRow("overlong in three bytes") << std::string("\xE0\x80\x80") << std::size_t{0};
    QTest::newRow("surrogate") << std::string("ab\xED\xA0\x80") << std::size_t{2};
    QTest::newRow("past U+10FFFF") << std::string("\xF4\x90\x80\x80") << std::size_t{0};
    QTest::newRow("cut off") << std::string("abc\xE5\xB1") << std::size_t{3};
    QTest::newRow("stray continuation") << std::string("a\x80") << std::size_t{1};
}

void TestText::utf8IsJudged()
{
    QFETCH(const std::string, bytes);
    QFETCH(const std::size_t, firstInvalid);
    QCOMPARE(firstInvalidUtf8(bytes), firstInvalid);
    QCOMPARE(isValidUtf8(bytes), firstInvalid == std::string_view::npos);
}

void TestText::lettersAreComparedWhateverTheirCase()
{
    QVERIFY(isEqualIgnoringAsciiCase("", ""));
    QVERIFY(isEqualIgnoringAsciiCase("Acme 3T @[`{", "aCME 3t @[`{"));
    QVERIFY(!isEqualIgnoringAsciiCase("Acme", "Acm"));
    QVERIFY(!isEqualIgnoringAsciiCase("[", "{")); // 32 apart, but no letters
    QVERIFY(!isEqualIgnoringAsciiCase("\xC3\x84", "\xC3\xA4"));
}

void TestText::textIsEscapedForDisplay_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::string>("shown");
    QTest::newRow("plain") << std::string("Doe^Jane") << std::string("Doe^Jane");
    QTest::newRow("UTF-8 stays") << std::string("M\xC3\xBCller") << std::string("M\xC3\xBCller");
    QTest::newRow("Latin-1 bytes") << std::string("M\xFCller") << std::string("M\\xFCller");
    QTest::newRow("control characters") << std::string("a\n\0\x7F"sv) << std::string("a\\x0A\\x00\\x7F");
    QTest::newRow("C1 control") << std::string("\xC2\x85") << std::string("\\xC2\\x85");
    QTest::newRow("nothing") << std::string() << std::string();
}

void TestText::textIsEscapedForDisplay()
{
    QFETCH(const std::string, bytes);
    QFETCH(const std::string, shown);
    QCOMPARE(escapedForDisplay(bytes), shown);
    QVERIFY(isValidUtf8(escapedForDisplay(bytes)));
}

void TestText::longTextIsCutBetweenCharacters()
{
    QCOMPARE(escapedForDisplay("abcdef", 6), std::string("abcdef"));
    QCOMPARE(escapedForDisplay("abcdef", 4), std::string("abcd..."));
    const std::string mountains = "\xE5\xB1\xB1\xE5\xB1\xB1\xE5\xB1\xB1";
    for (std::size_t limit = 0; limit <= mountains.size(); ++limit)
        QVERIFY(isValidUtf8(escapedForDisplay(mountains, limit)));
}

void TestText::bytesBecomeHexadecimal()
{
    constexpr std::array<std::uint8_t, 3> bytes{0x00, 0xAB, 0xFF};
    QCOMPARE(toHex(bytes), std::string("00abff"));
    QCOMPARE(toHex({}), std::string());
}

void TestText::pathsThatAreNoUtf8StayDistinct()
{
#ifndef _WIN32
    QCOMPARE(pathToUtf8("/disc/M\xC3\xBCller.dcm"), std::string("/disc/M\xC3\xBCller.dcm"));
    QCOMPARE(pathToUtf8("/disc/M\xFCller.dcm"), std::string("/disc/M\\xFCller.dcm"));
    QVERIFY(pathToUtf8("/disc/\xFC") != pathToUtf8("/disc/\xFD"));
#endif
}

QTEST_APPLESS_MAIN(TestText)
#include "tst_text.moc"
