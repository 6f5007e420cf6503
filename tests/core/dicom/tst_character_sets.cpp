#include "core/dicom/character_sets.h"

#include <QTest>

using namespace mi;

namespace {

QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

DecodedText decode(const QByteArray &terms, const QByteArray &value, bool isPersonName = false)
{
    CharacterSetDecoder decoder(std::string_view(terms.constData(), static_cast<std::size_t>(terms.size())));
    return decoder.decode(std::string_view(value.constData(), static_cast<std::size_t>(value.size())), isPersonName);
}

} // namespace

class TestCharacterSets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void findsTheFirstBadByte_data();
    void findsTheFirstBadByte();
    void followsEscapesThatAreNotAnnouncedAndSaysSo_data();
    void followsEscapesThatAreNotAnnouncedAndSaysSo();
    void knowsTheTermsOfTheStandard_data();
    void knowsTheTermsOfTheStandard();
    void guessesMisspelledTerms_data();
    void guessesMisspelledTerms();
    void keepsDecodingAfterBadBytes();
    void survivesAnyBytes_data();
    void survivesAnyBytes();
    void canBeMovedAndUsedForManyValues();
    void displaysPersonNames_data();
    void displaysPersonNames();
};

void TestCharacterSets::decodes_data()
{
    QTest::addColumn<QByteArray>("terms");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *terms, const QByteArray &value, const char *expected) {
        QTest::newRow(name) << QByteArray(terms) << value << QString::fromUtf8(expected);
    };
    row("default repertoire", "", "DOE^JANE", "DOE^JANE");
    row("padding is kept", "", "DOE ", "DOE ");
    row("Latin 1", "ISO_IR 100",
        "\xC4neas^R\xFC"
        "diger",
        "Äneas^Rüdiger");
    row("Latin 1 as a padded term", "ISO_IR 100 ", "Buc^J\xE9r\xF4me", "Buc^Jérôme");
    row("Latin 2", "ISO_IR 101", "W\xB1\xB3\xEAsa", "Wąłęsa");
    row("Latin 3", "ISO_IR 109",
        "\xC6"
        "apek",
        "Ĉapek");
    row("Latin 4", "ISO_IR 110", "\xD0\xE0", "Đā");
    row("Cyrillic", "ISO_IR 144", "\xBB\xEE\xDA\x63\x65\xDC\xD1ypg", "Люкceмбypg");
    row("Arabic", "ISO_IR 127", "\xE2\xC8\xC7\xE6\xEA^\xE4\xE6\xD2\xC7\xD1", "قباني^لنزار");
    row("Greek", "ISO_IR 126", "\xC4\xE9\xEF\xED\xF5\xF3\xE9\xEF\xF2", "Διονυσιος");
    row("Hebrew", "ISO_IR 138", "\xF9\xF8\xE5\xEF^\xE3\xE1\xE5\xF8\xE4", "שרון^דבורה");
    row("Latin 5", "ISO_IR 148", "\xDD\xFE\xF0", "İşğ");
    row("Latin 9 with the euro sign", "ISO_IR 203", "5 \xA4", "5 €");
    row("Thai", "ISO_IR 166", "\xB9\xD2\xC2", "นาย");
    row("katakana of one byte", "ISO_IR 13", "\xD4\xCF\xC0\xDE^\xC0\xDB\xB3", "ﾔﾏﾀﾞ^ﾀﾛｳ");
    row("overline of JIS X 0201", "ISO_IR 13", "a~b", "a‾b");
    row("backslash of JIS X 0201 still separates", "ISO_IR 13", "a\\b", "a\\b");
    row("UTF-8", "ISO_IR 192", "Wang^XiaoDong=\xE7\x8E\x8B^\xE5\xB0\x8F\xE6\x9D\xB1", "Wang^XiaoDong=王^小東");
    row("GB18030", "GB18030", "Wang^XiaoDong=\xCD\xF5^\xD0\xA1\xB6\xAB", "Wang^XiaoDong=王^小东");
    row("GB18030 of four bytes", "GB18030", "\x81\x30\x84\x36", "¥");
    row("GBK", "GBK", "Wang=\xCD\xF5\xD0\xA1\xB6\xAB", "Wang=王小东");
    row("GBK with a backslash byte inside a character", "GBK", "\x81\x5C\\x", "乗\\x");
    row("Japanese, PS3.5 H.3.1", "\\ISO 2022 IR 87",
        "Yamada^Tarou=\x1B$B;3ED\x1B(B^\x1B$BB@O:\x1B(B=\x1B$B$d$^$@\x1B(B^\x1B$B$?$m$&\x1B(B",
        "Yamada^Tarou=山田^太郎=やまだ^たろう");
    row("Japanese with katakana, PS3.5 H.3.2", "ISO 2022 IR 13\\ISO 2022 IR 87",
        "\xD4\xCF\xC0\xDE^\xC0\xDB\xB3=\x1B$B;3ED\x1B(J^\x1B$BB@O:\x1B(J=\x1B$B$d$^$@\x1B(J^\x1B$B$?$m$&\x1B(J",
        "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう");
    row("supplementary kanji", "\\ISO 2022 IR 159", "\x1B$(D0!\x1B(B", "丂");
    row("Korean, PS3.5 I.2", "\\ISO 2022 IR 149",
        "Hong^Gildong=\x1B$)C\xFB\xF3^\x1B$)C\xD1\xCE\xD4\xD7=\x1B$)C\xC8\xAB^\x1B$)C\xB1\xE6\xB5\xBF",
        "Hong^Gildong=洪^吉洞=홍^길동");
    row("Korean announced alone, without escapes", "ISO 2022 IR 149", "\xC8\xAB", "홍");
    row("Chinese, PS3.5 K.2", "\\ISO 2022 IR 58",
        "Zhang^XiaoDong=\x1B$)A\xD5\xC5^\x1B$)A\xD0\xA1\xB6\xAB=", "Zhang^XiaoDong=张^小东=");
    row("explicit default repertoire", "ISO 2022 IR 6\\ISO 2022 IR 87", "\x1B$B$d$^$@\x1B(B^x", "やまだ^x");
    row("Greek beside Latin", "ISO 2022 IR 100\\ISO 2022 IR 126", "\xE4 \x1B-F\xE1", "ä α");
    row("a line end resets", "ISO 2022 IR 100\\ISO 2022 IR 126", "\x1B-F\xE1\r\n\xE4", "α\r\nä");
    row("a form feed resets", "ISO 2022 IR 100\\ISO 2022 IR 126", "\x1B-F\xE1\f\xE4", "α\fä");
    row("a tabulator resets", "ISO 2022 IR 100\\ISO 2022 IR 126", "\x1B-F\xE1\t\xE4", "α\tä");
    row("a backslash resets", "ISO 2022 IR 100\\ISO 2022 IR 126", "\x1B-F\xE1\\\xE4", "α\\ä");
    row("a caret resets nothing outside names", "ISO 2022 IR 100\\ISO 2022 IR 126", "\x1B-F\xE1^\xE1", "α^α");
    row("a backslash byte inside kanji", "\\ISO 2022 IR 87", "\x1B$B\x30\x5C\x1B(B\\x", "移\\x");
}

