// Each row is a clean instance with exactly one defect in one value, and the one finding that it must give.
#include <QElapsedTimer>
#include <QTest>

#include "tests/core/checks/draft_file.h"
#include "tests/support/instance_builder.h"

#include <algorithm>
#include <array>

using namespace mi;
using namespace mi::test;
using namespace std::string_literals;

namespace {

constexpr Tag acquisitionDateTime{0x0008, 0x002A};
constexpr Tag acquisitionTime{0x0008, 0x0032};
constexpr Tag creator{0x0009, 0x0010};
constexpr Tag imageOrientation{0x0020, 0x0037};
// Some values are in attributes that an image of this kind has not.
QString partsOf(std::string_view bytes)
{
    return findingIdsOfParts(verdictOn(bytes)).join(QStringLiteral("; "));
}

constexpr Tag imagePosition{0x0020, 0x0032};
constexpr Tag imageType{0x0008, 0x0008};
constexpr Tag kvp{0x0018, 0x0060};
constexpr Tag patientAge{0x0010, 0x1010};
constexpr Tag patientWeight{0x0010, 0x1030};
constexpr Tag patientComments{0x0010, 0x4000};
constexpr Tag privateElement{0x0009, 0x1001};
constexpr Tag referencedClass{0x0008, 0x1150};
constexpr Tag referencedInstance{0x0008, 0x1155};
constexpr Tag retrieveUrl{0x0008, 0x1190};
constexpr Tag sourceImages{0x0008, 0x2112};
constexpr Tag stationAeTitle{0x0008, 0x0055};
constexpr Tag stationName{0x0008, 0x1010};
constexpr Tag smallestPixelValue{0x0028, 0x0106};
constexpr Tag acquisitionDuration{0x0018, 0x9073};

void expectOne(const char *name, const DraftFile &file, const char *finding)
{
    QTest::newRow(name) << file.file() << QString::fromLatin1(finding);
}

void withText(const char *name, Tag tag, Vr vr, const std::string &text, const char *finding)
{
    expectOne(name, DraftFile{}.set(tag, vr, text), finding);
}

void withRaw(const char *name, Tag tag, Vr vr, const std::string &bytes, const char *finding)
{
    expectOne(name, DraftFile{}.setRaw(tag, vr, bytes), finding);
}

// With all that goes with a position in space.
DraftFile withPlane()
{
    return DraftFile{}
        .set(imagePosition, Vr::DS, "0\\0\\0")
        .set(imageOrientation, Vr::DS, "1\\0\\0\\0\\1\\0")
        .set(Tag{0x0018, 0x0050}, Vr::DS, "5")
        .set(Tag{0x0028, 0x0030}, Vr::DS, "1\\1")
        .set(Tag{0x0020, 0x0052}, Vr::UI, "1.2.276.0.7230010.3.1.5.1")
        .set(Tag{0x0020, 0x1040}, Vr::LO, "");
}

void formRows()
{
    withText("a tabulator in an AE title", stationAeTitle, Vr::AE, "A\tB", "value.ae.invalid (0008,0055)");
    withText("an AE title of spaces", stationAeTitle, Vr::AE, "    ", "value.ae.invalid (0008,0055)");
    withText("an AE title of 17 characters", stationAeTitle, Vr::AE, std::string(17, 'A'),
             "value.length.too-long (0008,0055)");
    withText("an age without a unit", patientAge, Vr::AS, "0045", "value.as.invalid (0010,1010)");
    withText("an age of spaces", patientAge, Vr::AS, "    ", "value.blank (0010,1010)");
    withText("a slash in a code", imageType, Vr::CS, "ORIGINAL\\A/B", "value.cs.invalid (0008,0008)");
    withText("small letters in a code", imageType, Vr::CS, "Original\\PRIMARY", "value.cs.lower-case (0008,0008)");
    withText("a code of 17 characters", imageType, Vr::CS, "ORIGINAL\\" + std::string(17, 'A'),
             "value.length.too-long (0008,0008)");
    withText("a letter outside ASCII in a code", imageType, Vr::CS, "ORIGINAL\\PRIM\xC4R",
             "value.cs.invalid (0008,0008)");

    withText("a study on 30 February", tags::StudyDate, Vr::DA, "20250230", "value.da.impossible (0008,0020)");
    withText("a birth date in month 13", tags::PatientBirthDate, Vr::DA, "19701301", "value.da.impossible (0010,0030)");
    withText("a date with hyphens", tags::StudyDate, Vr::DA, "2025-01-05", "value.da.invalid (0008,0020)");
    withText("a date range", tags::StudyDate, Vr::DA, "20250101-20250105", "value.da.range (0008,0020)");
    withText("a date with dots", tags::StudyDate, Vr::DA, "2025.01.05", "value.da.retired-form (0008,0020)");
    withText("an hour of 24", tags::StudyTime, Vr::TM, "240000", "value.tm.invalid (0008,0030)");
    withText("a time range", tags::StudyTime, Vr::TM, "1000-1200", "value.tm.range (0008,0030)");
    withText("a time with colons", acquisitionTime, Vr::TM, "10:15:00", "value.tm.retired-form (0008,0032)");
    withText("a 61st second at a full minute", tags::StudyTime, Vr::TM, "101060", "value.tm.impossible (0008,0030)");
    withText("a 61st second in a date and time", acquisitionDateTime, Vr::DT, "20250105101060",
             "value.dt.invalid (0008,002A)");
    for (const char *zone : {"0100", "+01:00", "+1500", "-1300", "-0000", "+0160", "UTC", "+01"})
        withText(zone, Tag{0x0008, 0x0201}, Vr::SH, zone, "value.timezone.invalid (0008,0201)");
    withText("a date and time on 31 April", acquisitionDateTime, Vr::DT, "20250431101500",
             "value.dt.impossible (0008,002A)");
    withText("a date and time of ISO 8601", acquisitionDateTime, Vr::DT, "2025-01-05T10:15",
             "value.dt.invalid (0008,002A)");
    withText("a range of dates and times", acquisitionDateTime, Vr::DT, "20250101-20250201",
             "value.dt.range (0008,002A)");

    withText("a decimal comma", kvp, Vr::DS, "120,5", "value.ds.invalid (0018,0060)");
    withText("a number too large for a double", kvp, Vr::DS, "1E400", "value.ds.out-of-range (0018,0060)");
    withText("a number of 17 characters and 20 digits of exponent", kvp, Vr::DS, "1E00000000000000001",
             "value.ds.too-long (0018,0060)");
    withText("a decimal number of 18 characters", kvp, Vr::DS, "120.12345678901234", "value.ds.too-long (0018,0060)");
    withText("letters in a whole number", tags::InstanceNumber, Vr::IS, "1A", "value.is.invalid (0020,0013)");
    withText("a whole number past 31 bits", tags::InstanceNumber, Vr::IS, "2147483648",
             "value.is.out-of-range (0020,0013)");
    withText("a whole number of 13 digits", tags::InstanceNumber, Vr::IS, "0000000000001",
             "value.length.too-long (0020,0013)");

    withText("a description of 65 characters", tags::StudyDescription, Vr::LO, std::string(65, 'x'),
             "value.length.too-long (0008,1030)");
    withText("a NUL inside a description", tags::StudyDescription, Vr::LO, "ab\0cd"s,
             "value.text.control-character (0008,1030)");
    withText("a line feed in a short text", stationName, Vr::SH, "a\nb", "value.text.control-character (0008,1010)");
    withText("a bell in a long text", patientComments, Vr::LT, "a\ab", "value.text.control-character (0010,4000)");
    withText("comments of 10241 characters", patientComments, Vr::LT, std::string(10241, 'x'),
             "value.length.too-long (0010,4000)");
    withText("a name of six components", tags::PatientName, Vr::PN, "A^B^C^D^E^F", "value.pn.components (0010,0010)");
    withText("a name without a caret", tags::PatientName, Vr::PN, "DOE JANE", "value.pn.one-component (0010,0010)");
    withText("a name of four groups", tags::PatientName, Vr::PN, "A=B=C=D", "value.pn.component-groups (0010,0010)");
    withText("a name of 65 characters", tags::PatientName, Vr::PN, std::string(65, 'x'),
             "value.pn.group-too-long (0010,0010)");
    withText("a space in a URL", retrieveUrl, Vr::UR, "http://a b", "value.ur.invalid (0008,1190)");
}

DraftFile withReference(const std::string &uid)
{
    ElementWriter item;
    item.text(referencedClass, Vr::UI, ctImageStorage).text(referencedInstance, Vr::UI, uid);
    ElementWriter sequence;
    sequence.sequence(sourceImages, {item.str()});
    return DraftFile{}.setElement(sourceImages, sequence.str());
}

void uidRows()
{
    constexpr auto at = " (0008,2112)[1].(0008,1155)";
    const auto uid = [](const char *name, const std::string &text, const char *id) {
        QTest::newRow(name) << withReference(text).file() << QString::fromLatin1(id) + QLatin1String(at);
    };
    uid("a letter in a referenced UID", "1.2.3a", "value.ui.invalid-character");
    uid("an empty component in a referenced UID", "1.2..3", "value.ui.component-empty");
    uid("a leading zero in a referenced UID", "1.2.03", "value.ui.component-leading-zero");
    uid("root 9 in a referenced UID", "9.8.7", "value.ui.illegal-root");
    uid("a UUID of 129 bits", "2.25.340282366920938463463374607431768211456", "value.ui.uuid-too-large");
    uid("a UUID of 40 digits", "2.25.1000000000000000000000000000000000000000", "value.ui.uuid-too-large");
    uid("a UUID with a leading zero", "2.25.012345", "value.ui.component-leading-zero");
    uid("a UUID in hexadecimal digits", "2.25.f81d4fae", "value.ui.invalid-character");
    uid("a referenced UID of 65 characters", "1.2." + std::string(61, '3'), "value.ui.too-long");
}

void paddingRows()
{
    withRaw("a description padded with NUL", tags::StudyDescription, Vr::LO, "abc\0"s, "value.padding.nul (0008,1030)");
    withRaw("a code padded with NUL", imageType, Vr::CS, "ORIGINAL\\PRIMARY\\AB\0"s, "value.padding.nul (0008,0008)");
    withRaw("a study UID padded with a space", tags::StudyInstanceUID, Vr::UI, "1.2.276.0.7230010.3.1.2.1 ",
            "value.padding.space (0020,000D)");
    withRaw("a study UID padded with three NULs", tags::StudyInstanceUID, Vr::UI, "1.2.276.0.7230010.3.1.2.1\0\0\0"s,
            "value.padding.excess (0020,000D)");
    withRaw("a date padded with two spaces", tags::StudyDate, Vr::DA, "20250105  ", "value.padding.excess (0008,0020)");
    withRaw("a date of spaces", tags::PatientBirthDate, Vr::DA, "        ", "value.blank (0010,0030)");
}

void numberRows()
{
    expectOne("an image position of two numbers", withPlane().set(imagePosition, Vr::DS, "1\\2"),
              "value.vm.numbers-wrong (0020,0032)");
    expectOne("an image orientation of three numbers", withPlane().set(imageOrientation, Vr::DS, "1\\0\\0"),
              "value.vm.numbers-wrong (0020,0037)");
    withText("an image type of one value", imageType, Vr::CS, "ORIGINAL", "value.vm.wrong (0008,0008)");
    withText("two accession numbers", tags::AccessionNumber, Vr::SH, "A1\\A2", "value.vm.wrong (0008,0050)");
    withRaw("six bytes of a double", acquisitionDuration, Vr::FD, "\0\0\0\0\0\0"s,
            "value.length.not-multiple (0018,9073)");
    withRaw("a double that is no number", acquisitionDuration, Vr::FD, "\0\0\0\0\0\0\xF8\x7F"s,
            "value.float.not-finite (0018,9073)");
    withRaw("a slope that is no number", Tag{0x0040, 0x9225}, Vr::FD, "\0\0\0\0\0\0\xF8\x7F"s,
            "value.float.measure-not-finite (0040,9225)");
    withRaw("a b-value that is infinite", Tag{0x0018, 0x9087}, Vr::FD, "\0\0\0\0\0\0\xF0\x7F"s,
            "value.float.measure-not-finite (0018,9087)");
    withRaw("a double that is infinite", acquisitionDuration, Vr::FD, "\0\0\0\0\0\0\xF0\x7F"s,
            "value.float.not-finite (0018,9073)");
    withRaw("a signed pixel value where pixels are unsigned", smallestPixelValue, Vr::SS, "\xFF\xFF",
            "value.vr.sign-changes-value (0028,0106)");
}

// Attributes of Hanging Protocols that can hold any VR: good and bad lengths of each VR that is no text.
struct BinaryVr {
    Vr vr;
    std::uint16_t element;
    unsigned size; // of a value; 0: any even length
};

constexpr std::array binaryVrs{
    BinaryVr{Vr::AT, 0x0060, 4}, BinaryVr{Vr::FD, 0x0074, 8}, BinaryVr{Vr::FL, 0x0076, 4}, BinaryVr{Vr::OB, 0x0065, 0},
    BinaryVr{Vr::OD, 0x0073, 8}, BinaryVr{Vr::OF, 0x0067, 4}, BinaryVr{Vr::OL, 0x0075, 4}, BinaryVr{Vr::OV, 0x0081, 8},
    BinaryVr{Vr::OW, 0x0069, 2}, BinaryVr{Vr::SL, 0x007C, 4}, BinaryVr{Vr::SS, 0x007E, 2}, BinaryVr{Vr::SV, 0x0082, 8},
    BinaryVr{Vr::UL, 0x0078, 4}, BinaryVr{Vr::UN, 0x006D, 0}, BinaryVr{Vr::US, 0x007A, 2}, BinaryVr{Vr::UV, 0x0083, 8},
};

DraftFile withBytes(const BinaryVr &row, unsigned count)
{
    return DraftFile{}.setRaw(Tag{0x0072, row.element}, row.vr, std::string(count, '\0'));
}

void binaryRows()
{
    for (const BinaryVr &row : binaryVrs) {
        const std::string code(toString(row.vr));
        const std::string at = " " + toString(Tag{0x0072, row.element});
        const auto add = [&](unsigned count, const std::string &id) {
            QTest::addRow("%u bytes in %s", count, code.c_str())
                << withBytes(row, count).file() << QString::fromStdString(id + at);
        };
        add(row.size + 1, "encoding.length.odd");
        for (const unsigned more : {2U, 4U, 6U}) {
            if (more < row.size)
                add(row.size + more, "value.length.not-multiple");
        }
    }
}

void dictionaryRows()
{
    withText("a station name as LO", stationName, Vr::LO, "CT1", "value.vr.differs-from-dictionary (0008,1010)");
    withRaw("a tube voltage as number", kvp, Vr::US, "\x78\0"s, "value.vr.incompatible (0018,0060)");
    withText("a duration as text", acquisitionDuration, Vr::LO, "1.5", "value.vr.incompatible (0018,9073)");
    withRaw("a tube voltage as UN", kvp, Vr::UN, "120 ", "value.vr.un-for-known (0018,0060)");
    withText("a standard tag that nobody has defined", Tag{0x0008, 0x0007}, Vr::LO, "x",
             "attribute.unknown (0008,0007)");
    withText("a retired attribute", Tag{0x0032, 0x4000}, Vr::LT, "x", "attribute.retired (0032,4000)");
    withText("an entry of a directory", Tag{0x0004, 0x1430}, Vr::CS, "IMAGE", "attribute.directory-only (0004,1430)");
    withText("two fragments in a URL", retrieveUrl, Vr::UR, "http://a/b#c#d", "value.ur.invalid (0008,1190)");
    ElementWriter length;
    length.ul(Tag{0x0009, 0x0000}, {0});
    expectOne("a group length", DraftFile{}.setElement(Tag{0x0009, 0x0000}, length.str()),
              "attribute.group-length (0009,0000)");
}

// What a program without a dictionary stored as UN is judged as what it is: the defect, and one remark about UN.
struct UnRow {
    const char *name;
    Tag tag;
    std::string value;
    const char *defect; // "": none
};

std::string itemBytes(const std::string &bytes)
{
    return ElementWriter{{.explicitVr = false}}
        .header(tags::Item, {}, static_cast<std::uint32_t>(bytes.size()))
        .bytes(bytes)
        .str();
}

std::string implicitReference(const std::string &uid)
{
    return ElementWriter{{.explicitVr = false}}
        .text(referencedClass, Vr::UI, ctImageStorage)
        .text(referencedInstance, Vr::UI, uid)
        .str();
}

std::vector<UnRow> unRows()
{
    const std::string reference = implicitReference("1.2.3");
    return {
        {"a good voltage", kvp, "120 ", ""},
        {"a decimal comma", kvp, "120,", "value.ds.invalid (0018,0060)"},
        {"a date on 30 February", tags::StudyDate, "20250230", "value.da.impossible (0008,0020)"},
        {"an image position of two numbers", imagePosition, "1\\2 ", "value.vm.numbers-wrong (0020,0032)"},
        {"a description of 65 characters", tags::StudyDescription, std::string(65, 'x') + " ",
         "value.length.too-long (0008,1030)"},
        {"a name with NUL padding", tags::PatientName, "A^B\0"s, "value.padding.nul (0010,0010)"},
        {"an umlaut without a character set", tags::InstitutionName, "K\xF6ln", "text.charset.missing (0008,0080)"},
        {"six bytes of a double", acquisitionDuration, "\0\0\0\0\0\0"s, "value.length.not-multiple (0018,9073)"},
        {"a double that is infinite", acquisitionDuration, "\0\0\0\0\0\0\xF0\x7F"s,
         "value.float.not-finite (0018,9073)"},
        {"two numbers where one belongs", acquisitionDuration, std::string(16, '\0'),
         "value.vm.numbers-wrong (0018,9073)"},
        {"a sequence", sourceImages, itemBytes(reference), ""},
        {"an empty sequence", sourceImages, "", ""},
        {"two items", sourceImages, itemBytes(reference) + itemBytes(reference), ""},
        {"a leading zero in an item", sourceImages, itemBytes(implicitReference("1.2.03")),
         "value.ui.component-leading-zero (0008,2112)[1].(0008,1155)"},
        {"an item that is longer than all of it", sourceImages, itemBytes(reference).replace(4, 1, "\x7F"), ""},
        {"something else than an item", sourceImages, "no item at all", ""},
    };
}

void privateRows()
{
    withText("a private element without a creator", privateElement, Vr::LO, "x", "private.creator.missing (0009,0010)");
    withText("a private creator without a name", creator, Vr::LO, "", "private.creator.empty (0009,0010)");
    expectOne("two creators for one block",
              DraftFile{}.setElement(creator, ElementWriter{}
                                                  .text(creator, Vr::LO, "MAKER")
                                                  .text(creator, Vr::LO, "ANOTHER")
                                                  .text(privateElement, Vr::LO, "x")
                                                  .str()),
              "encoding.element.duplicate (0009,0010)");
    withText("a private creator as SH", creator, Vr::SH, "MAKER", "private.creator.not-lo (0009,0010)");
    withText("a private element below the creators", Tag{0x0009, 0x0005}, Vr::LO, "x",
             "private.element.illegal (0009,0005)");
    expectOne("small letters in a private code",
              DraftFile{}.set(creator, Vr::LO, "MAKER").set(privateElement, Vr::CS, "small"),
              "private.value.invalid (0009,1001)");
    ElementWriter item;
    item.text(referencedClass, Vr::UI, ctImageStorage).text(referencedInstance, Vr::UI, "1.2.3");
    item.text(privateElement, Vr::LO, "x");
    ElementWriter sequence;
    sequence.sequence(sourceImages, {item.str()});
    expectOne("a private element in an item whose creator is at the root",
              DraftFile{}.set(creator, Vr::LO, "MAKER").setElement(sourceImages, sequence.str()),
              "private.creator.missing (0008,2112)[1].(0009,0010)");
}

void cleanRow(const char *name, const DraftFile &file)
{
    QTest::newRow(name) << file.file();
}

} // namespace

class TestValueChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneDefectIsOneFinding_data();
    void oneDefectIsOneFinding();
    void whatIsRightIsNotReported_data();
    void whatIsRightIsNotReported();
    void aDefectThatRepeatsOverItemsIsCounted();
    void implicitEncodingsAreJudgedByTheDictionary();
    void numbersInBigEndianAreRead();
    void aMillionBadValuesAreReportedInTime();
    void aTextTooLongToKeepIsNotedAsNotChecked();
    void everyUnknownAttributeIsCounted();
    void knownValuesAsUnAreOneRemark();
    void valuesAsUnAreJudgedByTheDictionary_data();
    void valuesAsUnAreJudgedByTheDictionary();
    void unInBigEndianIsLittleEndian();
};

void TestValueChecks::oneDefectIsOneFinding_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<QString>("finding");
    formRows();
    uidRows();
    paddingRows();
    numberRows();
    binaryRows();
    dictionaryRows();
    privateRows();
}

void TestValueChecks::oneDefectIsOneFinding()
{
    QFETCH(std::string, bytes);
    QFETCH(QString, finding);
    QCOMPARE(partsOf(bytes), finding);
}

void TestValueChecks::whatIsRightIsNotReported_data()
{
    QTest::addColumn<std::string>("bytes");
    cleanRow("the clean instance", DraftFile{});
    cleanRow("empty values of all kinds",
             DraftFile{}.set(tags::StudyDate, Vr::DA, "").set(patientWeight, Vr::DS, "").set(imageType, Vr::CS, ""));
    cleanRow("the largest UUID", withReference("2.25.340282366920938463463374607431768211455"));
    cleanRow("zones at both ends", DraftFile{}.set(Tag{0x0008, 0x0201}, Vr::SH, "+1400"));
    cleanRow("a zone of half an hour", DraftFile{}.set(Tag{0x0008, 0x0201}, Vr::SH, "-0330"));
    cleanRow("a large number that a double holds", DraftFile{}.set(kvp, Vr::DS, "1E300"));
    cleanRow("a number that is 0 in a double", DraftFile{}.set(kvp, Vr::DS, "1E-400"));
    cleanRow("a leap second in India", DraftFile{}.set(tags::StudyTime, Vr::TM, "052960"));
    cleanRow("a leap second", DraftFile{}.set(tags::StudyTime, Vr::TM, "235960"));
    cleanRow("private data with its creator",
             DraftFile{}.set(creator, Vr::LO, "MAKER").set(privateElement, Vr::LO, "x"));
    cleanRow("private data as UN", DraftFile{}.set(creator, Vr::LO, "MAKER").setRaw(privateElement, Vr::UN, "abcd"));
    cleanRow("a backslash in a text that cannot have several values",
             DraftFile{}.set(patientComments, Vr::LT, "C:\\x"));
    cleanRow("a signed value that is not negative", DraftFile{}.setRaw(smallestPixelValue, Vr::SS, "\x01\0"s));
    for (const BinaryVr &row : binaryVrs) {
        for (const unsigned values : {0U, 1U, 3U}) {
            const unsigned bytes = values * std::max(row.size, 2U);
            QTest::addRow("%u bytes in %s", bytes, std::string(toString(row.vr)).c_str())
                << withBytes(row, bytes).file();
        }
    }
    ElementWriter inner;
    inner.text(referencedClass, Vr::UI, ctImageStorage).text(referencedInstance, Vr::UI, "1.2.3");
    inner.text(creator, Vr::LO, "MAKER").text(privateElement, Vr::LO, "x");
    ElementWriter sequence;
    sequence.sequence(sourceImages, {inner.str(), inner.str()}, true);
    cleanRow("private data with its creator in items", DraftFile{}.setElement(sourceImages, sequence.str()));
}

