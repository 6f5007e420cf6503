#include "core/dicom/byte_source.h"
#include "core/dicom/encoding_scan.h"
#include "core/extract/dicom_json.h"
#include "tests/support/instance_builder.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace mi;
using namespace mi::test;

namespace {

const QString pydicomData = QStringLiteral("/usr/lib/python3/dist-packages/pydicom/data");

DicomJson jsonOfFile(std::string_view bytes, bool withSource = true)
{
    MemorySource source(std::as_bytes(std::span(bytes.data(), bytes.size())));
    const auto scanned = scanEncoding(source);
    return scanned ? toDicomJson(*scanned, withSource ? &source : nullptr) : DicomJson{};
}

DicomJson jsonOf(const std::string &dataSet, const MetaOptions &meta = {})
{
    return jsonOfFile(part10(fileMeta(meta), dataSet));
}

bool isDicom(std::string_view bytes)
{
    MemorySource source(std::as_bytes(std::span(bytes.data(), bytes.size())));
    const auto scanned = scanEncoding(source);
    return scanned && (scanned->kind == FileKind::part10 || scanned->kind == FileKind::dataSetOnly);
}

std::string implicitFile(const std::string &dataSet)
{
    MetaOptions meta;
    meta.transferSyntax = std::string{implicitLittle};
    return part10(fileMeta(meta), dataSet);
}

std::string deflatedFile(const std::string &dataSet)
{
    MetaOptions meta;
    meta.transferSyntax = std::string{deflatedLittle};
    // Qt's length (4 bytes) and the zlib header and checksum are no part of the transfer syntax.
    const QByteArray packed = qCompress(QByteArray::fromStdString(dataSet)).sliced(6).chopped(4);
    return part10(fileMeta(meta), packed.toStdString() + (packed.size() % 2 == 0 ? "" : std::string(1, '\0')));
}

QStringList omittedOf(const DicomJson &json)
{
    QStringList listed;
    for (const BulkValue &bulk : json.omitted)
        listed << QStringLiteral("%1 %2 %3")
                      .arg(QString::fromStdString(bulk.attribute), QString::fromStdString(bulk.vr))
                      .arg(bulk.length);
    return listed;
}

QJsonObject parsed(const DicomJson &json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(json.object)).object();
}

QJsonArray valuesOf(const QJsonObject &object, const char *key)
{
    return object[QLatin1String(key)].toObject()[QLatin1String("Value")].toArray();
}

bool isSpecificCharacterSet(const QString &key)
{
    return key == QLatin1String("00080005");
}

// The same values; binary floating point within what dcm2json rounds to.
bool isSameValue(const QJsonValue &ours, const QJsonValue &theirs, const QString &vr)
{
    if (vr != QLatin1String("FL") && vr != QLatin1String("FD"))
        return ours == theirs;
    const QJsonArray left = ours.toArray();
    const QJsonArray right = theirs.toArray();
    if (left.size() != right.size())
        return false;
    for (qsizetype i = 0; i < left.size(); ++i) {
        const double a = left[i].toDouble();
        const double b = right[i].toDouble();
        const bool isSameFloat = vr == QLatin1String("FL") && static_cast<float>(a) == static_cast<float>(b);
        if (!isSameFloat && std::abs(a - b) > 1e-6 * std::abs(b))
            return false;
    }
    return true;
}

// DCMTK fills a value of odd length up.
bool isSameBinary(const QJsonValue &ours, const QJsonValue &theirs)
{
    const QByteArray left = QByteArray::fromBase64(ours.toString().toLatin1());
    const QByteArray right = QByteArray::fromBase64(theirs.toString().toLatin1());
    return left == right || (left.size() % 2 == 1 && left + '\0' == right);
}

