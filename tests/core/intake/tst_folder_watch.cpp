#include "core/intake/folder_watch.h"
#include "tests/support/instance_builder.h"

#include <QTemporaryDir>
#include <QTest>

using namespace mi;
namespace fs = std::filesystem;
using namespace std::chrono_literals;

class TestFolderWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = fs::path(m_folder->path().toStdString());
        m_now = {};
        m_watch = std::make_unique<FolderWatch>(*m_files, m_path, 10s);
    }

    void aFileIsReadyOnceItWasQuietLongEnough()
    {
        test::writeFile(m_path / "disc.zip", "12345");
        QCOMPARE(names(0s), QStringList{});
        QCOMPARE(names(9s), QStringList{});
        QCOMPARE(names(1s), QStringList{QStringLiteral("disc.zip")});
        QCOMPARE(names(60s), QStringList{}); // once
    }

    void growingStartsTheWaitAgain()
    {
        test::writeFile(m_path / "disc.zip", "12345");
        QCOMPARE(names(0s), QStringList{});
        test::writeFile(m_path / "disc.zip", "1234567");
        QCOMPARE(names(10s), QStringList{});
        QCOMPARE(names(10s), QStringList{QStringLiteral("disc.zip")});
    }

    void aChangeDeepInAFolderStartsTheWaitAgain()
    {
        fs::create_directories(m_path / "study" / "a" / "b");
        test::writeFile(m_path / "study" / "a" / "b" / "IMG1", "1");
        QCOMPARE(names(0s), QStringList{});
        test::writeFile(m_path / "study" / "a" / "b" / "IMG2", "2");
        QCOMPARE(names(10s), QStringList{});
        QCOMPARE(names(10s), QStringList{QStringLiteral("study")});
    }

    void whatChangesLaterIsReadyAgain()
    {
        test::writeFile(m_path / "disc.zip", "12345");
        (void)names(0s);
        QCOMPARE(names(10s).size(), 1);
        test::writeFile(m_path / "disc.zip", "another one");
        QCOMPARE(names(1s), QStringList{});
        QCOMPARE(names(10s), QStringList{QStringLiteral("disc.zip")});
    }

    void unfinishedAndHiddenFilesAreLeftAlone()
    {
        for (const char *name : {".hidden", "disc.zip.part", "x.crdownload", "x.tmp", "x.filepart"})
            test::writeFile(m_path / name, "1");
        fs::create_symlink("/etc", m_path / "link");
        (void)names(0s);
        QCOMPARE(names(60s), QStringList{});
    }

    void whatIsKnownSurvivesARestart()
    {
        test::writeFile(m_path / "disc.zip", "12345");
        (void)names(0s);
        QCOMPARE(names(10s).size(), 1);
        const std::set<std::uint64_t> known = m_watch->known();
        m_watch = std::make_unique<FolderWatch>(*m_files, m_path, 10s);
        m_watch->setKnown(known);
        (void)names(0s);
        QCOMPARE(names(60s), QStringList{});
    }

    void whatIsGoneIsForgotten()
    {
        test::writeFile(m_path / "disc.zip", "12345");
        (void)names(0s);
        (void)names(10s);
        QCOMPARE(m_watch->known().size(), 1U);
        fs::remove(m_path / "disc.zip");
        (void)names(1s);
        QVERIFY(m_watch->known().empty());
    }

    void aFolderThatIsNotThereIsAnError()
    {
        FolderWatch watch(*m_files, m_path / "missing", 10s);
        QVERIFY(watch.poll({}).error().code == ErrorCode::notFound);
    }

private:
    // Some time later.
    QStringList names(std::chrono::seconds later)
    {
        m_now += later;
        QStringList found;
        const Result<std::vector<fs::path>> ready = m_watch->poll(m_now);
        if (ready.isOk())
            for (const fs::path &path : *ready)
                found << QString::fromStdString(path.filename().string());
        return found;
    }

    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
    FolderWatch::Clock::time_point m_now;
    std::unique_ptr<FolderWatch> m_watch;
};

QTEST_GUILESS_MAIN(TestFolderWatch)
#include "tst_folder_watch.moc"
