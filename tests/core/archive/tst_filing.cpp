#include "core/archive/archive_layout.h"
#include "tests/core/archive/archive_fixture.h"
#include "tests/support/fault_file_layer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>

using namespace mi;
using namespace mi::test;

namespace {

const std::filesystem::path studyPath = archive::studyFolder(studyUid);

int exitCodeOf(const QString &program, const QStringList &arguments, const std::filesystem::path &folder)
{
    QProcess process;
    process.setWorkingDirectory(QString::fromStdString(folder.string()));
    process.start(program, arguments);
    if (!process.waitForFinished())
        return -1;
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

std::string fileText(const std::filesystem::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

#define VERIFY_OK(result) QVERIFY2((result).isOk(), (result).isOk() ? "" : textOf((result).error()).c_str())

class TestFiling : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNewStudyBecomesOneBag();
    void everyoneCanCheckABag();
    void permissionsDoNotDependOnTheUmask();
    void importingTwiceWritesNothing();
    void laterInstancesBecomeANewBagInTheChain();
    void otherBytesUnderAKnownUidGoToQuarantine();
    void theSameConflictIsQuarantinedOnce();
    void newInstancesAreFiledNextToAConflict();
    void oneUidTwiceInOneImport();
    void aRefusedStudyLeavesNothing();
    void cancellingLeavesNothing();
    void aSourceThatChangesIsNotFiled();
    void sourcesThatAreNoFilesAreRefused_data();
    void sourcesThatAreNoFilesAreRefused();
    void hostileUidsStayInside();
    void plantedLinksAreRefused_data();
    void plantedLinksAreRefused();
    void aDamagedStudyIsNotBuiltUpon();
    void aVanishedCopyIsNotCalledArchived();
    void aFolderWithOtherThingsIsNoArchive();
    void aNewerArchiveIsLeftAlone();
    void readOnlyNeverWrites();
    void deadStagingIsSweptAndLiveIsNot();
    void anUnconfirmedBagIsLookedAtAgain();
    void twoWritersOfOneStudyBothGetIn();
    void twoWritersOfTheSameInstancesFileThemOnce();
    void aNumberTakenInSpiteOfTheLockIsLeftAlone();
    void manyFilesOnTwoThreads();
    void studiesAreFoundAndListed();
};

void TestFiling::aNewStudyBecomesOneBag()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    const std::vector<FilingSource> sources{fixture.source(1, "one"), fixture.source(2, ""),
                                            fixture.source(3, std::string(3 << 20, 'x'))};
    const Tree before = ArchiveFixture::treeOf(fixture.sources());
    CountingDescriber describer;
    const Result<FilingResult> result = archive->fileStudy(studyUid, sources, describer, serially, {});
    VERIFY_OK(result);
    QCOMPARE(result->outcome, FilingOutcome::filed);
    QCOMPARE(result->bag, studyPath / "b0001");
    QCOMPARE(result->filedInstances, 3U);
    QVERIFY(result->problemsAfterCommit.empty());
    QVERIFY(result->quarantine.empty());
    QCOMPARE(describer.seen.size(), sources.size());
    for (const StagedInstance &staged : describer.seen) {
        QVERIFY(staged.stagedPath.string().find("/.staging/") != std::string::npos);
        QCOMPARE(fileText(fixture.root() / result->bag / staged.archivePath),
                 fileText(sources[staged.sourceIndex].path));
    }
    QVERIFY(ArchiveFixture::treeOf(fixture.sources()) == before); // not even a time
    QVERIFY(ArchiveFixture::namesIn(fixture.root() / ".staging").empty());
    QCOMPARE(fixture.differences(), std::string());
}

void TestFiling::everyoneCanCheckABag()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    const Result<FilingResult> result =
        ArchiveFixture::file(*archive, {fixture.source(1, "one"), fixture.source(2, "two")});
    VERIFY_OK(result);
    const std::filesystem::path bag = fixture.root() / result->bag;
    for (const char *manifest : {"manifest-sha256.txt", "tagmanifest-sha256.txt"}) {
        QCOMPARE(exitCodeOf(QStringLiteral("sha256sum"),
                            {QStringLiteral("--check"), QStringLiteral("--strict"), QString::fromLatin1(manifest)},
                            bag),
                 0);
    }
    // Every file but the tag manifest is in one of the two.
    const std::string listed = fileText(bag / "manifest-sha256.txt") + fileText(bag / "tagmanifest-sha256.txt");
    for (const auto &[path, entry] : ArchiveFixture::treeOf(bag)) {
        if (entry.type == std::filesystem::file_type::regular && path != "tagmanifest-sha256.txt")
            QVERIFY2(listed.find("  " + path + "\n") != std::string::npos, path.c_str());
    }
    QCOMPARE(fileText(bag / "bagit.txt"), std::string("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
    QVERIFY(fileText(bag / "bag-info.txt").find("Payload-Oxum: 6.2\n") != std::string::npos);
    QVERIFY(fileText(bag / "bag-info.txt").find("External-Identifier: " + studyUid + "\n") != std::string::npos);
}

void TestFiling::permissionsDoNotDependOnTheUmask()
{
    for (const mode_t mask : {0000U, 0077U}) {
        const mode_t old = ::umask(mask);
        ArchiveFixture fixture;
        const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
        const Result<FilingResult> result = ArchiveFixture::file(*archive, {fixture.source(1, "one")});
        ::umask(old);
        VERIFY_OK(result);
        for (const auto &[path, entry] : ArchiveFixture::treeOf(fixture.root())) {
            const bool isFile = entry.type == std::filesystem::file_type::regular;
            QCOMPARE(entry.mode, isFile ? 0640U : path == ".staging" ? 0700U : 0750U);
        }
    }
}

void TestFiling::importingTwiceWritesNothing()
{
    ArchiveFixture fixture;
    const std::vector<FilingSource> sources{fixture.source(1, "one"), fixture.source(2, "two")};
    VERIFY_OK(ArchiveFixture::file(*fixture.open(*fixture.files), sources));
    const Tree before = ArchiveFixture::treeOf(fixture.root());

    FaultFileLayer counting(*fixture.files);
    std::vector<std::string> written;
    counting.setObserver([&](const std::string &operation, const std::filesystem::path &) {
        if (operation == "create" || operation == "append" || operation == "lock" || operation == "makeFolder")
            written.push_back(operation);
    });
    const Result<FilingResult> again = ArchiveFixture::file(*fixture.open(counting), sources);
    VERIFY_OK(again);
    QCOMPARE(again->outcome, FilingOutcome::alreadyInArchive);
    QCOMPARE(again->duplicateInstances, 2U);
    QCOMPARE(again->filedInstances, 0U);
    QVERIFY(again->bag.empty());
    QVERIFY(written.empty());
    QVERIFY(ArchiveFixture::treeOf(fixture.root()) == before);
}

void TestFiling::laterInstancesBecomeANewBagInTheChain()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    VERIFY_OK(ArchiveFixture::file(*archive, {fixture.source(1, "one")}));
    const Tree first = ArchiveFixture::treeOf(fixture.root() / studyPath / "b0001");
    const Result<FilingResult> later =
        ArchiveFixture::file(*archive, {fixture.source(1, "one"), fixture.source(2, "two")});
    VERIFY_OK(later);
    QCOMPARE(later->outcome, FilingOutcome::filed);
    QCOMPARE(later->bag, studyPath / "b0002");
    QCOMPARE(later->filedInstances, 1U);
    QCOMPARE(later->duplicateInstances, 1U);
    QVERIFY(ArchiveFixture::treeOf(fixture.root() / studyPath / "b0001") == first);
    const std::string info = fileText(fixture.root() / later->bag / "bag-info.txt");
    QVERIFY(info.find("Previous-Bag: b0001\n") != std::string::npos);
    QCOMPARE(ArchiveFixture::namesIn(fixture.root() / later->bag / "data" / archive::seriesKey(seriesUid)),
             std::vector<std::string>{studyUid + ".2.dcm"});
    QCOMPARE(fixture.differences(), std::string());
}

void TestFiling::otherBytesUnderAKnownUidGoToQuarantine()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    VERIFY_OK(ArchiveFixture::file(*archive, {fixture.source(1, "one")}));
    const Tree study = ArchiveFixture::treeOf(fixture.root() / "studies");
    const Result<FilingResult> result = ArchiveFixture::file(*archive, {fixture.source(1, "another one")});
    VERIFY_OK(result);
    QCOMPARE(result->outcome, FilingOutcome::conflict);
    QCOMPARE(result->conflictingInstances, 1U);
    QVERIFY(result->bag.empty());
    QVERIFY(ArchiveFixture::treeOf(fixture.root() / "studies") == study);
    const std::filesystem::path bag = fixture.root() / result->quarantine;
    const std::string path = archive::payloadPath(seriesUid, studyUid + ".1");
    QCOMPARE(fileText(bag / path), std::string("another one"));
    const QJsonObject reason =
        QJsonDocument::fromJson(QByteArray::fromStdString(fileText(bag / "reason.json"))).object();
    QCOMPARE(reason[QStringLiteral("reason")].toString(), QStringLiteral("conflict"));
    QCOMPARE(reason[QStringLiteral("files")][0][QStringLiteral("archivedAs")].toString().toStdString(), path);
    QCOMPARE(fixture.differences(), std::string());
}