void TestCharacterSets::decodes()
{
    QFETCH(QByteArray, terms);
    QFETCH(QByteArray, value);
    const bool isPersonName = value.contains('=');
    const DecodedText text = decode(terms, value, isPersonName);
    QTEST(qt(text.utf8), "expected");
    QVERIFY(text.isComplete);
    QVERIFY(!text.hasUndeclaredEscape);
}

void TestCharacterSets::findsTheFirstBadByte_data()
{
    QTest::addColumn<QByteArray>("terms");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("offset");
    const auto row = [](const char *name, const char *terms, const char *value, const char *expected, int offset) {
        QTest::newRow(name) << QByteArray(terms) << QByteArray(value) << QString::fromUtf8(expected) << offset;
    };
    row("Latin 1 without a declaration", "", "J\xE9r\xF4me", "J\uFFFDr\uFFFDme", 1);
    row("C1 control in Latin 1", "ISO_IR 100", "a\x92s", "a\uFFFDs", 1);
    row("hole in Hebrew", "ISO_IR 138", "\xF9\xBF", "ש\uFFFD", 1);
    row("hole in katakana", "ISO_IR 13", "\xD4\xE0", "ﾔ\uFFFD", 1);
    row("Latin 1 declared as UTF-8", "ISO_IR 192", "J\xE9r\xF4me", "J\uFFFDr\uFFFDme", 1);
    row("UTF-8 cut off", "ISO_IR 192", "ab\xE7\x8E", "ab\uFFFD", 2);
    row("surrogate in UTF-8", "ISO_IR 192", "a\xED\xA0\x80z", "a\uFFFDz", 1);
    row("GB18030 cut off", "GB18030", "ab\xCD", "ab\uFFFD", 2);
    row("GBK with an impossible byte", "GBK", "ab\xFFz", "ab\uFFFDz", 2);
    row("half a kanji", "\\ISO 2022 IR 87", "\x1B$B;3E\x1B(Bx", "山\uFFFDx", 5);
    row("a hole in JIS X 0208", "\\ISO 2022 IR 87", "\x1B$B)!\x1B(B", "\uFFFD", 3);
    row("half a hangul", "\\ISO 2022 IR 149", "\x1B$)C\xC8^", "\uFFFD^", 4);
    row("Korean without its escape", "\\ISO 2022 IR 149", "\xC8\xAB", "\uFFFD\uFFFD", 0);
    row("unknown escape", "\\ISO 2022 IR 87", "a\x1B$Zb", "a\uFFFD$Zb", 1);
    row("escape at the end", "\\ISO 2022 IR 87", "a\x1B", "a\uFFFD", 1);
    row("unknown term reads ASCII", "X-MAC", "a\xE9", "a\uFFFD", 1);
}