// What is not the same in two objects of the DICOM JSON Model, after normalisation: values that ours lists as omitted
// are left out of theirs; Specific Character Set is not compared, because dcm2json leaves it as it was in items whose
// text it has converted, and says nothing where ours says ISO_IR 192; nor are private elements without a VR in the
// file, which dcm2json has a dictionary for and ours leaves UN.
QStringList differences(const QJsonObject &ours, const QJsonObject &theirs, const QString &path,
                        const QSet<QString> &omitted)
{
    QStringList found;
    for (auto it = ours.begin(); it != ours.end(); ++it) {
        if (!theirs.contains(it.key()) && !isSpecificCharacterSet(it.key()))
            found << path + it.key() + QStringLiteral(" is only in ours");
    }
    for (auto it = theirs.begin(); it != theirs.end(); ++it) {
        const QString place = path + QStringLiteral("(%1,%2)").arg(it.key().first(4), it.key().sliced(4));
        if (omitted.contains(place) || isSpecificCharacterSet(it.key()))
            continue;
        const QJsonObject left = ours[it.key()].toObject();
        const QJsonObject right = it.value().toObject();
        const QString vr = right[QLatin1String("vr")].toString();
        const bool isPrivate = it.key().first(4).toUInt(nullptr, 16) % 2 == 1;
        if (isPrivate && vr != QLatin1String("UN") && left[QLatin1String("vr")] == QLatin1String("UN"))
            continue;
        const QJsonValue leftValue = left[QLatin1String("Value")];
        const QJsonValue rightValue = right[QLatin1String("Value")];
        bool isSame = left[QLatin1String("vr")] == right[QLatin1String("vr")] &&
                      isSameBinary(left[QLatin1String("InlineBinary")], right[QLatin1String("InlineBinary")]);
        if (vr == QLatin1String("SQ")) {
            const QJsonArray leftItems = leftValue.toArray();
            const QJsonArray rightItems = rightValue.toArray();
            isSame = isSame && leftItems.size() == rightItems.size();
            for (qsizetype i = 0; isSame && i < leftItems.size(); ++i)
                found << differences(leftItems[i].toObject(), rightItems[i].toObject(),
                                     QStringLiteral("%1[%2].").arg(place).arg(i + 1), omitted);
        } else {
            isSame = isSame && isSameValue(leftValue, rightValue, vr);
        }
        if (!isSame)
            found << place + QStringLiteral(" differs");
    }
    return found;
}

struct Comparison {
    bool isCompared = false; // false: dcm2json has no answer, or one that is no JSON
    QStringList differences;
};

Comparison compareWithDcm2json(const QString &path)
{
    const DicomJson ours = jsonOfFile(readFile(path.toStdString()));
    QJsonParseError error;
    const QJsonObject left = QJsonDocument::fromJson(QByteArray::fromStdString(ours.object), &error).object();
    if (error.error != QJsonParseError::NoError)
        return {.isCompared = true, .differences = {path + error.errorString()}};
    QProcess process;
    process.start(QStringLiteral("dcm2json"), {QStringLiteral("-q"), path});
    if (!process.waitForFinished() || process.exitCode() != 0)
        return {};
    const QJsonObject right = QJsonDocument::fromJson(process.readAllStandardOutput(), &error).object();
    if (error.error != QJsonParseError::NoError)
        return {};
    QSet<QString> omitted;
    for (const BulkValue &bulk : ours.omitted)
        omitted << QString::fromStdString(bulk.attribute);
    Comparison comparison{.isCompared = true, .differences = {}};
    for (const QString &difference : differences(left, right, {}, omitted))
        comparison.differences << path.section(QLatin1Char('/'), -1) + QLatin1Char(' ') + difference;
    return comparison;
}

} // namespace

class TestDicomJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agreesWithDcm2json();
    void agreesWithDcm2jsonInEveryEncoding_data();
    void agreesWithDcm2jsonInEveryEncoding();
    void writesTextAsUtf8_data();
    void writesTextAsUtf8();
    void usesTheCharacterSetOfAnItem();
    void declaresUtf8WhereTextIsReplaced_data();
    void declaresUtf8WhereTextIsReplaced();
    void leavesBulkValuesOutAndListsThem();
    void countsTheBytesOfFragments();
    void isValidJsonForHostileValues_data();
    void isValidJsonForHostileValues();
    void writesNotANumberAsAString();
    void leavesGroupLengthsOut();
    void writesAnEmptyDataSet();
    void writesNestedSequences();
    void sortsTagsAndTakesTheFirstOfDuplicates();
    void resolvesVrsOfAnImplicitEncoding_data();
    void resolvesVrsOfAnImplicitEncoding();
    void writesBinaryOfBigEndianFilesAsLittleEndian();
    void takesAnUnknownSequenceForOne();
    void writesUnknownVrsAsUnknown();
    void readsLongTextAgain();
    void keepsLongTextOutWhenItCannotBeReadAgain_data();
    void keepsLongTextOutWhenItCannotBeReadAgain();
    void describesWhatIsLeftOfATruncatedFile();
    void isValidJsonForEveryDamage_data();
    void isValidJsonForEveryDamage();
    void takesLittleTimeForAnInstance();
};

