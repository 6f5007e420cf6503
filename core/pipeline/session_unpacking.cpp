// The part of Session that opens containers. Their files are taken out on the discovery thread, after the folders, and
// then go the way of all files; a container that was read whole is not a file of its own, like a folder.
#include "core/pipeline/session_private.h"

#include "core/support/text.h"

#include <algorithm>
#include <utility>

namespace mi {

namespace {

constexpr std::size_t membersAtATime = 16; // handed over with one lock

} // namespace

void Session::removeAbandonedScratch()
{
    m->discovery.start([this] {
        std::error_code error;
        const std::filesystem::path parent =
            m->options.scratchParent.empty() ? std::filesystem::temp_directory_path(error) : m->options.scratchParent;
        if (!error)
            ScratchFolder::removeAbandoned(m->files, parent);
    });
}

void Session::openLocked(const std::string &password)
{
    const std::lock_guard lock(m->mutex);
    m->options.passwords.push_back(password);
    std::vector<Private::LockedContainer> waiting;
    std::erase_if(m->locked, [&waiting](Private::LockedContainer &container) {
        if (!container.drop->isClosed)
            return false;
        waiting.push_back(std::move(container));
        return true;
    });
    for (Private::LockedContainer &container : waiting)
        m->open(std::move(container));
}

// A drop of its own: the one it came with has ended.
void Session::Private::open(LockedContainer container)
{
    JudgedFile judged = judgedContainer({.outcome = UnpackOutcome::encrypted});
    for (const auto &[key, id] : container.drop->studies) {
        if (!studies[id]->accumulator || studies[id]->accumulator->kind() != StudyKind::withoutStudy)
            continue;
        if (const std::optional<Outcome> outcome = studies[id]->accumulator->withdraw(container.found.path())) {
            accounting.withdraw(*outcome);
            markChanged(id);
        }
    }
    ++accounting.found;
    auto drop = std::make_unique<Drop>();
    drop->display = pathToUtf8(container.found.path());
    drop->sources = {container.found.bytesPath()};
    drop->isDiscovered = true;
    drop->openContainers = 1;
    wasCancelled = false;
    noteBusy();
    ++activeJobs;
    Drop &kept = *drop;
    drops.push_back(std::move(drop));
    discovery.start([this, &kept, container = std::move(container), judged = std::move(judged)] {
        unpackInto(kept, container.found, container.format, judged);
    });
}

ContainerFormat Session::Private::formatOf(const FoundFile &found) const
{
    if (found.error || found.type != FileType::regular)
        return ContainerFormat::none;
    const LinkPolicy links = found.isDropped ? LinkPolicy::follow : LinkPolicy::refuse;
    const Result<std::unique_ptr<File>> file = files.openForReading(found.bytesPath(), links);
    if (!file)
        return ContainerFormat::none; // that is the verdict already
    const Result<ContainerFormat> format = containerFormatOf(**file);
    return format ? *format : ContainerFormat::none;
}

void Session::Private::queueUnpacking(Drop &drop, const FoundFile &found, ContainerFormat format, JudgedFile judged)
{
    if (found.container && found.container->depth >= options.unpackLimits.depth) {
        // One compressed file is not a container, and need not be opened to be known.
        if (format != ContainerFormat::compressed)
            judged = judgedTooDeep(options.unpackLimits.depth);
        settle(drop, found, std::move(judged));
        return;
    }
    const std::lock_guard lock(mutex);
    ++drop.openContainers;
    ++activeJobs;
    discovery.start(
        [this, &drop, found, format, judged = std::move(judged)] { unpackInto(drop, found, format, judged); });
}

Result<std::shared_ptr<OpenContainer>> Session::Private::openContainer(const FoundFile &found)
{
    if (!scratch) {
        std::error_code error;
        const std::filesystem::path parent =
            options.scratchParent.empty() ? std::filesystem::temp_directory_path(error) : options.scratchParent;
        if (error)
            return Error{.code = errorCodeFromErrno(error.value()),
                         .operation = "find the temporary folder",
                         .systemCode = error.value()};
        Result<std::unique_ptr<ScratchFolder>> made = ScratchFolder::create(files, parent);
        if (!made)
            return made.error();
        scratch = made.take();
    }
    Result<std::filesystem::path> folder = scratch->newFolder();
    if (!folder)
        return folder.error();
    auto container = std::make_shared<OpenContainer>();
    container->parent = found.container;
    container->shown = found.path();
    container->folder = folder.take();
    container->depth = found.container ? found.container->depth + 1 : 1;
    container->soFar = found.container ? found.container->soFar : std::make_shared<UnpackedSoFar>();
    return container;
}

void Session::Private::unpackInto(Drop &drop, const FoundFile &found, ContainerFormat format, JudgedFile judged)
{
    const std::stop_token stop = drop.stop.get_token();
    std::vector<FoundFile> batch;
    UnpackJob job{.files = files, .file = found, .format = format, .stop = stop};
    UnpackReport report;
    if (Result<std::shared_ptr<OpenContainer>> container = openContainer(found); container) {
        job.container = container.take();
        job.limits = options.unpackLimits;
        {
            const std::lock_guard lock(mutex);
            job.passwords = options.passwords;
        }
        job.found = [&](FoundFile member) {
            waitWhilePaused(stop);
            batch.push_back(std::move(member));
            if (batch.size() >= membersAtATime)
                enqueue(drop, std::exchange(batch, {}));
            return !stop.stop_requested();
        };
        report = unpack(job);
        enqueue(drop, std::move(batch));
    } else {
        report = {.outcome = UnpackOutcome::notUnpacked, .error = container.error()};
    }
    endUnpacking(drop, job, report, std::move(judged));
    const std::lock_guard lock(mutex);
    --drop.openContainers;
    closeIfComplete(drop);
    --activeJobs;
    noteIdle();
}

void Session::Private::endUnpacking(Drop &drop, const UnpackJob &job, const UnpackReport &report, JudgedFile judged)
{
    const FoundFile &found = job.file;
    switch (report.outcome) {
    case UnpackOutcome::stopped:
        return;
    case UnpackOutcome::notAContainer:
        settle(drop, found, std::move(judged));
        return;
    case UnpackOutcome::complete:
        if (report.members > 0) {
            const std::lock_guard lock(mutex);
            --accounting.found; // its files stand for it
            return;
        }
        break;
    default: {
        const std::lock_guard lock(mutex);
        if (job.container) {
            drop.incompleteContainers.push_back(job.container);
        }
        if (report.outcome == UnpackOutcome::encrypted && job.format == ContainerFormat::zip)
            locked.push_back({&drop, found, job.format});
    }
    }
    JudgedFile ofContainer = judgedContainer(report);
    ofContainer.size = judged.size;
    {
        const std::lock_guard lock(mutex);
        judgeUnder(policy.get(), ofContainer.verdict, {});
        ofContainer.policy = policy;
    }
    settle(drop, found, std::move(ofContainer));
}

} // namespace mi