void TestCharacterSets::findsTheFirstBadByte()
{
    QFETCH(QByteArray, terms);
    QFETCH(QByteArray, value);
    QFETCH(int, offset);
    const DecodedText text = decode(terms, value);
    QTEST(qt(text.utf8), "expected");
    QVERIFY(!text.isComplete);
    QCOMPARE(text.firstBadByte, static_cast<std::size_t>(offset));
}

void TestCharacterSets::followsEscapesThatAreNotAnnouncedAndSaysSo_data()
{
    QTest::addColumn<QByteArray>("terms");
    QTest::newRow("no character set") << QByteArray("");
    QTest::newRow("one without code extensions") << QByteArray("ISO_IR 100");
    QTest::newRow("another set announced") << QByteArray("\\ISO 2022 IR 149");
}

void TestCharacterSets::followsEscapesThatAreNotAnnouncedAndSaysSo()
{
    QFETCH(QByteArray, terms);
    const DecodedText text = decode(terms, "\x1B$B;3ED\x1B(B");
    QCOMPARE(qt(text.utf8), QStringLiteral("山田"));
    QVERIFY(text.isComplete);
    QVERIFY(text.hasUndeclaredEscape);
}

void TestCharacterSets::knowsTheTermsOfTheStandard_data()
{
    QTest::addColumn<QByteArray>("terms");
    QTest::addColumn<bool>("hasExtensions");
    QTest::newRow("none") << QByteArray("") << false;
    QTest::newRow("GB18030") << QByteArray("GB18030") << false;
    QTest::newRow("GBK") << QByteArray("GBK") << false;
    QTest::newRow("UTF-8") << QByteArray("ISO_IR 192") << false;
    QTest::newRow("two values") << QByteArray("\\ISO 2022 IR 87") << true;
    for (const int set : {100, 101, 109, 110, 144, 127, 126, 138, 148, 203, 13, 166}) {
        const QByteArray number = QByteArray::number(set);
        QTest::addRow("ISO_IR %d", set) << "ISO_IR " + number << false;
        QTest::addRow("ISO 2022 IR %d", set) << "ISO 2022 IR " + number << true;
    }
    for (const int set : {6, 87, 159, 149, 58})
        QTest::addRow("ISO 2022 IR %d", set) << "ISO 2022 IR " + QByteArray::number(set) << true;
}

void TestCharacterSets::knowsTheTermsOfTheStandard()
{
    QFETCH(QByteArray, terms);
    const CharacterSetDecoder decoder(terms.toStdString());
    QVERIFY(decoder.unknownTerms().empty());
    QCOMPARE(decoder.declaredTerms().size(), static_cast<std::size_t>(terms.count('\\') + 1));
    QTEST(decoder.usesCodeExtensions(), "hasExtensions");
}

void TestCharacterSets::guessesMisspelledTerms_data()
{
    QTest::addColumn<QByteArray>("term");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *term, const char *value, const char *expected) {
        QTest::newRow(term) << QByteArray(term) << QByteArray(value) << QString::fromUtf8(expected);
    };
    row("ISO-IR 100", "\xE9", "é");
    row("ISO_IR_100", "\xE9", "é");
    row("ISO IR 100", "\xE9", "é");
    row("ISO_IR100", "\xE9", "é");
    row("iso_ir 100", "\xE9", "é");
    row("ISO2022 IR 126", "\xE1", "α");
    row("ISO 8859-1", "\xE9", "é");
    row("ISO8859-15", "\xA4", "€");
    row("LATIN1", "\xE9", "é");
    row("UTF-8", "\xC3\xA9", "é");
    row("utf8", "\xC3\xA9", "é");
    row("gb18030", "\xCD\xF5", "王");
    row("gbk", "\xCD\xF5", "王");
    row("ISO_IR 6", "e", "e");
    row("US-ASCII", "e", "e");
}

