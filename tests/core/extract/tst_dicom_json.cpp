#include "core/dicom/dcmtk_session.h"
#include "core/extract/dicom_json.h"
#include "tests/support/instance_builder.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <cmath>
#include <limits>

using namespace mi;
using namespace mi::test;

namespace {

const QString pydicomData = QStringLiteral("/usr/lib/python3/dist-packages/pydicom/data");

DicomJson jsonOf(const std::string &dataSet, const MetaOptions &meta = {})
{
    const std::string file = part10(fileMeta(meta), dataSet);
    auto instance = readInstance(std::as_bytes(std::span(file.data(), file.size())));
    if (!instance)
        return {};
    auto json = toDicomJson(instance.take());
    return json ? json.take() : DicomJson{};
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
        if (std::abs(left[i].toDouble() - right[i].toDouble()) > 1e-6 * std::abs(right[i].toDouble()))
            return false;
    }
    return true;
}

// What is not the same in two objects of the DICOM JSON Model, after normalisation: values that ours lists as omitted
// are left out of theirs, and Specific Character Set is not compared, because dcm2json leaves it as it was in items
// whose text it has converted, and says nothing where ours says ISO_IR 192.
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
        const QJsonValue leftValue = left[QLatin1String("Value")];
        const QJsonValue rightValue = right[QLatin1String("Value")];
        bool isSame = left[QLatin1String("vr")] == right[QLatin1String("vr")] &&
                      left[QLatin1String("InlineBinary")] == right[QLatin1String("InlineBinary")];
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

} // namespace

class TestDicomJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agreesWithDcm2json();
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
    void takesLittleTimeForAnInstance();

private:
    std::unique_ptr<DcmtkSession> m_session;
};

void TestDicomJson::initTestCase()
{
    auto session = DcmtkSession::create();
    QVERIFY(session.isOk());
    m_session = session.take();
}

void TestDicomJson::agreesWithDcm2json()
{
    const QString peer = QStandardPaths::findExecutable(QStringLiteral("dcm2json"));
    QVERIFY2(!peer.isEmpty(), "dcmtk is not installed");
    int compared = 0;
    int onlyOurs = 0;
    QStringList found;
    for (QDirIterator files(pydicomData, QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
        const QString path = files.next();
        auto instance = readInstance(path.toStdString());
        if (!instance)
            continue;
        const auto ours = toDicomJson(instance.take());
        QVERIFY2(ours, qPrintable(path));
        QJsonParseError error;
        const QJsonObject left = QJsonDocument::fromJson(QByteArray::fromStdString(ours->object), &error).object();
        QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(path + error.errorString()));

        QProcess process;
        process.start(peer, {QStringLiteral("-q"), path});
        QVERIFY(process.waitForFinished());
        const QByteArray output = process.readAllStandardOutput();
        const QJsonObject right = QJsonDocument::fromJson(output, &error).object();
        // dcm2json has no answer for encapsulated pixel data and for character sets that its iconv cannot open, and its
        // output for chrSQEncoding.dcm is not UTF-8.
        if (process.exitCode() != 0 || error.error != QJsonParseError::NoError) {
            ++onlyOurs;
            continue;
        }
        ++compared;
        QSet<QString> omitted;
        for (const BulkValue &bulk : ours->omitted)
            omitted << QString::fromStdString(bulk.attribute);
        for (const QString &difference : differences(left, right, {}, omitted))
            found << path.section(QLatin1Char('/'), -1) + QLatin1Char(' ') + difference;
    }
    QCOMPARE(found, QStringList{});
    QVERIFY2(compared >= 130, qPrintable(QString::number(compared)));
    QVERIFY2(onlyOurs <= 45, qPrintable(QString::number(onlyOurs)));
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
    auto instance = readInstance(path.toStdString());
    QVERIFY(instance.isOk());
    const auto json = toDicomJson(instance.take());
    QVERIFY(json.isOk());
    QVERIFY(!json->hasUndecodableText);
    const QJsonObject object = parsed(*json);
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
    QStringList listed;
    for (const BulkValue &bulk : json.omitted)
        listed << QStringLiteral("%1 %2 %3")
                      .arg(QString::fromStdString(bulk.attribute), QString::fromStdString(bulk.vr))
                      .arg(bulk.length);
    const QStringList expected{QStringLiteral("(0009,1002) OB 1026"),
                               QStringLiteral("(0009,1003) UN 5000"),
                               QStringLiteral("(0009,1004) OF 2000"),
                               QStringLiteral("(0028,1201) OW 2"),
                               QStringLiteral("(0088,0200)[1].(7FE0,0010) OB 4"),
                               QStringLiteral("(6002,3000) OW 2"),
                               QStringLiteral("(7FE0,0010) OW 6")};
    QCOMPARE(listed, expected);
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
    QVERIFY(valuesOf(object, "00091002").at(0).toDouble() == static_cast<double>(0.1F));
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

void TestDicomJson::takesLittleTimeForAnInstance()
{
    const std::filesystem::path path = (pydicomData + QStringLiteral("/test_files/CT_small.dcm")).toStdString();
    std::size_t size = 0;
    QBENCHMARK
    {
        auto instance = readInstance(path);
        const auto json = toDicomJson(instance.take());
        size = json->object.size();
    }
    QVERIFY(size > 10'000);
}

QTEST_APPLESS_MAIN(TestDicomJson)
#include "tst_dicom_json.moc"
