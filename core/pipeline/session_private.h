// The inside of Session: the queue, the workers and what they share. One lock guards everything; no work is done under
// it but moving things about. Only core/pipeline/session*.cpp include this.
#pragma once

#include "core/intake/scratch_folder.h"
#include "core/pipeline/drop.h"
#include "core/pipeline/file_judge.h"
#include "core/pipeline/filing.h"
#include "core/pipeline/session.h"
#include "core/pipeline/study_accumulator.h"

#include <QThread>
#include <QThreadPool>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <span>

namespace mi {

class Session::Private {
public:
    using Clock = std::chrono::steady_clock;

    Private(FileLayer &fileLayer, SessionOptions sessionOptions);

    struct Task {
        Drop *drop = nullptr;
        FoundFile found;
    };

    struct Study {
        Drop *drop = nullptr;
        std::unique_ptr<StudyAccumulator> accumulator; // null while it is being closed
        StudySnapshotPtr last;                         // shown meanwhile
        std::uint64_t revision = 0;
        WorkState work = WorkState::checking;
        ArchiveState archive = ArchiveState::notFiled;
        std::string archivePath;
        std::string archiveMessage;
        std::uint32_t workDone = 0;
        AcceptancePtr acceptance = {};      // null: none
        std::filesystem::path comparedWith; // the archive; empty: none
    };

    // Everything below is guarded by `mutex`, but for what the constructor sets.
    FileLayer &files;
    SessionOptions options;
    std::atomic<int> jobs; // worker threads
    mutable std::mutex mutex;
    std::condition_variable spaceAvailable;
    std::condition_variable resumed;
    std::condition_variable becameIdle;
    std::deque<Task> queue;
    int activeWorkers = 0;
    int activeJobs = 0; // discoveries, closings and filings that were started and have not ended
    bool isPaused = false;
    bool wasCancelled = false;
    std::vector<std::unique_ptr<Drop>> drops;
    std::vector<std::unique_ptr<Study>> studies;
    std::set<StudyId> changed;
    FileAccounting accounting;
    struct LockedContainer {
        Drop *drop = nullptr;
        FoundFile found;
        ContainerFormat format = ContainerFormat::none;
    };
    std::vector<LockedContainer> locked;
    std::uint64_t bytesRead = 0;
    PolicyInForcePtr policy; // null: none
    std::shared_ptr<Archive> archive;
    std::stop_source filingStop;
    std::uint32_t filingsOpen = 0;
    std::uint64_t filesToArchive = 0;
    std::uint64_t filesArchived = 0;
    std::chrono::duration<double> busyTime{0};
    std::optional<Clock::time_point> busySince;

    std::unique_ptr<ScratchFolder> scratch; // made when needed; of the discovery thread

    // Last: their destructors wait for threads that use everything above.
    QThreadPool workers;
    QThreadPool discovery;
    QThreadPool filing;

    bool isIdle() const { return queue.empty() && activeWorkers == 0 && activeJobs == 0; }

    static int jobsFrom(int wanted) { return wanted > 0 ? wanted : std::max(1, QThread::idealThreadCount()); }

    void noteBusy();
    void noteIdle();
    void markChanged(StudyId id);

    // discovery

    void discover(Drop &drop);
    void enqueue(Drop &drop, std::vector<FoundFile> batch);
    void startWorkers();

    // checking

    void work();
    void judge(Task &task);
    void settle(Drop &drop, const FoundFile &found, JudgedFile judged);
    JudgeOptions judgeOptions();
    void waitWhilePaused(const std::stop_token &stop);
    static FileRecord recordOf(const FoundFile &found, const JudgedFile &judged);
    void take(Drop &drop, const FoundFile &found, JudgedFile judged);

    // containers

    ContainerFormat formatOf(const FoundFile &found) const;
    void queueUnpacking(Drop &drop, const FoundFile &found, ContainerFormat format, JudgedFile judged);
    void unpackInto(Drop &drop, const FoundFile &found, ContainerFormat format, JudgedFile judged);
    Result<std::shared_ptr<OpenContainer>> openContainer(const FoundFile &found);
    void endUnpacking(Drop &drop, const UnpackJob &job, const UnpackReport &report, JudgedFile judged);
    void open(LockedContainer container);

    // closing

    void closeIfComplete(Drop &drop);
    void closeDrop(Drop &drop);
    void finishOne(StudyId id, std::unique_ptr<StudyAccumulator> accumulator, bool isInterrupted,
                   const std::stop_token &stop);
    void addAbsent(Drop &drop, const std::vector<StudyAccumulator *> &closed, std::vector<StudyId> &ids,
                   std::vector<std::unique_ptr<StudyAccumulator>> &taken);
    bool hasSourceGone(const Drop &drop);
    std::filesystem::path closeAll(std::span<StudyAccumulator *const> open, const std::stop_token &stop);
    void markCancelled(Drop &drop);

    // policy

    void usePolicy(PolicyInForcePtr next);
    void refreshPolicy(); // a day may have ended
    void judgeAgain(StudyId id);
    bool isRecorded(const Study &study) const;

    // acceptance; of studies that are closed

    bool isBlocked(const Study &study) const; // and what blocks it was not accepted
    bool mayBeAccepted(const Study &study) const;
    void accept(StudyId id, const Acceptance &acceptance);

    // filing

    void queueFiling(StudyId id);
    void fileOne(StudyId id, const std::stop_token &stop);
    void compareBeforeFiling(StudyId id, const std::stop_token &stop);
    FilingReport fileWith(const StudySnapshot &snapshot, const std::vector<FilingSource> &sources,
                          const PolicyInForcePtr &policyOfStudy, const std::stop_token &stop);
    Result<std::shared_ptr<Archive>> openArchive();

    // showing

    StudySnapshotPtr makeSnapshot(StudyId id) const;
    bool isFileable(StudyId id) const;
};

} // namespace mi
