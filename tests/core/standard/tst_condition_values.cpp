// Values of each VR in comparisons, in every encoding.
#include <QTest> // first: moc 6.4 fails on <compare> before <type_traits>

#include "tests/core/standard/rule_fixture.h"

#include <algorithm>
#include <cstring>

using namespace mi;
using namespace mi::test;

namespace {

// The bytes of a number in this order.
template <class T>
std::string bytesOf(T number, bool bigEndian)
{
    std::string bytes(sizeof number, '\0');
    std::memcpy(bytes.data(), &number, sizeof number);
    const bool isBigMachine = [] {
        const std::uint16_t one = 1;
        return *reinterpret_cast<const unsigned char *>(&one) == 0;
    }();
    if (bigEndian != isBigMachine)
        std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

struct NumberAttribute {
    const char *keyword;
    Tag tag;
    Vr vr;
    std::string (*bytes)(double number, bool bigEndian);
};

template <class T>
std::string as(double number, bool bigEndian)
{
    return bytesOf(static_cast<T>(number), bigEndian);
}

std::string asText(double number, bool)
{
    std::string text = std::to_string(static_cast<int>(number));
    return text.size() % 2 == 0 ? text : text + ' ';
}

const NumberAttribute numberAttributes[] = {
    {"Rows", {0x0028, 0x0010}, Vr::US, as<std::uint16_t>},
    {"TagAngleSecondAxis", {0x0018, 0x9219}, Vr::SS, as<std::int16_t>},
    {"SimpleFrameList", {0x0008, 0x1161}, Vr::UL, as<std::uint32_t>},
    {"ReferencePixelX0", {0x0018, 0x6020}, Vr::SL, as<std::int32_t>},
    {"RecommendedDisplayFrameRateInFloat", {0x0008, 0x9459}, Vr::FL, as<float>},
    {"DiffusionBValue", {0x0018, 0x9087}, Vr::FD, as<double>},
    {"NumberOfFrames", {0x0028, 0x0008}, Vr::IS, asText},
    {"SliceThickness", {0x0018, 0x0050}, Vr::DS, asText},
};

} // namespace

class TestConditionValues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comparesNumbers_data();
    void comparesNumbers();
    void comparesWideAndNegativeNumbers_data();
    void comparesWideAndNegativeNumbers();
    void comparesText_data();
    void comparesText();
    void comparesTags();
    void knowsTheSignOfImplicitNumbers();
    void whatIsNotEncodedAsItShouldIsUnknown_data();
    void whatIsNotEncodedAsItShouldIsUnknown();
    void longValuesAreUnknown();
    void countsValues_data();
    void countsValues();
};

void TestConditionValues::comparesNumbers_data()
{
    QTest::addColumn<int>("attribute");
    QTest::addColumn<QByteArray>("transferSyntax");
    for (int i = 0; i < static_cast<int>(std::size(numberAttributes)); ++i) {
        for (const std::string_view syntax : {explicitLittle, implicitLittle, explicitBig})
            QTest::addRow("%s %s", numberAttributes[i].keyword, syntax.data()) << i << QByteArray(syntax.data());
    }
}

// Two values, 4 and 7.
void TestConditionValues::comparesNumbers()
{
    QFETCH(int, attribute);
    QFETCH(QByteArray, transferSyntax);
    const NumberAttribute &tested = numberAttributes[attribute];
    const ByteOrder order{.explicitVr = transferSyntax != implicitLittle.data(),
                          .bigEndian = transferSyntax == explicitBig.data()};
    const std::string separator = isText(tested.vr) ? "\\" : "";
    std::string value = tested.bytes(4, order.bigEndian) + separator + tested.bytes(7, order.bigEndian);
    if (value.size() % 2 != 0)
        value += ' ';
    const ScannedInstance instance =
        scanned(ElementWriter(order).raw(tested.tag, tested.vr, value).str(), transferSyntax.constData());
    const std::string keyword = tested.keyword;
    const auto truth = [&](const std::string &comparison) {
        return QByteArray(truthOf(keyword + comparison, instance));
    };
    QCOMPARE(truth(" = 4"), QByteArray("yes"));
    QCOMPARE(truth(" = 4.0"), QByteArray("yes"));
    QCOMPARE(truth(" = 5"), QByteArray("no"));
    QCOMPARE(truth(" in {5, 7}"), QByteArray("yes"));
    QCOMPARE(truth(" in {5, 6}"), QByteArray("no"));
    QCOMPARE(truth(" < 4"), QByteArray("no"));
    QCOMPARE(truth(" <= 4"), QByteArray("yes"));
    QCOMPARE(truth(" > 7"), QByteArray("no"));
    QCOMPARE(truth(" > 6.5"), QByteArray("yes"));
    QCOMPARE(truth(" >= 7"), QByteArray("yes"));
    QCOMPARE(truth("[value 1] = 7"), QByteArray("no"));
    QCOMPARE(truth("[value 2] = 7"), QByteArray("yes"));
    QCOMPARE(truth("[value 3] = 7"), QByteArray("no"));
}

