// Three-valued logic, paths, functional groups, and what was not read.
#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "tests/core/standard/rule_fixture.h"

using namespace mi;
using namespace mi::test;

namespace {

constexpr Tag CodeValue{0x0008, 0x0100};
constexpr Tag CodingSchemeDesignator{0x0008, 0x0102};
constexpr Tag LongCodeValue{0x0008, 0x0119};
constexpr Tag AnatomicRegionSequence{0x0008, 0x2218};
constexpr Tag AnatomicRegionModifierSequence{0x0008, 0x2220};
constexpr Tag ReferencedImageSequence{0x0008, 0x1140};
constexpr Tag ImageType{0x0008, 0x0008};
constexpr Tag FrameType{0x0008, 0x9007};
constexpr Tag MRImageFrameTypeSequence{0x0018, 0x9226};
constexpr Tag PixelMeasuresSequence{0x0028, 0x9110};
constexpr Tag SharedFunctionalGroupsSequence{0x5200, 0x9229};
constexpr Tag PerFrameFunctionalGroupsSequence{0x5200, 0x9230};

std::string code(std::string_view scheme, std::string_view value)
{
    return ElementWriter().text(CodeValue, Vr::SH, value).text(CodingSchemeDesignator, Vr::SH, scheme).str();
}

// Root: types, an empty ID, a region with two Items, the first with a modifier, and an empty Sequence.
ScannedInstance nested()
{
    const std::string modifier = ElementWriter().text(CodeValue, Vr::SH, "M").str();
    const std::string first =
        code("SCT", "1") + ElementWriter().sequence(AnatomicRegionModifierSequence, {modifier}).str();
    return scanned(ElementWriter()
                       .text(ImageType, Vr::CS, "DERIVED\\PRIMARY\\\\AXIAL")
                       .sequence(ReferencedImageSequence, {})
                       .sequence(AnatomicRegionSequence, {first, code("DCM", "2")})
                       .text(tags::PatientName, Vr::PN, "  ")
                       .text(tags::PatientID, Vr::LO, "")
                       .us(tags::Rows, {2})
                       .str());
}

std::string frameTypeGroup(std::string_view value)
{
    const std::string item = ElementWriter().text(FrameType, Vr::CS, value).str();
    return ElementWriter().sequence(MRImageFrameTypeSequence, {item}).str();
}

ScannedInstance multiFrame(const std::string &shared, const std::vector<std::string> &frames)
{
    return scanned(ElementWriter()
                       .text(ImageType, Vr::CS, "ORIGINAL")
                       .sequence(SharedFunctionalGroupsSequence, {shared})
                       .sequence(PerFrameFunctionalGroupsSequence, frames)
                       .str());
}

} // namespace

class TestCondition : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void joinsThreeValues_data();
    void joinsThreeValues();
    void followsPathsFromTheRoot_data();
    void followsPathsFromTheRoot();
    void followsPathsFromAnItem_data();
    void followsPathsFromAnItem();
    void looksForAnAttributeInTheFrame();
    void knowsFunctionalGroups();
    void knowsModulesAndIods();
    void asksForTheSameRepeatingGroup();
    void whatWasNotReadIsUnknown_data();
    void whatWasNotReadIsUnknown();
    void itemsThatWereNotReadAreUnknown();
    void stopsWhenTheBudgetIsUsedUp();
    void saysWhyItCannotBeDecided_data();
    void saysWhyItCannotBeDecided();
    void saysWhatDecided_data();
    void saysWhatDecided();
};

