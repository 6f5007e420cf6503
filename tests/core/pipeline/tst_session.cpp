#include "core/dicom/dcmtk_session.h"
#include "core/pipeline/session.h"
#include "core/platform/file_layer.h"
#include "core/report/json_report.h"
#include "tests/support/forwarding_file_layer.h"
#include "tests/support/instance_builder.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <latch>
#include <map>
#include <set>

#ifndef _WIN32
#include <sys/stat.h>
#endif

using namespace mi;
using test::CleanInstance;
using test::ForwardingFileLayer;
namespace fs = std::filesystem;

namespace {

// The first file that is opened for reading waits for the test.
class GatedFileLayer final : public ForwardingFileLayer {
public:
    std::latch isOpening{1};
    std::latch mayGoOn{1};

    Result<std::unique_ptr<File>> openForReading(const fs::path &path, LinkPolicy links) override
    {
        if (!m_isGateUsed.exchange(true)) {
            isOpening.count_down();
            mayGoOn.wait();
        }
        return ForwardingFileLayer::openForReading(path, links);
    }

private:
    std::atomic<bool> m_isGateUsed = false;
};

// A folder named "locked" cannot be listed; permissions alone would not keep root out.
class UnlistableFolderLayer final : public ForwardingFileLayer {
public:
    Result<std::vector<FolderEntry>> list(const fs::path &folder, LinkPolicy links) override
    {
        if (folder.filename() == "locked")
            return Error{.code = ErrorCode::accessDenied, .operation = "list"};
        return ForwardingFileLayer::list(folder, links);
    }
};

std::string uid(int number)
{
    return "1.2.276.0.7230010.3.1.9." + std::to_string(number);
}

bool hasGroup(const StudySnapshot &study, std::string_view id)
{
    return std::ranges::any_of(study.findings, [id](const FindingGroup &group) { return group.first.id() == id; });
}

} // namespace

