#include "core/pipeline/session_private.h"

#include "core/support/text.h"

#include <algorithm>
#include <utility>

namespace mi {

namespace {

constexpr std::size_t queueLimit = 8192; // files found ahead of the checks
constexpr std::size_t filesAtATime = 16; // taken by a worker with one lock
constexpr std::size_t foundAtATime = 64; // handed over by discovery with one lock

} // namespace

void Session::Private::discover(Drop &drop)
{
    std::vector<FoundFile> batch;
    const std::stop_token stop = drop.stop.get_token();
    const auto handOver = [&] {
        enqueue(drop, std::exchange(batch, {}));
        return !stop.stop_requested();
    };
    auto lastHandOver = Clock::now();
    walkFiles(
        files, drop.sources,
        [&](FoundFile found) {
            batch.push_back(std::move(found));
            // The first files go out at once: the first row is what people wait for.
            if (batch.size() < foundAtATime && Clock::now() - lastHandOver < std::chrono::milliseconds(20))
                return true;
            lastHandOver = Clock::now();
            return handOver();
        },
        stop);
    handOver();
    const std::lock_guard lock(mutex);
    drop.isDiscovered = true;
    closeIfComplete(drop);
    --activeJobs;
    noteIdle();
}

void Session::Private::enqueue(Drop &drop, std::vector<FoundFile> batch)
{
    if (batch.empty())
        return;
    std::unique_lock lock(mutex);
    accounting.found += batch.size();
    spaceAvailable.wait(lock, [&] { return queue.size() < queueLimit || drop.stop.stop_requested(); });
    if (drop.stop.stop_requested())
        return;
    drop.waiting += batch.size();
    for (FoundFile &found : batch)
        queue.push_back({&drop, std::move(found)});
    startWorkers();
}

void Session::Private::startWorkers()
{
    const auto wanted = static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(jobs.load()), queue.size()));
    while (activeWorkers < wanted) {
        ++activeWorkers;
        workers.start([this] { work(); });
    }
}

void Session::Private::work()
{
    std::unique_lock lock(mutex);
    std::vector<Task> tasks;
    while (true) {
        resumed.wait(lock, [this] { return !isPaused || queue.empty(); });
        if (queue.empty() || activeWorkers > jobs) // there may be fewer now
            break;
        // Few at a time near the end, so that all threads finish together.
        const std::size_t share = std::max<std::size_t>(1, queue.size() / (2 * static_cast<std::size_t>(jobs.load())));
        const std::size_t count = std::min({filesAtATime, share, queue.size()});
        tasks.clear();
        for (std::size_t i = 0; i < count; ++i) {
            tasks.push_back(std::move(queue.front()));
            queue.pop_front();
        }
        spaceAvailable.notify_one();
        lock.unlock();
        for (Task &task : tasks)
            judge(task);
        lock.lock();
    }
    --activeWorkers;
    noteIdle();
}

void Session::Private::judge(Task &task)
{
    const std::stop_token stop = task.drop->stop.get_token();
    std::optional<JudgedFile> judged;
    if (!stop.stop_requested()) {
        waitWhilePaused(stop);
        const auto start = Clock::now();
        judged = judgeFile(files, task.found, judgeOptions(), stop);
        if (judged)
            judged->seconds = std::chrono::duration<double>(Clock::now() - start).count();
    }
    const ContainerFormat format = judged && !judged->isDicom ? formatOf(task.found) : ContainerFormat::none;
    if (format != ContainerFormat::none)
        queueUnpacking(*task.drop, task.found, format, std::move(*judged));
    else if (judged)
        settle(*task.drop, task.found, std::move(*judged));
    const std::lock_guard lock(mutex);
    --task.drop->waiting;
    closeIfComplete(*task.drop);
}

void Session::Private::settle(Drop &drop, const FoundFile &found, JudgedFile judged)
{
    if (options.onFileJudged)
        options.onFileJudged(recordOf(found, judged));
    // Judged by itself, it is not needed any more.
    if (options.eachFileByItself && found.container && found.type == FileType::regular)
        (void)files.removeFile(found.bytesPath());
    const std::lock_guard lock(mutex);
    take(drop, found, std::move(judged));
}

JudgeOptions Session::Private::judgeOptions()
{
    const std::lock_guard lock(mutex);
    return {.limits = options.limits,
            .maxFileSize = options.maxFileSize,
            .decoding = options.decodeFrames ? Decoding::everyFrame : Decoding::off,
            .takesFacts = !options.eachFileByItself,
            .policy = policy,
            .rules = options.rules};
}

void Session::Private::waitWhilePaused(const std::stop_token &stop)
{
    std::unique_lock lock(mutex);
    resumed.wait(lock, [&] { return !isPaused || stop.stop_requested(); });
}

FileRecord Session::Private::recordOf(const FoundFile &found, const JudgedFile &judged)
{
    FileRecord record;
    record.path = pathToUtf8(found.path());
    record.sopInstanceUid = judged.header.sopInstanceUid;
    record.seriesInstanceUid = judged.header.seriesInstanceUid;
    record.sopClassUid = judged.header.sopClassUid;
    record.transferSyntaxUid = judged.header.transferSyntaxUid;
    record.size = judged.size;
    record.outcome = judged.verdict.outcome;
    record.findings = judged.verdict.findings;
    record.suppressed = takeSuppressed(record.findings);
    record.policy = judged.policy ? judged.policy->identity() : nullptr;
    record.notChecked = judged.verdict.notChecked;
    record.notDecidable = judged.verdict.notDecidable;
    return record;
}

void Session::Private::take(Drop &drop, const FoundFile &found, JudgedFile judged)
{
    if (judged.policy != policy) // it changed while the file was read
        judgeUnder(policy.get(), judged.verdict, originOf(judged.header));
    accounting.count(judged.verdict.outcome);
    bytesRead += judged.size;
    drop.hasReadErrors |= judged.readError.has_value();
    if (judged.readError && found.isDropped)
        drop.neverRead.push_back(found.path());
    drop.hasLostFiles |= judged.readError == ErrorCode::notFound && !found.isDropped;
    if (options.eachFileByItself)
        return;
    DropGroup group = groupOf(judged);
    const auto [entry, isNew] = drop.studies.try_emplace(std::move(group.key), static_cast<StudyId>(studies.size()));
    if (isNew) {
        auto study = std::make_unique<Study>();
        study->drop = &drop;
        study->accumulator = std::make_unique<StudyAccumulator>(entry->second, group.kind, drop.display, policy);
        studies.push_back(std::move(study));
    }
    for (std::shared_ptr<OpenContainer> around = found.container; around; around = around->parent)
        around->studies.insert(entry->second);
    studies[entry->second]->accumulator->add(found, std::move(judged));
    markChanged(entry->second);
}

} // namespace mi