void TestDicomJson::initTestCase()
{
    for (const char *program : {"dcm2json", "dcmconv"})
        QVERIFY2(!QStandardPaths::findExecutable(QLatin1String(program)).isEmpty(), "dcmtk is not installed");
    QVERIFY2(QDir(pydicomData).exists(), "python3-pydicom is not installed");
}

void TestDicomJson::agreesWithDcm2json()
{
    int compared = 0;
    int onlyOurs = 0;
    QStringList found;
    for (QDirIterator files(pydicomData, QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
        const QString path = files.next();
        if (!isDicom(readFile(path.toStdString())))
            continue;
        const Comparison comparison = compareWithDcm2json(path);
        // dcm2json has no answer for encapsulated pixel data, for damaged files and for character sets that its iconv
        // cannot open, and its output for chrSQEncoding.dcm is not UTF-8.
        ++(comparison.isCompared ? compared : onlyOurs);
        found << comparison.differences;
    }
    QCOMPARE(found.join(QLatin1Char('\n')), QString());
    QVERIFY2(compared >= 130, qPrintable(QString::number(compared)));
    QVERIFY2(onlyOurs <= 50, qPrintable(QString::number(onlyOurs)));
}

void TestDicomJson::agreesWithDcm2jsonInEveryEncoding_data()
{
    QTest::addColumn<QString>("option");
    QTest::newRow("explicit little endian") << QStringLiteral("+te");
    QTest::newRow("explicit big endian") << QStringLiteral("+tb");
    QTest::newRow("implicit little endian") << QStringLiteral("+ti");
    QTest::newRow("deflated") << QStringLiteral("+td");
}

void TestDicomJson::agreesWithDcm2jsonInEveryEncoding()
{
    QFETCH(QString, option);
    QTemporaryDir folder;
    QStringList found;
    for (const char *name :
         {"test_files/CT_small.dcm", "test_files/MR_small.dcm", "test_files/rtplan.dcm", "test_files/rtdose.dcm",
          "test_files/rtstruct.dcm", "test_files/test-SR.dcm", "test_files/reportsi.dcm", "test_files/liver_1frame.dcm",
          "test_files/nested_priv_SQ.dcm", "test_files/waveform_ecg.dcm", "test_files/SC_rgb_small_odd.dcm",
          "charset_files/chrFren.dcm", "charset_files/chrGreek.dcm"}) {
        const QString source = pydicomData + QLatin1Char('/') + QLatin1String(name);
        const QString converted = folder.filePath(QFileInfo(source).fileName());
        QCOMPARE(QProcess::execute(QStringLiteral("dcmconv"), {QStringLiteral("-q"), option, source, converted}), 0);
        const Comparison comparison = compareWithDcm2json(converted);
        QVERIFY2(comparison.isCompared, name);
        found << comparison.differences;
    }
    QCOMPARE(found.join(QLatin1Char('\n')), QString());
}

void TestDicomJson::writesTextAsUtf8_data()
{
    QTest::addColumn<QString>("group");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *file, const char *group, const char *name) {
        QTest::newRow(file) << QString::fromLatin1(group) << QString::fromUtf8(name);
    };
    row("chrFren.dcm", "Alphabetic", "Buc^Jérôme");
    row("chrH31.dcm", "Ideographic", "山田^太郎");
    row("chrH32.dcm", "Alphabetic", "ﾔﾏﾀﾞ^ﾀﾛｳ");
    row("chrI2.dcm", "Phonetic", "홍^길동");
    row("chrX2.dcm", "Ideographic", "王^小东");
}

