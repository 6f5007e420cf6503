// Good and bad values of every text VR, the forms of Value Multiplicity, and the calendar.
#include <QTest>

#include "core/checks/values/calendar.h"
#include "core/checks/values/element_text.h"
#include "core/checks/values/value_multiplicity.h"
#include "core/checks/values/vr_syntax.h"

#include <string>

using namespace mi;

Q_DECLARE_METATYPE(mi::ValueDefect)
Q_DECLARE_METATYPE(mi::PaddingDefect)
Q_DECLARE_METATYPE(mi::Vr)

namespace {

using D = ValueDefect;

void row(const char *name, Vr vr, const std::string &value, D defect = D::none)
{
    QTest::addRow("%s: %s", std::string(toString(vr)).c_str(), name) << vr << value << defect;
}

void identifierRows()
{
    row("a name", Vr::AE, "STORE_SCP");
    row("16 characters", Vr::AE, "ABCDEFGHIJKLMNOP");
    row("16 characters between spaces", Vr::AE, " ABCDEFGHIJKLMNOP ");
    row("several names", Vr::AE, "ONE\\TWO");
    row("17 characters", Vr::AE, "ABCDEFGHIJKLMNOPQ", D::tooLong);
    row("only spaces", Vr::AE, "    ", D::blank);
    row("a tabulator", Vr::AE, "A\tB", D::illegalCharacter);
    row("a letter outside ASCII", Vr::AE, "K\xC3\x96LN", D::illegalCharacter);

    row("years", Vr::AS, "045Y");
    row("days", Vr::AS, "003D");
    row("weeks", Vr::AS, "012W");
    row("months", Vr::AS, "018M");
    row("two digits", Vr::AS, "45Y", D::malformed);
    row("without unit", Vr::AS, "0045", D::malformed);
    row("a small letter", Vr::AS, "045y", D::malformed);
    row("an unknown unit", Vr::AS, "045H", D::malformed);
    row("only spaces", Vr::AS, "    ", D::blank);

    row("capitals, digits, underscore and space", Vr::CS, "ORIGINAL_1 X");
    row("several values", Vr::CS, "ORIGINAL\\PRIMARY\\AXIAL");
    row("empty among several", Vr::CS, "ORIGINAL\\\\AXIAL");
    row("16 characters", Vr::CS, "ABCDEFGHIJKLMNOP");
    row("spaces around", Vr::CS, " MONO ");
    row("17 characters", Vr::CS, "ABCDEFGHIJKLMNOPQ", D::tooLong);
    row("small letters", Vr::CS, "Original", D::lowerCase);
    row("a slash", Vr::CS, "ABDOM/RAD", D::illegalCharacter);
    row("a hyphen behind small letters", Vr::CS, "axial-1", D::illegalCharacter);
    row("a letter outside ASCII in the second value", Vr::CS, "OK\\\xDC", D::illegalCharacter);
}

void dateRows()
{
    row("a day", Vr::DA, "20240229");
    row("several days", Vr::DA, "20240229\\20240301");
    row("30 February", Vr::DA, "20240230", D::impossible);
    row("29 February of a common year", Vr::DA, "20230229", D::impossible);
    row("29 February 1900", Vr::DA, "19000229", D::impossible);
    row("29 February 2000", Vr::DA, "20000229");
    row("month 13", Vr::DA, "20241301", D::impossible);
    row("day 0", Vr::DA, "20240100", D::impossible);
    row("31 April", Vr::DA, "20240431", D::impossible);
    row("zeros", Vr::DA, "00000000", D::impossible);
    row("the form with dots", Vr::DA, "1997.03.04", D::retiredForm);
    row("30 February with dots", Vr::DA, "1997.02.30", D::impossible);
    row("a range", Vr::DA, "20200101-20210101", D::queryRange);
    row("an open range", Vr::DA, "20200101-", D::queryRange);
    row("a range open to the past", Vr::DA, "-20200101", D::queryRange);
    row("hyphens", Vr::DA, "2020-01-01", D::malformed);
    row("a year", Vr::DA, "2020", D::malformed);
    row("seven digits", Vr::DA, "2020010", D::malformed);
    row("letters", Vr::DA, "ANONYMIZ", D::malformed);
    row("only spaces", Vr::DA, "        ", D::blank);
    row("a digit outside ASCII", Vr::DA, "2020010\xB9", D::malformed);

    row("hour", Vr::TM, "10");
    row("hour and minute", Vr::TM, "1015");
    row("with a fraction", Vr::TM, "101530.123456");
    row("with a short fraction", Vr::TM, "101530.1");
    row("with trailing space", Vr::TM, "101530 ");
    row("a leap second", Vr::TM, "235960");
    row("midnight", Vr::TM, "000000");
    row("hour 24", Vr::TM, "240000", D::malformed);
    row("minute 60", Vr::TM, "1060", D::malformed);
    row("second 61", Vr::TM, "101561", D::malformed);
    row("an odd number of digits", Vr::TM, "10153", D::malformed);
    row("seven digits of fraction", Vr::TM, "101530.1234567", D::malformed);
    row("a point without fraction", Vr::TM, "101530.", D::malformed);
    row("a fraction of a minute", Vr::TM, "1015.5", D::malformed);
    row("a leading space", Vr::TM, " 101530", D::malformed);
    row("colons", Vr::TM, "10:15:30", D::retiredForm);
    row("colons and a fraction", Vr::TM, "10:15:30.5", D::retiredForm);
    row("a range", Vr::TM, "1000-1200", D::queryRange);
    row("an open range", Vr::TM, "1000-", D::queryRange);

    row("a year", Vr::DT, "2024");
    row("a month", Vr::DT, "202402");
    row("all of it", Vr::DT, "20240229101530.123456+0100");
    row("a year with an offset", Vr::DT, "2024-0500");
    row("a leap second", Vr::DT, "20161231235960");
    row("offset +1400", Vr::DT, "20240229101530+1400");
    row("30 February", Vr::DT, "20240230101530", D::impossible);
    row("month 13", Vr::DT, "202413", D::impossible);
    row("hour 25", Vr::DT, "2024022925", D::malformed);
    row("offset +1500", Vr::DT, "20240229101530+1500", D::malformed);
    row("offset -1300", Vr::DT, "20240229101530-1300", D::malformed);
    row("offset -0000", Vr::DT, "20240229101530-0000", D::malformed);
    row("offset +0160", Vr::DT, "20240229101530+0160", D::malformed);
    row("a short offset", Vr::DT, "20240229101530+01", D::malformed);
    row("the form of ISO 8601", Vr::DT, "2024-02-29T10:15:30", D::malformed);
    row("a range", Vr::DT, "20240101-20240201", D::queryRange);
    row("an open range", Vr::DT, "20240101-", D::queryRange);
}

void numberRows()
{
    for (const char *good : {"0", "-1.5", "+3", ".5", "5.", "1E10", "1.5e-3", " 12 ", "1234567890123456", "1\\2\\3"})
        row(good, Vr::DS, good);
    row("17 characters", Vr::DS, "1.234567890123456", D::tooLong);
    row("17 characters in the second value", Vr::DS, "1\\1.234567890123456", D::tooLong);
    for (const char *bad : {"1,5", "abc", "NaN", "inf", "1.2.3", "--1", "1E", "+", ".", "1 2", "0x10", "1.5 mm"})
        row(bad, Vr::DS, bad, D::malformed);
    row("only spaces", Vr::DS, "  ", D::blank);

    for (const char *good : {"0", "-1", "+3", " 12 ", "2147483647", "-2147483648", "1\\2"})
        row(good, Vr::IS, good);
    for (const char *bad : {"1.0", "1A", "abc", "-", "1 2", "1E3"})
        row(bad, Vr::IS, bad, D::malformed);
    for (const char *large : {"2147483648", "-2147483649", "999999999999", "99999999999999999999"})
        row(large, Vr::IS, large, D::outOfRange);
    row("13 characters", Vr::IS, "0000000000001", D::tooLong);
    row("only spaces", Vr::IS, " ", D::blank);

    row("a UID", Vr::UI, "1.2.840.10008.1.2");
    row("a UUID as UID", Vr::UI, "2.25.329800735698586629295641978511506172918");
    row("64 characters", Vr::UI, "1.2." + std::string(60, '3'));
    row("several", Vr::UI, "1.2.3\\1.2.4");
    row("65 characters", Vr::UI, "1.2." + std::string(61, '3'), D::tooLong);
    row("a leading zero", Vr::UI, "1.02.3", D::leadingZero);
    row("an empty component", Vr::UI, "1..3", D::emptyComponent);
    row("a dot at the end", Vr::UI, "1.2.", D::emptyComponent);
    row("a letter", Vr::UI, "1.2.A", D::illegalCharacter);
    row("a space inside", Vr::UI, "1.2. 3", D::illegalCharacter);
    row("root 3", Vr::UI, "3.1", D::illegalRoot);
    row("one component", Vr::UI, "1", D::illegalRoot);
}

void textRows()
{
    row("a text", Vr::LO, "Thorax, 2 planes");
    row("64 letters of two bytes", Vr::LO, [] {
        std::string text;
        for (int i = 0; i < 64; ++i)
            text += "\xC3\xBC";
        return text;
    }());
    row("65 characters", Vr::LO, std::string(65, 'x'), D::tooLong);
    row("64 characters and spaces behind", Vr::LO, std::string(64, 'x') + "  ");
    row("65 characters in the second value", Vr::LO, "a\\" + std::string(65, 'x'), D::tooLong);
    row("a line feed", Vr::LO, "a\nb", D::controlCharacter);
    row("a NUL inside", Vr::LO, std::string("a\0b", 3), D::controlCharacter);
    row("a delete character", Vr::LO, "a\x7F", D::controlCharacter);
    row("a control character of the upper half", Vr::LO, "a\xC2\x85", D::controlCharacter);

    row("16 characters", Vr::SH, "ABCDEFGHIJKLMNOP");
    row("17 characters", Vr::SH, "ABCDEFGHIJKLMNOPQ", D::tooLong);
    row("a tabulator", Vr::SH, "a\tb", D::controlCharacter);

    row("lines", Vr::ST, "a\r\nb\tc\f");
    row("a backslash", Vr::ST, "C:\\x");
    row("1024 characters", Vr::ST, std::string(1024, 'x'));
    row("1025 characters", Vr::ST, std::string(1025, 'x'), D::tooLong);
    row("a bell", Vr::ST, "a\ab", D::controlCharacter);

    row("10240 characters", Vr::LT, std::string(10240, 'x'));
    row("10241 characters", Vr::LT, std::string(10241, 'x'), D::tooLong);
    row("a vertical tabulator", Vr::LT, "a\vb", D::controlCharacter);

    row("any length", Vr::UT, std::string(50000, 'x'));
    row("a NUL inside", Vr::UT, std::string("a\0b", 3), D::controlCharacter);
    row("any length", Vr::UC, std::string(50000, 'x'));
    row("a line feed", Vr::UC, "a\nb", D::controlCharacter);

    row("a link", Vr::UR, "https://example.org/wado?x=%20&y=[1]#z");
    row("a space inside", Vr::UR, "https://example.org/a b", D::illegalCharacter);
    row("a leading space", Vr::UR, " https://example.org", D::illegalCharacter);
    row("a backslash", Vr::UR, "https:\\\\example.org", D::illegalCharacter);
    row("a broken escape", Vr::UR, "https://example.org/%2", D::malformed);

    row("five components", Vr::PN, "Adams^John Robert Quincy^^Rev.^B.A. M.Div.");
    row("three groups", Vr::PN, "Yamada^Tarou=\xE5\xB1\xB1\xE7\x94\xB0^\xE5\xA4\xAA=\xE3\x82\x84\xE3\x81\xBE");
    row("64 characters in a group", Vr::PN, std::string(64, 'x') + "=" + std::string(64, 'y'));
    row("several names", Vr::PN, "A^B\\C^D");
    row("one word", Vr::PN, "Anonymous ");
    row("a family name of two words", Vr::PN, "van Dyck^Anna");
    row("words without a caret", Vr::PN, "DOE JANE", D::oneComponent);
    row("a comma instead of a caret", Vr::PN, "DOE,JANE", D::oneComponent);
    row("six components", Vr::PN, "A^B^C^D^E^F", D::tooManyParts);
    row("four groups", Vr::PN, "A=B=C=D", D::tooManyGroups);
    row("65 characters in a group", Vr::PN, "A=" + std::string(65, 'x'), D::groupTooLong);
    row("a line feed", Vr::PN, "A\nB", D::controlCharacter);
}

} // namespace