void TestConditionValues::comparesWideAndNegativeNumbers_data()
{
    QTest::addColumn<bool>("bigEndian");
    QTest::newRow("little endian") << false;
    QTest::newRow("big endian") << true;
}

void TestConditionValues::comparesWideAndNegativeNumbers()
{
    QFETCH(bool, bigEndian);
    const ByteOrder order{.explicitVr = true, .bigEndian = bigEndian};
    const ScannedInstance instance = scanned(
        ElementWriter(order)
            .raw({0x0008, 0x040C}, Vr::UV, bytesOf(std::uint64_t{5'000'000'000}, bigEndian)) // FileOffsetInContainer
            .raw({0x0018, 0x6020}, Vr::SL, bytesOf(std::int32_t{-70'000}, bigEndian))
            .raw({0x0018, 0x9087}, Vr::FD, bytesOf(-0.25, bigEndian))
            .raw({0x0018, 0x9219}, Vr::SS, bytesOf(std::int16_t{-3}, bigEndian))
            .raw({0x0040, 0xA30A}, Vr::DS, "-1.5e1")                                         // NumericValue
            .raw({0x0072, 0x0082}, Vr::SV, bytesOf(std::int64_t{-5'000'000'000}, bigEndian)) // SelectorSVValue
            .str(),
        bigEndian ? explicitBig : explicitLittle);
    QCOMPARE(truthOf("FileOffsetInContainer = 5000000000", instance), "yes");
    QCOMPARE(truthOf("SelectorSVValue = -5000000000", instance), "yes");
    QCOMPARE(truthOf("ReferencePixelX0 = -70000", instance), "yes");
    QCOMPARE(truthOf("DiffusionBValue = -0.25", instance), "yes");
    QCOMPARE(truthOf("TagAngleSecondAxis < 0", instance), "yes");
    QCOMPARE(truthOf("NumericValue = -15", instance), "yes");
}

void TestConditionValues::comparesText_data()
{
    QTest::addColumn<Tag>("tag");
    QTest::addColumn<Vr>("vr");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("truth");
    const auto row = [](const char *expression, Tag tag, Vr vr, const char *value, const char *truth) {
        QTest::newRow(expression) << tag << vr << QByteArray(value) << QByteArray(truth);
    };
    const Tag comments{0x0010, 0x4000};
    row("PatientID = A", tags::PatientID, Vr::LO, " A ", "yes");
    row("PatientID = a", tags::PatientID, Vr::LO, "A ", "no");
    row("PatientID = AB", tags::PatientID, Vr::LO, "A ", "no");
    row("PatientID = \"A B\"", tags::PatientID, Vr::LO, "A B ", "yes");
    row("PatientID in {A, B}", tags::PatientID, Vr::LO, "X\\ B", "yes");
    row("PatientID[value 1] in {A, B}", tags::PatientID, Vr::LO, "X\\ B", "no");
    row("PatientID[value 2] in {A, B}", tags::PatientID, Vr::LO, "X\\ B", "yes");
    row("SOPClassUID = 1.2.3", tags::SOPClassUID, Vr::UI, "1.2.3", "yes");
    row("Modality = CT", tags::Modality, Vr::CS, "CT", "yes");
    row("StudyDate >= 20200101", tags::StudyDate, Vr::DA, "20200102", "yes");
    row("StudyDate < 20200101", tags::StudyDate, Vr::DA, "20200102", "no");
    row("StudyDate > 20200101", tags::StudyDate, Vr::DA, "20200101", "no");
    row("StudyDate <= 20200101", tags::StudyDate, Vr::DA, "20200101", "yes");
    row("PatientComments = \"A\\\\B\"", comments, Vr::LT, "A\\B ", "yes"); // no separator in LT
    row("PatientComments = B", comments, Vr::LT, "A\\B ", "no");
    row("PatientName = \"A^B\"", tags::PatientName, Vr::PN, "A^B ", "yes");
}

void TestConditionValues::comparesText()
{
    QFETCH(Tag, tag);
    QFETCH(Vr, vr);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, truth);
    for (const std::string_view syntax : {explicitLittle, implicitLittle, explicitBig}) {
        const ByteOrder order{.explicitVr = syntax != implicitLittle, .bigEndian = syntax == explicitBig};
        const ScannedInstance instance = scanned(ElementWriter(order).text(tag, vr, value.toStdString()).str(), syntax);
        QCOMPARE(QByteArray(truthOf(QTest::currentDataTag(), instance)), truth);
    }
}

void TestConditionValues::comparesTags()
{
    for (const bool bigEndian : {false, true}) {
        const auto half = [bigEndian](int number) { return bytesOf(static_cast<std::uint16_t>(number), bigEndian); };
        const std::string value = half(0x0018) + half(0x1063) + half(0x0054) + half(0x0010);
        const ScannedInstance instance = scanned(ElementWriter(ByteOrder{.explicitVr = true, .bigEndian = bigEndian})
                                                     .raw({0x0028, 0x0009}, Vr::AT, value)
                                                     .str(),
                                                 bigEndian ? explicitBig : explicitLittle);
        QCOMPARE(truthOf("FrameIncrementPointer = (0018,1063)", instance), "yes");
        QCOMPARE(truthOf("FrameIncrementPointer = (0018,1065)", instance), "no");
        QCOMPARE(truthOf("FrameIncrementPointer in {(0018,1065), (0054,0010)}", instance), "yes");
        QCOMPARE(truthOf("FrameIncrementPointer[value 1] = (0054,0010)", instance), "no");
        QCOMPARE(truthOf("FrameIncrementPointer[value 2] = (0054,0010)", instance), "yes");
        QCOMPARE(truthOf("values(FrameIncrementPointer) = 2", instance), "yes");
    }
}

// "US or SS", which an implicit encoding does not tell apart.
void TestConditionValues::knowsTheSignOfImplicitNumbers()
{
    const Tag smallest{0x0028, 0x0106};
    const auto instance = [smallest](int representation, std::uint16_t value) {
        ElementWriter writer(ByteOrder{.explicitVr = false});
        if (representation >= 0)
            writer.us(tags::PixelRepresentation, {static_cast<std::uint16_t>(representation)});
        return scanned(writer.us(smallest, {value}).str(), implicitLittle);
    };
    QCOMPARE(truthOf("SmallestImagePixelValue = -2", instance(1, 0xFFFE)), "yes");
    QCOMPARE(truthOf("SmallestImagePixelValue = 65534", instance(1, 0xFFFE)), "no");
    QCOMPARE(truthOf("SmallestImagePixelValue = 65534", instance(0, 0xFFFE)), "yes");
    QCOMPARE(truthOf("SmallestImagePixelValue = 65534", instance(-1, 0xFFFE)), "unknown");
    QCOMPARE(truthOf("SmallestImagePixelValue = 7", instance(-1, 7)), "yes");
}

void TestConditionValues::whatIsNotEncodedAsItShouldIsUnknown_data()
{
    QTest::addColumn<Tag>("tag");
    QTest::addColumn<Vr>("vr");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("truth");
    const auto row = [](const char *name, Tag tag, Vr vr, QByteArray value, const char *expression, const char *truth) {
        QTest::newRow(name) << tag << vr << value << QByteArray(expression) << QByteArray(truth);
    };
    row("text in UN", tags::Modality, Vr::UN, "CT", "Modality = CT", "yes");
    row("other text in UN", tags::Modality, Vr::UN, "CT", "Modality = MR", "no");
    row("decimal number in UN", {0x0018, 0x0050}, Vr::UN, "5 ", "SliceThickness = 5", "yes");
    row("binary number in UN", tags::Rows, Vr::UN, QByteArray("\x02\x00", 2), "Rows = 2", "unknown");
    row("filled with UN", tags::Rows, Vr::UN, QByteArray("\x02\x00", 2), "filled(Rows)", "yes");
    row("empty UN", tags::Rows, Vr::UN, "", "empty(Rows)", "yes");
    row("number in a text", tags::Rows, Vr::LO, "2 ", "Rows = 2", "unknown");
    row("text in a number", tags::Modality, Vr::US, QByteArray("\x02\x00", 2), "Modality = CT", "unknown");
    row("not a number", {0x0018, 0x0050}, Vr::DS, "thin", "SliceThickness = 5", "unknown");
    row("not a number beside one that is", {0x0018, 0x0050}, Vr::DS, "thin\\5", "SliceThickness = 5", "yes");
    row("infinite", {0x0018, 0x0050}, Vr::DS, "inf ", "SliceThickness > 5", "unknown");
    row("plus sign", {0x0018, 0x0050}, Vr::DS, "+5", "SliceThickness = 5", "yes");
    row("half a number", {0x0018, 0x9087}, Vr::FD, QByteArray(4, '\1'), "DiffusionBValue = 5", "unknown");
    row("tag in a text", {0x0028, 0x0009}, Vr::LO, "(0018,1063) ", "FrameIncrementPointer = (0018,1063)", "unknown");
    row("wider number", tags::Rows, Vr::UL, QByteArray("\x02\x00\x00\x00", 4), "Rows = 2", "yes");
}

void TestConditionValues::whatIsNotEncodedAsItShouldIsUnknown()
{
    QFETCH(Tag, tag);
    QFETCH(Vr, vr);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, truth);
    const ScannedInstance instance = scanned(ElementWriter().raw(tag, vr, value.toStdString()).str());
    QCOMPARE(QByteArray(truthOf(expression.toStdString(), instance)), truth);
}

// Only the first bytes are kept.
void TestConditionValues::longValuesAreUnknown()
{
    const Tag text{0x0040, 0xA160};
    const ScannedInstance words = scanned(ElementWriter().raw(text, Vr::UT, std::string(100'000, 'A')).str());
    QCOMPARE(truthOf("filled(TextValue)", words), "yes");
    QCOMPARE(truthOf("TextValue = A", words), "unknown");
    QCOMPARE(truthOf("values(TextValue) = 1", words), "yes");
    const ScannedInstance blanks = scanned(ElementWriter().raw(text, Vr::UT, std::string(100'000, ' ')).str());
    QCOMPARE(truthOf("filled(TextValue)", blanks), "unknown");
    const ScannedInstance pixels =
        scanned(ElementWriter().raw(tags::PixelData, Vr::OW, std::string(100'000, '\0')).str());
    QCOMPARE(truthOf("filled(PixelData)", pixels), "yes");
    const ScannedInstance fragments =
        scanned(ElementWriter().encapsulated(tags::PixelData, {}, {"12"}).str(), jpegBaseline);
    QCOMPARE(truthOf("filled(PixelData)", fragments), "yes");
}

void TestConditionValues::countsValues_data()
{
    QTest::addColumn<Tag>("tag");
    QTest::addColumn<Vr>("vr");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("truth");
    const auto row = [](const char *name, Tag tag, Vr vr, QByteArray value, const char *expression, const char *truth) {
        QTest::newRow(name) << tag << vr << value << QByteArray(expression) << QByteArray(truth);
    };
    const Tag names{0x0010, 0x1001};
    row("text", {0x0008, 0x0008}, Vr::CS, "A\\B\\C ", "values(ImageType) = 3", "yes");
    row("text with empty values", {0x0008, 0x0008}, Vr::CS, "A\\\\", "values(ImageType) = 3", "yes");
    row("blanks", {0x0008, 0x0008}, Vr::CS, "  ", "values(ImageType) = 0", "yes");
    row("one text whatever is in it", {0x0010, 0x4000}, Vr::LT, "A\\B ", "values(PatientComments) = 1", "yes");
    row("binary", tags::Rows, Vr::US, QByteArray(6, '\1'), "values(Rows) = 3", "yes");
    row("bytes are one value", tags::PixelData, Vr::OW, QByteArray(6, '\1'), "values(PixelData) = 1", "yes");
    row("names", names, Vr::PN, "A\\B ", "values(OtherPatientNames) = 2", "yes");
    row("names of one byte each", names, Vr::PN, "\xC4\\B ", "values(OtherPatientNames) = 2", "yes");
    row("unknown VR", names, Vr::UN, "A\\B ", "values(OtherPatientNames) = 2", "yes");
}

void TestConditionValues::countsValues()
{
    QFETCH(Tag, tag);
    QFETCH(Vr, vr);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, truth);
    const ScannedInstance instance = scanned(ElementWriter().raw(tag, vr, value.toStdString()).str());
    QCOMPARE(QByteArray(truthOf(expression.toStdString(), instance)), truth);
    if (tag == Tag(0x0010, 0x1001) && value.contains('\xC4')) { // the backslash may be half a character
        const ScannedInstance chinese = scanned(ElementWriter()
                                                    .text(tags::SpecificCharacterSet, Vr::CS, "GB18030")
                                                    .raw(tag, vr, value.toStdString())
                                                    .str());
        QCOMPARE(truthOf(expression.toStdString(), chinese), "unknown");
    }
}

QTEST_GUILESS_MAIN(TestConditionValues)
#include "tst_condition_values.moc"