void TestCondition::joinsThreeValues_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("truth");
    const char *words[] = {"no", "yes", "unknown"};
    const char *atoms[] = {"false", "true", "unknown(\"x\")"};
    const int conjunction[3][3] = {{0, 0, 0}, {0, 1, 2}, {0, 2, 2}};
    const int disjunction[3][3] = {{0, 1, 2}, {1, 1, 1}, {2, 1, 2}};
    const int negation[3] = {1, 0, 2};
    for (int a = 0; a < 3; ++a) {
        const QByteArray not_ = QByteArray("not ") + atoms[a];
        QTest::newRow(not_) << not_ << QByteArray(words[negation[a]]);
        for (int b = 0; b < 3; ++b) {
            const QByteArray both_ = QByteArray(atoms[a]) + " and " + atoms[b];
            const QByteArray either_ = QByteArray(atoms[a]) + " or " + atoms[b];
            QTest::newRow(both_) << both_ << QByteArray(words[conjunction[a][b]]);
            QTest::newRow(either_) << either_ << QByteArray(words[disjunction[a][b]]);
        }
    }
    QTest::newRow("open") << QByteArray("open(\"x\")") << QByteArray("unknown");
    QTest::newRow("or binds weaker than and") << QByteArray("true or true and false") << QByteArray("yes");
    QTest::newRow("brackets") << QByteArray("(true or true) and false") << QByteArray("no");
    QTest::newRow("not binds strongest") << QByteArray("not false and false") << QByteArray("no");
}

void TestCondition::joinsThreeValues()
{
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, truth);
    const ScannedInstance instance = scanned({});
    QCOMPARE(QByteArray(truthOf(expression.toStdString(), instance)), truth);
    const Expression any("false");
    QCOMPARE(wordOf(evaluate(*any.tables, ConditionId::none, {.instance = instance})), "yes");
}

void TestCondition::followsPathsFromTheRoot_data()
{
    QTest::addColumn<QByteArray>("truth");
    const auto row = [](const char *expression, const char *truth) { QTest::newRow(expression) << QByteArray(truth); };
    row("present(ImageType)", "yes");
    row("present(/ImageType)", "yes");
    row("present(Columns)", "no");
    row("present(PatientID)", "yes");
    row("filled(PatientID)", "no");
    row("empty(PatientID)", "yes");
    row("empty(PatientName)", "yes"); // padding only
    row("empty(Columns)", "no");
    row("filled(Columns)", "no");
    row("filled(Rows)", "yes");
    row("present(ReferencedImageSequence)", "yes");
    row("filled(ReferencedImageSequence)", "no");
    row("empty(ReferencedImageSequence)", "yes");
    row("filled(AnatomicRegionSequence)", "yes");
    row("present(AnatomicRegionSequence[2])", "yes");
    row("present(AnatomicRegionSequence[3])", "no");
    row("present(ReferencedImageSequence[1])", "no");
    row("filled(AnatomicRegionSequence[1])", "yes");
    row("present(ImageType[value 3])", "yes");
    row("filled(ImageType[value 3])", "no");
    row("empty(ImageType[value 3])", "yes");
    row("filled(ImageType[value 4])", "yes");
    row("present(ImageType[value 5])", "no");
    row("filled(ImageType[value 5])", "no");
    row("ImageType = AXIAL", "yes"); // any value
    row("ImageType[value 4] = AXIAL", "yes");
    row("ImageType[value 1] = AXIAL", "no");
    row("ImageType[value 9] = AXIAL", "no");
    row("ImageType[value 1] in {ORIGINAL, DERIVED}", "yes");
    row("not ImageType = ORIGINAL", "yes");
    row("Columns = 1", "no");
    row("not Columns = 1", "yes"); // absent: no value fulfils it
    row("PatientID = A", "no");
    row("/TransferSyntaxUID = 1.2.840.10008.1.2.1", "yes");
    row("AnatomicRegionSequence>CodeValue = 2", "yes"); // any Item
    row("AnatomicRegionSequence[1]>CodeValue = 2", "no");
    row("AnatomicRegionSequence[2]>CodeValue = 2", "yes");
    row("AnatomicRegionSequence[3]>CodeValue = 2", "no");
    row("present(AnatomicRegionSequence>AnatomicRegionModifierSequence)", "yes");
    row("present(AnatomicRegionSequence[2]>AnatomicRegionModifierSequence)", "no");
    row("AnatomicRegionSequence>AnatomicRegionModifierSequence>CodeValue = M", "yes");
    row("present(ReferencedImageSequence>CodeValue)", "no");
    row("present(../ImageType)", "no"); // nothing is outside of the root
    row("present(@any>AnatomicRegionModifierSequence)", "yes");
    row("@any>CodeValue = M", "yes");
    row("@any>CodeValue = X", "no");
    row("present(@any>Columns)", "no");
    row("items(AnatomicRegionSequence) = 2", "yes");
    row("items(AnatomicRegionSequence) > 2", "no");
    row("items(AnatomicRegionSequence) >= 2", "yes");
    row("items(AnatomicRegionSequence) < 2", "no");
    row("items(AnatomicRegionSequence) <= 2", "yes");
    row("items(ReferencedImageSequence) = 0", "yes");
    row("items(DeviceSequence) = 0", "yes"); // absent
    row("items(AnatomicRegionSequence>AnatomicRegionModifierSequence) = 1", "yes");
    row("items(AnatomicRegionSequence[2]>AnatomicRegionModifierSequence) = 0", "yes");
    row("items(DeviceSequence>AnatomicRegionModifierSequence) = 0", "yes");
    row("values(ImageType) = 4", "yes");
    row("values(PatientID) = 0", "yes");
    row("values(Columns) = 0", "yes");
    row("values(Rows) = 1", "yes");
    row("code(AnatomicRegionSequence) in {DCM:2}", "yes"); // any Item
    row("code(AnatomicRegionSequence) in {DCM:1, SCT:1}", "yes");
    row("code(AnatomicRegionSequence) in {DCM:1, SCT:2}", "no");
    row("code(AnatomicRegionSequence[1]) in {DCM:2}", "no");
    row("code(DeviceSequence) in {DCM:2}", "no");
    row("present(@frame>FrameType)", "no");
    row("group(pixel-measures)", "no");
}