void TestValueChecks::whatIsRightIsNotReported()
{
    QFETCH(std::string, bytes);
    QCOMPARE(partsOf(bytes), QString{});
}

void TestValueChecks::aDefectThatRepeatsOverItemsIsCounted()
{
    ElementWriter item;
    item.text(referencedClass, Vr::UI, ctImageStorage).text(referencedInstance, Vr::UI, "1.2.03");
    ElementWriter sequence;
    sequence.sequence(sourceImages, std::vector<std::string>(20, item.str()));
    const InstanceVerdict verdict = verdictOn(DraftFile{}.setElement(sourceImages, sequence.str()).file());
    QCOMPARE(findingIds(verdict),
             QStringList{QStringLiteral("value.ui.component-leading-zero (0008,2112)[1].(0008,1155)")});
    QCOMPARE(verdict.findings.front().count, 20U);
    QCOMPARE(QByteArray::fromStdString(verdict.findings.front().observed), QByteArray("1.2.03"));
    QVERIFY(verdict.findings.front().offset.has_value());
}

void TestValueChecks::implicitEncodingsAreJudgedByTheDictionary()
{
    CleanInstance clean;
    clean.instanceNumber = "1A";
    const std::string meta = fileMeta({.transferSyntax = std::string(implicitLittle)});
    const std::string bytes = part10(meta, clean.dataSet({.explicitVr = false}));
    QCOMPARE(findingIds(verdictOn(bytes)), QStringList{QStringLiteral("value.is.invalid (0020,0013)")});
}