void TestDicomJson::writesTextAsUtf8()
{
    QFETCH(QString, group);
    const QString path = pydicomData + QStringLiteral("/charset_files/") + QString::fromLatin1(QTest::currentDataTag());
    const DicomJson json = jsonOfFile(readFile(path.toStdString()));
    QVERIFY(!json.hasUndecodableText);
    const QJsonObject object = parsed(json);
    QTEST(valuesOf(object, "00100010").at(0).toObject()[group].toString(), "name");
    QCOMPARE(valuesOf(object, "00080005"), QJsonArray{QStringLiteral("ISO_IR 192")});
}

void TestDicomJson::usesTheCharacterSetOfAnItem()
{
    const std::string greek = ElementWriter()
                                  .text(tags::SpecificCharacterSet, Vr::CS, "ISO_IR 126")
                                  .text(Tag{0x0008, 0x0104}, Vr::LO, "\xE1 ")
                                  .str();
    const std::string inherited = ElementWriter().text(Tag{0x0008, 0x0104}, Vr::LO, "\xE4 ").str();
    const QJsonArray items = valuesOf(parsed(jsonOf(ElementWriter()
                                                        .text(tags::SpecificCharacterSet, Vr::CS, "ISO_IR 100")
                                                        .sequence(Tag{0x0008, 0x1110}, {greek, inherited})
                                                        .str())),
                                      "00081110");
    QCOMPARE(valuesOf(items.at(0).toObject(), "00080104"), QJsonArray{QStringLiteral("α")});
    QCOMPARE(valuesOf(items.at(0).toObject(), "00080005"), QJsonArray{QStringLiteral("ISO_IR 192")});
    QCOMPARE(valuesOf(items.at(1).toObject(), "00080104"), QJsonArray{QStringLiteral("ä")});
}

void TestDicomJson::declaresUtf8WhereTextIsReplaced_data()
{
    QTest::addColumn<QByteArray>("dataSet");
    QTest::newRow("nothing before") << QByteArray::fromStdString(
        ElementWriter().text(tags::PatientName, Vr::PN, "J\xE9 ").str());
    QTest::newRow("an element before") << QByteArray::fromStdString(
        ElementWriter().ul(Tag{0x0008, 0x0001}, {1}).text(tags::PatientName, Vr::PN, "J\xE9 ").str());
    QTest::newRow("directory records before")
        << QByteArray::fromStdString(ElementWriter().text(Tag{0x0004, 0x1130}, Vr::CS, "J\xE9 ").str());
    QTest::newRow("empty declaration") << QByteArray::fromStdString(
        ElementWriter().text(tags::SpecificCharacterSet, Vr::CS, "").text(tags::PatientName, Vr::PN, "J\xE9 ").str());
}

void TestDicomJson::declaresUtf8WhereTextIsReplaced()
{
    QFETCH(QByteArray, dataSet);
    const DicomJson json = jsonOf(dataSet.toStdString());
    QVERIFY(json.hasUndecodableText);
    QVERIFY(json.object.find("J\xEF\xBF\xBD") != std::string::npos);
    QCOMPARE(valuesOf(parsed(json), "00080005"), QJsonArray{QStringLiteral("ISO_IR 192")});
    QCOMPARE(QByteArray::fromStdString(json.object).count("00080005"), 1);
}