void TestCharacterSets::guessesMisspelledTerms()
{
    QFETCH(QByteArray, term);
    QFETCH(QByteArray, value);
    CharacterSetDecoder decoder(term.toStdString());
    QCOMPARE(decoder.unknownTerms(), std::vector<std::string>{term.toStdString()});
    QTEST(qt(decoder.decode(value.toStdString(), false).utf8), "expected");
}

void TestCharacterSets::keepsDecodingAfterBadBytes()
{
    const DecodedText text = decode("\\ISO 2022 IR 149", "\xC8"
                                                         "a\x1B$)C\xC8\xAB\xFF\xC8\xAB");
    QCOMPARE(qt(text.utf8), QStringLiteral("\uFFFDa홍\uFFFD홍"));
    QCOMPARE(text.firstBadByte, std::size_t{0});
}

void TestCharacterSets::survivesAnyBytes_data()
{
    QTest::addColumn<QByteArray>("terms");
    for (const char *terms : {"", "ISO_IR 13", "ISO_IR 192", "GB18030", "GBK", "ISO_IR 138",
                              "ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159\\ISO 2022 IR 149\\ISO 2022 IR 58"})
        QTest::newRow(terms) << QByteArray(terms);
}

// Whatever comes in, valid UTF-8 comes out, and a bad byte lies inside the value.
void TestCharacterSets::survivesAnyBytes()
{
    QFETCH(QByteArray, terms);
    CharacterSetDecoder decoder(terms.toStdString());
    quint32 random = 7;
    for (int round = 0; round < 3000; ++round) {
        std::string value;
        for (int i = 0; i < 24; ++i) {
            random = random * 1664525U + 1013904223U;
            const quint32 pick = random >> 24U;
            constexpr std::string_view frequent = "\x1B\x1B$()-BJCDAI^=\\";
            value += pick < 120 ? frequent[pick % frequent.size()] : static_cast<char>(random >> 16U);
        }
        const DecodedText text = decoder.decode(value, round % 2 == 0);
        QCOMPARE(qt(text.utf8).toUtf8().toStdString(), text.utf8);
        QCOMPARE(text.isComplete, !qt(text.utf8).contains(QChar(0xFFFD)));
        if (!text.isComplete)
            QVERIFY(text.firstBadByte < value.size());
    }
}

void TestCharacterSets::canBeMovedAndUsedForManyValues()
{
    CharacterSetDecoder first("\\ISO 2022 IR 87");
    QCOMPARE(qt(first.decode("\x1B$B;3ED\x1B(B", false).utf8), QStringLiteral("山田"));
    CharacterSetDecoder second(std::move(first));
    QCOMPARE(qt(second.decode("plain", false).utf8), QStringLiteral("plain"));
    QCOMPARE(qt(second.decode("\x1B$B;3ED", false).utf8), QStringLiteral("山田"));
    QCOMPARE(qt(second.decode("a", false).utf8), QStringLiteral("a")); // the value before has no effect
}

void TestCharacterSets::displaysPersonNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("family and given") << "DOE^JANE^^^"
                                      << "DOE, JANE";
    QTest::newRow("family only") << "DOE"
                                 << "DOE";
    QTest::newRow("given only") << "^JANE"
                                << "JANE";
    QTest::newRow("all parts") << "Adams^John Robert^Quincy^Rev.^B.A. M.Div."
                               << "Adams, Rev. John Robert Quincy, B.A. M.Div.";
    QTest::newRow("alphabetic group first") << "Yamada^Tarou=山田^太郎=やまだ^たろう"
                                            << "Yamada, Tarou";
    QTest::newRow("ideographic group if there is no other") << "=山田^太郎="
                                                            << "山田, 太郎";
    QTest::newRow("an alphabetic group of carets says nothing") << "^^^^=山田^太郎"
                                                                << "山田, 太郎";
    QTest::newRow("padding") << " DOE ^ JANE "
                             << "DOE, JANE";
    QTest::newRow("too many parts") << "A^B^C^D^E^F"
                                    << "A, D B C, E";
    QTest::newRow("empty") << ""
                           << "";
    QTest::newRow("delimiters only") << "^^=^="
                                     << "";
}

void TestCharacterSets::displaysPersonNames()
{
    QFETCH(QString, name);
    QTEST(qt(displayPersonName(name.toStdString())), "expected");
}

QTEST_APPLESS_MAIN(TestCharacterSets)
#include "tst_character_sets.moc"
