#include "core/archive/staging.h"

#include "core/archive/archive_layout.h"
#include "core/archive/file_content.h"
#include "core/platform/system_identity.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <thread>

namespace mi::archive {

namespace {

constexpr std::string_view planFile = "commit.json";
constexpr std::string_view ownerFile = "owner";
constexpr std::string_view lockSuffix = ".lock";
constexpr std::string_view sweptSuffix = ".swept";
constexpr std::uint64_t largestOwner = 1024;
// A lock tells a live owner from a dead one, but on some shares other machines do not see it. Nothing that is written
// takes a day.
constexpr std::int64_t patienceWithOthersNs = std::int64_t{24} * 3600 * 1'000'000'000;
constexpr std::uint64_t largestPlan = 1U << 20U;
constexpr std::chrono::milliseconds pollInterval{20};

// Nothing if the folder has no readable plan: then nothing of it was committed.
std::vector<PlannedCommit> readPlan(FileLayer &files, const std::filesystem::path &folder)
{
    std::vector<PlannedCommit> commits;
    const Result<std::string> text = readWhole(files, folder / planFile, largestPlan);
    if (!text)
        return commits;
    const QJsonArray array = QJsonDocument::fromJson(QByteArray::fromStdString(*text)).array();
    for (const QJsonValue &value : array) {
        commits.push_back({value[QStringLiteral("staged")].toString().toStdString(),
                           value[QStringLiteral("target")].toString().toStdString()});
    }
    return commits;
}

// The targets of renames that were made: what was to be renamed is no longer here, and its target is there.
std::vector<std::string> carriedOut(FileLayer &files, const std::filesystem::path &root,
                                    const std::filesystem::path &folder)
{
    std::vector<std::string> targets;
    for (const PlannedCommit &commit : readPlan(files, folder)) {
        const Result<FileInfo> staged = files.info(folder / commit.staged, LinkPolicy::refuse);
        const Result<FileInfo> target = files.info(root / commit.target, LinkPolicy::refuse);
        if (!staged && staged.error().code == ErrorCode::notFound && target)
            targets.push_back(commit.target);
    }
    return targets;
}

// The time of the file system that holds the staging folders: the clock of a share's server, not ours.
Result<std::int64_t> timeOfFileSystem(FileLayer &files, const std::filesystem::path &staging)
{
    const std::filesystem::path path =
        staging / (QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString() + std::string(sweptSuffix));
    const Result<std::unique_ptr<File>> file = files.createExclusive(path);
    if (!file)
        return file.error();
    const Result<FileInfo> info = (*file)->info();
    (void)files.removeFile(path).isOk(); // the next sweep takes what is left
    if (!info)
        return info.error();
    return info->modifiedNs;
}

std::string ownerLine()
{
    return hostName() + "\n";
}

// Whether another machine may still be at work there although its lock cannot be seen.
bool mayBelongToOthers(FileLayer &files, const std::filesystem::path &folder)
{
    const Result<std::string> owner = readWhole(files, folder / ownerFile, largestOwner);
    if (!owner || !owner->ends_with('\n') || *owner == ownerLine()) // cut off: by a crash, or a lock is held
        return false;
    const Result<FileInfo> info = files.info(folder / ownerFile, LinkPolicy::refuse);
    const Result<std::int64_t> now = timeOfFileSystem(files, folder.parent_path());
    return !info || !now || *now - info->modifiedNs < patienceWithOthersNs;
}

// Away from its owner's sight in one step: an owner who is alive after all finds nothing to rename, and cannot publish
// what is half removed.
Result<void> sweepFolder(FileLayer &files, const std::filesystem::path &folder)
{
    std::filesystem::path swept = folder;
    swept += sweptSuffix;
    if (Result<void> renamed = files.renameNoReplace(folder, swept); !renamed)
        return renamed;
    return files.removeTree(swept);
}

} // namespace

NamedLock::NamedLock(FileLayer &files, std::filesystem::path path, std::unique_ptr<FileLock> lock)
    : m_files(files), m_path(std::move(path)), m_lock(std::move(lock))
{}

NamedLock::~NamedLock()
{
    (void)m_files.removeFile(m_path).isOk(); // while the lock is held; a left-over is swept
}

Result<std::unique_ptr<NamedLock>> NamedLock::acquire(FileLayer &files, std::filesystem::path path,
                                                      std::chrono::milliseconds patience, const std::stop_token &stop)
{
    const auto giveUpAt = std::chrono::steady_clock::now() + patience;
    for (;;) {
        Result<std::unique_ptr<FileLock>> lock = files.tryLock(path);
        if (lock)
            return std::unique_ptr<NamedLock>(new NamedLock(files, std::move(path), lock.take()));
        if (lock.error().code != ErrorCode::busy || std::chrono::steady_clock::now() >= giveUpAt)
            return lock.error();
        if (stop.stop_requested())
            return cancelled();
        // The holder may be another machine: there is nothing to be woken by.
        std::this_thread::sleep_for(pollInterval);
    }
}

Staging::Staging(FileLayer &files, std::filesystem::path folder, std::string id)
    : m_files(files), m_folder(std::move(folder)), m_id(std::move(id))
{}

Staging::~Staging()
{
    if (m_hasFolder && !m_isKept)
        (void)m_files.removeTree(m_folder).isOk(); // before the lock: a left-over is swept
}

Result<std::unique_ptr<Staging>> Staging::create(FileLayer &files, const std::filesystem::path &root)
{
    const std::string id = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    const std::filesystem::path folder = root / stagingFolder / id;
    std::unique_ptr<Staging> staging(new Staging(files, folder, id));
    // The lock first: a folder without a held lock is swept by whoever sees it.
    std::filesystem::path lockPath = folder;
    lockPath += lockSuffix;
    Result<std::unique_ptr<NamedLock>> lock = NamedLock::acquire(files, lockPath, {}, {});
    if (!lock)
        return lock.error();
    staging->m_lock = lock.take();
    if (Result<void> made = files.makeFolder(folder, true); !made)
        return made.error();
    staging->m_hasFolder = true;
    const Result<std::unique_ptr<File>> owner = files.createExclusive(folder / ownerFile);
    if (!owner)
        return owner.error();
    if (Result<void> written = (*owner)->write(bytesOf(ownerLine())); !written)
        return written.error();
    if (Result<void> closed = (*owner)->close(); !closed)
        return closed.error();
    return staging;
}

Result<void> Staging::plan(const std::vector<PlannedCommit> &commits)
{
    QJsonArray array;
    for (const PlannedCommit &commit : commits) {
        array.append(QJsonObject{{QStringLiteral("staged"), QString::fromStdString(commit.staged)},
                                 {QStringLiteral("target"), QString::fromStdString(commit.target)}});
    }
    const std::filesystem::path path = m_folder / planFile;
    if (Result<void> removed = m_files.removeFile(path); !removed && removed.error().code != ErrorCode::notFound)
        return removed;
    Result<std::unique_ptr<File>> created = m_files.createExclusive(path);
    if (!created)
        return created.error();
    // Not flushed: after a power cut a rename either lasted or is undone, and needs no plan to be judged.
    if (Result<void> written = (*created)->write(bytesOf(QJsonDocument(array).toJson().toStdString())); !written)
        return written;
    return (*created)->close();
}

SweepResult sweepStaging(FileLayer &files, const std::filesystem::path &root)
{
    SweepResult result;
    const std::filesystem::path staging = root / stagingFolder;
    const Result<std::vector<FolderEntry>> entries = files.list(staging);
    if (!entries)
        return result; // nothing to sweep, or nothing that we could
    for (const FolderEntry &entry : *entries) {
        const std::filesystem::path path = staging / entry.name;
        if (entry.name.string().ends_with(sweptSuffix)) { // by a sweep that was cut short
            (void)files.removeTree(path).isOk();
            continue;
        }
        const bool isLockFile = entry.name.string().ends_with(lockSuffix);
        std::filesystem::path lockPath = path;
        if (!isLockFile)
            lockPath += lockSuffix;
        const Result<std::unique_ptr<NamedLock>> lock = NamedLock::acquire(files, lockPath, {}, {});
        if (!lock || isLockFile) // held by a live owner; or a left-over that the lock removes with itself
            continue;
        if (std::vector<std::string> targets = carriedOut(files, root, path); !targets.empty())
            result.unconfirmed.push_back({entry.name.string(), std::move(targets)});
        else if (!mayBelongToOthers(files, path) && sweepFolder(files, path))
            result.removed.push_back(entry.name.string());
    }
    return result;
}

void forgetPlan(FileLayer &files, const std::filesystem::path &root, const std::string &id)
{
    std::filesystem::path folder = root / stagingFolder / id;
    std::filesystem::path lockPath = folder;
    lockPath += lockSuffix;
    const Result<std::unique_ptr<NamedLock>> lock = NamedLock::acquire(files, lockPath, {}, {});
    if (lock)
        (void)files.removeTree(folder).isOk();
}

} // namespace mi::archive
