// Each row is a clean instance with exactly one defect in its character sets or in a text, and the one finding for it.
#include <QTest>

#include "tests/core/checks/draft_file.h"
#include "tests/support/instance_builder.h"

using namespace mi;
using namespace mi::test;
using namespace std::string_literals;

namespace {

constexpr Tag charset = tags::SpecificCharacterSet;
constexpr Tag name = tags::PatientName;
constexpr Tag description = tags::StudyDescription;
constexpr Tag requestAttributes{0x0040, 0x0275};
constexpr Tag stepDescription{0x0040, 0x0007};

const std::string latin1Mueller = "M\xFCller";
const std::string utf8Mueller = "M\xC3\xBCller";
// Yamada in JIS X 0208, as PS3.5 H.3 encodes it.
const std::string kanji = "Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B";

DraftFile file(const std::string &declaration, const std::string &patientName)
{
    DraftFile draft;
    if (!declaration.empty())
        draft.set(charset, Vr::CS, declaration);
    return draft.set(name, Vr::PN, patientName);
}

DraftFile withItem(const std::string &rootDeclaration, const ElementWriter &item)
{
    DraftFile draft;
    if (!rootDeclaration.empty())
        draft.set(charset, Vr::CS, rootDeclaration);
    ElementWriter sequence;
    sequence.sequence(requestAttributes, {item.str()});
    return draft.setElement(requestAttributes, sequence.str());
}

ElementWriter item(const std::string &declaration, const std::string &text)
{
    ElementWriter writer;
    if (!declaration.empty())
        writer.text(charset, Vr::CS, declaration);
    writer.text(stepDescription, Vr::LO, text);
    return writer;
}

void declarationRows(void (*row)(const char *, const DraftFile &, const char *))
{
    constexpr auto ascii = "TEST^ONE";
    row("a set that does not exist", file("ISO_IR 999", ascii), "text.charset.unknown-term (0008,0005)");
    row("a word instead of a set", file("GERMAN", ascii), "text.charset.unknown-term (0008,0005)");
    row("an unknown set with text that it would explain", file("GERMAN", latin1Mueller),
        "text.charset.unknown-term (0008,0005)");
    row("an unknown set in the second value", file("ISO 2022 IR 6\\ISO 2022 IR 999", ascii),
        "text.charset.unknown-term (0008,0005)");
    row("a hyphen instead of an underscore", file("ISO-IR 100", latin1Mueller), "text.charset.misspelt (0008,0005)");
    row("small letters", file("iso_ir 100", latin1Mueller), "text.charset.misspelt (0008,0005)");
    row("the name that programmers use", file("UTF-8", utf8Mueller), "text.charset.misspelt (0008,0005)");
    row("ASCII by name", file("ISO_IR 6", ascii), "text.charset.misspelt (0008,0005)");
    row("UTF-8 beside another set", file("ISO_IR 192\\ISO 2022 IR 100", ascii),
        "text.charset.not-combinable (0008,0005)");
    row("GB18030 in the second value", file("\\GB18030", ascii), "text.charset.not-combinable (0008,0005)");
    row("an empty second value", file("ISO 2022 IR 100\\\\ISO 2022 IR 126", ascii),
        "text.charset.not-combinable (0008,0005)");
    row("a two-byte set in front", file("ISO 2022 IR 87\\ISO 2022 IR 6", ascii),
        "text.charset.first-value (0008,0005)");
    row("a two-byte set alone", file("ISO 2022 IR 149", ascii), "text.charset.first-value (0008,0005)");
    row("several sets without code extensions", file("ISO_IR 100\\ISO_IR 126", ascii),
        "text.charset.not-extensible (0008,0005)");
    row("one set with code extensions", file("ISO 2022 IR 100", latin1Mueller),
        "text.charset.single-extension (0008,0005)");
}

void textRows(void (*row)(const char *, const DraftFile &, const char *))
{
    row("an umlaut without declaration", file("", latin1Mueller), "text.charset.missing (0010,0010)");
    row("UTF-8 without declaration", file("", utf8Mueller), "text.charset.missing (0010,0010)");
    row("two umlauts in two attributes without declaration",
        file("", latin1Mueller).set(tags::InstitutionName, Vr::LO, "K\xF6ln"), "text.charset.missing (0008,0080)");
    row("an umlaut in UTF-8 that is not UTF-8", file("ISO_IR 192", latin1Mueller), "text.undecodable (0010,0010)");
    row("a byte that Latin-1 does not have", file("ISO_IR 100", "A\x93"s + "B\x94"), "text.undecodable (0010,0010)");
    row("UTF-8 declared as Latin-1", file("ISO_IR 100", utf8Mueller), "text.charset.looks-like-utf-8 (0010,0010)");
    row("UTF-8 capitals declared as Latin-1",
        file("ISO_IR 100", "\xC3\x9C"
                           "BER"),
        "text.charset.looks-like-utf-8 (0010,0010)");
    row("a Greek letter that ISO 8859-7 does not have", file("ISO_IR 126", "A\xD2"), "text.undecodable (0010,0010)");
    row("half a character of GB18030", file("GB18030", "A\xCD\xF5\xD0"), "text.undecodable (0010,0010)");
    row("an escape sequence without declaration", file("", kanji), "text.escape.not-declared (0010,0010)");
    row("an escape sequence for another set", file("\\ISO 2022 IR 149", kanji), "text.escape.not-declared (0010,0010)");
    row("a name that ends in Kanji", file("\\ISO 2022 IR 87", "Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:"),
        "text.escape.not-switched-back (0010,0010)");
    row("a family name that ends in Kanji", file("\\ISO 2022 IR 87", "Yamada=\x1b$B;3ED^\x1b$BB@O:\x1b(B"),
        "text.escape.not-switched-back (0010,0010)");
    row("a group that ends in Kanji", file("\\ISO 2022 IR 87", "Yamada=\x1b$B;3ED=\x1b$B$d$^$@\x1b(B"),
        "text.escape.not-switched-back (0010,0010)");
    row("a line that ends in Kanji",
        file("\\ISO 2022 IR 87", "x").set(Tag{0x0010, 0x4000}, Vr::LT, "\x1b$B;3ED\r\nabc"),
        "text.escape.not-switched-back (0010,4000)");
    row("the first of two values ends in Kanji",
        file("\\ISO 2022 IR 87", "x").set(Tag{0x0018, 0x1020}, Vr::LO, "\x1b$B;3ED\\\x1b$B;3ED\x1b(B"),
        "text.escape.not-switched-back (0018,1020)");
    row("ESC alone in text that declares nothing",
        file("", "A\x1b"
                 "B"),
        "value.text.control-character (0010,0010)");
    row("ESC alone in Latin-1",
        file("ISO_IR 100", "A\x1b"
                           "B"),
        "value.text.control-character (0010,0010)");
    row("ESC alone in UTF-8",
        file("ISO_IR 192", "\xC3\xA4\x1b"
                           "B"),
        "value.text.control-character (0010,0010)");
    row("an escape sequence that does not exist", file("\\ISO 2022 IR 87", "A\x1b%%B"), "text.undecodable (0010,0010)");
    row("a declaration in an item that its text contradicts", withItem("ISO_IR 100", item("ISO_IR 192", latin1Mueller)),
        "text.undecodable (0040,0275)[1].(0040,0007)");
    row("text in an item under a declaration of the root that it contradicts",
        withItem("ISO_IR 192", item("", latin1Mueller)), "text.undecodable (0040,0275)[1].(0040,0007)");
    row("an unknown set in an item", withItem("ISO_IR 100", item("ISO_IR 999", "x")),
        "text.charset.unknown-term (0040,0275)[1].(0008,0005)");
    std::string sixtyFive;
    for (int i = 0; i < 65; ++i)
        sixtyFive += "\xC3\xBC";
    row("65 letters in UTF-8", file("ISO_IR 192", "x").set(description, Vr::LO, sixtyFive),
        "value.length.too-long (0008,1030)");
    row("two values of which one has an umlaut", file("ISO_IR 100", "x").set(tags::AccessionNumber, Vr::SH, "\xFC\\B"),
        "value.vm.wrong (0008,0050)");
    row("an umlaut and six components", file("ISO_IR 100", "\xFC^B^C^D^E^F"), "value.pn.components (0010,0010)");
    row("an umlaut and NUL padding", file("ISO_IR 100", "x").setRaw(description, Vr::LO, "ab\xFC\0"s),
        "value.padding.nul (0008,1030)");
}

} // namespace

class TestTextChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneDefectIsOneFinding_data();
    void oneDefectIsOneFinding();
    void whatIsRightIsNotReported_data();
    void whatIsRightIsNotReported();
    void theProbableSetIsAHint_data();
    void theProbableSetIsAHint();
    void theOffsetInTheValueIsNamed();
    void textsUnderOneDeclarationAreCounted();
};

void TestTextChecks::oneDefectIsOneFinding_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<QString>("finding");
    const auto row = [](const char *rowName, const DraftFile &draft, const char *finding) {
        QTest::newRow(rowName) << draft.file() << QString::fromLatin1(finding);
    };
    declarationRows(row);
    textRows(row);
}

void TestTextChecks::oneDefectIsOneFinding()
{
    QFETCH(std::string, bytes);
    QFETCH(QString, finding);
    QCOMPARE(findingIds(verdictOn(bytes)), QStringList{finding});
}

void TestTextChecks::whatIsRightIsNotReported_data()
{
    QTest::addColumn<std::string>("bytes");
    const auto row = [](const char *rowName, const DraftFile &draft) { QTest::newRow(rowName) << draft.file(); };
    row("ASCII without declaration", file("", "TEST^ONE"));
    row("Latin-1", file("ISO_IR 100", latin1Mueller));
    row("UTF-8", file("ISO_IR 192", utf8Mueller));
    row("Cyrillic", file("ISO_IR 144", "\xBB\xEE\xDA\xE6\xD5\xDC\xD1\xE3\xE0\xD3"));
    row("Thai that could be UTF-8", file("ISO_IR 166", "\xE0\xB7\xBE"));
    row("Kanji with escape sequences", file("\\ISO 2022 IR 87", kanji));
    row("Hangul", file("\\ISO 2022 IR 149", "Hong^Gildong=\x1b$)C\xFB\xF3^\x1b$)C\xD1\xCE\xD4\xD7"));
    row("GB18030 with a backslash inside a character", file("GB18030", "A").set(description, Vr::LO, "\x90\x5C"));
    row("64 letters of two bytes", [] {
        std::string text;
        for (int i = 0; i < 64; ++i)
            text += "\xC3\xBC";
        return file("ISO_IR 192", "x").set(description, Vr::LO, text);
    }());
    row("an item with a set of its own", withItem("ISO_IR 192", item("ISO_IR 100", latin1Mueller)));
    row("an item under the declaration of the root", withItem("ISO_IR 192", item("", utf8Mueller)));
    row("private text in no set at all", DraftFile{}
                                             .set(charset, Vr::CS, "ISO_IR 100")
                                             .set(Tag{0x0009, 0x0010}, Vr::LO, "MAKER")
                                             .set(Tag{0x0009, 0x1001}, Vr::LO, "\xFC"));
}

