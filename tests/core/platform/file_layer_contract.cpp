// What every implementation of FileLayer promises, without Qt, so that it also runs where only a compiler is at hand: a
// test of its own here, and for Windows built with MinGW and run under Wine (file_layer_under_wine.sh).
#include "core/platform/file_layer.h"
#include "core/platform/system_identity.h"

#include <array>
#include <cstdio>
#include <cstring>
#include <set>
#include <string>
#include <string_view>

using namespace mi;
namespace fs = std::filesystem;

namespace {

class Contract {
public:
    explicit Contract(fs::path folder) : m_folder(std::move(folder)) {}

    int run()
    {
        readsInPieces();
        createsOnlyWhatIsNotThere();
        appends();
        listsWithTypes();
        opensRegularFilesOnly();
        makesFoldersOnce();
        renamesWithoutReplacing();
        removesTrees();
        locksExclude();
        lockFilesMayBeRemovedByTheirHolder();
        longAndForeignNames();
        flushes();
        tellsFilesApart();
        knowsTheSystem();
        std::printf("%d passed, %d failed\n", m_passed, m_failed);
        return m_failed == 0 ? 0 : 1;
    }

private:
    void expect(bool isRight, std::string_view what)
    {
        ++(isRight ? m_passed : m_failed);
        if (!isRight)
            std::printf("FAILED: %.*s\n", static_cast<int>(what.size()), what.data());
    }

    template <class T>
    void expectCode(const Result<T> &result, ErrorCode code, std::string_view what)
    {
        expect(!result && result.error().code == code, what);
        if (!result && result.error().code != code)
            std::printf("        system code %d\n", result.error().systemCode);
    }

    fs::path at(const fs::path &name) const { return m_folder / name; }
    static std::span<const std::byte> bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

    void put(const fs::path &path, std::string_view text)
    {
        Result<std::unique_ptr<File>> file = m_files->createExclusive(path);
        expect(file && (*file)->write(bytes(text)) && (*file)->flush() && (*file)->close(), "a file is written");
    }

    std::string get(const fs::path &path)
    {
        const Result<std::unique_ptr<File>> file = m_files->openForReading(path, LinkPolicy::refuse);
        if (!file)
            return "(not opened)";
        std::array<std::byte, 256> buffer{};
        const Result<std::size_t> count = (*file)->readAt(0, buffer);
        return count ? std::string(reinterpret_cast<const char *>(buffer.data()), *count) : "(not read)";
    }

    void readsInPieces()
    {
        put(at("pieces"), "0123456789");
        const Result<std::unique_ptr<File>> file = m_files->openForReading(at("pieces"), LinkPolicy::refuse);
        expect(file.isOk(), "a file is opened");
        if (!file)
            return;
        std::array<std::byte, 4> buffer{};
        const auto countAt = [&](std::uint64_t offset) {
            const Result<std::size_t> count = (*file)->readAt(offset, buffer);
            return count ? static_cast<int>(*count) : -1;
        };
        expect(countAt(4) == 4 && std::memcmp(buffer.data(), "4567", 4) == 0, "bytes are read from a place");
        expect(countAt(8) == 2, "fewer bytes only at the end");
        expect(countAt(10) == 0 && countAt(1'000'000) == 0, "no bytes behind the end");
        const Result<FileInfo> info = (*file)->info();
        expect(info && info->size == 10 && info->type == FileType::regular, "an open file knows its size");
    }

    void createsOnlyWhatIsNotThere()
    {
        put(at("there"), "x");
        expect(m_files->makeFolder(at("thereToo")).isOk(), "a folder is made");
        expectCode(m_files->createExclusive(at("there")), ErrorCode::alreadyExists, "no file replaces a file");
        expectCode(m_files->createExclusive(at("thereToo")), ErrorCode::alreadyExists, "no file replaces a folder");
        expectCode(m_files->createExclusive(at("nowhere/x")), ErrorCode::notFound, "no file without its folder");
        expect(get(at("there")) == "x", "what is there stays");
    }

