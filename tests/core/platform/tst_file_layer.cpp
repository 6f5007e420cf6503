#include "core/platform/file_layer.h"
#include "core/platform/posix_file.h"
#include "core/platform/system_identity.h"

#include <QTemporaryDir>
#include <QtTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <fstream>

using namespace mi;
namespace fs = std::filesystem;

class TestFileLayer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();

    void filesAreReadInPieces();
    void onlyRegularFilesAreOpened_data();
    void onlyRegularFilesAreOpened();
    void linksAreFollowedOnRequest();
    void aNewFileNeverReplacesAnything();
    void permissionsDoNotDependOnTheUmask();
    void appendingKeepsWhatIsThere();
    void foldersAreListedWithTypes();
    void foldersBehindLinksAreListedOnRequest();
    void makingAFolderThatExistsFails();
    void renamingNeverReplaces_data();
    void renamingNeverReplaces();
    void removingATreeLeavesWhatLinksPointTo();
    void removingADeepTree();
    void locksExcludeEachOther();
    void aLockIsHeldOnTheFileThatHasTheName();
    void aLockIsNeverALink();
    void flushesSucceedOnWhatIsThere();
    void changedFilesAreTold();
    void theUserHasAName();

private:
    fs::path at(const char *name) const { return m_path / name; }
    static void put(const fs::path &path, const std::string &bytes) { std::ofstream(path, std::ios::binary) << bytes; }
    static std::string get(const fs::path &path)
    {
        std::ifstream stream(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    static std::span<const std::byte> bytes(const std::string &text)
    {
        return std::as_bytes(std::span<const char>(text));
    }

    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
};

template <class T>
static ErrorCode codeOf(const Result<T> &result)
{
    return result ? ErrorCode::internal : result.error().code;
}

void TestFileLayer::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_path = m_folder->path().toStdString();
}

void TestFileLayer::filesAreReadInPieces()
{
    put(at("a"), "0123456789");
    const Result<std::unique_ptr<File>> file = m_files->openForReading(at("a"), LinkPolicy::refuse);
    QVERIFY(file);
    std::array<std::byte, 4> buffer{};
    QCOMPARE(*(*file)->readAt(0, buffer), std::size_t{4});
    QCOMPARE(std::memcmp(buffer.data(), "0123", 4), 0);
    QCOMPARE(*(*file)->readAt(8, buffer), std::size_t{2}); // fewer only at the end
    QCOMPARE(*(*file)->readAt(10, buffer), std::size_t{0});
    QCOMPARE(*(*file)->readAt(1'000'000, buffer), std::size_t{0});
    QCOMPARE((*file)->info()->size, std::uint64_t{10});
}

void TestFileLayer::onlyRegularFilesAreOpened_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("a folder") << QStringLiteral("folder") << ErrorCode::notRegularFile;
    QTest::newRow("a FIFO that nobody writes to") << QStringLiteral("fifo") << ErrorCode::notRegularFile;
    QTest::newRow("a device") << QStringLiteral("device") << ErrorCode::notRegularFile;
    QTest::newRow("a socket") << QStringLiteral("socket") << ErrorCode::notRegularFile;
    QTest::newRow("a link to a file") << QStringLiteral("link") << ErrorCode::symbolicLink;
    QTest::newRow("a dangling link") << QStringLiteral("dangling") << ErrorCode::symbolicLink;
    QTest::newRow("a link to itself") << QStringLiteral("loop") << ErrorCode::symbolicLink;
    QTest::newRow("nothing") << QStringLiteral("nothing") << ErrorCode::notFound;
    QTest::newRow("a file in the place of a folder") << QStringLiteral("file/x") << ErrorCode::notFound;
}