void TestFiling::theSameConflictIsQuarantinedOnce()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    VERIFY_OK(ArchiveFixture::file(*archive, {fixture.source(1, "one")}));
    const std::vector<FilingSource> other{fixture.source(1, "another one")};
    const Result<FilingResult> first = ArchiveFixture::file(*archive, other);
    VERIFY_OK(first);
    const Tree before = ArchiveFixture::treeOf(fixture.root());
    const Result<FilingResult> again = ArchiveFixture::file(*archive, other);
    VERIFY_OK(again);
    QCOMPARE(again->outcome, FilingOutcome::conflict);
    QCOMPARE(again->quarantine, first->quarantine);
    QVERIFY(ArchiveFixture::treeOf(fixture.root()) == before);
}

void TestFiling::newInstancesAreFiledNextToAConflict()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    VERIFY_OK(ArchiveFixture::file(*archive, {fixture.source(1, "one")}));
    const Result<FilingResult> result =
        ArchiveFixture::file(*archive, {fixture.source(1, "another one"), fixture.source(2, "two")});
    VERIFY_OK(result);
    QCOMPARE(result->outcome, FilingOutcome::conflict);
    QCOMPARE(result->bag, studyPath / "b0002");
    QCOMPARE(result->filedInstances, 1U);
    QCOMPARE(result->conflictingInstances, 1U);
    QVERIFY(!result->quarantine.empty());
    QCOMPARE(fixture.differences(), std::string());
}