void TestCondition::followsPathsFromTheRoot()
{
    QFETCH(QByteArray, truth);
    QCOMPARE(QByteArray(truthOf(QTest::currentDataTag(), nested())), truth);
}

// The Item of the modifier, two Sequences deep.
void TestCondition::followsPathsFromAnItem_data()
{
    QTest::addColumn<QByteArray>("truth");
    const auto row = [](const char *expression, const char *truth) { QTest::newRow(expression) << QByteArray(truth); };
    row("CodeValue = M", "yes");
    row("present(ImageType)", "no");
    row("present(/ImageType)", "yes");
    row("../CodeValue = 1", "yes");
    row("../CodeValue = 2", "no");
    row("../../ImageType = AXIAL", "yes");
    row("present(../../../ImageType)", "no");
    row("items(../../AnatomicRegionSequence) = 2", "yes");
    row("present(../AnatomicRegionModifierSequence)", "yes");
    row("present(@any>ImageType)", "yes");
}

void TestCondition::followsPathsFromAnItem()
{
    QFETCH(QByteArray, truth);
    const ScannedInstance instance = nested();
    QCOMPARE(
        QByteArray(truthOf(QTest::currentDataTag(), instance, itemIndex(instance, AnatomicRegionModifierSequence))),
        truth);
}

void TestCondition::looksForAnAttributeInTheFrame()
{
    const std::string measures = ElementWriter().sequence(PixelMeasuresSequence, {std::string{}}).str();
    const auto frame = [](const ScannedInstance &instance, unsigned number) {
        return itemIndex(instance, PerFrameFunctionalGroupsSequence, number);
    };
    const auto inFrame = [&](const char *expression, const ScannedInstance &instance, unsigned number) {
        return truthOf(expression, instance, frame(instance, number), frame(instance, number));
    };
    const ScannedInstance own =
        multiFrame(frameTypeGroup("SHARED"), {frameTypeGroup("ORIGINAL"), frameTypeGroup("DERIVED"), measures});
    QCOMPARE(inFrame("@frame>FrameType = ORIGINAL", own, 1), "yes");
    QCOMPARE(inFrame("@frame>FrameType = SHARED", own, 1), "no"); // its own Item wins
    QCOMPARE(inFrame("@frame>MRImageFrameTypeSequence>FrameType = DERIVED", own, 2), "yes");
    QCOMPARE(inFrame("@frame>FrameType = SHARED", own, 3), "yes"); // what it has not, the shared Item has
    QCOMPARE(inFrame("present(@frame>PixelMeasuresSequence)", own, 3), "yes");
    QCOMPARE(inFrame("present(@frame>PixelMeasuresSequence)", own, 1), "no");
    QCOMPARE(inFrame("present(@frame>ImageType)", own, 1), "no");

    // Where no frame is meant: what is shared, or what all frames have alike.
    QCOMPARE(truthOf("@frame>FrameType = SHARED", own), "yes");
    const ScannedInstance alike = multiFrame({}, {frameTypeGroup("ORIGINAL"), frameTypeGroup("ORIGINAL")});
    QCOMPARE(truthOf("@frame>FrameType = ORIGINAL", alike), "yes");
    QCOMPARE(truthOf("@frame>FrameType = DERIVED", alike), "no");
    const ScannedInstance mixed = multiFrame({}, {frameTypeGroup("ORIGINAL"), frameTypeGroup("DERIVED")});
    QCOMPARE(truthOf("@frame>FrameType = ORIGINAL", mixed), "unknown");
    QCOMPARE(truthOf("present(@frame>FrameType)", mixed), "yes");
    const ScannedInstance partly = multiFrame({}, {frameTypeGroup("ORIGINAL"), measures});
    QCOMPARE(truthOf("present(@frame>FrameType)", partly), "unknown");
}

