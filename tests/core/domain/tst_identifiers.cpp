// Uid, Tag, AttributePath and Vr: the words in which everything else speaks.
#include <QTest>

#include "core/domain/attribute_path.h"
#include "core/domain/tag.h"
#include "core/domain/uid.h"
#include "core/domain/value_representation.h"

#include <limits>
#include <set>

using namespace mi;

class TestIdentifiers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void uidsAreJudged_data();
    void uidsAreJudged();
    void onlySafeUidsNameFiles_data();
    void onlySafeUidsNameFiles();
    void tagsPrintAsTheStandardDoes();
    void tagsKnowTheirGroup();
    void pathsPrintWithAndWithoutItems();
    void pathsAreComparedWithAndWithoutItems();
    void everyVrHasACode();
    void unknownCodesAreNoVr_data();
    void unknownCodesAreNoVr();
    void vrsKnowTheirEncoding();
};

void TestIdentifiers::uidsAreJudged_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<UidDefect>("defect");
    QTest::addColumn<bool>("isUsable");
    QTest::newRow("a UID") << std::string("1.2.840.10008.1.2") << UidDefect::none << true;
    QTest::newRow("a UUID") << std::string("2.25.329800735698586629295641978511506172918") << UidDefect::none << true;
    QTest::newRow("a component of zero") << std::string("1.0.3") << UidDefect::none << true;
    QTest::newRow("64 characters") << "1.2." + std::string(60, '3') << UidDefect::none << true;
    QTest::newRow("65 characters") << "1.2." + std::string(61, '3') << UidDefect::tooLong << false;
    QTest::newRow("nothing") << std::string() << UidDefect::empty << false;
    QTest::newRow("a letter") << std::string("1.2.a") << UidDefect::illegalCharacter << false;
    QTest::newRow("a space") << std::string("1.2 .3") << UidDefect::illegalCharacter << false;
    QTest::newRow("two values") << std::string("1.2\\1.3") << UidDefect::illegalCharacter << false;
    QTest::newRow("a path") << std::string("../1") << UidDefect::illegalCharacter << false;
    QTest::newRow("a dot in front") << std::string(".1.2") << UidDefect::emptyComponent << false;
    QTest::newRow("a dot behind") << std::string("1.2.") << UidDefect::emptyComponent << false;
    QTest::newRow("two dots") << std::string("1..2") << UidDefect::emptyComponent << false;
    QTest::newRow("dots only") << std::string("..") << UidDefect::emptyComponent << false;
    QTest::newRow("a leading zero") << std::string("1.02.3") << UidDefect::leadingZero << true;
    QTest::newRow("a root of 3") << std::string("3.1") << UidDefect::illegalRoot << true;
    QTest::newRow("a root of 12") << std::string("12.1") << UidDefect::illegalRoot << true;
    QTest::newRow("one component") << std::string("1") << UidDefect::illegalRoot << true;
}

void TestIdentifiers::uidsAreJudged()
{
    QFETCH(const std::string, text);
    QFETCH(const UidDefect, defect);
    QFETCH(const bool, isUsable);
    QCOMPARE(static_cast<int>(uidDefect(text)), static_cast<int>(defect));
    const std::optional<Uid> uid = Uid::create(text);
    QCOMPARE(uid.has_value(), isUsable);
    if (uid)
        QCOMPARE(uid->text(), text);
}

void TestIdentifiers::onlySafeUidsNameFiles_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<bool>("isSafe");
    QTest::newRow("a UID") << std::string("1.2.3") << true;
    QTest::newRow("the parent folder") << std::string("..") << false;
    QTest::newRow("this folder") << std::string(".") << false;
    QTest::newRow("a folder deeper") << std::string("1/2") << false;
    QTest::newRow("a NUL inside") << std::string("1.2\0.3", 6) << false;
    QTest::newRow("nothing") << std::string() << false;
    QTest::newRow("too long") << std::string(65, '1') << false;
}

void TestIdentifiers::onlySafeUidsNameFiles()
{
    QFETCH(const std::string, text);
    QFETCH(const bool, isSafe);
    QCOMPARE(isSafeAsFileName(text), isSafe);
}

void TestIdentifiers::tagsPrintAsTheStandardDoes()
{
    QCOMPARE(toString(tags::PixelData), std::string("(7FE0,0010)"));
    QCOMPARE(toString(Tag{0x0008, 0x103E}), std::string("(0008,103E)"));
    QCOMPARE(toString(Tag{}), std::string("(0000,0000)"));
}