void TestFiling::oneUidTwiceInOneImport()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    const std::string uid = studyUid + ".1";
    const Result<FilingResult> result =
        ArchiveFixture::file(*archive, {fixture.source(uid, "a", "one"), fixture.source(uid, "b", "one"),
                                        fixture.source(uid, "c", "two"), fixture.source(uid, "d", "three")});
    VERIFY_OK(result);
    QCOMPARE(result->outcome, FilingOutcome::conflict);
    QCOMPARE(result->filedInstances, 1U);
    QCOMPARE(result->duplicateInstances, 1U);
    QCOMPARE(result->conflictingInstances, 2U);
    QCOMPARE(fileText(fixture.root() / result->bag / archive::payloadPath(seriesUid, uid)), std::string("one"));
    QCOMPARE(fileText(fixture.root() / result->quarantine / archive::payloadPath(seriesUid, uid)), std::string("two"));
    QCOMPARE(fileText(fixture.root() / result->quarantine / archive::payloadPath(seriesUid, uid, 2)),
             std::string("three"));
    QCOMPARE(fixture.differences(), std::string());
}

void TestFiling::aRefusedStudyLeavesNothing()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    const Tree before = ArchiveFixture::treeOf(fixture.root(), false);
    CountingDescriber describer;
    describer.refuseWith = "identity.patient-id.missing";
    const Result<FilingResult> result =
        archive->fileStudy(studyUid, {fixture.source(1, "one")}, describer, serially, {});
    VERIFY_OK(result);
    QCOMPARE(result->outcome, FilingOutcome::refused);
    QCOMPARE(result->refusal, describer.refuseWith);
    QVERIFY(ArchiveFixture::treeOf(fixture.root(), false) == before);
}