void TestCondition::knowsFunctionalGroups()
{
    const std::string measures = ElementWriter().sequence(PixelMeasuresSequence, {std::string{}}).str();
    QCOMPARE(truthOf("group(pixel-measures)", multiFrame(measures, {{}})), "yes");
    QCOMPARE(truthOf("group(pixel-measures)", multiFrame({}, {{}, measures})), "yes");
    QCOMPARE(truthOf("group(pixel-measures)", multiFrame({}, {{}, {}})), "no");
}

void TestCondition::knowsModulesAndIods()
{
    const ScannedInstance instance = nested();
    const auto truth = [&](std::string_view text, std::string_view iod, std::vector<Truth> modules) {
        const Expression expression(text);
        return wordOf(evaluate(*expression.tables, expression.id,
                               {.instance = instance, .iod = expression.tables->iod(iod), .modules = modules}));
    };
    QCOMPARE(truth("module(contrast)", "one", {Truth::yes, Truth::no}), "no");
    QCOMPARE(truth("module(contrast)", "one", {Truth::yes, Truth::yes}), "yes");
    QCOMPARE(truth("module(contrast)", "one", {Truth::yes, Truth::unknown}), "unknown");
    QCOMPARE(truth("module(contrast)", "one", {}), "unknown");
    QCOMPARE(truth("module(contrast)", "two", {Truth::yes}), "no"); // no module of this IOD
    QCOMPARE(truth("module(contrast)", "three", {}), "unknown");
    QCOMPARE(truth("iod in {two, one}", "one", {}), "yes");
    QCOMPARE(truth("iod in {two}", "one", {}), "no");
    QCOMPARE(truth("iod in {two}", "three", {}), "unknown");
}

void TestCondition::asksForTheSameRepeatingGroup()
{
    const ScannedInstance instance =
        scanned(ElementWriter().text({0x6000, 0x0040}, Vr::CS, "G").text({0x6002, 0x0040}, Vr::CS, "R").str());
    const Expression expression("OverlayType = R");
    const auto truth = [&](std::uint16_t group) {
        return wordOf(evaluate(*expression.tables, expression.id, {.instance = instance, .repeatingGroup = group}));
    };
    QCOMPARE(truth(0), "no");
    QCOMPARE(truth(2), "yes");
    QCOMPARE(truth(4), "no");
}

// The file ends inside Rows.
void TestCondition::whatWasNotReadIsUnknown_data()
{
    QTest::addColumn<QByteArray>("truth");
    const auto row = [](const char *expression, const char *truth) { QTest::newRow(expression) << QByteArray(truth); };
    row("present(PatientID)", "yes");
    row("present(PatientName)", "no"); // would have come before
    row("present(/TransferSyntaxUID)", "yes");
    row("present(/PrivateInformation)", "no");
    row("present(BitsStored)", "unknown");
    row("not present(BitsStored)", "unknown");
    row("BitsStored = 8", "unknown");
    row("present(BitsStored) and false", "no");
    row("present(Rows)", "yes");
    row("filled(Rows)", "unknown");
    row("Rows = 2", "unknown");
    row("values(Rows) = 1", "unknown");
    row("values(BitsStored) = 0", "unknown");
    row("items(SharedFunctionalGroupsSequence) = 0", "unknown");
    row("present(SharedFunctionalGroupsSequence>PixelMeasuresSequence)", "unknown");
    row("present(@any>BitsStored)", "unknown");
    row("present(@any>PatientID)", "yes");
    row("present(@frame>FrameType)", "unknown");
    row("group(pixel-measures)", "unknown");
}