class TestVrSyntax : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachValueHasItsDefect_data();
    void eachValueHasItsDefect();
    void paddingIsJudgedByVr_data();
    void paddingIsJudgedByVr();
    void multiplicityFollowsTheDictionary_data();
    void multiplicityFollowsTheDictionary();
    void daysAndAgesAreNumbers();
    void onlyPlainAsciiNeedsNoDecoding();
};

void TestVrSyntax::eachValueHasItsDefect_data()
{
    QTest::addColumn<Vr>("vr");
    QTest::addColumn<std::string>("value");
    QTest::addColumn<ValueDefect>("defect");
    identifierRows();
    dateRows();
    numberRows();
    textRows();
}

void TestVrSyntax::eachValueHasItsDefect()
{
    QFETCH(Vr, vr);
    QFETCH(std::string, value);
    QFETCH(ValueDefect, defect);
    const TextDefect found = firstTextDefect(vr, value);
    QCOMPARE(static_cast<int>(found.defect), static_cast<int>(defect));
}

void TestVrSyntax::paddingIsJudgedByVr_data()
{
    QTest::addColumn<Vr>("vr");
    QTest::addColumn<std::string>("value");
    QTest::addColumn<PaddingDefect>("defect");
    const auto pad = [](const char *name, Vr vr, std::string value, PaddingDefect defect) {
        QTest::newRow(name) << vr << std::move(value) << defect;
    };
    using namespace std::string_literals;
    pad("a UID with one NUL", Vr::UI, "1.2\0"s, PaddingDefect::none);
    pad("a UID with a space", Vr::UI, "1.2 ", PaddingDefect::space);
    pad("a UID with three NULs", Vr::UI, "1.2\0\0\0"s, PaddingDefect::excess);
    pad("a text with spaces", Vr::LO, "abc   ", PaddingDefect::none);
    pad("a text with a NUL", Vr::LO, "abc\0"s, PaddingDefect::nul);
    pad("a text with a NUL before a space", Vr::LO, "ab\0 "s, PaddingDefect::nul);
    pad("a code with a NUL", Vr::CS, "ABC\0"s, PaddingDefect::nul);
    pad("a text of NULs", Vr::SH, "\0\0"s, PaddingDefect::nul);
    pad("a date with two spaces", Vr::DA, "20240101  ", PaddingDefect::excess);
    pad("two dates with one space", Vr::DA, "20240101\\20240102 ", PaddingDefect::none);
    pad("a time with spaces", Vr::TM, "1015  ", PaddingDefect::none);
    pad("no value", Vr::LO, "", PaddingDefect::none);
}