void TestFiling::cancellingLeavesNothing()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    const Tree before = ArchiveFixture::treeOf(fixture.root(), false);
    std::stop_source stop;
    CountingDescriber describer;
    describer.onDescribe = [&](const StagedInstance &) -> Result<void> {
        stop.request_stop();
        return {};
    };
    const Result<FilingResult> result = archive->fileStudy(
        studyUid, {fixture.source(1, "one"), fixture.source(2, "two")}, describer, serially, stop.get_token());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::cancelled);
    QCOMPARE(describer.seen.size(), std::size_t{1});
    QVERIFY(ArchiveFixture::treeOf(fixture.root(), false) == before);
}

void TestFiling::aSourceThatChangesIsNotFiled()
{
    ArchiveFixture fixture;
    FaultFileLayer layer(*fixture.files);
    const std::unique_ptr<Archive> archive = fixture.open(layer);
    const FilingSource source = fixture.source(1, "one");
    const Tree before = ArchiveFixture::treeOf(fixture.root(), false);
    bool isDone = false;
    layer.setObserver([&](const std::string &operation, const std::filesystem::path &path) {
        if (operation == "read" && path == source.path && !isDone) {
            isDone = true;
            std::ofstream(source.path, std::ios::app) << "more";
        }
    });
    const Result<FilingResult> result = ArchiveFixture::file(*archive, {source});
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::changedWhileReading);
    QVERIFY(ArchiveFixture::treeOf(fixture.root(), false) == before);
}

void TestFiling::sourcesThatAreNoFilesAreRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("a folder") << QStringLiteral("folder") << ErrorCode::notRegularFile;
    QTest::newRow("a FIFO that nobody writes to") << QStringLiteral("fifo") << ErrorCode::notRegularFile;
    QTest::newRow("a device") << QStringLiteral("device") << ErrorCode::notRegularFile;
    QTest::newRow("a symbolic link") << QStringLiteral("link") << ErrorCode::symbolicLink;
    QTest::newRow("nothing") << QStringLiteral("missing") << ErrorCode::notFound;
    QTest::newRow("an unreadable file") << QStringLiteral("unreadable") << ErrorCode::accessDenied;
}

void TestFiling::sourcesThatAreNoFilesAreRefused()
{
    QFETCH(QString, what);
    QFETCH(ErrorCode, code);
    ArchiveFixture fixture;
    FaultFileLayer layer(*fixture.files);
    const std::unique_ptr<Archive> archive = fixture.open(layer);
    FilingSource source{fixture.sources() / what.toStdString(), studyUid + ".1", seriesUid};
    std::size_t opens = 0;
    if (what == QStringLiteral("folder"))
        std::filesystem::create_directory(source.path);
    else if (what == QStringLiteral("fifo"))
        QCOMPARE(::mkfifo(source.path.c_str(), 0600), 0);
    else if (what == QStringLiteral("device"))
        source.path = "/dev/null";
    else if (what == QStringLiteral("link"))
        std::filesystem::create_symlink(fixture.source(2, "two").path, source.path);
    else if (what == QStringLiteral("unreadable")) {
        std::ofstream(source.path) << "one";
        // Permissions do not keep root out: the file layer says it instead.
        layer.setObserver([&](const std::string &operation, const std::filesystem::path &path) {
            if (operation == "open" && path == source.path && opens++ == 0)
                layer.setFault(Fault{0, EACCES});
        });
    }
    const Tree before = ArchiveFixture::treeOf(fixture.root(), false);
    const Result<FilingResult> result = ArchiveFixture::file(*archive, {source});
    QVERIFY(!result);
    QCOMPARE(result.error().code, code);
    QVERIFY(ArchiveFixture::treeOf(fixture.root(), false) == before);
}