void TestFileLayer::onlyRegularFilesAreOpened()
{
    QFETCH(QString, what);
    QFETCH(ErrorCode, code);
    fs::create_directory(at("folder"));
    QCOMPARE(::mkfifo(at("fifo").c_str(), 0600), 0);
    put(at("file"), "x");
    fs::create_symlink(at("file"), at("link"));
    fs::create_symlink(at("missing"), at("dangling"));
    fs::create_symlink(at("loop"), at("loop"));
    const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    QVERIFY(at("socket").string().size() < sizeof address.sun_path);
    std::strcpy(address.sun_path, at("socket").c_str());
    QCOMPARE(::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);

    const fs::path path = what == QStringLiteral("device") ? fs::path("/dev/zero") : m_path / what.toStdString();
    QCOMPARE(codeOf(m_files->openForReading(path, LinkPolicy::refuse)), code);
    if (what != QStringLiteral("nothing"))
        QVERIFY(!m_files->openForAppending(path));
    ::close(fd);
}

void TestFileLayer::linksAreFollowedOnRequest()
{
    put(at("file"), "x");
    fs::create_symlink(at("file"), at("link"));
    QVERIFY(m_files->openForReading(at("link"), LinkPolicy::follow));
    QCOMPARE(m_files->info(at("link"), LinkPolicy::refuse)->type, FileType::symbolicLink);
    QCOMPARE(m_files->info(at("link"), LinkPolicy::follow)->type, FileType::regular);
    QCOMPARE(m_files->info(at("link"), LinkPolicy::follow)->fileId,
             m_files->info(at("file"), LinkPolicy::refuse)->fileId);
    fs::create_symlink("/dev/zero", at("device"));
    QCOMPARE(codeOf(m_files->openForReading(at("device"), LinkPolicy::follow)), ErrorCode::notRegularFile);
}

void TestFileLayer::aNewFileNeverReplacesAnything()
{
    put(at("file"), "x");
    fs::create_symlink(at("missing"), at("dangling"));
    fs::create_directory(at("folder"));
    for (const char *name : {"file", "dangling", "folder"})
        QCOMPARE(codeOf(m_files->createExclusive(at(name))), ErrorCode::alreadyExists);
    QCOMPARE(get(at("file")), std::string("x"));
    QVERIFY(!fs::exists(at("missing")));
    const Result<std::unique_ptr<File>> file = m_files->createExclusive(at("new"));
    QVERIFY(file);
    QVERIFY((*file)->write(bytes("one ")));
    QVERIFY((*file)->write({}));
    QVERIFY((*file)->write(bytes("two")));
    (*file)->startWriteBack();
    QVERIFY((*file)->flush());
    (*file)->dropCache();
    QVERIFY((*file)->close());
    QCOMPARE(get(at("new")), std::string("one two"));
    QCOMPARE(codeOf(m_files->createExclusive(at("no/such/folder"))), ErrorCode::notFound);
}

void TestFileLayer::permissionsDoNotDependOnTheUmask()
{
    const auto modeOf = [](const fs::path &path) {
        struct stat status {};
        return ::lstat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0U;
    };
    for (const mode_t mask : {0000U, 0027U, 0777U}) {
        const fs::path base = m_path / std::to_string(mask);
        fs::create_directory(base);
        const mode_t old = ::umask(mask);
        const bool isMade = m_files->createExclusive(base / "file").isOk() &&
                            m_files->openForAppending(base / "log").isOk() && m_files->makeFolder(base / "folder") &&
                            m_files->makeFolder(base / "private", true);
        ::umask(old);
        QVERIFY(isMade);
        QCOMPARE(modeOf(base / "file"), 0640U);
        QCOMPARE(modeOf(base / "log"), 0640U);
        QCOMPARE(modeOf(base / "folder"), 0750U);
        QCOMPARE(modeOf(base / "private"), 0700U);
    }
    fs::create_directory(at("shared"));
    QCOMPARE(::chmod(at("shared").c_str(), 02770), 0);
    QVERIFY(m_files->makeFolder(at("shared") / "inside"));
    QCOMPARE(modeOf(at("shared") / "inside"), 02750U); // the group is passed on
}

void TestFileLayer::appendingKeepsWhatIsThere()
{
    for (const char *text : {"one ", "two"}) {
        const Result<std::unique_ptr<File>> file = m_files->openForAppending(at("log"));
        QVERIFY(file);
        QVERIFY((*file)->write(bytes(text)));
        QVERIFY((*file)->close());
    }
    QCOMPARE(get(at("log")), std::string("one two"));
    put(at("other"), "x");
    fs::create_symlink(at("other"), at("link"));
    QCOMPARE(codeOf(m_files->openForAppending(at("link"))), ErrorCode::symbolicLink);
    QCOMPARE(get(at("other")), std::string("x"));
}