void TestDicomJson::leavesBulkValuesOutAndListsThem()
{
    const std::string icon = ElementWriter().raw(tags::PixelData, Vr::OB, "abcd").str();
    const DicomJson json = jsonOf(ElementWriter()
                                      .raw(Tag{0x0009, 0x1001}, Vr::OB, std::string(1024, 'x'))
                                      .raw(Tag{0x0009, 0x1002}, Vr::OB, std::string(1026, 'x'))
                                      .raw(Tag{0x0009, 0x1003}, Vr::UN, std::string(5000, 'x'))
                                      .raw(Tag{0x0009, 0x1004}, Vr::OF, std::string(2000, 'x'))
                                      .raw(Tag{0x0028, 0x1201}, Vr::OW, "ab")
                                      .sequence(Tag{0x0088, 0x0200}, {icon})
                                      .raw(Tag{0x6002, 0x3000}, Vr::OW, "ab")
                                      .raw(tags::PixelData, Vr::OW, "abcdef")
                                      .str());
    const QStringList expected{QStringLiteral("(0009,1002) OB 1026"),
                               QStringLiteral("(0009,1003) UN 5000"),
                               QStringLiteral("(0009,1004) OF 2000"),
                               QStringLiteral("(0028,1201) OW 2"),
                               QStringLiteral("(0088,0200)[1].(7FE0,0010) OB 4"),
                               QStringLiteral("(6002,3000) OW 2"),
                               QStringLiteral("(7FE0,0010) OW 6")};
    QCOMPARE(omittedOf(json), expected);
    const QJsonObject object = parsed(json);
    const QStringList left{QStringLiteral("00091001"), QStringLiteral("00880200")};
    QCOMPARE(object.keys(), left);
}

void TestDicomJson::countsTheBytesOfFragments()
{
    MetaOptions meta;
    meta.transferSyntax = std::string{jpegBaseline};
    const DicomJson json =
        jsonOf(ElementWriter()
                   .encapsulated(tags::PixelData, std::string_view("\0\0\0\0", 4), {"ABCD", std::string(6000, 'x')})
                   .str(),
               meta);
    QCOMPARE(json.omitted.size(), std::size_t{1});
    QCOMPARE(json.omitted[0].length, std::uint64_t{6008}); // with the Basic Offset Table
}

void TestDicomJson::isValidJsonForHostileValues_data()
{
    QTest::addColumn<QByteArray>("dataSet");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, Vr vr, std::string_view value, const char *expected) {
        QTest::newRow(name) << QByteArray::fromStdString(ElementWriter().text(Tag{0x0009, 0x1001}, vr, value).str())
                            << QByteArray(expected);
    };
    row("control characters", Vr::LO, "a\x01\x1F\"b", "[\"a\\u0001\\u001f\\\"b\"]");
    row("DS that ends with a point", Vr::DS, "1.\\0e1", "[1,0e1]");
    row("DS with text", Vr::DS, "nan\\1e\\abc", "[\"nan\",\"1e\",\"abc\"]");
    row("DS with empty values", Vr::DS, "1\\\\2", "[1,null,2]");
    row("DS with bytes that are no text", Vr::DS, "\xE9 ", "[\"\xEF\xBF\xBD\"]");
    row("IS with text", Vr::IS, "12 mm", "[\"12 mm\"]");
    row("IS with a fraction", Vr::IS, "1.5", "[1.5]");
    row("code string with bytes that are no text", Vr::CS, "\xFF\xFE", "[\"\xEF\xBF\xBD\xEF\xBF\xBD\"]");
    row("UID with bytes that are no text", Vr::UI, "1.\xC3", "[\"1.\xEF\xBF\xBD\"]");
    row("date that closes the JSON", Vr::DA, "\"}]}\\x", "[\"\\\"}]}\",\"x\"]");
    row("name of carets and equals", Vr::PN, "^^=\\=a", "");
    row("name of five groups", Vr::PN, "a=b=c=d=e", "");
    row("text of backslashes", Vr::LO, "\\\\\\", "");
    row("tag cut in half", Vr::AT, "ab", "");
    row("integer cut in half", Vr::UL, "ab", "");
    row("double cut in half", Vr::FD, "abcd", "");
}

void TestDicomJson::isValidJsonForHostileValues()
{
    QFETCH(QByteArray, dataSet);
    QFETCH(QByteArray, expected);
    const DicomJson json = jsonOf(dataSet.toStdString());
    QVERIFY(!json.object.empty());
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(json.object), &error);
    QVERIFY2(error.error == QJsonParseError::NoError, json.object.c_str());
    if (!expected.isEmpty())
        QCOMPARE(valuesOf(document.object(), "00091001"), QJsonDocument::fromJson(expected).array());
}