void TestFiling::hostileUidsStayInside()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    const std::vector<std::string> uids{"..",
                                        "/etc",
                                        "../../../x",
                                        "C:\\x",
                                        "",
                                        std::string("1\0.2", 4),
                                        std::string(65, '1'),
                                        "1.2\nPayload-Oxum: 1.1"};
    const Tree outside = ArchiveFixture::treeOf(fixture.base);
    for (const std::string &study : uids) {
        std::vector<FilingSource> sources;
        for (std::size_t i = 0; i < uids.size(); ++i) {
            sources.push_back(fixture.source(uids[i], "hostile " + std::to_string(i), "content " + std::to_string(i)));
            sources.back().seriesInstanceUid = uids[i];
        }
        const Result<FilingResult> result = ArchiveFixture::file(*archive, sources, study);
        VERIFY_OK(result);
        QCOMPARE(result->filedInstances, static_cast<std::uint32_t>(uids.size()));
        const Result<std::optional<ArchivedStudy>> found = archive->findStudy(study);
        VERIFY_OK(found);
        QVERIFY(found->has_value());
        QCOMPARE((*found)->instances, static_cast<std::uint32_t>(uids.size()));
    }
    QCOMPARE(fixture.differences(), std::string());
    for (const auto &[path, entry] : ArchiveFixture::treeOf(fixture.base)) {
        if (!path.starts_with("archive") && !path.starts_with("sources/hostile"))
            QVERIFY2(outside.contains(path), path.c_str());
    }
}

void TestFiling::plantedLinksAreRefused_data()
{
    QTest::addColumn<QString>("where");
    QTest::newRow("studies") << QStringLiteral("studies");
    QTest::newRow("the shard") << QString::fromStdString(studyPath.parent_path().string());
    QTest::newRow("the study") << QString::fromStdString(studyPath.string());
    QTest::newRow("the bag") << QString::fromStdString((studyPath / "b0001").string());
    QTest::newRow("staging") << QStringLiteral(".staging");
    QTest::newRow("archive.json") << QStringLiteral("archive.json");
}

void TestFiling::plantedLinksAreRefused()
{
    QFETCH(QString, where);
    ArchiveFixture fixture;
    std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    const std::filesystem::path elsewhere = fixture.base / "elsewhere";
    std::filesystem::create_directory(elsewhere);
    const std::filesystem::path planted = fixture.root() / where.toStdString();
    std::filesystem::create_directories(planted.parent_path());
    std::filesystem::remove_all(planted);
    std::filesystem::create_directory_symlink(elsewhere, planted);

    const Result<FilingResult> result = ArchiveFixture::file(*archive, {fixture.source(1, "one")});
    QCOMPARE(result.isOk(), where == QStringLiteral("archive.json")); // that one is read at the start only
    const Result<std::unique_ptr<Archive>> opened =
        Archive::open(*fixture.files, fixture.root(), Archive::OpenMode::existing);
    if (where == QStringLiteral("studies") || where == QStringLiteral(".staging") ||
        where == QStringLiteral("archive.json"))
        QVERIFY(!opened);
    else
        QVERIFY(fixture.differences().find("format") != std::string::npos);
    QVERIFY(ArchiveFixture::namesIn(elsewhere).empty());
}

void TestFiling::aDamagedStudyIsNotBuiltUpon()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    VERIFY_OK(ArchiveFixture::file(*archive, {fixture.source(1, "one")}));
    std::ofstream(fixture.root() / studyPath / "b0001/manifest-sha256.txt", std::ios::app) << "x";
    const Result<FilingResult> result = ArchiveFixture::file(*archive, {fixture.source(2, "two")});
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::invalidFormat);
    QCOMPARE(ArchiveFixture::namesIn(fixture.root() / studyPath), std::vector<std::string>{"b0001"});
}