void TestCondition::whatWasNotReadIsUnknown()
{
    QFETCH(QByteArray, truth);
    const ScannedInstance instance = scanned(
        ElementWriter().text(tags::PatientID, Vr::LO, "A").withLength(tags::Rows, Vr::US, 8, {"\x02\x00", 2}).str());
    QVERIFY(instance.stoppedAt);
    QCOMPARE(QByteArray(truthOf(QTest::currentDataTag(), instance)), truth);
}

void TestCondition::itemsThatWereNotReadAreUnknown()
{
    const std::string whole =
        ElementWriter().sequence(AnatomicRegionSequence, {code("SCT", "1"), code("DCM", "2")}).str();
    // Within the second Item, behind its code value.
    const ScannedInstance cut = scanned(whole.substr(0, whole.size() - 6));
    QVERIFY(cut.stoppedAt);
    QCOMPARE(truthOf("AnatomicRegionSequence>CodeValue = 1", cut), "yes");
    QCOMPARE(truthOf("AnatomicRegionSequence>CodeValue = 3", cut), "unknown");
    QCOMPARE(truthOf("AnatomicRegionSequence[1]>CodeValue = 3", cut), "no");
    QCOMPARE(truthOf("items(AnatomicRegionSequence) = 2", cut), "unknown");
    QCOMPARE(truthOf("items(AnatomicRegionSequence) >= 2", cut), "yes");
    QCOMPARE(truthOf("items(AnatomicRegionSequence) < 2", cut), "no");
    QCOMPARE(truthOf("items(AnatomicRegionSequence) > 2", cut), "unknown");
    QCOMPARE(truthOf("present(AnatomicRegionSequence[3])", cut), "unknown");
    QCOMPARE(truthOf("code(AnatomicRegionSequence) in {SCT:1}", cut), "yes");
    QCOMPARE(truthOf("code(AnatomicRegionSequence) in {SCT:3}", cut), "unknown");
    const std::uint32_t second = itemIndex(cut, AnatomicRegionSequence, 2);
    QCOMPARE(truthOf("present(CodeMeaning)", cut, second), "unknown");
    QCOMPARE(truthOf("present(CodeMeaning)", cut, itemIndex(cut, AnatomicRegionSequence)), "no");

    // A Sequence in UN, whose Items nobody can see.
    const ScannedInstance hidden = scanned(ElementWriter().raw(AnatomicRegionSequence, Vr::UN, "0123456789").str());
    QCOMPARE(truthOf("present(AnatomicRegionSequence)", hidden), "yes");
    QCOMPARE(truthOf("filled(AnatomicRegionSequence)", hidden), "unknown");
    QCOMPARE(truthOf("items(AnatomicRegionSequence) = 0", hidden), "unknown");
    QCOMPARE(truthOf("present(AnatomicRegionSequence>CodeValue)", hidden), "unknown");
}