void TestIdentifiers::tagsKnowTheirGroup()
{
    QVERIFY(tags::TransferSyntaxUID.isFileMeta());
    QVERIFY(!tags::SOPClassUID.isFileMeta());
    QVERIFY((Tag{0x0009, 0x1001}.isPrivate()));
    QVERIFY((Tag{0x0009, 0x0010}.isPrivateCreator()));
    QVERIFY(!(Tag{0x0009, 0x0100}.isPrivateCreator()));
    QVERIFY(!(Tag{0x0008, 0x0010}.isPrivateCreator()));
    QVERIFY((Tag{0x0010, 0x0000}.isGroupLength()));
    QVERIFY(tags::SOPClassUID < tags::PatientName);
    QCOMPARE(tags::PixelData.key(), 0x7FE00010U);
}

void TestIdentifiers::pathsPrintWithAndWithoutItems()
{
    const AttributePath path({{Tag{0x0040, 0xA730}, 2}, {Tag{0x0040, 0xA168}, 1}}, Tag{0x0008, 0x0100});
    QCOMPARE(path.toString(), std::string("(0040,A730)[2].(0040,A168)[1].(0008,0100)"));
    QCOMPARE(path.toStringWithoutItems(), std::string("(0040,A730).(0040,A168).(0008,0100)"));
    QVERIFY(AttributePath{}.isEmpty());
    QCOMPARE(AttributePath{}.toString(), std::string());
    QCOMPARE(AttributePath{tags::PatientID}.toString(), std::string("(0010,0020)"));
}

void TestIdentifiers::pathsAreComparedWithAndWithoutItems()
{
    const Tag sequence{0x0040, 0xA730};
    const AttributePath first({{sequence, 1}}, tags::PatientID);
    const AttributePath second({{sequence, 2}}, tags::PatientID);
    QVERIFY(first != second);
    QVERIFY(first.isSameIgnoringItems(second));
    QVERIFY(!first.isSameIgnoringItems(AttributePath{tags::PatientID}));
    QVERIFY(!first.isSameIgnoringItems(AttributePath({{sequence, 1}}, tags::PatientName)));
    QVERIFY(!AttributePath{}.isSameIgnoringItems(AttributePath{Tag{}}));
}

void TestIdentifiers::everyVrHasACode()
{
    std::set<std::string_view> codes;
    for (int i = 0; i < static_cast<int>(Vr::unknown); ++i) {
        const Vr vr = static_cast<Vr>(i);
        QCOMPARE(toString(vr).size(), std::size_t{2});
        QVERIFY(codes.insert(toString(vr)).second);
        QVERIFY(vrFromCode(toString(vr)) == vr);
    }
    QCOMPARE(codes.size(), std::size_t{34});
    QCOMPARE(std::string(toString(Vr::unknown)), std::string("??"));
    QCOMPARE(std::string(toString(Vr::none)), std::string());
}

void TestIdentifiers::unknownCodesAreNoVr_data()
{
    QTest::addColumn<std::string>("code");
    QTest::newRow("lower case") << std::string("pn");
    QTest::newRow("two blanks") << std::string("  ");
    QTest::newRow("not there") << std::string("ZZ");
    QTest::newRow("what we print for unknown") << std::string("??");
    QTest::newRow("nothing") << std::string();
    QTest::newRow("too much") << std::string("PNX");
}

void TestIdentifiers::unknownCodesAreNoVr()
{
    QFETCH(const std::string, code);
    QVERIFY(!vrFromCode(code).has_value());
}

void TestIdentifiers::vrsKnowTheirEncoding()
{
    // PS3.5 table 7.1-1.
    const std::set<Vr> longLength{Vr::OB, Vr::OD, Vr::OF, Vr::OL, Vr::OV, Vr::OW, Vr::SQ,
                                  Vr::SV, Vr::UC, Vr::UN, Vr::UR, Vr::UT, Vr::UV};
    // PS3.5 6.1.2.3.
    const std::set<Vr> characterSet{Vr::LO, Vr::LT, Vr::PN, Vr::SH, Vr::ST, Vr::UC, Vr::UT};
    for (int i = 0; i <= static_cast<int>(Vr::none); ++i) {
        const Vr vr = static_cast<Vr>(i);
        QCOMPARE(hasLongLength(vr), longLength.contains(vr));
        QCOMPARE(isCharacterSetDependent(vr), characterSet.contains(vr));
        QVERIFY(!isMultiValuedText(vr) || isText(vr));
        QVERIFY(!isText(vr) || fixedValueSize(vr) == 0);
    }
    QCOMPARE(fixedValueSize(Vr::US), 2U);
    QCOMPARE(fixedValueSize(Vr::AT), 4U);
    QCOMPARE(fixedValueSize(Vr::FD), 8U);
    QCOMPARE(fixedValueSize(Vr::OB), 0U);
    QVERIFY(!isMultiValuedText(Vr::LT));
    QVERIFY(isMultiValuedText(Vr::UC));
}

QTEST_APPLESS_MAIN(TestIdentifiers)
#include "tst_identifiers.moc"