void TestFiling::aVanishedCopyIsNotCalledArchived()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    const std::vector<FilingSource> sources{fixture.source(1, "one")};
    const Result<FilingResult> filed = ArchiveFixture::file(*archive, sources);
    VERIFY_OK(filed);
    std::filesystem::remove(fixture.root() / filed->bag / archive::payloadPath(seriesUid, studyUid + ".1"));
    const Result<FilingResult> again = ArchiveFixture::file(*archive, sources);
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::invalidFormat);
}

void TestFiling::aFolderWithOtherThingsIsNoArchive()
{
    ArchiveFixture fixture;
    std::filesystem::create_directory(fixture.root());
    std::ofstream(fixture.root() / "letter.txt") << "dear";
    const Tree before = ArchiveFixture::treeOf(fixture.root());
    for (const Archive::OpenMode mode :
         {Archive::OpenMode::createIfMissing, Archive::OpenMode::existing, Archive::OpenMode::readOnly}) {
        const Result<std::unique_ptr<Archive>> archive = Archive::open(*fixture.files, fixture.root(), mode);
        QVERIFY(!archive);
        QCOMPARE(archive.error().code, ErrorCode::invalidFormat);
    }
    QVERIFY(ArchiveFixture::treeOf(fixture.root()) == before);
    const Result<std::unique_ptr<Archive>> missing =
        Archive::open(*fixture.files, fixture.base / "nowhere", Archive::OpenMode::existing);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::notFound);
}

void TestFiling::aNewerArchiveIsLeftAlone()
{
    ArchiveFixture fixture;
    (void)fixture.open(*fixture.files);
    const std::filesystem::path file = fixture.root() / "archive.json";
    std::string text = fileText(file);
    text.replace(text.find("\"version\": 1"), 12, "\"version\": 2");
    std::ofstream(file, std::ios::binary) << text;
    const Result<std::unique_ptr<Archive>> archive =
        Archive::open(*fixture.files, fixture.root(), Archive::OpenMode::createIfMissing);
    QVERIFY(!archive);
    QCOMPARE(archive.error().code, ErrorCode::unsupported);
}

void TestFiling::readOnlyNeverWrites()
{
    ArchiveFixture fixture;
    VERIFY_OK(ArchiveFixture::file(*fixture.open(*fixture.files), {fixture.source(1, "one")}));
    std::filesystem::create_directory(fixture.root() / ".staging/dead");
    const Tree before = ArchiveFixture::treeOf(fixture.root());
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files, Archive::OpenMode::readOnly);
    const Result<FilingResult> result = ArchiveFixture::file(*archive, {fixture.source(2, "two")});
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::readOnly);
    VERIFY_OK(archive->verify({}));
    QVERIFY(ArchiveFixture::treeOf(fixture.root()) == before);
}

void TestFiling::deadStagingIsSweptAndLiveIsNot()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    std::filesystem::create_directories(fixture.root() / ".staging/dead/bag/data");
    std::ofstream(fixture.root() / ".staging/dead/bag/data/x") << "x";
    std::ofstream(fixture.root() / ".staging/old.lock") << "";
    std::ofstream(fixture.base / "precious") << "x";
    std::filesystem::create_symlink(fixture.base / "precious", fixture.root() / ".staging/dead/link");
    std::filesystem::create_directory_symlink(fixture.sources(), fixture.root() / ".staging/dead/folder-link");
    const FilingSource source = fixture.source(1, "one");
    CountingDescriber describer;
    std::vector<std::string> swept;
    std::vector<std::string> left;
    describer.onDescribe = [&](const StagedInstance &) -> Result<void> {
        swept = fixture.open(*fixture.files)->sweptStaging(); // while this filing is under way
        left = ArchiveFixture::namesIn(fixture.root() / ".staging");
        return {};
    };
    const Result<FilingResult> result = archive->fileStudy(studyUid, {source}, describer, serially, {});
    VERIFY_OK(result);
    QCOMPARE(swept, std::vector<std::string>{"dead"});
    QCOMPARE(left.size(), std::size_t{3}); // the folder, its lock and the study's lock
    QVERIFY(std::filesystem::exists(fixture.base / "precious"));
    QVERIFY(std::filesystem::exists(source.path));
    QCOMPARE(fixture.differences(), std::string());
}

