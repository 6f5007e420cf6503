// Names and links that try to lead a session, a verification, a search, an export or a purge out of the archive. After
// each attack everything outside of the archive is as it was: what it was made of, its bytes, its times.
#include "core/archive/archive.h"
#include "core/archive/archive_layout.h"
#include "core/dicom/dcmtk_session.h"
#include "core/export/study_export.h"
#include "core/index/archive_index.h"
#include "core/pipeline/session.h"
#include "tests/core/archive/archive_fixture.h"
#include "tests/support/instance_builder.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <algorithm>

using namespace mi;
using test::ArchiveFixture;
using test::CleanInstance;
namespace fs = std::filesystem;

namespace {

const std::string studyUid = CleanInstance{}.studyUid;

} // namespace

class TestHostilePaths : public QObject {
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
        m_base = fs::path(m_folder->path().toStdString());
        m_archive = m_base / "desk" / "archive";
        m_outside = m_base / "outside";
        m_source = m_base / "source";
        for (const fs::path &folder : {m_base / "desk", m_outside / "folder", m_source})
            fs::create_directories(folder);
        test::writeFile(m_outside / "file", "somebody else's\n");
        test::writeFile(m_base / "desk" / "file", "somebody else's, nearer\n");
    }

    // What a file says of itself: its UIDs become names in the archive, or in its quarantine.
    void uidsThatArePaths_data()
    {
        QTest::addColumn<QByteArray>("uid");
        const std::pair<const char *, QByteArray> uids[] = {
            {"parent", ".."},
            {"absolute path", "/etc"},
            {"far up", "../../../../outside/file"},
            {"Windows path", "C:\\x"},
            {"share", "\\\\host\\share"},
            {"dot at the end", "1.2."},
            {"one dot", "."},
            {"65 characters", QByteArray("1.") + QByteArray(63, '1')},
            {"NUL inside", QByteArray("1.2\0.3", 6)},
            {"bidirectional mark", "1.2\xe2\x80\xae.3"},
            {"line feed", "1.2\n3"},
            {"blank", "1.2 3"},
            {"device of Windows", "NUL"},
        };
        for (const auto &[name, uid] : uids)
            QTest::newRow(name) << uid;
    }
    void uidsThatArePaths()
    {
        QFETCH(QByteArray, uid);
        const std::string hostile = uid.toStdString();
        test::writeFile(m_source / "study", CleanInstance{.studyUid = hostile}.file());
        test::writeFile(m_source / "series", CleanInstance{.seriesUid = hostile}.file());
        test::writeFile(m_source / "instance", CleanInstance{.sopInstanceUid = hostile}.file());
        test::writeFile(m_source / "all",
                        CleanInstance{.studyUid = hostile, .seriesUid = hostile, .sopInstanceUid = hostile}.file());
        attack();
        // The same past the checks, as another program that uses the archive's code might.
        const auto archive = Archive::open(*m_files, m_archive, Archive::OpenMode::createIfMissing);
        QVERIFY(archive);
        test::CountingDescriber describer;
        describer.seriesInstanceUid = hostile;
        const Result<FilingResult> filed = (*archive)->fileStudy(
            hostile, {{.path = m_source / "all", .sopInstanceUid = hostile, .seriesInstanceUid = hostile}}, describer,
            [](std::size_t count, const std::function<void(std::size_t)> &task) {
                for (std::size_t i = 0; i < count; ++i)
                    task(i);
            },
            {});
        QVERIFY2(filed, filed ? "" : describe(filed.error()).c_str());
        for (const auto &[path, entry] : ArchiveFixture::treeOf(m_archive))
            QVERIFY2(path.size() < 180 && std::ranges::all_of(path, [](char c) { return c > ' ' && c < '\x7f'; }),
                     path.c_str());
        expectNothingOutsideChanged();
    }

    // What lies in the source.
    void sourcesThatAreNoFiles()
    {
        test::writeFile(m_source / "instance", CleanInstance{}.file());
        QCOMPARE(::mkfifo((m_source / "fifo").c_str(), 0600), 0);
        fs::create_symlink("/dev/zero", m_source / "device");
        fs::create_symlink("loop-b", m_source / "loop-a");
        fs::create_symlink("loop-a", m_source / "loop-b");
        fs::create_directory_symlink(m_source, m_source / "itself");
        fs::create_directory_symlink(m_outside, m_source / "outside");
        fs::create_symlink(m_outside / "file", m_source / "file");
        attack();
        QCOMPARE(m_filed, std::size_t{1});
    }

    // Somebody who can write to the archive's folder puts a link in the place of each thing that is in it.
    void plantedLinks_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("target"); // below the folder outside
        const char *const folders[] = {"studies",
                                       "studies/SHARD",
                                       "studies/SHARD/STUDY",
                                       "studies/SHARD/STUDY/b0001",
                                       "studies/SHARD/STUDY/b0001/data",
                                       "studies/SHARD/STUDY/b0002",
                                       "quarantine",
                                       "audit",
                                       ".staging"};
        const char *const files[] = {"archive.json",
                                     "README.txt",
                                     "AUDITLOG",
                                     "verified.tsv",
                                     "index.sqlite",
                                     "index.sqlite-wal",
                                     "index.sqlite-shm",
                                     "index.sqlite-journal",
                                     "index.sqlite.set-aside",
                                     ".staging/audit.lock",
                                     ".staging/index.lock",
                                     ".staging/STUDYLOCK",
                                     "studies/SHARD/STUDY/b0001/metadata.json",
                                     "studies/SHARD/STUDY/b0001/manifest-sha256.txt"};
        for (const char *const folder : folders) {
            QTest::addRow("%s leads to a folder", folder) << QString::fromLatin1(folder) << QStringLiteral("folder");
            QTest::addRow("%s leads to nothing", folder) << QString::fromLatin1(folder) << QStringLiteral("nothing");
        }
        for (const char *const file : files) {
            QTest::addRow("%s leads to a file", file) << QString::fromLatin1(file) << QStringLiteral("file");
            QTest::addRow("%s leads to nothing", file) << QString::fromLatin1(file) << QStringLiteral("nothing");
        }
    }
    void plantedLinks()
    {
        QFETCH(QString, where);
        QFETCH(QString, target);
        test::writeFile(m_source / "instance", CleanInstance{}.file());
        attack();
        QCOMPARE(m_filed, std::size_t{1});
        const fs::path planted = m_archive / placeOf(where.toStdString());
        fs::remove_all(planted);
        fs::create_directories(planted.parent_path());
        fs::create_symlink(m_outside / target.toStdString(), planted);
        // Later instances, a conflict, and another study.
        test::writeFile(m_source / "later", CleanInstance{.sopInstanceUid = "1.2.3.1"}.file());
        test::writeFile(m_source / "instance", CleanInstance{.accessionNumber = "OTHER"}.file());
        test::writeFile(m_source / "another",
                        CleanInstance{.studyUid = "1.2.4", .seriesUid = "1.2.4.1", .sopInstanceUid = "1.2.4.2"}.file());
        attack();
    }