void TestValueChecks::numbersInBigEndianAreRead()
{
    ElementWriter element({.explicitVr = true, .bigEndian = true});
    element.raw(acquisitionDuration, Vr::FD, "\x7F\xF8\0\0\0\0\0\0"s);
    const std::string plain = CleanInstance{}.dataSet({.explicitVr = true, .bigEndian = true});
    // Group 0018 goes in front of the Study Instance UID.
    ElementWriter behind({.explicitVr = true, .bigEndian = true});
    behind.text(tags::StudyInstanceUID, Vr::UI, CleanInstance{}.studyUid);
    const std::size_t at = plain.find(behind.str());
    QVERIFY(at != std::string::npos);
    const std::string dataSet = plain.substr(0, at) + element.str() + plain.substr(at);
    const std::string bytes = part10(fileMeta({.transferSyntax = std::string(explicitBig)}), dataSet);
    QVERIFY(findingIds(verdictOn(bytes)).contains(QStringLiteral("value.float.not-finite (0018,9073)")));
}

void TestValueChecks::aMillionBadValuesAreReportedInTime()
{
    // Half a million items with a bad UID each: paths are not built for all of them.
    ElementWriter item;
    item.text(referencedInstance, Vr::UI, "x");
    ElementWriter one;
    one.header(tags::Item, {}, static_cast<std::uint32_t>(item.str().size())).bytes(item.str());
    std::string items;
    constexpr unsigned count = 400'000;
    for (unsigned i = 0; i < count; ++i)
        items += one.str();
    ElementWriter sequence;
    sequence.withLength(sourceImages, Vr::SQ, static_cast<std::uint32_t>(items.size()), items);
    const std::string bytes = DraftFile{}.setElement(sourceImages, sequence.str()).file();
    QElapsedTimer timer;
    timer.start();
    const InstanceVerdict verdict = verdictOn(bytes);
    QVERIFY2(timer.elapsed() < 30000, "a verdict must not take quadratic time");
    QVERIFY(findingIds(verdict).contains(QStringLiteral("value.ui.invalid-character (0008,2112)[1].(0008,1155)")));
    for (const Finding &finding : verdict.findings) {
        if (finding.id() == "value.ui.invalid-character")
            QCOMPARE(finding.count, count);
    }
}