class TestSession : public QObject {
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
        m_source = fs::path(m_folder->path().toStdString()) / "source";
        m_archive = fs::path(m_folder->path().toStdString()) / "archive";
        fs::create_directories(m_source);
    }

    void everyFileOfEveryKindIsAccountedFor()
    {
        addInstance("good", {.sopInstanceUid = uid(1)});
        addInstance("no patient id", {.patientId = "", .sopInstanceUid = uid(2)});
        const std::string whole = CleanInstance{.sopInstanceUid = uid(3)}.file();
        test::writeFile(m_source / "cut off", whole.substr(0, whole.size() - 4));
        test::writeFile(m_source / "readme.txt", "Please open index.html to view the images on this disc.");
        test::writeFile(m_source / "empty", "");
        fs::create_symlink(m_source / "good", m_source / "link");
#ifndef _WIN32
        QCOMPARE(mkfifo((m_source / "fifo").c_str(), 0600), 0);
#else
        test::writeFile(m_source / "fifo", "not DICOM either, but a text");
#endif
        Session session(*m_files, {.jobs = 2});
        run(session, {m_source});
        const FileAccounting files = session.snapshot().files;
        QCOMPARE(files.found, std::uint64_t{7});
        QCOMPARE(files.judged(), files.found);
        QCOMPARE(files.passed, std::uint64_t{1});
        QCOMPARE(files.warnings, std::uint64_t{1});
        QCOMPARE(files.problems, std::uint64_t{1});
        QCOMPARE(files.unreadable, std::uint64_t{2}); // empty, link
        QCOMPARE(files.notDicom, std::uint64_t{2});   // text, FIFO
        std::uint32_t inRows = 0;
        for (const StudySnapshotPtr &study : session.studies())
            inRows += study->files;
        QCOMPARE(inRows, std::uint32_t{7});
    }

    void filesAreGroupedByStudyAndTheRowsAreClosed()
    {
        addInstance("a/1", {.studyUid = uid(100), .sopInstanceUid = uid(1)});
        addInstance("a/2", {.studyUid = uid(100), .sopInstanceUid = uid(2), .instanceNumber = "2"});
        addInstance("b/1", {.studyUid = uid(200), .seriesUid = uid(201), .sopInstanceUid = uid(3)});
        Session session(*m_files, {.jobs = 2});
        run(session, {m_source});
        std::map<std::string, StudySnapshotPtr> byUid;
        for (const StudySnapshotPtr &study : session.studies())
            byUid[study->studyInstanceUid] = study;
        QCOMPARE(byUid.size(), std::size_t{2});
        QCOMPARE(byUid[uid(100)]->instances, std::uint32_t{2});
        QCOMPARE(byUid[uid(200)]->instances, std::uint32_t{1});
        for (const auto &[key, study] : byUid) {
            QVERIFY(study->isClosed);
            QVERIFY(study->verdict == Verdict::passed);
            QVERIFY(study->work == WorkState::done);
            QVERIFY(!study->isFilingBlocked);
            QCOMPARE(study->patientName, std::string("TEST, ONE"));
        }
    }

    void changedStudiesAreHandedOutOnce()
    {
        addInstance("1", {});
        Session session(*m_files, {.jobs = 1});
        run(session, {m_source});
        QCOMPARE(session.takeChangedStudies().size(), std::size_t{1});
        QVERIFY(session.takeChangedStudies().empty());
    }

    void theReportDoesNotDependOnTheNumberOfThreads()
    {
        for (int i = 0; i < 300; ++i) {
            CleanInstance instance{.studyUid = uid(100 + i % 3), .sopInstanceUid = uid(1000 + i)};
            instance.patientId = i % 50 == 0 ? "" : "T-" + std::to_string(i % 2);
            instance.modality = i % 7 == 0 ? "CT" : "OT";
            addInstance("d" + std::to_string(i % 5) + "/" + std::to_string(i), instance);
        }
        const QByteArray one = reportWith(1);
        QVERIFY(one.contains("study.patient.differs"));
        QCOMPARE(reportWith(4), one);
        QCOMPARE(reportWith(4), one);
    }

    void aSecondFileWithTheSameBytesIsADuplicateAndBlocksNothing()
    {
        addInstance("1", {});
        addInstance("2", {});
        const StudySnapshotPtr study = onlyStudy();
        QCOMPARE(study->findings.size(), std::size_t{1});
        QVERIFY(hasGroup(*study, "study.duplicate-file"));
        QVERIFY(!study->isFilingBlocked);
    }

    void oneUidForTwoDifferentInstancesBlocksFiling()
    {
        addInstance("1", {});
        addInstance("2", {.pixels = std::string(16, '\x30')});
        const StudySnapshotPtr study = onlyStudy();
        QCOMPARE(study->findings.size(), std::size_t{1});
        QVERIFY(hasGroup(*study, "study.sop-instance-uid.reused"));
        QVERIFY(study->isFilingBlocked);
        QVERIFY(study->verdict == Verdict::problems);
    }

    void twoPatientsInOneStudyBlockFiling()
    {
        addInstance("1", {.sopInstanceUid = uid(1)});
        addInstance("2", {.patientId = "OTHER", .sopInstanceUid = uid(2)});
        const StudySnapshotPtr study = onlyStudy();
        QCOMPARE(study->findings.size(), std::size_t{1});
        QVERIFY(hasGroup(*study, "study.patient.differs"));
        QVERIFY(study->isFilingBlocked);
    }

    void aFileOverTheLimitIsAFindingAndIsNotRead()
    {
        addInstance("1", {});
        Session session(*m_files, {.jobs = 1, .maxFileSize = 100});
        run(session, {m_source});
        const std::vector<StudySnapshotPtr> studies = session.studies();
        QCOMPARE(studies.size(), std::size_t{1});
        QVERIFY(studies[0]->kind == StudyKind::withoutStudy);
        QVERIFY(hasGroup(*studies[0], "file.too-large-for-setting"));
        QCOMPARE(session.snapshot().files.problems, std::uint64_t{1});
    }

    void aMissingSourceIsUnreadableAndNothingElse()
    {
        Session session(*m_files, {.jobs = 1});
        run(session, {m_source / "missing"});
        QCOMPARE(session.snapshot().files.found, std::uint64_t{1});
        QCOMPARE(session.snapshot().files.unreadable, std::uint64_t{1});
    }

    void aStudyWhoseSourceGoesAwayIsInterruptedAndBlocked()
    {
        for (int i = 0; i < 20; ++i)
            addInstance(std::to_string(i), {.sopInstanceUid = uid(i)});
        GatedFileLayer gated;
        Session session(gated, {.jobs = 1, .archiveRoot = m_archive, .archiveWhatPasses = true});
        session.addSources({m_source});
        gated.isOpening.wait();
        for (int i = 10; i < 20; ++i)
            fs::remove(m_source / std::to_string(i));
        gated.mayGoOn.count_down();
        session.waitUntilIdle();
        QCOMPARE(session.snapshot().files.judged(), std::uint64_t{20});
        QCOMPARE(session.snapshot().files.unreadable, std::uint64_t{10});
        for (const StudySnapshotPtr &study : session.studies()) {
            if (study->kind != StudyKind::study) {
                QVERIFY(hasGroup(*study, "file.cannot-be-read"));
                continue;
            }
            QVERIFY(hasGroup(*study, "study.source.interrupted"));
            QVERIFY(study->work == WorkState::interrupted);
            QVERIFY(study->isFilingBlocked);
            QVERIFY(study->archive == ArchiveState::notFiled);
        }
    }

    void aPathThatWasNeverThereDoesNotInterruptTheOthers()
    {
        addInstance("1", {});
        Session session(*m_files, {.jobs = 1});
        run(session, {m_source, m_archive / "mistyped"});
        QCOMPARE(session.snapshot().files.unreadable, std::uint64_t{1});
        for (const StudySnapshotPtr &study : session.studies()) {
            if (study->kind != StudyKind::study)
                continue;
            QVERIFY(!hasGroup(*study, "study.source.interrupted"));
            QVERIFY(study->work == WorkState::done);
            QVERIFY(!study->isFilingBlocked);
        }
    }

    void whatTheSystemDoesNotDeliverIsNamed()
    {
        fs::create_symlink(m_source / "nowhere", m_source / "link");
#ifndef _WIN32
        QCOMPARE(mkfifo((m_source / "fifo").c_str(), 0600), 0);
#endif
        UnlistableFolderLayer unlistable;
        fs::create_directories(m_source / "locked");
        Session session(unlistable, {.jobs = 1});
        run(session, {m_source});
        std::set<std::string> ids;
        for (const StudySnapshotPtr &study : session.studies()) {
            for (const FindingGroup &group : study->findings)
                ids.insert(std::string{group.first.id()});
        }
        QVERIFY(ids.contains("folder.cannot-be-read"));
        QVERIFY(ids.contains("file.symbolic-link"));
#ifndef _WIN32
        QVERIFY(ids.contains("file.not-regular"));
#endif
    }

    void everyFileIsHandedOutByItselfWhenAskedFor()
    {
        addInstance("1", {.sopInstanceUid = uid(1)});
        addInstance("2", {.sopInstanceUid = uid(2)});
        std::mutex mutex;
        std::vector<std::string> paths;
        SessionOptions options{.jobs = 2, .eachFileByItself = true};
        options.onFileJudged = [&](const FileRecord &file) {
            const std::lock_guard lock(mutex);
            paths.push_back(file.path);
        };
        Session session(*m_files, options);
        run(session, {m_source});
        QCOMPARE(paths.size(), std::size_t{2});
        QVERIFY(session.studies().empty());
    }

    void cancelKeepsTheAccountAndLeavesUnfinishedStudiesOpen()
    {
        for (int i = 0; i < 50; ++i)
            addInstance(std::to_string(i), {.sopInstanceUid = uid(i)});
        GatedFileLayer gated;
        Session session(gated, {.jobs = 1});
        session.addSources({m_source});
        gated.isOpening.wait();
        session.cancel();
        gated.mayGoOn.count_down();
        session.waitUntilIdle();
        const SessionSnapshot snapshot = session.snapshot();
        QVERIFY(snapshot.state == SessionState::cancelled);
        QVERIFY(snapshot.files.judged() < 50);
        QCOMPARE(snapshot.files.found, snapshot.files.judged() + snapshot.files.pending());
        for (const StudySnapshotPtr &study : session.studies()) {
            QVERIFY(study->work == WorkState::cancelled);
            QVERIFY(!study->isClosed);
        }
    }

    void aNewDropAfterACancelIsCheckedInFull()
    {
        addInstance("1", {});
        GatedFileLayer gated;
        Session session(gated, {.jobs = 1});
        session.addSources({m_source});
        gated.isOpening.wait();
        session.cancel();
        gated.mayGoOn.count_down();
        session.waitUntilIdle();
        run(session, {m_source});
        QVERIFY(session.snapshot().state == SessionState::finished);
        QVERIFY(session.studies().back()->verdict == Verdict::passed);
    }

    void pauseHoldsTheWorkUntilItIsResumed()
    {
        for (int i = 0; i < 20; ++i)
            addInstance(std::to_string(i), {.sopInstanceUid = uid(i)});
        GatedFileLayer gated;
        Session session(gated, {.jobs = 1});
        session.addSources({m_source});
        gated.isOpening.wait();
        session.pause();
        gated.mayGoOn.count_down();
        QVERIFY(!session.waitUntilIdle(50));
        QVERIFY(session.snapshot().state == SessionState::paused);
        QVERIFY(session.snapshot().files.judged() <= 1);
        session.resume();
        session.waitUntilIdle();
        QCOMPARE(session.snapshot().files.passed, std::uint64_t{20});
    }

    void moreWorkersHelpAtOnceAndFewerFinishTheWork()
    {
        for (int i = 0; i < 40; ++i)
            addInstance(std::to_string(i), {.sopInstanceUid = uid(i)});
        GatedFileLayer gated;
        Session session(gated, {.jobs = 1});
        session.addSources({m_source});
        gated.isOpening.wait(); // the only worker stands still
        QVERIFY(!session.waitUntilIdle(50));
        QCOMPARE(session.snapshot().files.judged(), std::uint64_t{0});
        session.setJobs(2);
        QTRY_VERIFY_WITH_TIMEOUT(session.snapshot().files.judged() > 0, 60'000);
        session.setJobs(1);
        gated.mayGoOn.count_down();
        session.waitUntilIdle();
        QCOMPARE(session.snapshot().files.passed, std::uint64_t{40});
    }

    void aLimitAppliesToFilesThatAreReadFromThenOn()
    {
        addInstance("1", {});
        Session session(*m_files, {.jobs = 1});
        run(session, {m_source});
        session.setMaxFileSize(100);
        run(session, {m_source});
        QCOMPARE(session.snapshot().files.passed, std::uint64_t{1});
        QCOMPARE(session.snapshot().files.problems, std::uint64_t{1});
    }

    void aPassedStudyIsFiledAndASecondDropIsAlreadyThere()
    {
        addInstance("1", {.sopInstanceUid = uid(1)});
        addInstance("2", {.sopInstanceUid = uid(2)});
        Session session(*m_files, {.jobs = 2});
        QVERIFY(session.setArchiveRoot(m_archive).isOk());
        run(session, {m_source});
        session.archive({0});
        session.waitUntilIdle();
        const StudySnapshotPtr filed = session.studies().front();
        QCOMPARE(QString::fromStdString(filed->archiveMessage), QString());
        QVERIFY(filed->archive == ArchiveState::filedAndVerified);
        const fs::path bag = m_archive / filed->archivePath;
        QVERIFY(fs::exists(bag / "metadata.json"));
        const std::string validation = mi::test::readFile(bag / "validation.json");
        QVERIFY(validation.find("\"editions\"") != std::string::npos);
        QVERIFY(validation.find("\"profiles\"") != std::string::npos);
        QVERIFY(validation.find("\"notDecidable\"") != std::string::npos);
        QVERIFY(!filed->notDecidable.empty());
        QCOMPARE(filed->notDecidable.front().instances, 2U);
        std::size_t copies = 0;
        for (const auto &entry : fs::recursive_directory_iterator(bag / "data"))
            copies += entry.is_regular_file();
        QCOMPARE(copies, std::size_t{2});

        run(session, {m_source});
        session.archive({1});
        session.waitUntilIdle();
        QVERIFY(session.studies()[1]->archive == ArchiveState::alreadyInArchive);
    }

    void whatPassesIsFiledByItselfWhenThatIsSetAndWhatIsBlockedIsNot()
    {
        addInstance("good", {.studyUid = uid(100), .sopInstanceUid = uid(1)});
        const std::string cut =
            CleanInstance{.studyUid = uid(200), .seriesUid = uid(201), .sopInstanceUid = uid(2)}.file();
        test::writeFile(m_source / "cut", cut.substr(0, cut.size() - 4));
        Session session(*m_files, {.jobs = 2, .archiveRoot = m_archive, .archiveWhatPasses = true});
        run(session, {m_source});
        for (const StudySnapshotPtr &study : session.studies()) {
            const bool isGood = study->studyInstanceUid == uid(100);
            QVERIFY(study->archive == (isGood ? ArchiveState::filedAndVerified : ArchiveState::notFiled));
            QCOMPARE(study->isFilingBlocked, !isGood);
        }
        session.archive({0, 1});
        session.waitUntilIdle();
        std::size_t bags = 0;
        for (const auto &entry : fs::recursive_directory_iterator(m_archive / "studies"))
            bags += entry.path().filename() == "bagit.txt";
        QCOMPARE(bags, std::size_t{1});
    }

    void aFolderWithOtherThingsInItIsNoArchive()
    {
        addInstance("1", {});
        Session session(*m_files, {.jobs = 1});
        QVERIFY(!session.setArchiveRoot(m_source).isOk());
        QVERIFY(session.archiveRoot().empty());
    }

private:
    void addInstance(const std::string &name, const CleanInstance &instance)
    {
        const fs::path path = m_source / name;
        fs::create_directories(path.parent_path());
        test::writeFile(path, instance.file());
    }

    static void run(Session &session, std::vector<fs::path> paths)
    {
        session.addSources(std::move(paths));
        session.waitUntilIdle();
    }

    StudySnapshotPtr onlyStudy()
    {
        Session session(*m_files, {.jobs = 2});
        run(session, {m_source});
        const std::vector<StudySnapshotPtr> studies = session.studies();
        return studies.size() == 1 ? studies.front() : std::make_shared<const StudySnapshot>();
    }

    QByteArray reportWith(int jobs)
    {
        Session session(*m_files, {.jobs = jobs});
        run(session, {m_source});
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        writeJsonReport(buffer, {.accounting = session.snapshot().files,
                                 .studies = session.studies(),
                                 .files = [&session](StudyId study, std::size_t first, std::size_t count) {
                                     return session.files(study, first, count);
                                 }});
        return buffer.data();
    }

    std::unique_ptr<DcmtkSession> m_dcmtk;
    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_source;
    fs::path m_archive;
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