void TestDicomJson::writesNotANumberAsAString()
{
    const auto raw = [](auto value) { return std::string(reinterpret_cast<const char *>(&value), sizeof value); };
    const DicomJson json = jsonOf(ElementWriter()
                                      .raw(Tag{0x0009, 0x1001}, Vr::FD,
                                           raw(std::numeric_limits<double>::quiet_NaN()) +
                                               raw(-std::numeric_limits<double>::infinity()) + raw(1e300))
                                      .raw(Tag{0x0009, 0x1002}, Vr::FL, raw(0.1F))
                                      .str());
    const QJsonObject object = parsed(json);
    const QJsonArray doubles{QStringLiteral("NaN"), QStringLiteral("-Infinity"), 1e300};
    QCOMPARE(valuesOf(object, "00091001"), doubles);
    QVERIFY(static_cast<float>(valuesOf(object, "00091002").at(0).toDouble()) == 0.1F);
}

void TestDicomJson::leavesGroupLengthsOut()
{
    const DicomJson json =
        jsonOf(ElementWriter().ul(Tag{0x0008, 0x0000}, {10}).text(tags::Modality, Vr::CS, "CT").str());
    QCOMPARE(QByteArray::fromStdString(json.object), QByteArray(R"({"00080060":{"vr":"CS","Value":["CT"]}})"));
}

void TestDicomJson::writesAnEmptyDataSet()
{
    const DicomJson json = jsonOf(ElementWriter().ul(Tag{0x0008, 0x0000}, {0}).str());
    QCOMPARE(QByteArray::fromStdString(json.object), QByteArray("{}"));
}

void TestDicomJson::writesNestedSequences()
{
    std::string inner = ElementWriter().text(tags::Modality, Vr::CS, "CT").str();
    for (int depth = 0; depth < 60; ++depth)
        inner = ElementWriter().sequence(Tag{0x0008, 0x1110}, {inner, {}}, depth % 2 == 0).str();
    QJsonObject object = parsed(jsonOf(inner));
    for (int depth = 0; depth < 60; ++depth) {
        const QJsonArray items = valuesOf(object, "00081110");
        QCOMPARE(items.size(), 2);
        QVERIFY(items.at(1).toObject().isEmpty());
        object = items.at(0).toObject();
    }
    QCOMPARE(valuesOf(object, "00080060"), QJsonArray{QStringLiteral("CT")});
}

void TestDicomJson::sortsTagsAndTakesTheFirstOfDuplicates()
{
    const DicomJson json = jsonOf(ElementWriter()
                                      .text(Tag{0x0020, 0x0013}, Vr::IS, "1")
                                      .text(tags::Modality, Vr::CS, "MR")
                                      .text(tags::PatientID, Vr::LO, "\xC4 ")
                                      .text(tags::Modality, Vr::CS, "CT")
                                      .text(tags::SpecificCharacterSet, Vr::CS, "ISO_IR 100")
                                      .str());
    QCOMPARE(QByteArray::fromStdString(json.object),
             QByteArray(R"({"00080005":{"vr":"CS","Value":["ISO_IR 192"]},"00080060":{"vr":"CS","Value":["MR"]},)"
                        R"("00100020":{"vr":"LO","Value":["Ä"]},"00200013":{"vr":"IS","Value":[1]}})"));
    QVERIFY(!json.hasUndecodableText);
}

void TestDicomJson::resolvesVrsOfAnImplicitEncoding_data()
{
    QTest::addColumn<int>("pixelRepresentation");
    QTest::addColumn<QString>("vr");
    QTest::addColumn<int>("number");
    QTest::newRow("unsigned pixels") << 0 << QStringLiteral("US") << 65534;
    QTest::newRow("signed pixels") << 1 << QStringLiteral("SS") << -2;
    QTest::newRow("no Pixel Representation") << -1 << QStringLiteral("US") << 65534;
}

