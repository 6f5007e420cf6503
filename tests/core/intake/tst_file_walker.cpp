#include "core/intake/file_walker.h"
#include "tests/support/instance_builder.h"

#include <QTemporaryDir>
#include <QTest>

#ifndef _WIN32
#include <sys/stat.h>
#endif

using namespace mi;
namespace fs = std::filesystem;

class TestFileWalker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_root = m_folder->path().toStdString();
    }

    void cleanup()
    {
        fs::remove_all(m_root); // QTemporaryDir cannot remove names that are not UTF-8
    }

    void filesComeInTheOrderOfNamesWithoutTheFolders()
    {
        add("b/2");
        add("b/1");
        add("a");
        add("c/d/e");
        QCOMPARE(names(walk({m_root})), (std::vector<std::string>{"a", "b/1", "b/2", "c/d/e"}));
    }

    void namesOfEveryKindAreFound()
    {
        const std::vector<std::string> expected{"Stra\xC3\x9F"
                                                "e \xC3\xBC",
                                                "with space", std::string(255, 'x'), "\xE7\x94\xB0\xE4\xB8\xAD",
                                                "not utf-8 \xFF"};
        for (const std::string &name : expected)
            add(name);
        QCOMPARE(walk({m_root}).size(), expected.size());
    }

    void aLinkToAFolderIsReportedAndNotFollowed()
    {
        add("folder/inside");
        fs::create_directory_symlink(m_root / "folder", m_root / "link");
        fs::create_directory_symlink(m_root, m_root / "folder" / "loop");
        const std::vector<FoundFile> found = walk({m_root});
        QCOMPARE(names(found), (std::vector<std::string>{"link", "folder/inside", "folder/loop"}));
        QCOMPARE(found[0].type, FileType::symbolicLink);
        QCOMPARE(found[2].type, FileType::symbolicLink);
    }

    void aDroppedLinkIsFollowed()
    {
        add("folder/inside");
        fs::create_directory_symlink(m_root / "folder", m_root / "link");
        const std::vector<FoundFile> found = walk({m_root / "link"});
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].path(), m_root / "link" / "inside");
    }

#ifndef _WIN32
    void aFifoIsReportedAndNeverOpened()
    {
        QCOMPARE(mkfifo((m_root / "fifo").c_str(), 0600), 0);
        const std::vector<FoundFile> found = walk({m_root});
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].type, FileType::other);
    }
#endif

    void aMissingPathIsReportedWithItsReason()
    {
        const std::vector<FoundFile> found = walk({m_root / "missing"});
        QCOMPARE(found.size(), std::size_t{1});
        QVERIFY(found[0].error.has_value());
        QCOMPARE(found[0].error->code, ErrorCode::notFound);
    }

    void whatLiesInsideAnotherDroppedPathIsFoundOnce()
    {
        add("a/1");
        add("b");
        const fs::path file = m_root / "a" / "1";
        QCOMPARE(withoutOverlaps({file, m_root / "a", m_root / "a/", m_root / "b", m_root / "b"}),
                 (std::vector<fs::path>{m_root / "a", m_root / "b"}));
        QCOMPARE(names(walk(withoutOverlaps({file, m_root}))), (std::vector<std::string>{"b", "a/1"}));
    }

    void aNameThatOnlyStartsAlikeIsNotInside()
    {
        add("a/1");
        add("ab/1");
        QCOMPARE(withoutOverlaps({m_root / "a", m_root / "ab"}).size(), std::size_t{2});
    }

    void theWalkEndsWhenTheReceiverHasEnough()
    {
        for (int i = 0; i < 10; ++i)
            add(std::to_string(i));
        int count = 0;
        walkFiles(*m_files, {m_root}, [&count](FoundFile) { return ++count < 3; }, {});
        QCOMPARE(count, 3);
    }

    void theWalkEndsWhenItIsToldToStop()
    {
        for (int i = 0; i < 10; ++i)
            add(std::to_string(i));
        std::stop_source stop;
        int count = 0;
        walkFiles(
            *m_files, {m_root},
            [&](FoundFile) {
                ++count;
                stop.request_stop();
                return true;
            },
            stop.get_token());
        QCOMPARE(count, 1);
    }

private:
    void add(const std::string &relative)
    {
        const fs::path path = m_root / relative;
        fs::create_directories(path.parent_path());
        test::writeFile(path, "x");
    }

    std::vector<FoundFile> walk(const std::vector<fs::path> &sources)
    {
        std::vector<FoundFile> found;
        walkFiles(*m_files, sources,
                  [&found](FoundFile file) {
                      found.push_back(std::move(file));
                      return true;
                  },
                  {});
        return found;
    }

    std::vector<std::string> names(const std::vector<FoundFile> &found) const
    {
        std::vector<std::string> out;
        for (const FoundFile &file : found)
            out.push_back(file.path().lexically_relative(m_root).generic_string());
        return out;
    }

    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_root;
};

QTEST_GUILESS_MAIN(TestFileWalker)
#include "tst_file_walker.moc"
