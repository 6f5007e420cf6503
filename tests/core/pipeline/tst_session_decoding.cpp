// Compressed frames on their way through a session: decoded when checked, not again when filed, or not at all.
#include "core/dicom/dcmtk_session.h"
#include "core/pipeline/file_judge.h"
#include "core/pipeline/session.h"
#include "core/platform/file_layer.h"
#include "tests/support/instance_builder.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <stop_token>

using namespace mi;
namespace fs = std::filesystem;

namespace {

const std::string samples = "/usr/lib/python3/dist-packages/pydicom/data/test_files/";

std::string soundImage()
{
    return test::readFile(samples + "MR_small_jp2klossless.dcm");
}

// Its Huffman table is impossible.
std::string undecodableImage()
{
    std::string file = test::readFile(samples + "SC_rgb_jpeg_dcmtk.dcm");
    return file.replace(file.find("\xFF\xC4", file.rfind("\xFF\xD8\xFF")) + 5, 16, 16, '\xFF');
}

// Decodable, but for a stray marker in the middle of its data.
std::string damagedImage()
{
    std::string file = test::readFile(samples + "SC_rgb_jpeg_dcmtk.dcm");
    return file.replace((file.rfind("\xFF\xDA") + file.rfind("\xFF\xD9")) / 2, 2, "\xFF\xD3");
}

} // namespace

class TestSessionDecoding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto dcmtk = DcmtkSession::create();
        QVERIFY(dcmtk.isOk());
        m_dcmtk = dcmtk.take();
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_source = fs::path(m_folder->path().toStdString()) / "source";
        m_archive = fs::path(m_folder->path().toStdString()) / "archive";
        fs::create_directories(m_source);
    }

    void framesAreDecodedUnlessThatIsSwitchedOff()
    {
        test::writeFile(m_source / "image", undecodableImage());
        QVERIFY(check(true).isFilingBlocked);
        QVERIFY(hasRule("pixel.frame.cannot-be-decoded"));
        QCOMPARE(m_notDecoded, QStringList{});
        QVERIFY(!check(false).isFilingBlocked);
        QVERIFY(!hasRule("pixel.frame.cannot-be-decoded"));
        QCOMPARE(m_notDecoded, QStringList{QStringLiteral("switched off")});
    }

    void theRecordOfAFiledStudyClaimsNothingThatIsNotTrue_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<bool>("decodeFrames");
        QTest::addColumn<bool>("isDamageRecorded");
        QTest::addColumn<bool>("saysNotDecoded");
        QTest::addColumn<QByteArray>("frames");
        QTest::newRow("decoded when it was checked")
            << soundImage() << true << false << false << QByteArray("decodedWhenChecked");
        QTest::newRow("decoded with a finding")
            << damagedImage() << true << true << false << QByteArray("decodedWhenFiled");
        QTest::newRow("switched off") << soundImage() << false << false << true << QByteArray("notDecoded");
        QTest::newRow("nothing to decode")
            << test::readFile(samples + "MR_small.dcm") << true << false << false << QByteArray();
    }

    void theRecordOfAFiledStudyClaimsNothingThatIsNotTrue()
    {
        QFETCH(std::string, bytes);
        QFETCH(bool, decodeFrames);
        QFETCH(bool, isDamageRecorded);
        QFETCH(bool, saysNotDecoded);
        QFETCH(QByteArray, frames);
        test::writeFile(m_source / "image", bytes);
        Session session(*m_files, {.jobs = 2, .decodeFrames = decodeFrames});
        QVERIFY(session.setArchiveRoot(m_archive).isOk());
        session.setArchiveWhatPasses(true);
        session.addSources({m_source});
        session.waitUntilIdle();
        const QByteArray record = validationRecord();
        QVERIFY(!record.isEmpty());
        QCOMPARE(record.contains("pixel.frame.damaged"), isDamageRecorded);
        QCOMPARE(record.contains("pixel-data.decoding"), saysNotDecoded);
        QCOMPARE(record.contains("\"frames\""), !frames.isEmpty());
        QVERIFY(record.contains("\"" + frames + "\"") || frames.isEmpty());
    }

    void pixelsThatChangedAfterTheCheckAreDecodedBeforeTheyAreFiled()
    {
        test::writeFile(m_source / "image", test::readFile(samples + "SC_rgb_jpeg_dcmtk.dcm"));
        Session session(*m_files, {.jobs = 1, .archiveRoot = m_archive});
        session.addSources({m_source});
        session.waitUntilIdle();
        QVERIFY(!session.studies()[0]->isFilingBlocked);
        test::writeFile(m_source / "image", undecodableImage()); // under the same UIDs
        session.archive({0});
        session.waitUntilIdle();
        QVERIFY(session.studies()[0]->archive == ArchiveState::notFiled);
        QCOMPARE(session.studies()[0]->archiveMessage, std::string("pixel.frame.cannot-be-decoded"));

        test::writeFile(m_source / "image", damagedImage()); // decodable, and so it may be filed
        session.archive({0});
        session.waitUntilIdle();
        QVERIFY(session.studies()[0]->archive == ArchiveState::filedAndVerified);
        const QByteArray record = validationRecord();
        QVERIFY(record.contains("decodedWhenFiled"));
        QVERIFY(record.contains("pixel.frame.damaged"));
    }

    void aFileWhoseCheckWasStoppedHasNoVerdict()
    {
        test::writeFile(m_source / "image", soundImage());
        FoundFile found;
        found.folder = std::make_shared<const fs::path>(m_source / "image");
        found.type = FileType::regular;
        QVERIFY(judgeFile(*m_files, found, {}, {}).has_value());
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!judgeFile(*m_files, found, {}, stop.get_token()).has_value());
    }

private:
    StudySnapshot check(bool decodeFrames)
    {
        Session session(*m_files, {.jobs = 1, .decodeFrames = decodeFrames});
        session.addSources({m_source});
        session.waitUntilIdle();
        const std::vector<StudySnapshotPtr> studies = session.studies();
        if (studies.size() != 1)
            return {};
        m_rules.clear();
        m_notDecoded.clear();
        for (const FileRecord &file : session.files(studies.front()->id, 0, 10)) {
            for (const Finding &finding : file.findings)
                m_rules.emplace_back(finding.id());
            for (const NotChecked &entry : file.notChecked) {
                if (entry.what == "pixel-data.decoding")
                    m_notDecoded += QString::fromStdString(entry.reason);
            }
        }
        return *studies.front();
    }

    bool hasRule(std::string_view id) const { return std::ranges::find(m_rules, id) != m_rules.end(); }

    QByteArray validationRecord() const
    {
        QDirIterator files(QString::fromStdString(m_archive.string()), {QStringLiteral("validation.json")}, QDir::Files,
                           QDirIterator::Subdirectories);
        if (!files.hasNext())
            return {};
        QFile file(files.next());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
    }

    std::unique_ptr<DcmtkSession> m_dcmtk;
    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_source;
    fs::path m_archive;
    std::vector<std::string> m_rules;
    QStringList m_notDecoded;
};

QTEST_GUILESS_MAIN(TestSessionDecoding)
#include "tst_session_decoding.moc"