void TestFileLayer::foldersAreListedWithTypes()
{
    fs::create_directory(at("folder"));
    put(at("file"), "x");
    put(m_path / "\xC3\xA4 \xE6\x97\xA5\xE6\x9C\xAC \xFF", "x"); // also what is not UTF-8
    fs::create_symlink(at("folder"), at("link"));
    QCOMPARE(::mkfifo(at("fifo").c_str(), 0600), 0);
    Result<std::vector<FolderEntry>> entries = m_files->list(m_path);
    QVERIFY(entries);
    std::ranges::sort(*entries, {}, &FolderEntry::name);
    QCOMPARE(entries->size(), std::size_t{5});
    QCOMPARE((*entries)[0].type, FileType::other);
    QCOMPARE((*entries)[1].type, FileType::regular);
    QCOMPARE((*entries)[2].type, FileType::folder);
    QCOMPARE((*entries)[3].type, FileType::symbolicLink);
    QCOMPARE((*entries)[4].name.string(), std::string("\xC3\xA4 \xE6\x97\xA5\xE6\x9C\xAC \xFF"));
    QCOMPARE(codeOf(m_files->list(at("file"))), ErrorCode::notRegularFile);
    QCOMPARE(codeOf(m_files->list(at("nothing"))), ErrorCode::notFound);
}

void TestFileLayer::foldersBehindLinksAreListedOnRequest()
{
    fs::create_directory(at("folder"));
    put(at("folder") / "x", "x");
    fs::create_symlink(at("folder"), at("link"));
    QCOMPARE(codeOf(m_files->list(at("link"))), ErrorCode::symbolicLink);
    QCOMPARE(m_files->list(at("link"), LinkPolicy::follow)->size(), std::size_t{1});
}

void TestFileLayer::makingAFolderThatExistsFails()
{
    fs::create_directory(at("folder"));
    put(at("file"), "x");
    fs::create_symlink(at("missing"), at("dangling"));
    for (const char *name : {"folder", "file", "dangling"})
        QCOMPARE(codeOf(m_files->makeFolder(at(name))), ErrorCode::alreadyExists);
}

void TestFileLayer::renamingNeverReplaces_data()
{
    QTest::addColumn<bool>("isByHand");
    QTest::newRow("in one step") << false;
    QTest::newRow("where the file system cannot do it in one step") << true;
}

void TestFileLayer::renamingNeverReplaces()
{
    QFETCH(bool, isByHand);
    const auto rename = [&](const fs::path &from, const fs::path &to) {
        return isByHand ? posix::renameStepByStep(from, to) : m_files->renameNoReplace(from, to);
    };
    fs::create_directory(at("from"));
    put(at("from") / "x", "x");
    fs::create_directory(at("empty"));
    fs::create_directory(at("full"));
    put(at("full") / "y", "y");
    put(at("file"), "file");
    put(at("other"), "other");
    fs::create_symlink(at("missing"), at("dangling"));
    for (const char *target : {"empty", "full", "file", "dangling"}) {
        QCOMPARE(codeOf(rename(at("from"), at(target))), ErrorCode::alreadyExists);
        QCOMPARE(codeOf(rename(at("other"), at(target))), ErrorCode::alreadyExists);
    }
    QCOMPARE(get(at("file")), std::string("file"));
    QVERIFY(rename(at("from"), at("to")));
    QCOMPARE(get(at("to") / "x"), std::string("x"));
    QVERIFY(!fs::exists(at("from")));
    QVERIFY(rename(at("other"), at("other 2")));
    QCOMPARE(get(at("other 2")), std::string("other"));
    QVERIFY(!fs::exists(at("other")));
    QCOMPARE(codeOf(rename(at("nothing"), at("nowhere"))), ErrorCode::notFound);
}