void TestTextChecks::whatIsRightIsNotReported()
{
    QFETCH(std::string, bytes);
    QCOMPARE(findingIds(verdictOn(bytes)), QStringList{});
}

void TestTextChecks::theProbableSetIsAHint_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<QString>("hint");
    QTest::newRow("UTF-8") << utf8Mueller << QStringLiteral("looks like UTF-8");
    QTest::newRow("Latin-1") << latin1Mueller << QStringLiteral("looks like ISO_IR 100 (Latin-1)");
    QTest::newRow("quotation marks of Windows") << "A\x93"s + "B\x94" << QStringLiteral("looks like Windows-1252");
    QTest::newRow("Chinese") << "\xCD\xF5\xD0\xA1\xB6\xAB"s
                             << QStringLiteral("looks like a two-byte set (GBK, EUC-KR, ...)");
}

void TestTextChecks::theProbableSetIsAHint()
{
    QFETCH(std::string, text);
    QFETCH(QString, hint);
    const InstanceVerdict verdict = verdictOn(file("", text).file());
    QCOMPARE(verdict.findings.size(), std::size_t{1});
    const QString observed = QString::fromStdString(verdict.findings.front().observed);
    QVERIFY2(observed.endsWith(hint), qPrintable(observed));
}

void TestTextChecks::theOffsetInTheValueIsNamed()
{
    const InstanceVerdict verdict = verdictOn(file("ISO_IR 192", "ab\xFC"
                                                                 "cd")
                                                  .file());
    QCOMPARE(verdict.findings.size(), std::size_t{1});
    const QString observed = QString::fromStdString(verdict.findings.front().observed);
    QVERIFY2(observed.contains(QStringLiteral("byte 2")), qPrintable(observed));
    QCOMPARE(QString::fromStdString(verdict.findings.front().expected), QStringLiteral("text in ISO_IR 192"));
}

void TestTextChecks::textsUnderOneDeclarationAreCounted()
{
    const InstanceVerdict verdict =
        verdictOn(file("ISO_IR 192", latin1Mueller).set(tags::InstitutionName, Vr::LO, "K\xF6ln").file());
    QCOMPARE(findingIds(verdict), QStringList{QStringLiteral("text.undecodable (0008,0080)")});
    QCOMPARE(verdict.findings.front().count, 2U);
}

QTEST_APPLESS_MAIN(TestTextChecks)
#include "tst_text_checks.moc"
