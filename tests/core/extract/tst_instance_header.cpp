#include "core/dicom/byte_source.h"
#include "core/dicom/encoding_scan.h"
#include "core/dicom/scanned_instance.h"
#include "core/extract/instance_header.h"
#include "tests/support/instance_builder.h"

#include <QTest>

using namespace mi;
using namespace mi::test;

namespace {

InstanceHeader headerOf(const std::string &file)
{
    MemorySource source(std::as_bytes(std::span(file.data(), file.size())));
    const auto instance = scanEncoding(source);
    return instance ? extractHeader(*instance) : InstanceHeader{};
}

const QString pydicomData = QStringLiteral("/usr/lib/python3/dist-packages/pydicom/data/");

} // namespace

class TestInstanceHeader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAllAttributes();
    void isEmptyForAnEmptyDataSet();
    void recognisesAMediaDirectory();
    void decodesTheNamesOfPydicomsFiles_data();
    void decodesTheNamesOfPydicomsFiles();
};

void TestInstanceHeader::readsAllAttributes()
{
    ElementWriter data;
    data.text(tags::SpecificCharacterSet, Vr::CS, "ISO_IR 100")
        .text(tags::SOPClassUID, Vr::UI, "1.2.3")
        .text(tags::SOPInstanceUID, Vr::UI, "1.2.4")
        .text(tags::StudyDate, Vr::DA, "20260105")
        .text(tags::StudyTime, Vr::TM, "1015")
        .text(tags::AccessionNumber, Vr::SH, "A1")
        .text(tags::Modality, Vr::CS, "CT")
        .text(tags::Manufacturer, Vr::LO, "Maker")
        .text(tags::InstitutionName, Vr::LO, "H\xF4pital ")
        .text(tags::ReferringPhysicianName, Vr::PN, "DOC^TOR")
        .text(tags::StudyDescription, Vr::LO,
              "Sch\xE4"
              "del")
        .text(tags::SeriesDescription, Vr::LO, "Axial")
        .text(tags::ManufacturerModelName, Vr::LO, "Model")
        .text(tags::PatientName, Vr::PN,
              "\xC4neas^R\xFC"
              "diger ")
        .text(tags::PatientID, Vr::LO, " P-1 ")
        .text(tags::IssuerOfPatientID, Vr::LO, "Desk")
        .text(tags::PatientBirthDate, Vr::DA, "19610203")
        .text(tags::PatientSex, Vr::CS, "F")
        .text(tags::BodyPartExamined, Vr::CS, "HEAD")
        .text(tags::StudyInstanceUID, Vr::UI, "1.2.5")
        .text(tags::SeriesInstanceUID, Vr::UI, "1.2.6")
        .text(tags::StudyID, Vr::SH, "S1")
        .text(tags::SeriesNumber, Vr::IS, "2")
        .text(tags::InstanceNumber, Vr::IS, "3")
        .text(tags::NumberOfFrames, Vr::IS, "4");
    const InstanceHeader header = headerOf(part10(fileMeta(), data.str()));
    QCOMPARE(header.sopClassUid, "1.2.3");
    QCOMPARE(header.sopInstanceUid, "1.2.4");
    QCOMPARE(header.studyInstanceUid, "1.2.5");
    QCOMPARE(header.seriesInstanceUid, "1.2.6");
    QCOMPARE(header.transferSyntaxUid, "1.2.840.10008.1.2.1");
    QCOMPARE(header.patientName, "Äneas^Rüdiger");
    QCOMPARE(header.patientId, "P-1");
    QCOMPARE(header.issuerOfPatientId, "Desk");
    QCOMPARE(header.patientBirthDate, "19610203");
    QCOMPARE(header.patientSex, "F");
    QCOMPARE(header.studyDate, "20260105");
    QCOMPARE(header.studyTime, "1015");
    QCOMPARE(header.studyDescription, "Schädel");
    QCOMPARE(header.accessionNumber, "A1");
    QCOMPARE(header.studyId, "S1");
    QCOMPARE(header.referringPhysicianName, "DOC^TOR");
    QCOMPARE(header.institutionName, "Hôpital");
    QCOMPARE(header.modality, "CT");
    QCOMPARE(header.seriesDescription, "Axial");
    QCOMPARE(header.seriesNumber, "2");
    QCOMPARE(header.bodyPartExamined, "HEAD");
    QCOMPARE(header.manufacturer, "Maker");
    QCOMPARE(header.manufacturerModelName, "Model");
    QCOMPARE(header.instanceNumber, "3");
    QCOMPARE(header.numberOfFrames, "4");
    QVERIFY(!header.isMediaDirectory);
}

void TestInstanceHeader::isEmptyForAnEmptyDataSet()
{
    const InstanceHeader header = headerOf(part10(fileMeta(), {}));
    QVERIFY(header.studyInstanceUid.empty());
    QVERIFY(header.sopInstanceUid.empty()); // the one of the File Meta Information does not stand in for it
    QVERIFY(header.patientName.empty());
}

void TestInstanceHeader::recognisesAMediaDirectory()
{
    const InstanceHeader header =
        headerOf(readFile((pydicomData + QStringLiteral("test_files/dicomdirtests/DICOMDIR")).toStdString()));
    QVERIFY(header.isMediaDirectory);
    QCOMPARE(header.sopClassUid, "1.2.840.10008.1.3.10");
    QVERIFY(!header.sopInstanceUid.empty());
}

// The names are the ones that pydicom 2.3.1 reads; it shows them without an empty group at the end.
void TestInstanceHeader::decodesTheNamesOfPydicomsFiles_data()
{
    QTest::addColumn<QString>("name");
    const auto row = [](const char *file, const char *name) { QTest::newRow(file) << QString::fromUtf8(name); };
    row("chrArab.dcm", "قباني^لنزار");
    row("chrFren.dcm", "Buc^Jérôme");
    row("chrFrenMulti.dcm", "Buc^Jérôme");
    row("chrGerm.dcm", "Äneas^Rüdiger");
    row("chrGreek.dcm", "Διονυσιος");
    row("chrH31.dcm", "Yamada^Tarou=山田^太郎=やまだ^たろう");
    row("chrH32.dcm", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう");
    row("chrHbrw.dcm", "שרון^דבורה");
    row("chrI2.dcm", "Hong^Gildong=洪^吉洞=홍^길동");
    row("chrJapMulti.dcm", "やまだ^たろう");
    row("chrJapMultiExplicitIR6.dcm", "やまだ^たろう");
    row("chrKoreanMulti.dcm", "김희중");
    row("chrRuss.dcm", "Люкceмбypг");
    row("chrSQEncoding.dcm", "");
    row("chrSQEncoding1.dcm", "");
    row("chrX1.dcm", "Wang^XiaoDong=王^小東=");
    row("chrX2.dcm", "Wang^XiaoDong=王^小东=");
}

void TestInstanceHeader::decodesTheNamesOfPydicomsFiles()
{
    const QString path = pydicomData + QStringLiteral("charset_files/") + QString::fromLatin1(QTest::currentDataTag());
    const InstanceHeader header = headerOf(readFile(path.toStdString()));
    QTEST(QString::fromStdString(header.patientName), "name");
}

QTEST_APPLESS_MAIN(TestInstanceHeader)
#include "tst_instance_header.moc"