    void appends()
    {
        for (const char *text : {"one ", "two"}) {
            Result<std::unique_ptr<File>> file = m_files->openForAppending(at("log"));
            expect(file && (*file)->write(bytes(text)) && (*file)->flush() && (*file)->close(), "a line is appended");
        }
        expect(get(at("log")) == "one two", "appending keeps what is there");
    }

    void listsWithTypes()
    {
        expect(m_files->makeFolder(at("list")).isOk() && m_files->makeFolder(at("list/folder")).isOk(), "folders");
        put(at("list/file"), "x");
        std::set<std::pair<std::string, FileType>> found;
        if (const auto entries = m_files->list(at("list")))
            for (const FolderEntry &entry : *entries)
                found.emplace(entry.name.string(), entry.type);
        const std::set<std::pair<std::string, FileType>> expected{{"file", FileType::regular},
                                                                  {"folder", FileType::folder}};
        expect(found == expected, "a folder is listed with types");
        expectCode(m_files->list(at("nothing")), ErrorCode::notFound, "what is not there has no list");
        expect(!m_files->list(at("list/file")), "a file has no list");
    }

    void opensRegularFilesOnly()
    {
        expectCode(m_files->openForReading(at("list"), LinkPolicy::refuse), ErrorCode::notRegularFile,
                   "a folder is not opened");
        expectCode(m_files->openForReading(at("nothing"), LinkPolicy::refuse), ErrorCode::notFound,
                   "what is not there is not opened");
        expect(!m_files->openForAppending(at("list")), "nothing is appended to a folder");
    }

    void makesFoldersOnce()
    {
        expect(m_files->makeFolder(at("once"), true).isOk(), "a private folder is made");
        expectCode(m_files->makeFolder(at("once")), ErrorCode::alreadyExists, "a folder is made once");
        expectCode(m_files->makeFolder(at("there")), ErrorCode::alreadyExists, "no folder replaces a file");
        expectCode(m_files->makeFolder(at("nowhere/x")), ErrorCode::notFound, "one folder at a time");
    }

    void renamesWithoutReplacing()
    {
        expect(m_files->makeFolder(at("from")).isOk() && m_files->makeFolder(at("taken")).isOk(), "folders");
        put(at("from/inside"), "x");
        put(at("file"), "new");
        put(at("takenFile"), "old");
        expectCode(m_files->renameNoReplace(at("from"), at("taken")), ErrorCode::alreadyExists,
                   "a folder never replaces a folder, even an empty one");
        expectCode(m_files->renameNoReplace(at("from"), at("takenFile")), ErrorCode::alreadyExists,
                   "a folder never replaces a file");
        expectCode(m_files->renameNoReplace(at("file"), at("takenFile")), ErrorCode::alreadyExists,
                   "a file never replaces a file");
        expectCode(m_files->renameNoReplace(at("file"), at("taken")), ErrorCode::alreadyExists,
                   "a file never replaces a folder");
        expectCode(m_files->renameNoReplace(at("nothing"), at("x")), ErrorCode::notFound,
                   "what is not there is not renamed");
        expect(get(at("file")) == "new" && get(at("takenFile")) == "old" && get(at("from/inside")) == "x",
               "a refused rename changes nothing");
        expect(m_files->renameNoReplace(at("from"), at("to")).isOk() && get(at("to/inside")) == "x",
               "a folder is renamed with what is in it");
        expect(m_files->renameNoReplace(at("file"), at("to/file")).isOk() && get(at("to/file")) == "new",
               "a file is renamed");
    }

    void removesTrees()
    {
        expect(m_files->makeFolder(at("tree")).isOk() && m_files->makeFolder(at("tree/a")).isOk(), "folders");
        put(at("tree/a/file"), "x");
        expect(!m_files->removeFolder(at("tree")), "a folder with something in it is not removed");
        expect(!m_files->removeFolder(at("tree/a/file")), "a file is not removed as a folder");
        expect(m_files->removeTree(at("tree")).isOk() && !fs::exists(at("tree")), "a tree is removed");
        expectCode(m_files->removeFile(at("tree")), ErrorCode::notFound, "what is not there is not removed");
    }

