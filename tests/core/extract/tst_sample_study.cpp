#include "core/dicom/byte_source.h"
#include "core/dicom/dcmtk_session.h"
#include "core/dicom/encoding_scan.h"
#include "core/dicom/scanned_instance.h"
#include "core/extract/instance_header.h"
#include "core/samples/sample_study.h"
#include "tests/support/instance_builder.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace mi;
using namespace mi::test;

class TestSampleStudy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writesTwoSeriesOfOneStudy();
    void isCleanForDciodvfy();
    void isTheSameEveryTime();
    void neverCollidesUnderAnotherRoot();
    void overwritesNothing();
    void refusesWhatMakesNoStudy();

private:
    std::unique_ptr<DcmtkSession> m_session;
    QTemporaryDir m_folder;
    std::filesystem::path m_study;
    std::vector<std::filesystem::path> m_files;
};

void TestSampleStudy::initTestCase()
{
    QVERIFY(m_folder.isValid());
    auto session = DcmtkSession::create();
    QVERIFY(session.isOk());
    m_session = session.take();
    m_study = std::filesystem::path(m_folder.path().toStdString()) / "study";
    const auto files = writeSampleStudy(m_study, {});
    QVERIFY2(files, files ? "" : describe(files.error()).c_str());
    m_files = *files;
}

void TestSampleStudy::writesTwoSeriesOfOneStudy()
{
    std::set<std::string> studies, series, instances;
    for (const auto &path : m_files) {
        const std::string bytes = readFile(path);
        MemorySource source(std::as_bytes(std::span(bytes.data(), bytes.size())));
        const auto instance = scanEncoding(source);
        QVERIFY(instance.isOk());
        QVERIFY(instance->defects.empty());
        const InstanceHeader header = extractHeader(*instance);
        QCOMPARE(header.patientName, "SAMPLE^ANNA");
        QCOMPARE(header.transferSyntaxUid, "1.2.840.10008.1.2.1");
        studies.insert(header.studyInstanceUid);
        series.insert(header.seriesInstanceUid);
        instances.insert(header.sopInstanceUid);
    }
    QCOMPARE(studies.size(), std::size_t{1});
    QCOMPARE(series.size(), std::size_t{2});
    QCOMPARE(instances.size(), std::size_t{8});
}

void TestSampleStudy::isCleanForDciodvfy()
{
    const QString validator = QStandardPaths::findExecutable(QStringLiteral("dciodvfy"));
    QVERIFY2(!validator.isEmpty(), "dicom3tools is not installed");
    for (const auto &path : m_files) {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(validator, {QStringLiteral("-new"), QString::fromStdString(path.string())});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAll().trimmed(), QByteArray("CTImage")); // no Error, no Warning
    }
}

void TestSampleStudy::isTheSameEveryTime()
{
    const auto again = writeSampleStudy(m_study.string() + "-again", {});
    QVERIFY(again.isOk());
    QCOMPARE(again->size(), m_files.size());
    for (std::size_t i = 0; i < m_files.size(); ++i)
        QVERIFY(readFile(m_files[i]) == readFile((*again)[i]));
}

void TestSampleStudy::neverCollidesUnderAnotherRoot()
{
    SampleStudy other;
    other.uidRoot = "2.25.1000002";
    const auto files = writeSampleStudy(m_study.string() + "-other", other);
    QVERIFY(files.isOk());
    for (const auto &path : *files)
        QVERIFY(readFile(path).find("2.25.1000001") == std::string::npos);
}

void TestSampleStudy::overwritesNothing()
{
    const std::string before = readFile(m_files.front());
    SampleStudy other;
    other.patientName = "OTHER";
    const auto files = writeSampleStudy(m_study, other);
    QVERIFY(!files);
    QCOMPARE(files.error().code, ErrorCode::alreadyExists);
    QVERIFY(readFile(m_files.front()) == before);
}

void TestSampleStudy::refusesWhatMakesNoStudy()
{
    SampleStudy badRoot;
    badRoot.uidRoot = "not a root";
    QVERIFY(!writeSampleStudy(m_study.string() + "-bad", badRoot));
    SampleStudy noRows;
    noRows.rows = 0;
    QVERIFY(!writeSampleStudy(m_study.string() + "-bad", noRows));
}

QTEST_APPLESS_MAIN(TestSampleStudy)
#include "tst_sample_study.moc"
