#include "core/pipeline/session_private.h"

#include "core/support/text.h"

#include <algorithm>

namespace mi {

Session::Private::Private(FileLayer &fileLayer, SessionOptions sessionOptions)
    : files(fileLayer), options(std::move(sessionOptions)), jobs(jobsFrom(options.jobs))
{
    workers.setMaxThreadCount(jobs);
    discovery.setMaxThreadCount(1);
    filing.setMaxThreadCount(1);
    if (!options.today)
        options.today = today;
    if (options.policy)
        policy = std::make_shared<const PolicyInForce>(options.policy, options.today());
}

void Session::Private::noteBusy()
{
    if (!busySince && !isPaused)
        busySince = Private::Clock::now();
}

void Session::Private::noteIdle()
{
    if (!isIdle())
        return;
    if (busySince)
        busyTime += Private::Clock::now() - *busySince;
    busySince.reset();
    becameIdle.notify_all();
}

void Session::Private::markChanged(StudyId id)
{
    ++studies[id]->revision;
    changed.insert(id);
}

StudySnapshotPtr Session::Private::makeSnapshot(StudyId id) const
{
    const Study &study = *studies[id];
    if (!study.accumulator)
        return study.last;
    StudySnapshot snapshot = study.accumulator->snapshot();
    snapshot.revision = study.revision;
    snapshot.work = isPaused && study.work == WorkState::checking ? WorkState::paused : study.work;
    snapshot.workDone = study.workDone;
    snapshot.archive = study.archive;
    snapshot.archivePath = study.archivePath;
    snapshot.archiveMessage = study.archiveMessage;
    snapshot.isFilingBlocked = isBlocked(study);
    snapshot.mayBeAccepted = mayBeAccepted(study);
    snapshot.acceptance = snapshot.isFilingBlocked ? nullptr : study.acceptance;
    return std::make_shared<const StudySnapshot>(std::move(snapshot));
}

bool Session::Private::isFileable(StudyId id) const
{
    if (id >= studies.size() || options.archiveRoot.empty() || (policy && policy->holdsFiling()))
        return false;
    const Study &study = *studies[id];
    return study.accumulator && study.accumulator->isClosed() && study.work == WorkState::done && !isBlocked(study) &&
           (study.archive == ArchiveState::notFiled || study.archive == ArchiveState::filingFailed);
}

Session::Session(FileLayer &files, SessionOptions options) : m(std::make_unique<Private>(files, std::move(options))) {}

Session::~Session()
{
    cancel();
    m->discovery.waitForDone();
    waitUntilIdle();
    m->workers.waitForDone();
    m->filing.waitForDone();
}

void Session::addSources(std::vector<std::filesystem::path> paths)
{
    if (paths.empty())
        return;
    auto drop = std::make_unique<Drop>();
    drop->display = pathToUtf8(paths.front());
    drop->sources = std::move(paths);
    const std::lock_guard lock(m->mutex);
    m->refreshPolicy();
    m->wasCancelled = false;
    m->noteBusy();
    ++m->activeJobs;
    Drop &kept = *drop;
    m->drops.push_back(std::move(drop));
    m->discovery.start([this, &kept] {
        kept.sources = withoutOverlaps(withWholeMedia(m->files, kept.sources));
        m->discover(kept);
    });
}

void Session::pause()
{
    const std::lock_guard lock(m->mutex);
    if (m->isPaused)
        return;
    m->isPaused = true;
    if (m->busySince)
        m->busyTime += Private::Clock::now() - *m->busySince;
    m->busySince.reset();
    for (StudyId id = 0; id < m->studies.size(); ++id) {
        if (m->studies[id]->work == WorkState::checking)
            m->markChanged(id);
    }
}

void Session::resume()
{
    const std::lock_guard lock(m->mutex);
    if (!m->isPaused)
        return;
    m->isPaused = false;
    if (!m->isIdle())
        m->noteBusy();
    for (StudyId id = 0; id < m->studies.size(); ++id) {
        if (m->studies[id]->work == WorkState::checking)
            m->markChanged(id);
    }
    m->resumed.notify_all();
}

void Session::cancel()
{
    const std::lock_guard lock(m->mutex);
    if (m->isIdle())
        return;
    m->wasCancelled = true;
    for (const auto &drop : m->drops) {
        if (!drop->isClosed)
            drop->stop.request_stop();
    }
    m->filingStop.request_stop();
    m->filingStop = {};
    for (Private::Task &task : m->queue)
        --task.drop->waiting;
    m->queue.clear();
    for (const auto &drop : m->drops)
        m->closeIfComplete(*drop);
    m->isPaused = false;
    m->resumed.notify_all();
    m->spaceAvailable.notify_all();
}

Result<void> Session::setArchiveRoot(const std::filesystem::path &root)
{
    {
        const std::lock_guard lock(m->mutex);
        if (m->archive && m->options.archiveRoot == root)
            return {};
        m->archive.reset();
        m->options.archiveRoot = root;
    }
    if (root.empty())
        return {};
    const Result<std::shared_ptr<Archive>> opened = m->openArchive();
    if (opened)
        return {};
    const std::lock_guard lock(m->mutex);
    if (m->options.archiveRoot == root)
        m->options.archiveRoot.clear();
    return opened.error();
}

std::filesystem::path Session::archiveRoot() const
{
    const std::lock_guard lock(m->mutex);
    return m->options.archiveRoot;
}

void Session::setArchiveWhatPasses(bool isOn)
{
    const std::lock_guard lock(m->mutex);
    m->options.archiveWhatPasses = isOn;
}

void Session::setQuarantineRefused(bool isOn)
{
    const std::lock_guard lock(m->mutex);
    m->options.quarantineRefused = isOn;
}

void Session::setIndexUrl(const std::string &url)
{
    const std::lock_guard lock(m->mutex);
    m->options.indexUrl = url;
}

std::shared_ptr<const RuleSelection> Session::rules() const
{
    return m->options.rules; // never changes
}

void Session::setJobs(int jobs)
{
    const std::lock_guard lock(m->mutex);
    m->jobs = Private::jobsFrom(jobs);
    m->workers.setMaxThreadCount(m->jobs);
    m->startWorkers();
}

void Session::setMaxFileSize(std::optional<std::uint64_t> bytes)
{
    const std::lock_guard lock(m->mutex);
    m->options.maxFileSize = bytes;
}

void Session::archive(const std::vector<StudyId> &studies)
{
    const std::lock_guard lock(m->mutex);
    m->refreshPolicy();
    for (const StudyId id : studies) {
        if (!m->isFileable(id))
            continue;
        if (m->isIdle())
            m->wasCancelled = false;
        m->queueFiling(id);
    }
}

SessionSnapshot Session::snapshot() const
{
    const std::lock_guard lock(m->mutex);
    SessionSnapshot out;
    out.files = m->accounting;
    out.isDiscoveryDone =
        std::ranges::all_of(m->drops, [](const auto &drop) { return drop->isDiscovered && drop->openContainers == 0; });
    for (const Private::LockedContainer &container : m->locked) {
        if (container.drop->isClosed)
            out.lockedContainers.push_back(pathToUtf8(container.found.path()));
    }
    out.bytesRead = m->bytesRead;
    std::chrono::duration<double> busy = m->busyTime;
    if (m->busySince)
        busy += Private::Clock::now() - *m->busySince;
    out.seconds = busy.count();
    out.policy = m->policy ? m->policy->identity() : nullptr;
    out.archiving = m->filingsOpen;
    out.filesToArchive = m->filesToArchive;
    out.filesArchived = m->filesArchived;
    if (m->drops.empty())
        out.state = SessionState::idle;
    else if (m->isIdle())
        out.state = m->wasCancelled ? SessionState::cancelled : SessionState::finished;
    else if (m->wasCancelled)
        out.state = SessionState::cancelling;
    else
        out.state = m->isPaused ? SessionState::paused : SessionState::running;
    return out;
}

std::vector<StudySnapshotPtr> Session::takeChangedStudies()
{
    const std::lock_guard lock(m->mutex);
    std::vector<StudySnapshotPtr> out;
    out.reserve(m->changed.size());
    for (const StudyId id : m->changed)
        out.push_back(m->makeSnapshot(id));
    m->changed.clear();
    return out;
}

std::vector<StudySnapshotPtr> Session::studies() const
{
    const std::lock_guard lock(m->mutex);
    std::vector<StudySnapshotPtr> out;
    out.reserve(m->studies.size());
    for (StudyId id = 0; id < m->studies.size(); ++id) {
        StudySnapshotPtr study = m->makeSnapshot(id);
        if (study->files > 0) // else its only file was withdrawn
            out.push_back(std::move(study));
    }
    return out;
}

std::vector<FileRecord> Session::files(StudyId study, std::size_t first, std::size_t count) const
{
    const std::lock_guard lock(m->mutex);
    std::vector<FileRecord> out;
    if (study >= m->studies.size() || !m->studies[study]->accumulator)
        return out;
    const StudyAccumulator &accumulator = *m->studies[study]->accumulator;
    for (std::size_t i = first; i < accumulator.fileCount() && out.size() < count; ++i)
        out.push_back(accumulator.record(static_cast<std::uint32_t>(i)));
    return out;
}

std::filesystem::path Session::filePath(StudyId study, std::uint32_t index) const
{
    const std::lock_guard lock(m->mutex);
    if (study >= m->studies.size() || !m->studies[study]->accumulator)
        return {};
    return m->studies[study]->accumulator->filePath(index);
}

void Session::waitUntilIdle()
{
    std::unique_lock lock(m->mutex);
    m->becameIdle.wait(lock, [this] { return m->isIdle(); });
}

bool Session::waitUntilIdle(int milliseconds)
{
    std::unique_lock lock(m->mutex);
    return m->becameIdle.wait_for(lock, std::chrono::milliseconds(milliseconds), [this] { return m->isIdle(); });
}

} // namespace mi