    void locksExclude()
    {
        {
            const Result<std::unique_ptr<FileLock>> first = m_files->tryLock(at("lock"));
            expect(first.isOk(), "a lock is taken");
            expectCode(m_files->tryLock(at("lock")), ErrorCode::busy, "a lock is taken once");
        }
        expect(m_files->tryLock(at("lock")).isOk(), "a lock ends with its holder");
        expect(!m_files->tryLock(at("list")), "a folder is no lock");
    }

    void lockFilesMayBeRemovedByTheirHolder()
    {
        const Result<std::unique_ptr<FileLock>> first = m_files->tryLock(at("removed"));
        expect(first && m_files->removeFile(at("removed")), "the holder removes the lock's file");
        const Result<std::unique_ptr<FileLock>> second = m_files->tryLock(at("removed"));
        expect(second ? fs::exists(at("removed")) : second.error().code == ErrorCode::busy,
               "nobody holds a file that is gone");
    }

    void longAndForeignNames()
    {
        fs::path deep = at(fs::path(u8"Radiologie-\u00c4\u00d6\u00dc-\u653e\u5c04\u7dda"));
        bool isMade = m_files->makeFolder(deep).isOk();
        for (int i = 0; i < 8 && isMade; ++i) {
            deep /= std::string(60, static_cast<char>('a' + i));
            isMade = m_files->makeFolder(deep).isOk();
        }
        expect(isMade, "folders with names of other scripts and paths past 260 characters are made");
        put(deep / "file", "deep");
        expect(get(deep / "file") == "deep", "a file at the end of a long path is read");
        expect(m_files->removeTree(at(fs::path(u8"Radiologie-\u00c4\u00d6\u00dc-\u653e\u5c04\u7dda"))).isOk(),
               "a deep tree is removed");
    }

    void flushes()
    {
        expect(m_files->flushFolder(m_folder).isOk(), "a folder is flushed");
        expect(m_files->flushFileSystem(m_folder).isOk(), "a file system is flushed");
        expectCode(m_files->flushFolder(at("nothing")), ErrorCode::notFound, "what is not there is not flushed");
        Result<std::unique_ptr<File>> file = m_files->createExclusive(at("flushed"));
        expect(file && (*file)->write(bytes("x")), "a file is written");
        if (file) {
            (*file)->startWriteBack();
            expect((*file)->waitForWriteBack().isOk(), "written bytes are waited for");
            (*file)->dropCache();
        }
    }

    void tellsFilesApart()
    {
        const Result<FileInfo> a = m_files->info(at("there"), LinkPolicy::refuse);
        const Result<FileInfo> again = m_files->info(at("there"), LinkPolicy::follow);
        const Result<FileInfo> b = m_files->info(at("takenFile"), LinkPolicy::refuse);
        expect(a && again && a->isSameFileState(*again), "a file is the same file");
        expect(a && b && !a->isSameFileState(*b) && a->fileId != b->fileId, "two files are two files");
        constexpr std::int64_t newYear2024 = 1'704'067'200'000'000'000;
        expect(a && a->modifiedNs > newYear2024, "a file knows when it was changed");
        const Result<fs::path> whole = m_files->resolve(at("list/../there"));
        expect(whole && whole->is_absolute() && whole->filename() == "there", "a path is resolved");
    }

    void knowsTheSystem()
    {
        const Result<std::uint64_t> space = m_files->freeSpace(m_folder);
        expect(space && *space > 0, "the free space is known");
        expect(!currentUserName().empty(), "the user has a name");
    }

    std::unique_ptr<FileLayer> m_files = makeSystemFileLayer();
    fs::path m_folder;
    int m_passed = 0;
    int m_failed = 0;
};

} // namespace

// The argument: an empty folder to work in.
int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fputs("usage: file_layer_contract EMPTY_FOLDER\n", stderr);
        return 64;
    }
    return Contract(fs::absolute(argv[1])).run();
}
