#include "core/dicom/data_set_reader.h"
#include "core/dicom/dcmtk_session.h"
#include "tests/support/instance_builder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <thread>
#include <unistd.h>

using namespace mi;
using namespace mi::test;

namespace {

std::span<const std::byte> bytesOf(const std::string &text)
{
    return std::as_bytes(std::span(text.data(), text.size()));
}

} // namespace

class TestDataSetReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsACleanInstance_data();
    void readsACleanInstance();
    void reportsWhatCannotBeRead_data();
    void reportsWhatCannotBeRead();
    void ignoresTheDictionaryOfTheEnvironment();
    void writesNothingToTheTerminal();
    void readsInManyThreads();
    void canBeSetUpAgain();

private:
    std::unique_ptr<DcmtkSession> m_session;
    QTemporaryDir m_folder;
    std::filesystem::path path(const char *name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
};

void TestDataSetReader::initTestCase()
{
    QVERIFY(m_folder.isValid());
    qputenv("DCMDICTPATH", "/nonexistent/dicom.dic");
    auto session = DcmtkSession::create();
    QVERIFY2(session, session ? "" : describe(session.error()).c_str());
    m_session = session.take();
}

void TestDataSetReader::readsACleanInstance_data()
{
    QTest::addColumn<QByteArray>("syntax");
    QTest::addColumn<bool>("isExplicit");
    QTest::addColumn<bool>("isBigEndian");
    QTest::newRow("explicit little endian") << QByteArray("1.2.840.10008.1.2.1") << true << false;
    QTest::newRow("implicit little endian") << QByteArray("1.2.840.10008.1.2") << false << false;
    QTest::newRow("explicit big endian") << QByteArray("1.2.840.10008.1.2.2") << true << true;
}

void TestDataSetReader::readsACleanInstance()
{
    QFETCH(QByteArray, syntax);
    QFETCH(bool, isExplicit);
    QFETCH(bool, isBigEndian);
    CleanInstance clean;
    clean.pixels = std::string(100'000, 'x'); // past what is loaded at once
    MetaOptions meta;
    meta.transferSyntax = syntax.toStdString();
    const std::string file = part10(fileMeta(meta), clean.dataSet({isExplicit, isBigEndian}));
    writeFile(path("clean.dcm"), file);
    QVERIFY(readInstance(path("clean.dcm")).isOk());
    QVERIFY(readInstance(bytesOf(file)).isOk());
}

void TestDataSetReader::reportsWhatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    const std::string clean = CleanInstance{}.file();
    QTest::newRow("no bytes") << QByteArray() << "invalidFormat";
    QTest::newRow("text") << QByteArray("This is a letter and no instance at all, but long enough.") << "invalidFormat";
    QTest::newRow("cut in the pixels") << QByteArray::fromStdString(clean.substr(0, clean.size() - 9))
                                       << "invalidFormat";
    QTest::newRow("cut in the meta header") << QByteArray::fromStdString(clean.substr(0, 200)) << "invalidFormat";
}

void TestDataSetReader::reportsWhatCannotBeRead()
{
    QFETCH(QByteArray, content);
    const std::string text = content.toStdString();
    writeFile(path("broken.dcm"), text);
    const auto fromFile = readInstance(path("broken.dcm"));
    QVERIFY(!fromFile);
    QTEST(QString::fromLatin1(toString(fromFile.error().code)), "code");
    QVERIFY(!fromFile.error().detail.empty());
    QVERIFY(!readInstance(bytesOf(text)));

    const auto missing = readInstance(path("missing.dcm"));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::notFound);
    const auto folder = readInstance(path("."));
    QVERIFY(!folder);
    QCOMPARE(folder.error().code, ErrorCode::notRegularFile);
}

void TestDataSetReader::ignoresTheDictionaryOfTheEnvironment()
{
    QVERIFY(m_session != nullptr); // made with a path to nowhere in the environment
    QVERIFY(qgetenv("DCMDICTPATH").isEmpty());
}

void TestDataSetReader::writesNothingToTheTerminal()
{
    // A date of birth with letters and a value that ends too early: DCMTK would print both.
    ElementWriter data;
    data.text(tags::PatientName, Vr::PN, "SECRET^NAME").withLength(tags::PatientID, Vr::LO, 0x7000, "SHORT");
    const std::string file = part10(fileMeta(), data.str());
    QFile log(m_folder.filePath(QStringLiteral("terminal")));
    QVERIFY(log.open(QIODevice::ReadWrite | QIODevice::Truncate));
    const int before = dup(2);
    dup2(log.handle(), 2);
    const bool isRead = readInstance(bytesOf(file)).isOk();
    dup2(before, 2);
    close(before);
    QVERIFY(!isRead);
    QCOMPARE(log.size(), qint64{0});
}

void TestDataSetReader::readsInManyThreads()
{
    const QString data = QStringLiteral("/usr/lib/python3/dist-packages/pydicom/data/test_files/");
    std::vector<std::filesystem::path> files;
    for (const char *name : {"CT_small.dcm", "MR_small_implicit.dcm", "rtplan.dcm", "reportsi.dcm", "image_dfl.dcm"})
        files.emplace_back((data + QLatin1String(name)).toStdString());
    std::atomic<int> read = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int round = 0; round < 20; ++round) {
                    for (const auto &file : files)
                        read += readInstance(file).isOk() ? 1 : 0;
                }
            });
        }
    }
    QCOMPARE(read.load(), 4 * 20 * 5);
}

void TestDataSetReader::canBeSetUpAgain()
{
    m_session.reset();
    initTestCase();
    QVERIFY(readInstance(bytesOf(CleanInstance{}.file())).isOk());
}

QTEST_APPLESS_MAIN(TestDataSetReader)
#include "tst_data_set_reader.moc"