private:
    // Whatever a desk does with an archive.
    void attack()
    {
        m_before = everythingOutside();
        {
            Session session(
                *m_files, {.jobs = 2, .archiveRoot = m_archive, .archiveWhatPasses = true, .quarantineRefused = true});
            session.addSources({m_source});
            session.waitUntilIdle();
            m_filed = static_cast<std::size_t>(std::ranges::count_if(
                session.studies(), [](const auto &study) { return study->archive == ArchiveState::filedAndVerified; }));
        }
        if (const auto archive = Archive::open(*m_files, m_archive, Archive::OpenMode::existing)) {
            (void)(*archive)->verify({.isRecorded = true}, {}).isOk();
            if (const auto kept = (*archive)->listQuarantine()) {
                for (const QuarantineEntry &entry : *kept)
                    (void)(*archive)->purgeQuarantine(entry.name).isOk();
            }
            (void)(*archive)->purgeQuarantine("../../outside/folder").isOk();
        }
        if (const auto index = ArchiveIndex::open(*m_files, m_archive)) {
            (void)(*index)->catchUp({}).isOk();
            (void)(*index)->rebuild({}).isOk();
        }
        fs::remove_all(m_base / "export");
        (void)exportStudy(*m_files,
                          {.archiveRoot = m_archive, .studyInstanceUid = studyUid, .target = m_base / "export"}, {})
            .isOk();
        expectNothingOutsideChanged();
    }

    void expectNothingOutsideChanged() const
    {
        const test::Tree after = everythingOutside();
        for (const auto &[path, entry] : after)
            QVERIFY2(m_before.contains(path), path.c_str());
        for (const auto &[path, entry] : m_before) {
            const auto now = after.find(path);
            QVERIFY2(now != after.end() && now->second == entry, path.c_str());
        }
    }

    test::Tree everythingOutside() const
    {
        test::Tree tree = ArchiveFixture::treeOf(m_outside);
        const auto add = [&tree](const std::string &prefix, const test::Tree &more, const std::string &leftOut) {
            for (const auto &[path, entry] : more) {
                if (leftOut.empty() || (path != "." && path != leftOut && !path.starts_with(leftOut + "/")))
                    tree.emplace(prefix + path, entry);
            }
        };
        add("source/", ArchiveFixture::treeOf(m_source), {});
        add("desk/", ArchiveFixture::treeOf(m_base / "desk"), "archive");
        for (const std::string &name : ArchiveFixture::namesIn(m_base)) {
            if (name != "export") // asked for
                tree.emplace("top/" + name, test::TreeEntry{});
        }
        return tree;
    }

    // The names that depend on the study and the month.
    fs::path placeOf(std::string where) const
    {
        const auto replace = [&where](const std::string &word, const std::string &with) {
            if (const std::size_t at = where.find(word); at != std::string::npos)
                where.replace(at, word.size(), with);
        };
        const std::string shard = ArchiveFixture::namesIn(m_archive / "studies").front();
        replace("SHARD", shard);
        replace("STUDYLOCK", "study-" + archive::seriesKey(studyUid).substr(3) + ".lock");
        replace("STUDY", ArchiveFixture::namesIn(m_archive / "studies" / shard).front());
        replace("AUDITLOG", "audit/" + ArchiveFixture::namesIn(m_archive / "audit").front());
        return where;
    }

    std::unique_ptr<DcmtkSession> m_dcmtk;
    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_base;
    fs::path m_archive;
    fs::path m_outside;
    fs::path m_source;
    test::Tree m_before;
    std::size_t m_filed = 0;
};

QTEST_GUILESS_MAIN(TestHostilePaths)
#include "tst_hostile_paths.moc"