void TestFiling::anUnconfirmedBagIsLookedAtAgain()
{
    ArchiveFixture fixture;
    FaultFileLayer layer(*fixture.files);
    const std::vector<FilingSource> sources{fixture.source(1, "one")};
    std::unique_ptr<Archive> archive = fixture.open(layer);
    bool isRenamed = false;
    layer.setObserver([&](const std::string &operation, const std::filesystem::path &path) {
        if (operation == "rename")
            isRenamed = true;
        else if (operation == "flushFolder" && isRenamed && path == fixture.root() / studyPath)
            layer.setFault(Fault{0, EIO});
    });
    const Result<FilingResult> result = ArchiveFixture::file(*archive, sources);
    VERIFY_OK(result);
    QCOMPARE(result->outcome, FilingOutcome::notConfirmed);
    QCOMPARE(result->bag, studyPath / "b0001");
    QCOMPARE(result->problemsAfterCommit.size(), std::size_t{1});
    QCOMPARE(ArchiveFixture::namesIn(fixture.root() / ".staging").size(), std::size_t{1});

    // Still failing: it must not be called archived.
    const Result<FilingResult> again = ArchiveFixture::file(*archive, sources);
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::notConfirmed);

    // A later start reads it back, and only then forgets about it.
    layer.setObserver({});
    layer.setFault({});
    archive = fixture.open(layer);
    QVERIFY(archive->sweptStaging().empty());
    QVERIFY(ArchiveFixture::namesIn(fixture.root() / ".staging").empty());
    const Result<FilingResult> last = ArchiveFixture::file(*archive, sources);
    VERIFY_OK(last);
    QCOMPARE(last->outcome, FilingOutcome::alreadyInArchive);
    QCOMPARE(fixture.differences(), std::string());
}

void TestFiling::twoWritersOfOneStudyBothGetIn()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> one = fixture.open(*fixture.files);
    const std::unique_ptr<Archive> two = fixture.open(*fixture.files);
    std::atomic<int> failures = 0;
    const auto write = [&](Archive &archive, int first) {
        for (int i = first; i < first + 20; ++i) {
            const Result<FilingResult> result = ArchiveFixture::file(archive, {fixture.source(i, std::to_string(i))});
            if (!result || result->outcome != FilingOutcome::filed)
                ++failures;
        }
    };
    {
        std::jthread other([&] { write(*two, 100); });
        write(*one, 0);
    }
    QCOMPARE(failures.load(), 0);
    QCOMPARE(ArchiveFixture::namesIn(fixture.root() / studyPath).size(), std::size_t{40});
    QCOMPARE(fixture.differences(), std::string());
}

void TestFiling::twoWritersOfTheSameInstancesFileThemOnce()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> one = fixture.open(*fixture.files);
    const std::unique_ptr<Archive> two = fixture.open(*fixture.files);
    const std::vector<FilingSource> sources{fixture.source(1, "one"), fixture.source(2, "two")};
    std::optional<Result<FilingResult>> first;
    std::optional<Result<FilingResult>> second;
    {
        std::jthread other([&] { second.emplace(ArchiveFixture::file(*two, sources)); });
        first.emplace(ArchiveFixture::file(*one, sources));
    }
    VERIFY_OK(*first);
    VERIFY_OK(*second);
    QCOMPARE((*first)->filedInstances + (*second)->filedInstances, 2U);
    QCOMPARE((*first)->duplicateInstances + (*second)->duplicateInstances, 2U);
    QCOMPARE(ArchiveFixture::namesIn(fixture.root() / studyPath), std::vector<std::string>{"b0001"});
    QCOMPARE(fixture.differences(), std::string());
}