void TestFileLayer::removingATreeLeavesWhatLinksPointTo()
{
    fs::create_directory(at("outside"));
    put(at("outside") / "precious", "x");
    fs::create_directories(at("tree") / "a/b");
    put(at("tree") / "a/b/file", "x");
    fs::create_directory_symlink(at("outside"), at("tree") / "a/link");
    QCOMPARE(::mkfifo((at("tree") / "fifo").c_str(), 0600), 0);
    fs::create_directory_symlink(at("outside"), at("link"));
    QVERIFY(m_files->removeTree(at("tree")));
    QVERIFY(m_files->removeTree(at("link"))); // the link, not the folder
    QVERIFY(!fs::exists(at("tree")));
    QVERIFY(!fs::is_symlink(at("link")));
    QCOMPARE(get(at("outside") / "precious"), std::string("x"));
    QCOMPARE(codeOf(m_files->removeTree(at("tree"))), ErrorCode::notFound);
}

void TestFileLayer::removingADeepTree()
{
    fs::path deep = at("deep");
    for (int i = 0; i < 500; ++i)
        deep /= "d";
    fs::create_directories(deep);
    QVERIFY(m_files->removeTree(at("deep")));
    QVERIFY(!fs::exists(at("deep")));
}

void TestFileLayer::locksExcludeEachOther()
{
    Result<std::unique_ptr<FileLock>> first = m_files->tryLock(at("lock"));
    QVERIFY(first);
    QCOMPARE(codeOf(m_files->tryLock(at("lock"))), ErrorCode::busy);
    first->reset();
    QVERIFY(m_files->tryLock(at("lock")));
}

void TestFileLayer::aLockIsHeldOnTheFileThatHasTheName()
{
    const Result<std::unique_ptr<FileLock>> first = m_files->tryLock(at("lock"));
    QVERIFY(first);
    fs::remove(at("lock")); // as its holder may
    const Result<std::unique_ptr<FileLock>> second = m_files->tryLock(at("lock"));
    QVERIFY(second);
    QVERIFY(fs::exists(at("lock")));
    QCOMPARE(codeOf(m_files->tryLock(at("lock"))), ErrorCode::busy);
}

void TestFileLayer::aLockIsNeverALink()
{
    fs::create_symlink(at("elsewhere"), at("lock"));
    QCOMPARE(codeOf(m_files->tryLock(at("lock"))), ErrorCode::symbolicLink);
    QVERIFY(!fs::exists(at("elsewhere")));
    QCOMPARE(::mkfifo(at("fifo").c_str(), 0600), 0);
    QCOMPARE(codeOf(m_files->tryLock(at("fifo"))), ErrorCode::notRegularFile);
}

void TestFileLayer::flushesSucceedOnWhatIsThere()
{
    QVERIFY(m_files->flushFolder(m_path));
    QVERIFY(m_files->flushFileSystem(m_path));
    QVERIFY(*m_files->freeSpace(m_path) > 0);
    QCOMPARE(codeOf(m_files->flushFolder(at("nothing"))), ErrorCode::notFound);
    QCOMPARE(codeOf(m_files->flushFileSystem(at("nothing"))), ErrorCode::notFound);
    QCOMPARE(codeOf(m_files->freeSpace(at("nothing"))), ErrorCode::notFound);
}

void TestFileLayer::changedFilesAreTold()
{
    put(at("a"), "one");
    const FileInfo before = *m_files->info(at("a"), LinkPolicy::refuse);
    QVERIFY(before.isSameFileState(*m_files->info(at("a"), LinkPolicy::refuse)));
    put(at("b"), "one");
    QVERIFY(!before.isSameFileState(*m_files->info(at("b"), LinkPolicy::refuse)));
    fs::last_write_time(at("a"), fs::last_write_time(at("a")) + std::chrono::seconds(1));
    QVERIFY(!before.isSameFileState(*m_files->info(at("a"), LinkPolicy::refuse)));
}

void TestFileLayer::theUserHasAName()
{
    QVERIFY(!currentUserName().empty());
    QVERIFY(!hostName().empty());
}

QTEST_APPLESS_MAIN(TestFileLayer)
#include "tst_file_layer.moc"
