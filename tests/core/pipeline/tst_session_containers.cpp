#include "core/dicom/dcmtk_session.h"
#include "core/pipeline/session.h"
#include "core/platform/file_layer.h"
#include "tests/support/container_writer.h"
#include "tests/support/instance_builder.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace mi;
using test::CleanInstance;
using test::Member;
namespace fs = std::filesystem;

namespace {

std::string instance(int number)
{
    return CleanInstance{.sopInstanceUid = "1.2.276.0.7230010.3.1.9." + std::to_string(number)}.file();
}

std::vector<std::string> findingsOf(const Session &session)
{
    std::vector<std::string> ids;
    for (const StudySnapshotPtr &study : session.studies()) {
        for (const FindingGroup &group : study->findings)
            ids.emplace_back(group.first.id());
    }
    std::ranges::sort(ids);
    return ids;
}

std::set<std::string> pathsOf(const Session &session, const fs::path &below)
{
    std::set<std::string> paths;
    for (const StudySnapshotPtr &study : session.studies()) {
        for (const FileRecord &file : session.files(study->id, 0, 1000))
            paths.insert(fs::path(file.path).lexically_relative(below).string());
    }
    return paths;
}

using Ids = std::vector<std::string>;

} // namespace

class TestSessionContainers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Result<std::unique_ptr<DcmtkSession>> dcmtk = DcmtkSession::create();
        QVERIFY(dcmtk.isOk());
        m_dcmtk = dcmtk.take();
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = fs::path(m_folder->path().toStdString());
        m_scratch = m_path / "scratch";
        fs::create_directories(m_scratch);
    }

    void cleanup() { QVERIFY(fs::is_empty(m_scratch)); } // nothing unpacked outlives its session

    void aContainerIsReadLikeAFolder()
    {
        test::writeContainer(m_path / "disc.zip", {{"DICOM/IMG001", instance(1)},
                                                   {"DICOM/IMG002", instance(2)},
                                                   {"readme.txt", "Images of a made-up person, for a test."}});
        Session session(*m_files, options());
        check(session, m_path / "disc.zip");
        const FileAccounting files = session.snapshot().files;
        QCOMPARE(files.found, 3U);
        QCOMPARE(files.passed, 2U);
        QCOMPARE(files.notDicom, 1U);
        QCOMPARE(files.pending(), 0U);
        QCOMPARE(findingsOf(session), Ids{"file.not-dicom"});
        QCOMPARE(pathsOf(session, m_path),
                 (std::set<std::string>{"disc.zip/DICOM/IMG001", "disc.zip/DICOM/IMG002", "disc.zip/readme.txt"}));
    }

    void oneInAFolderAndOneInAnotherAreOpened()
    {
        test::writeContainer(m_path / "inner.tar.gz", {{"IMG001", instance(1)}});
        fs::create_directories(m_path / "drop");
        test::writeContainer(m_path / "drop" / "outer.zip",
                             {{"inner.tar.gz", test::readFile(m_path / "inner.tar.gz")}, {"IMG002", instance(2)}});
        test::writeFile(m_path / "drop" / "IMG003", instance(3));
        Session session(*m_files, options());
        check(session, m_path / "drop");
        QCOMPARE(session.snapshot().files.found, 3U);
        QCOMPARE(session.snapshot().files.passed, 3U);
        QCOMPARE(session.studies().size(), 1U);
        QVERIFY(pathsOf(session, m_path / "drop").contains("outer.zip/inner.tar.gz/IMG001"));
    }

    void nestingBeyondTheLimitIsRefusedWithThatReason()
    {
        std::string bytes = instance(1);
        std::string name = "IMG001";
        for (int level = 1; level <= 4; ++level) {
            test::writeContainer(m_path / "level.zip", {{name, bytes}});
            bytes = test::readFile(m_path / "level.zip");
            name = "level" + std::to_string(level) + ".zip";
            fs::remove(m_path / "level.zip");
        }
        test::writeFile(m_path / "deep.zip", bytes);
        Session session(*m_files, options());
        check(session, m_path / "deep.zip");
        QCOMPARE(findingsOf(session), Ids{"container.nested-too-deep"});
        QCOMPARE(session.snapshot().files.found, 1U);
        QCOMPARE(session.snapshot().files.unreadable, 1U);
    }

    void aCutOffContainerIsSaidOnceAndItsStudyIsNotFiled()
    {
        const auto padded = [](int number) {
            CleanInstance clean{.sopInstanceUid = "1.2.276.0.7230010.3.1.9." + std::to_string(number)};
            return clean.file();
        };
        test::writeContainer(m_path / "x.tar", {{"a", padded(1)}, {"b", padded(2)}, {"c", padded(3)}});
        fs::resize_file(m_path / "x.tar", 2 * (1024 + 512) + 700);
        Session session(*m_files, options());
        QVERIFY(session.setArchiveRoot(m_path / "archive").isOk());
        session.setArchiveWhatPasses(true);
        check(session, m_path / "x.tar");
        QCOMPARE(findingsOf(session), (Ids{"container.damaged", "study.container.incomplete"}));
        const FileAccounting files = session.snapshot().files;
        QCOMPARE(files.unreadable, 1U);
        QVERIFY(files.passed > 0);
        QCOMPARE(files.found, files.passed + 1);
        for (const StudySnapshotPtr &study : session.studies())
            QVERIFY(study->archive == ArchiveState::notFiled);
    }

    void aBrokenMemberIsAFileThatCannotBeRead()
    {
        std::string content(40'000, '\0');
        for (std::size_t i = 0; i < content.size(); ++i)
            content[i] = static_cast<char>(i * i >> 3U);
        test::writeContainer(m_path / "x.zip", {{"bad", content}, {"IMG001", instance(1)}});
        std::string bytes = test::readFile(m_path / "x.zip");
        bytes[200] = static_cast<char>(bytes[200] ^ 0x55);
        test::writeFile(m_path / "broken.zip", bytes);
        Session session(*m_files, options());
        check(session, m_path / "broken.zip");
        QCOMPARE(findingsOf(session), Ids{"container.member-damaged"});
        QCOMPARE(session.snapshot().files.passed, 1U);
        QCOMPARE(session.snapshot().files.unreadable, 1U);
        QCOMPARE(session.snapshot().files.found, 2U);
    }

    void anEmptyContainerIsOneFileThatIsNotDicom()
    {
        test::writeContainer(m_path / "x.zip", {});
        Session session(*m_files, options());
        check(session, m_path / "x.zip");
        QCOMPARE(findingsOf(session), Ids{"container.empty"});
        QCOMPARE(session.snapshot().files.found, 1U);
        QCOMPARE(session.snapshot().files.notDicom, 1U);
    }

    void contentBeyondReasonIsRefused()
    {
        test::writeContainer(m_path / "bomb.zip", {{"zeros", std::string(5'000'000, '\0')}});
        SessionOptions bounded = options();
        bounded.unpackLimits.freeOfRatio = 1'000'000;
        Session session(*m_files, bounded);
        check(session, m_path / "bomb.zip");
        QCOMPARE(findingsOf(session), Ids{"container.too-much-content"});
        QCOMPARE(session.snapshot().files.found, 1U);
    }

    void aNameThatLeadsOutsideIsAWarningAndTheFileIsChecked()
    {
        test::writeContainer(m_path / "x.tar", {{"../../IMG001", instance(1)}});
        Session session(*m_files, options());
        check(session, m_path / "x.tar");
        QCOMPARE(findingsOf(session), Ids{"container.unsafe-name"});
        QCOMPARE(session.snapshot().files.warnings, 1U);
        QCOMPARE(pathsOf(session, m_path), std::set<std::string>{"x.tar/IMG001"});
    }

    void linksInAContainerAreNotFollowed()
    {
        test::writeContainer(m_path / "x.tar",
                             {{"IMG001", instance(1)}, {"link", "IMG001", Member::Kind::symbolicLink}});
        Session session(*m_files, options());
        check(session, m_path / "x.tar");
        QCOMPARE(findingsOf(session), Ids{"file.symbolic-link"});
        QCOMPARE(session.snapshot().files.found, 2U);
    }

    void aPasswordTakesThePlaceOfTheRefusal()
    {
        test::writeContainer(m_path / "x.zip", {{"IMG001", instance(1)}, {"IMG002", instance(2)}}, "secret");
        Session session(*m_files, options());
        check(session, m_path / "x.zip");
        QCOMPARE(findingsOf(session), Ids{"container.encrypted"});
        QCOMPARE(session.snapshot().files.unreadable, 1U);
        QCOMPARE(session.snapshot().lockedContainers.size(), 1U);

        session.openLocked("wrong");
        session.waitUntilIdle();
        QCOMPARE(findingsOf(session), Ids{"container.encrypted"});
        QCOMPARE(session.snapshot().files.found, 1U);
        QCOMPARE(session.snapshot().lockedContainers.size(), 1U);

        session.openLocked("secret");
        session.waitUntilIdle();
        QCOMPARE(findingsOf(session), Ids{});
        const SessionSnapshot snapshot = session.snapshot();
        QVERIFY(snapshot.lockedContainers.empty());
        QCOMPARE(snapshot.files.found, 2U);
        QCOMPARE(snapshot.files.passed, 2U);
        QCOMPARE(snapshot.files.unreadable, 0U);
        QCOMPARE(session.studies().size(), 1U);
    }

    void aPasswordGivenBeforeIsUsedAtOnce()
    {
        test::writeContainer(m_path / "x.zip", {{"IMG001", instance(1)}}, "secret");
        SessionOptions withPassword = options();
        withPassword.passwords = {"secret"};
        Session session(*m_files, withPassword);
        check(session, m_path / "x.zip");
        QCOMPARE(findingsOf(session), Ids{});
        QCOMPARE(session.snapshot().files.passed, 1U);
    }

    void whatIsFiledAreTheBytesOfTheMember()
    {
        const std::string bytes = instance(1);
        test::writeContainer(m_path / "x.tar.gz", {{"DICOM/IMG001", bytes}});
        Session session(*m_files, options());
        QVERIFY(session.setArchiveRoot(m_path / "archive").isOk());
        session.setArchiveWhatPasses(true);
        check(session, m_path / "x.tar.gz");
        QVERIFY(session.studies().front()->archive == ArchiveState::filedAndVerified);
        int copies = 0;
        for (const auto &entry : fs::recursive_directory_iterator(m_path / "archive")) {
            if (entry.path().extension() == ".dcm") {
                ++copies;
                QVERIFY(test::readFile(entry.path()) == bytes);
            }
            if (entry.path().filename() == "metadata.json")
                QVERIFY(test::readFile(entry.path()).find("IMG001") != std::string::npos);
        }
        QCOMPARE(copies, 1);
    }

    void oneInstanceInTwoContainersIsADuplicate()
    {
        test::writeContainer(m_path / "x.zip", {{"a", instance(1)}});
        test::writeContainer(m_path / "y.zip", {{"a", instance(1)}});
        Session session(*m_files, options());
        session.addSources({m_path / "x.zip", m_path / "y.zip"});
        session.waitUntilIdle();
        QCOMPARE(findingsOf(session), Ids{"study.duplicate-file"});
    }

    void eachFileByItselfLeavesNoCopyBehind()
    {
        test::writeContainer(m_path / "x.zip", {{"a", instance(1)}, {"b", instance(2)}});
        SessionOptions each = options();
        each.eachFileByItself = true;
        std::mutex mutex;
        std::vector<std::string> judged;
        each.onFileJudged = [&](const FileRecord &file) {
            const std::lock_guard lock(mutex);
            judged.push_back(file.path);
        };
        Session session(*m_files, each);
        check(session, m_path / "x.zip");
        QCOMPARE(judged.size(), 2U);
        std::size_t left = 0;
        for (const auto &entry : fs::recursive_directory_iterator(m_scratch))
            left += entry.is_regular_file() && entry.path().filename() != "in-use";
        QCOMPARE(left, 0U);
    }

    void aScratchFolderThatCannotBeMadeIsTheReason()
    {
        test::writeContainer(m_path / "x.zip", {{"a", instance(1)}});
        SessionOptions nowhere = options();
        nowhere.scratchParent = m_path / "missing";
        Session session(*m_files, nowhere);
        check(session, m_path / "x.zip");
        QCOMPARE(findingsOf(session), Ids{"file.cannot-be-read"});
        QCOMPARE(session.snapshot().files.found, 1U);
    }

    void aDroppedDicomdirStandsForItsMedium()
    {
        fs::create_directories(m_path / "disc" / "IMAGES");
        test::writeFile(m_path / "disc" / "DICOMDIR", "not a good one");
        test::writeFile(m_path / "disc" / "IMAGES" / "IMG001", instance(1));
        Session session(*m_files, options());
        check(session, m_path / "disc" / "DICOMDIR");
        QCOMPARE(session.snapshot().files.found, 2U);
        QCOMPARE(session.snapshot().files.passed, 1U);
    }

    void cancellingWhileUnpackingEndsIt()
    {
        std::vector<Member> members;
        for (int i = 0; i < 3000; ++i)
            members.push_back({"IMG" + std::to_string(i), instance(i)});
        test::writeContainer(m_path / "x.zip", members);
        Session session(*m_files, options());
        session.addSources({m_path / "x.zip"});
        QTRY_VERIFY(session.snapshot().files.judged() > 0);
        session.cancel();
        QVERIFY(session.waitUntilIdle(5000));
    }

private:
    SessionOptions options() const { return {.jobs = 2, .scratchParent = m_scratch}; }

    static void check(Session &session, const fs::path &source)
    {
        session.addSources({source});
        session.waitUntilIdle();
    }

    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<DcmtkSession> m_dcmtk;
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
    fs::path m_scratch;
};

QTEST_GUILESS_MAIN(TestSessionContainers)
#include "tst_session_containers.moc"