void TestFiling::aNumberTakenInSpiteOfTheLockIsLeftAlone()
{
    // On a share without working locks somebody else's bag can appear at the last moment. Here it is moved in from
    // another archive right before the rename.
    for (const bool isSameInstance : {false, true}) {
        ArchiveFixture fixture;
        ArchiveFixture foreign;
        VERIFY_OK(
            ArchiveFixture::file(*foreign.open(*foreign.files), {foreign.source(isSameInstance ? 2 : 1, "theirs")}));
        const Tree theirs = ArchiveFixture::treeOf(foreign.root() / studyPath / "b0001", false);
        FaultFileLayer layer(*fixture.files);
        const std::unique_ptr<Archive> archive = fixture.open(layer);
        layer.setObserver([&](const std::string &operation, const std::filesystem::path &path) {
            if (operation == "rename" && path.filename() == "b0001") {
                std::filesystem::copy(foreign.root() / studyPath / "b0001", path,
                                      std::filesystem::copy_options::recursive);
            }
        });
        const Result<FilingResult> result = ArchiveFixture::file(*archive, {fixture.source(2, "ours")});
        QVERIFY(ArchiveFixture::treeOf(fixture.root() / studyPath / "b0001", false) == theirs);
        if (isSameInstance) {
            QVERIFY(!result);
            QCOMPARE(result.error().code, ErrorCode::busy);
        } else {
            VERIFY_OK(result);
            QCOMPARE(result->bag, studyPath / "b0002");
            QVERIFY(fileText(fixture.root() / result->bag / "bag-info.txt").find("Previous-Bag: b0001\n") !=
                    std::string::npos);
        }
        QCOMPARE(fixture.differences(), std::string());
    }
}

void TestFiling::manyFilesOnTwoThreads()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    std::vector<FilingSource> sources;
    for (int i = 0; i < 500; ++i) {
        sources.push_back(fixture.source(i, std::string(static_cast<std::size_t>(i) * 37, static_cast<char>(i))));
        sources.back().seriesInstanceUid = "1.2." + std::to_string(i % 7);
    }
    CountingDescriber describer;
    const Result<FilingResult> result = archive->fileStudy(studyUid, sources, describer, inTwoThreads, {});
    VERIFY_OK(result);
    QCOMPARE(result->filedInstances, 500U);
    QCOMPARE(describer.seen.size(), sources.size());
    QCOMPARE(fixture.differences(), std::string());
    const Result<FilingResult> again = archive->fileStudy(studyUid, sources, describer, inTwoThreads, {});
    VERIFY_OK(again);
    QCOMPARE(again->outcome, FilingOutcome::alreadyInArchive);
}

void TestFiling::studiesAreFoundAndListed()
{
    ArchiveFixture fixture;
    const std::unique_ptr<Archive> archive = fixture.open(*fixture.files);
    VERIFY_OK(ArchiveFixture::file(*archive, {fixture.source(1, "one")}, "1.2.3"));
    VERIFY_OK(ArchiveFixture::file(*archive, {fixture.source(2, "two")}, "1.2.3"));
    VERIFY_OK(ArchiveFixture::file(*archive, {fixture.source(3, "three")}, "1.2.4"));
    const Result<std::optional<ArchivedStudy>> found = archive->findStudy("1.2.3");
    VERIFY_OK(found);
    QVERIFY(found->has_value());
    QCOMPARE((*found)->instances, 2U);
    QCOMPARE((*found)->bags.size(), std::size_t{2});
    QVERIFY((*found)->filedAt.ends_with("Z"));
    const Result<std::optional<ArchivedStudy>> missing = archive->findStudy("1.2.5");
    VERIFY_OK(missing);
    QVERIFY(!missing->has_value());
    std::filesystem::remove(fixture.root() / archive::studyFolder("1.2.4") / "b0001/bag-info.txt");
    const Result<std::vector<ArchivedStudy>> list = archive->listStudies();
    VERIFY_OK(list);
    QCOMPARE(list->size(), std::size_t{2});
    QCOMPARE((*list)[0].studyInstanceUid, std::string("1.2.3"));
    QCOMPARE((*list)[1].studyInstanceUid, std::string("1.2.4")); // damaged, and there all the same
}

QTEST_APPLESS_MAIN(TestFiling)
#include "tst_filing.moc"