void TestVrSyntax::paddingIsJudgedByVr()
{
    QFETCH(Vr, vr);
    QFETCH(std::string, value);
    QFETCH(PaddingDefect, defect);
    QCOMPARE(static_cast<int>(paddingDefect(vr, value)), static_cast<int>(defect));
}

void TestVrSyntax::multiplicityFollowsTheDictionary_data()
{
    QTest::addColumn<QByteArray>("vm");
    QTest::addColumn<unsigned>("count");
    QTest::addColumn<bool>("allowed");
    const auto vm = [](const char *text, unsigned count, bool allowed) {
        QTest::addRow("%u of %s", count, text) << QByteArray(text) << count << allowed;
    };
    vm("1", 1, true);
    vm("1", 2, false);
    vm("6", 6, true);
    vm("6", 3, false);
    vm("1-3", 3, true);
    vm("1-3", 4, false);
    vm("1-99", 99, true);
    vm("1-n", 1000, true);
    vm("2-n", 1, false);
    vm("2-n", 3, true);
    vm("2-2n", 4, true);
    vm("2-2n", 3, false);
    vm("3-3n", 9, true);
    vm("3-3n", 8, false);
    vm("1-n or 1", 7, true);
    vm("", 7, true);
}

void TestVrSyntax::multiplicityFollowsTheDictionary()
{
    QFETCH(QByteArray, vm);
    QFETCH(unsigned, count);
    QFETCH(bool, allowed);
    QCOMPARE(Multiplicity::parse(std::string_view(vm.constData())).allows(count), allowed);
}

void TestVrSyntax::daysAndAgesAreNumbers()
{
    using namespace std::chrono;
    QVERIFY(dayOf("20240229 ") == sys_days{2024y / February / 29d});
    QVERIFY(dayOf("20240229101530+0100") == sys_days{2024y / February / 29d});
    QVERIFY(!dayOf("20240230"));
    QVERIFY(!dayOf("2024"));
    QVERIFY(!dayOf(""));
    QCOMPARE(ageInYears("045Y").value_or(-1), 45.0);
    QCOMPARE(ageInYears("018M").value_or(-1), 1.5);
    QVERIFY(!ageInYears("000Y"));
    QVERIFY(!ageInYears("45"));
}

void TestVrSyntax::onlyPlainAsciiNeedsNoDecoding()
{
    QVERIFY(isPlainAscii(""));
    QVERIFY(isPlainAscii("plain\n"));
    QVERIFY(!isPlainAscii("\x1b$B"));
    QVERIFY(!isPlainAscii("M\xFCller"));
    QVERIFY(!isPlainAscii("0123456789012345678901234567890\x80"));
}

QTEST_APPLESS_MAIN(TestVrSyntax)
#include "tst_vr_syntax.moc"