void TestDicomJson::resolvesVrsOfAnImplicitEncoding()
{
    QFETCH(int, pixelRepresentation);
    QFETCH(int, number);
    const ByteOrder implicit{.explicitVr = false};
    const std::string mapping = ElementWriter(implicit).us(Tag{0x0040, 0x9216}, {65534}).str();
    ElementWriter dataSet(implicit);
    dataSet.raw(Tag{0x0009, 0x1001}, Vr::UN, "ab");
    if (pixelRepresentation >= 0)
        dataSet.us(tags::PixelRepresentation, {static_cast<std::uint16_t>(pixelRepresentation)});
    dataSet.us(Tag{0x0028, 0x0106}, {65534}).us(Tag{0x0028, 0x1101}, {65534, 0, 16});
    dataSet.sequence(Tag{0x0040, 0x9096}, {mapping}).raw(tags::PixelData, Vr::OW, "ab");
    const DicomJson json = jsonOfFile(implicitFile(dataSet.str()));
    const QJsonObject object = parsed(json);
    const QJsonObject item = valuesOf(object, "00409096").at(0).toObject();
    QTEST(object[QLatin1String("00280106")].toObject()[QLatin1String("vr")].toString(), "vr");
    QCOMPARE(valuesOf(object, "00280106"), QJsonArray{number});
    QTEST(item[QLatin1String("00409216")].toObject()[QLatin1String("vr")].toString(), "vr");
    QCOMPARE(valuesOf(item, "00409216"), QJsonArray{number});
    const QJsonArray descriptor{65534, 0, 16}; // of a palette: never signed
    QCOMPARE(valuesOf(object, "00281101"), descriptor);
    QCOMPARE(object[QLatin1String("00091001")].toObject()[QLatin1String("InlineBinary")].toString(),
             QStringLiteral("YWI="));
    QCOMPARE(omittedOf(json), QStringList{QStringLiteral("(7FE0,0010) OW 2")});
}

void TestDicomJson::writesBinaryOfBigEndianFilesAsLittleEndian()
{
    MetaOptions meta;
    meta.transferSyntax = std::string{explicitBig};
    const QJsonObject object = parsed(jsonOf(ElementWriter({.explicitVr = true, .bigEndian = true})
                                                 .raw(Tag{0x0009, 0x1001}, Vr::OB, "1234")
                                                 .raw(Tag{0x0009, 0x1002}, Vr::OW, "1234")
                                                 .raw(Tag{0x0009, 0x1003}, Vr::OF, "1234")
                                                 .raw(Tag{0x0009, 0x1004}, Vr::OD, "12345678")
                                                 .raw(Tag{0x0009, 0x1005}, Vr::UN, "1234")
                                                 .us(Tag{0x0028, 0x0010}, {258})
                                                 .str(),
                                             meta));
    const auto bytes = [&object](const char *key) {
        const QJsonObject element = object[QLatin1String(key)].toObject();
        return QByteArray::fromBase64(element[QLatin1String("InlineBinary")].toString().toLatin1());
    };
    QCOMPARE(bytes("00091001"), QByteArray("1234"));
    QCOMPARE(bytes("00091002"), QByteArray("2143"));
    QCOMPARE(bytes("00091003"), QByteArray("4321"));
    QCOMPARE(bytes("00091004"), QByteArray("87654321"));
    QCOMPARE(bytes("00091005"), QByteArray("1234"));
    QCOMPARE(valuesOf(object, "00280010"), QJsonArray{258});
}

void TestDicomJson::takesAnUnknownSequenceForOne()
{
    // PS3.5 6.2.2: UN of undefined length is a Sequence, implicit inside.
    const std::string inside = ElementWriter({.explicitVr = false}).text(tags::Modality, Vr::CS, "CT").str();
    ElementWriter dataSet;
    dataSet.header(Tag{0x0009, 0x1001}, "UN", 0xFFFFFFFFU).putTag(tags::Item);
    dataSet.put32(static_cast<std::uint32_t>(inside.size()));
    dataSet.bytes(inside).putTag(tags::SequenceDelimitationItem);
    dataSet.put32(0);
    QCOMPARE(QByteArray::fromStdString(jsonOf(dataSet.str()).object),
             QByteArray(R"({"00091001":{"vr":"SQ","Value":[{"00080060":{"vr":"CS","Value":["CT"]}}]}})"));
}

void TestDicomJson::writesUnknownVrsAsUnknown()
{
    const DicomJson json = jsonOf(
        ElementWriter().header(Tag{0x0009, 0x1001}, "ZZ", 2).bytes("ab").text(tags::PatientID, Vr::LO, "1 ").str());
    QCOMPARE(QByteArray::fromStdString(json.object),
             QByteArray(R"({"00091001":{"vr":"UN","InlineBinary":"YWI="},"00100020":{"vr":"LO","Value":["1"]}})"));
}

