#include "core/pipeline/session_private.h"

#include "core/pipeline/archive_comparison.h"
#include "core/pipeline/parallel_for.h"
#include "core/pipeline/study_closing.h"
#include "core/study/expected_studies.h"
#include "core/support/text.h"

#include <algorithm>
#include <iterator>

namespace mi {

void Session::Private::closeIfComplete(Drop &drop)
{
    if (!drop.isDiscovered || drop.openContainers > 0 || drop.waiting > 0 || drop.isClosing)
        return;
    drop.isClosing = true;
    ++activeJobs;
    workers.start([this, &drop] { closeDrop(drop); });
}

void Session::Private::closeDrop(Drop &drop)
{
    std::vector<StudyId> ids;
    const std::stop_token stop = drop.stop.get_token();
    const bool isInterrupted = hasSourceGone(drop);
    {
        const std::lock_guard lock(mutex);
        for (const auto &[key, id] : drop.studies)
            ids.push_back(id);
    }
    std::vector<std::unique_ptr<StudyAccumulator>> taken;
    std::vector<StudyAccumulator *> accumulators;
    for (const StudyId id : ids) {
        const std::lock_guard lock(mutex);
        studies[id]->last = makeSnapshot(id);
        taken.push_back(std::move(studies[id]->accumulator));
        accumulators.push_back(taken.back().get());
    }
    const std::filesystem::path comparedWith = closeAll(accumulators, stop);
    {
        const std::lock_guard lock(mutex);
        for (const StudyId id : ids)
            studies[id]->comparedWith = comparedWith;
    }
    if (options.expected && !isInterrupted && !stop.stop_requested())
        addAbsent(drop, accumulators, ids, taken);
    for (std::size_t i = 0; i < ids.size(); ++i)
        finishOne(ids[i], std::move(taken[i]), isInterrupted, stop);
    const std::lock_guard lock(mutex);
    drop.isClosed = true;
    if (stop.stop_requested())
        markCancelled(drop);
    --activeJobs;
    noteIdle();
}

// A row for each study that should be here.
void Session::Private::addAbsent(Drop &drop, const std::vector<StudyAccumulator *> &closed, std::vector<StudyId> &ids,
                                 std::vector<std::unique_ptr<StudyAccumulator>> &taken)
{
    for (const ExpectedStudy *expected : absentStudies(closed, *options.expected)) {
        const std::lock_guard lock(mutex);
        const auto id = static_cast<StudyId>(studies.size());
        drop.studies.emplace("expected " + std::to_string(id), id); // no UID is like that
        auto study = std::make_unique<Study>();
        study->drop = &drop;
        auto accumulator = std::make_unique<StudyAccumulator>(id, StudyKind::study, drop.display, policy);
        closeAbsent(*accumulator, *expected);
        study->last = std::make_shared<const StudySnapshot>(accumulator->snapshot());
        studies.push_back(std::move(study));
        ids.push_back(id);
        taken.push_back(std::move(accumulator));
    }
}

// Beside the archive that is set; which one that was.
std::filesystem::path Session::Private::closeAll(std::span<StudyAccumulator *const> open, const std::stop_token &stop)
{
    std::filesystem::path root;
    std::string url;
    {
        const std::lock_guard lock(mutex);
        root = options.archiveRoot;
        url = options.indexUrl;
    }
    ArchiveInquiry inquiry(files, root, url, stop);
    AskArchive askArchive;
    if (!root.empty())
        askArchive = [&inquiry](const std::vector<std::string> &uids) { return inquiry.instances(uids); };
    closeStudies(files, open, options.expected.get(), askArchive, stop);
    std::vector<StudyAccumulator *> real;
    std::ranges::copy_if(open, std::back_inserter(real), [](const StudyAccumulator *study) {
        return study->kind() == StudyKind::study && study->isClosed();
    });
    if (root.empty() || real.empty())
        return root;
    std::vector<ArchiveAnswer> answers = inquiry.compare(questionsOf(real));
    for (std::size_t i = 0; i < real.size(); ++i)
        addAnswer(*real[i], std::move(answers[i]));
    return root;
}

// A stick that was pulled out, a share that was lost. One unreadable file on a disc that is still there is not that.
bool Session::Private::hasSourceGone(const Drop &drop)
{
    std::vector<std::filesystem::path> neverRead;
    {
        const std::lock_guard lock(mutex);
        if (drop.hasLostFiles || !drop.hasReadErrors)
            return drop.hasLostFiles;
        neverRead = drop.neverRead;
    }
    return std::ranges::any_of(drop.sources, [&](const std::filesystem::path &source) {
        return std::ranges::find(neverRead, source) == neverRead.end() && !files.info(source, LinkPolicy::follow);
    });
}

void Session::Private::finishOne(StudyId id, std::unique_ptr<StudyAccumulator> accumulator, bool isInterrupted,
                                 const std::stop_token &stop)
{
    isInterrupted &= accumulator->kind() == StudyKind::study;
    if (isInterrupted && accumulator->isClosed())
        markInterrupted(*accumulator);
    const std::lock_guard lock(mutex);
    const auto &incomplete = studies[id]->drop->incompleteContainers;
    if (accumulator->kind() == StudyKind::study &&
        std::ranges::any_of(incomplete, [id](const auto &container) { return container->studies.contains(id); }))
        markFromIncompleteContainer(*accumulator);
    studies[id]->accumulator = std::move(accumulator);
    refreshPolicy();
    judgeAgain(id); // if the policy changed meanwhile
    if (stop.stop_requested())
        studies[id]->work = WorkState::cancelled;
    else
        studies[id]->work = isInterrupted ? WorkState::interrupted : WorkState::done;
    if (options.acceptance && mayBeAccepted(*studies[id]))
        accept(id, *options.acceptance);
    markChanged(id);
    const bool isOut = isBlocked(*studies[id]);
    const bool mayBeFiled = !isOut && !(policy && policy->holdsFiling());
    // A policy that holds all filing holds quarantine, too: it says that the site does not know its own rules.
    const bool mayBeKept = options.quarantineRefused && isOut && studies[id]->accumulator->kind() == StudyKind::study &&
                           studies[id]->accumulator->fileCount() > 0 && !isInterrupted &&
                           !(policy && policy->holdsFiling());
    if (options.archiveWhatPasses && (mayBeFiled || mayBeKept) && !stop.stop_requested())
        queueFiling(id);
}

void Session::Private::markCancelled(Drop &drop)
{
    for (const auto &[key, id] : drop.studies) {
        Study &study = *studies[id];
        if (study.work == WorkState::checking) {
            study.work = WorkState::cancelled;
            markChanged(id);
        }
    }
}

void Session::Private::queueFiling(StudyId id)
{
    Study &study = *studies[id];
    if (options.archiveRoot.empty())
        return;
    study.archive = ArchiveState::filing;
    study.work = WorkState::archiving;
    study.workDone = 0;
    study.archiveMessage.clear();
    filesToArchive += study.accumulator->fileCount();
    ++filingsOpen;
    ++activeJobs;
    noteBusy();
    markChanged(id);
    filing.start([this, id, stop = filingStop.get_token()] { fileOne(id, stop); });
}

// An archive that was chosen only after the study was checked.
void Session::Private::compareBeforeFiling(StudyId id, const std::stop_token &stop)
{
    std::vector<ArchiveQuestion> questions;
    std::filesystem::path root;
    std::string url;
    {
        const std::lock_guard lock(mutex);
        if (studies[id]->comparedWith == options.archiveRoot)
            return;
        StudyAccumulator *const study = studies[id]->accumulator.get();
        questions = questionsOf({&study, 1});
        root = options.archiveRoot;
        url = options.indexUrl;
    }
    std::vector<ArchiveAnswer> answers = ArchiveInquiry(files, root, url, stop).compare(questions);
    const std::lock_guard lock(mutex);
    studies[id]->comparedWith = root;
    addAnswer(*studies[id]->accumulator, std::move(answers.front()));
    addReferencesNotAsked(*studies[id]->accumulator);
    markChanged(id);
}

void Session::Private::fileOne(StudyId id, const std::stop_token &stop)
{
    compareBeforeFiling(id, stop);
    StudySnapshotPtr snapshot;
    PolicyInForcePtr policyOfStudy;
    bool isStillFileable = true;
    std::vector<FilingSource> sources;
    {
        const std::lock_guard lock(mutex);
        if (studies[id]->accumulator->policy() != policy) { // it changed while the study waited
            studies[id]->accumulator->judgeUnder(policy, accounting);
            isStillFileable =
                (options.quarantineRefused || !isBlocked(*studies[id])) && !(policy && policy->holdsFiling());
        }
        snapshot = makeSnapshot(id);
        const StudyAccumulator &accumulator = *studies[id]->accumulator;
        policyOfStudy = accumulator.policy();
        for (std::uint32_t i = 0; i < accumulator.fileCount(); ++i) {
            const FileRecord record = accumulator.record(i);
            sources.push_back({.path = accumulator.filePath(i),
                               .sopInstanceUid = record.sopInstanceUid,
                               .seriesInstanceUid = record.seriesInstanceUid,
                               .checkedSha256 = accumulator.checkedSha256(i),
                               .name = pathToUtf8(accumulator.shownPath(i).filename())});
        }
    }
    const FilingReport report =
        isStillFileable
            ? fileWith(*snapshot, sources, policyOfStudy, stop)
            : FilingReport{.state = ArchiveState::notFiled, .path = {}, .message = "the site policy changed"};
    const std::lock_guard lock(mutex);
    Study &study = *studies[id];
    filesArchived += sources.size() - std::min<std::size_t>(study.workDone, sources.size());
    study.workDone = static_cast<std::uint32_t>(sources.size());
    study.archive = report.state;
    study.archivePath = report.path;
    study.archiveMessage = report.message;
    study.work = WorkState::done;
    judgeAgain(id); // if it was not filed, and the policy changed meanwhile
    --filingsOpen;
    --activeJobs;
    markChanged(id);
    noteIdle();
}

FilingReport Session::Private::fileWith(const StudySnapshot &snapshot, const std::vector<FilingSource> &sources,
                                        const PolicyInForcePtr &policyOfStudy, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return {.state = ArchiveState::notFiled, .path = {}, .message = "cancelled"};
    const Result<std::shared_ptr<Archive>> target = openArchive();
    if (!target)
        return {.state = ArchiveState::filingFailed, .path = {}, .message = describe(target.error())};
    const auto inParallel = [this](std::size_t count, const std::function<void(std::size_t)> &task) {
        parallelFor(workers, jobs, count, task);
    };
    const auto onInstance = [this, id = snapshot.id] {
        const std::lock_guard lock(mutex);
        ++studies[id]->workDone;
        ++filesArchived;
        markChanged(id);
    };
    const JudgeOptions judging{.limits = options.limits,
                               .maxFileSize = {},
                               .decoding = decodingForFiling(snapshot, options.decodeFrames),
                               .policy = policyOfStudy,
                               .rules = options.rules};
    const RefusedCopies refused = options.quarantineRefused ? RefusedCopies::quarantined : RefusedCopies::dropped;
    return fileStudy(files, **target, snapshot, sources, judging, refused, inParallel, onInstance, stop);
}

Result<std::shared_ptr<Archive>> Session::Private::openArchive()
{
    std::filesystem::path root;
    {
        const std::lock_guard lock(mutex);
        if (archive)
            return archive;
        root = options.archiveRoot;
    }
    Result<std::unique_ptr<Archive>> opened = Archive::open(files, root, Archive::OpenMode::createIfMissing);
    if (!opened)
        return opened.error();
    const std::lock_guard lock(mutex);
    if (options.archiveRoot == root)
        archive = std::shared_ptr<Archive>(opened.take());
    if (!archive)
        return Error{.code = ErrorCode::cancelled,
                     .operation = "open the archive",
                     .subject = {},
                     .detail = "another archive was chosen meanwhile",
                     .offset = {}};
    return archive;
}

} // namespace mi