void TestValueChecks::aTextTooLongToKeepIsNotedAsNotChecked()
{
    const Tag reasonForVisit{0x0032, 0x1066}; // UT
    const InstanceVerdict verdict = verdictOn(DraftFile{}.set(reasonForVisit, Vr::UT, std::string(70'000, 'x')).file());
    QCOMPARE(findingIds(verdict), QStringList{});
    QCOMPARE(verdict.notChecked.size(), std::size_t{1});
    QCOMPARE(verdict.notChecked.front().what, std::string_view("value.long-text"));
}

void TestValueChecks::everyUnknownAttributeIsCounted()
{
    ElementWriter elements;
    constexpr unsigned count = 5000;
    for (unsigned i = 0; i < count; ++i)
        elements.text(Tag{0x0008, static_cast<std::uint16_t>(0xA000U + i)}, Vr::LO, "x");
    const InstanceVerdict verdict = verdictOn(DraftFile{}.setElement(Tag{0x0008, 0xA000}, elements.str()).file());
    unsigned total = 0;
    for (const Finding &finding : verdict.findings) {
        QCOMPARE(finding.id(), std::string_view("attribute.unknown"));
        total += finding.count;
    }
    QCOMPARE(total, count);
}

void TestValueChecks::knownValuesAsUnAreOneRemark()
{
    const InstanceVerdict verdict =
        verdictOn(DraftFile{}.setRaw(stationName, Vr::UN, "AB").setRaw(patientWeight, Vr::UN, "70").file());
    QCOMPARE(findingIds(verdict), QStringList{QStringLiteral("value.vr.un-for-known (0008,1010)")});
    QCOMPARE(verdict.findings.front().count, 2U);
}

void TestValueChecks::valuesAsUnAreJudgedByTheDictionary_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<QStringList>("findings");
    for (const UnRow &row : unRows()) {
        QStringList findings;
        if (*row.defect != '\0')
            findings += QString::fromLatin1(row.defect);
        findings += QStringLiteral("value.vr.un-for-known ") + QString::fromStdString(toString(row.tag));
        // Pairs of the same severity are in the order of the file.
        QTest::newRow(row.name) << DraftFile{}.setRaw(row.tag, Vr::UN, row.value).file() << findings;
    }
}

void TestValueChecks::valuesAsUnAreJudgedByTheDictionary()
{
    QFETCH(std::string, bytes);
    QFETCH(QStringList, findings);
    QStringList found = findingIdsOfParts(verdictOn(bytes));
    std::ranges::sort(found);
    std::ranges::sort(findings);
    QCOMPARE(found, findings);
}

// PS3.5 6.2.2: whatever the Transfer Syntax.
void TestValueChecks::unInBigEndianIsLittleEndian()
{
    const ByteOrder big{.explicitVr = true, .bigEndian = true};
    ElementWriter element(big);
    element.raw(acquisitionDuration, Vr::UN, "\0\0\0\0\0\0\xF8\x7F"s);
    const std::string plain = CleanInstance{}.dataSet(big);
    ElementWriter behind(big);
    behind.text(tags::StudyInstanceUID, Vr::UI, CleanInstance{}.studyUid);
    const std::size_t at = plain.find(behind.str());
    QVERIFY(at != std::string::npos);
    const std::string meta = fileMeta({.transferSyntax = std::string(explicitBig)});
    const QStringList found =
        findingIds(verdictOn(part10(meta, plain.substr(0, at) + element.str() + plain.substr(at))));
    QVERIFY2(found.contains(QStringLiteral("value.float.not-finite (0018,9073)")),
             qPrintable(found.join(QLatin1Char(';'))));
}

QTEST_APPLESS_MAIN(TestValueChecks)
#include "tst_value_checks.moc"