void TestDicomJson::readsLongTextAgain()
{
    const std::string text(200'000, 'x');
    const DicomJson json = jsonOf(ElementWriter().raw(Tag{0x0040, 0xA160}, Vr::UT, text).str());
    QVERIFY(json.omitted.empty());
    QCOMPARE(valuesOf(parsed(json), "0040A160").at(0).toString().toStdString(), text);
}

void TestDicomJson::keepsLongTextOutWhenItCannotBeReadAgain_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<bool>("withSource");
    const std::string dataSet = ElementWriter().raw(Tag{0x0040, 0xA160}, Vr::UT, std::string(200'000, 'x')).str();
    QTest::newRow("the source is not there") << QByteArray::fromStdString(part10(fileMeta(), dataSet)) << false;
    QTest::newRow("the file is deflated") << QByteArray::fromStdString(deflatedFile(dataSet)) << true;
}

void TestDicomJson::keepsLongTextOutWhenItCannotBeReadAgain()
{
    QFETCH(QByteArray, file);
    QFETCH(bool, withSource);
    const DicomJson json = jsonOfFile(file.toStdString(), withSource);
    QCOMPARE(QByteArray::fromStdString(json.object), QByteArray(R"({"0040A160":{"vr":"UT"}})"));
    QCOMPARE(omittedOf(json), QStringList{QStringLiteral("(0040,A160) UT 200000")});
}

void TestDicomJson::describesWhatIsLeftOfATruncatedFile()
{
    const DicomJson json = jsonOf(
        ElementWriter().text(tags::Modality, Vr::CS, "CT").withLength(tags::PatientID, Vr::LO, 20, "12345678").str());
    QCOMPARE(QByteArray::fromStdString(json.object),
             QByteArray(R"({"00080060":{"vr":"CS","Value":["CT"]},"00100020":{"vr":"LO"}})"));
    QCOMPARE(omittedOf(json), QStringList{QStringLiteral("(0010,0020) LO 20")});
}

void TestDicomJson::isValidJsonForEveryDamage_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"CT_small.dcm", "test-SR.dcm", "rtplan.dcm", "ExplVR_BigEnd.dcm", "image_dfl.dcm"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestDicomJson::isValidJsonForEveryDamage()
{
    QFETCH(QString, name);
    const std::string whole = readFile((pydicomData + QStringLiteral("/test_files/") + name).toStdString());
    const std::size_t header = std::min<std::size_t>(whole.size(), 6000);
    QVERIFY(isDicom(whole));
    const auto check = [](const std::string &bytes) {
        const DicomJson json = jsonOfFile(bytes);
        QJsonParseError error;
        QJsonDocument::fromJson(QByteArray::fromStdString(json.object), &error);
        return error.error == QJsonParseError::NoError && json.object.find('\n') == std::string::npos;
    };
    for (std::size_t at = 132; at < header; at += 61) {
        QVERIFY2(check(whole.substr(0, at)), qPrintable(QStringLiteral("cut at %1").arg(at)));
        std::string changed = whole;
        for (const int byte : {0xFF, 0x00, 0x22, 0x1B}) {
            changed[at] = static_cast<char>(byte);
            QVERIFY2(check(changed), qPrintable(QStringLiteral("byte %1 is %2").arg(at).arg(byte)));
        }
    }
}

void TestDicomJson::takesLittleTimeForAnInstance()
{
    const std::string file = readFile((pydicomData + QStringLiteral("/test_files/CT_small.dcm")).toStdString());
    MemorySource source(std::as_bytes(std::span(file.data(), file.size())));
    const auto scanned = scanEncoding(source);
    QVERIFY(scanned.isOk());
    std::size_t size = 0;
    QBENCHMARK
    {
        size = toDicomJson(*scanned, &source).object.size();
    }
    QVERIFY(size > 10'000);
}

QTEST_APPLESS_MAIN(TestDicomJson)
#include "tst_dicom_json.moc"
