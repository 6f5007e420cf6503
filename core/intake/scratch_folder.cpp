#include "core/intake/scratch_folder.h"

#include <array>
#include <random>
#include <string>

namespace mi {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "mivalidator-unpacked-";
constexpr std::string_view lockName = "in-use"; // held as long as the folder is needed
constexpr int attempts = 16;

std::string randomName()
{
    constexpr std::string_view letters = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::random_device random;
    std::uniform_int_distribution<std::size_t> letter(0, letters.size() - 1);
    std::string name{prefix};
    for (int i = 0; i < 16; ++i)
        name += letters[letter(random)];
    return name;
}

// The lock file goes last: a folder without one is never taken for abandoned.
void removeAll(FileLayer &files, const fs::path &path)
{
    if (const Result<std::vector<FolderEntry>> entries = files.list(path)) {
        for (const FolderEntry &entry : *entries) {
            if (entry.name != lockName)
                (void)files.removeTree(path / entry.name);
        }
    }
    (void)files.removeTree(path);
}

} // namespace

Result<std::unique_ptr<ScratchFolder>> ScratchFolder::create(FileLayer &files, const fs::path &parent)
{
    for (int attempt = 0;; ++attempt) {
        fs::path path = parent / randomName();
        if (Result<void> made = files.makeFolder(path, true); !made) {
            if (made.error().code == ErrorCode::alreadyExists && attempt < attempts)
                continue;
            return made.error();
        }
        Result<std::unique_ptr<FileLock>> lock = files.tryLock(path / lockName);
        if (!lock) {
            (void)files.removeTree(path);
            return lock.error();
        }
        return std::unique_ptr<ScratchFolder>(new ScratchFolder(files, std::move(path), lock.take()));
    }
}

ScratchFolder::ScratchFolder(FileLayer &files, fs::path path, std::unique_ptr<FileLock> lock)
    : m_files(files), m_path(std::move(path)), m_lock(std::move(lock))
{}

ScratchFolder::~ScratchFolder()
{
    removeAll(m_files, m_path); // what stays is removed at the next start
}

Result<fs::path> ScratchFolder::newFolder()
{
    fs::path path = m_path / std::to_string(++m_folders);
    if (Result<void> made = m_files.makeFolder(path, true); !made)
        return made.error();
    return path;
}

void ScratchFolder::removeAbandoned(FileLayer &files, const fs::path &parent)
{
    const Result<std::vector<FolderEntry>> entries = files.list(parent, LinkPolicy::follow);
    if (!entries)
        return;
    for (const FolderEntry &entry : *entries) {
        if (entry.type != FileType::folder || !entry.name.string().starts_with(prefix))
            continue;
        // One of another user cannot be locked, and one that is being made has no lock file yet.
        const fs::path lockFile = parent / entry.name / lockName;
        if (!files.info(lockFile, LinkPolicy::refuse))
            continue;
        const Result<std::unique_ptr<FileLock>> lock = files.tryLock(lockFile);
        if (lock)
            removeAll(files, parent / entry.name);
    }
}

} // namespace mi