void TestCondition::stopsWhenTheBudgetIsUsedUp()
{
    const ScannedInstance instance =
        scanned(ElementWriter()
                    .sequence(AnatomicRegionSequence,
                              std::vector<std::string>(1000, ElementWriter().text(CodeValue, Vr::SH, "1").str()))
                    .str());
    const auto truth = [&instance](std::string_view text, std::uint64_t left) {
        const Expression expression(text);
        ConditionBudget budget{.left = left};
        return wordOf(evaluate(*expression.tables, expression.id, {.instance = instance, .budget = &budget}));
    };
    for (const char *expression : {"AnatomicRegionSequence>CodeValue = 2", "@any>CodeValue = 2",
                                   "items(AnatomicRegionSequence) = 999", "code(AnatomicRegionSequence) in {A:B}"}) {
        QCOMPARE(truth(expression, 100'000), "no");
        QCOMPARE(truth(expression, 100), "unknown");
    }
}

void TestCondition::saysWhyItCannotBeDecided_data()
{
    QTest::addColumn<QByteArray>("reason");
    const auto row = [](const char *expression, const char *reason) {
        QTest::newRow(expression) << QByteArray(reason);
    };
    row("true", "");
    row("false", "");
    row("unknown(\"an animal\")", "an animal");
    row("not open(\"read again\")", "read again");
    row("true and unknown(\"a\") and unknown(\"b\")", "a");
    row("false or unknown(\"a\")", "a");
    row("true or unknown(\"a\")", "");
    row("false and unknown(\"a\")", "");
    row("Rows = 2", "the value was not read");
    row("Rows = 2 or unknown(\"a\")", "the value was not read");
    row("module(patient)", "the kind of object is not known");
    row("iod in {one}", "the kind of object is not known");
}

void TestCondition::saysWhyItCannotBeDecided()
{
    QFETCH(QByteArray, reason);
    const ScannedInstance instance = scanned(ElementWriter().withLength(tags::Rows, Vr::US, 8, {"\x02\x00", 2}).str());
    const Expression expression(QTest::currentDataTag());
    const std::string_view found = undecidedReason(*expression.tables, expression.id, {.instance = instance});
    QCOMPARE(QByteArray(found.data(), static_cast<qsizetype>(found.size())), reason);
}

void TestCondition::saysWhatDecided_data()
{
    QTest::addColumn<QByteArray>("because");
    const auto row = [](const char *expression, const char *reason) {
        QTest::newRow(expression) << QByteArray(reason);
    };
    row("true", "");
    row("ImageType[value 1] = DERIVED", "ImageType[value 1] = DERIVED");
    row("ImageType[value 1] in {ORIGINAL, DERIVED}", "ImageType[value 1] = DERIVED");
    row("not ImageType[value 1] = ORIGINAL", "ImageType[value 1] = DERIVED");
    row("ImageType = AXIAL", "ImageType = AXIAL");
    row("not ImageType = LOCALIZER", "ImageType = DERIVED\\PRIMARY\\\\AXIAL");
    row("Rows > 1", "Rows = 2");
    row("not Columns = 1", "Columns is absent");
    row("not PatientID = A", "PatientID is empty");
    row("ImageType[value 3] = A", "ImageType[value 3] is not there");
    row("present(PatientID)", "PatientID is present");
    row("present(Columns)", "Columns is absent");
    row("filled(Rows)", "Rows = 2");
    row("filled(/AnatomicRegionSequence)", "AnatomicRegionSequence has Items");
    row("empty(PatientID)", "PatientID is empty");
    row("items(AnatomicRegionSequence) > 1", "AnatomicRegionSequence has 2 Items");
    row("values(ImageType) < 9", "ImageType has 4 values");
    row("code(AnatomicRegionSequence) in {DCM:1, DCM:2}", "AnatomicRegionSequence has the code DCM:2");
    row("code(AnatomicRegionSequence) in {DCM:3}", "AnatomicRegionSequence has another code");
    row("AnatomicRegionSequence[2]>CodeValue = 2", "AnatomicRegionSequence[2]>CodeValue = 2");
    row("group(pixel-measures)", "Pixel Measures is not there");
    row("module(contrast)", "Contrast is there");
    row("iod in {one, two}", "the IOD is One");
    row("Rows = 2 and not present(Columns)", "Rows = 2 and Columns is absent");
    row("Rows = 2 and present(Columns)", "Columns is absent");
    row("Rows = 2 or present(Columns)", "Rows = 2");
    row("Rows = 3 or present(Columns)", "Rows = 2 and Columns is absent");
    row("not (Rows = 3 or present(Columns))", "Rows = 2 and Columns is absent");
    row("unknown(\"an animal\") or Rows = 3", "an animal");
}

void TestCondition::saysWhatDecided()
{
    QFETCH(QByteArray, because);
    const ScannedInstance instance = nested();
    const Expression expression(QTest::currentDataTag());
    const std::vector<Truth> modules{Truth::yes, Truth::yes};
    QCOMPARE(QByteArray::fromStdString(
                 conditionBecause(*expression.tables, expression.id,
                                  {.instance = instance, .iod = expression.tables->iod("one"), .modules = modules})),
             because);
}

QTEST_GUILESS_MAIN(TestCondition)
#include "tst_condition.moc"
