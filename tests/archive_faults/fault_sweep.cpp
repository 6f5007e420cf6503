// archive_fault_sweep [--stride N] [--mutants]
//
// Files studies on a disk in memory while each of its operations fails in turn, in every way that a disk fails, or the
// process ends there, or the power is cut, and looks each time whether the archive's promise holds. With --mutants:
// whether each deliberate mistake of the file layer is noticed. --stride N takes every N-th operation only.
#include "tests/archive_faults/mutant_layer.h"
#include "tests/archive_faults/promise.h"
#include "tests/support/fault_file_layer.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

namespace mi::test {

namespace {

constexpr std::size_t mostOperations = 3000; // far more than one of these filings has

struct Ending {
    bool isPowerCut = false;
    PowerCut how = PowerCut::nothingUnflushedSurvives;
    std::uint32_t seed = 0;
};

struct Run {
    std::optional<Fault> fault;
    std::optional<std::size_t> lostWrite;
    std::optional<std::size_t> sweptAt; // another machine that does not see the locks starts before this operation
    Ending ending;
    Mutation mutation = Mutation::none;
};

struct Outcome {
    std::string violation; // "" if the promise held
    bool hasFaultHappened = false;
};

std::string said(const Error &error)
{
    return std::string(toString(error.code)) + ": " + describeWithSubject(error);
}

std::map<std::string, std::string> contentsBySop(const std::vector<Import> &imports)
{
    std::map<std::string, std::string> contents;
    for (const Import &import : imports) {
        for (const ImportedFile &each : import.files)
            contents.emplace(each.sopInstanceUid, each.content);
    }
    return contents;
}

// A share whose locks others do not see.
class UnseenLocks final : public ForwardingFileLayer {
public:
    using ForwardingFileLayer::ForwardingFileLayer;
    Result<std::unique_ptr<FileLock>> tryLock(const std::filesystem::path &path) override
    {
        return real().tryLock(path.string() + ".elsewhere");
    }
};

std::string wordsOf(const Run &run)
{
    std::string words;
    if (run.fault)
        words += "operation " + std::to_string(run.fault->operation) + " errno " +
                 std::to_string(run.fault->systemCode) + " mode " + std::to_string(static_cast<int>(run.fault->mode));
    if (run.lostWrite)
        words += "lost write " + std::to_string(*run.lostWrite);
    if (run.sweptAt)
        words += "swept from elsewhere before operation " + std::to_string(*run.sweptAt);
    if (run.ending.isPowerCut)
        words += " power cut " + std::to_string(static_cast<int>(run.ending.how)) + " seed " +
                 std::to_string(run.ending.seed);
    return words;
}

class Sweep {
public:
    Sweep(const Scenario &scenario, bool isFlushedTogether) : m_scenario(scenario), m_start(isFlushedTogether)
    {
        for (const Import &import : scenario.before)
            putSources(m_start, import);
        putSources(m_start, scenario.now);
        m_racer = scenario.now;
        m_racer.files = {scenario.now.files.front()};
        m_racer.files.front().sopInstanceUid += ".77";
        m_racer.files.front().path += "-racer";
        if (scenario.hasRacer)
            putSources(m_start, m_racer);
        if (!scenario.makesArchive) {
            const std::unique_ptr<Archive> archive = opened(m_start);
            for (const Import &import : scenario.before)
                m_acknowledged.add(import, fileImport(*archive, import), {});
        }
        // What was acknowledged needs no more than what was flushed by now.
        if (!scenario.makesArchive)
            m_start.cutPower(PowerCut::nothingUnflushedSurvives);
        m_promise.emplace(m_start);
        if (scenario.isCutShort)
            cutShort();
        m_archivedBefore = contentsBySop(scenario.before);
    }

    std::string brokenAtStart() const { return m_promise->broken(m_start, m_acknowledged); }

    Outcome run(const Run &run) const
    {
        const std::unique_ptr<SimulatedDisk> disk = m_start.clone();
        FaultFileLayer faults(*disk);
        faults.setFlushFailure([&](const std::filesystem::path &path) { disk->loseUnflushed(path); });
        MutantLayer layer(faults, *disk, run.mutation);
        Acknowledged acknowledged = m_acknowledged;
        Outcome outcome;

        const bool opensInRun = m_scenario.makesArchive || m_scenario.isCutShort;
        std::unique_ptr<Archive> archive;
        if (!opensInRun)
            archive = opened(layer);
        UnseenLocks elsewhere(*disk);
        std::unique_ptr<Archive> racer = m_scenario.hasRacer ? opened(elsewhere) : nullptr;
        std::size_t operations = 0;
        faults.setObserver([&](const std::string &operation, const std::filesystem::path &path) {
            if (run.sweptAt && operations++ == *run.sweptAt) {
                outcome.hasFaultHappened = true;
                (void)Archive::open(elsewhere, archiveRoot, Archive::OpenMode::existing).isOk();
            }
            if (racer && operation == "rename" && path.string().find("/b0001") != std::string::npos) {
                const std::unique_ptr<Archive> once = std::move(racer);
                acknowledged.add(m_racer, fileImport(*once, m_racer), {});
            }
        });
        faults.setFault(run.fault);
        disk->loseWrite(run.lostWrite);
        if (opensInRun) {
            Result<std::unique_ptr<Archive>> attempt =
                Archive::open(layer, archiveRoot, Archive::OpenMode::createIfMissing);
            if (attempt)
                archive = attempt.take();
        }
        if (archive)
            acknowledged.add(m_scenario.now, fileImport(*archive, m_scenario.now), m_archivedBefore);
        outcome.hasFaultHappened |= faults.hasFailed() || disk->hasLostWrite();
        archive.reset();
        faults.setFault({});
        faults.setObserver({});
        disk->loseWrite({});
        if (!layer.disorder().empty())
            outcome.violation = layer.disorder().front();
        if (outcome.violation.empty())
            outcome.violation = m_promise->broken(*disk, acknowledged);
        if (run.ending.isPowerCut && outcome.violation.empty()) {
            disk->cutPower(run.ending.how, run.ending.seed);
            outcome.violation = m_promise->broken(*disk, acknowledged);
        }
        if (outcome.violation.empty())
            outcome.violation = brokenAfterwards(*disk, acknowledged, run.sweptAt.has_value());
        return outcome;
    }

private:
    static std::unique_ptr<Archive> opened(FileLayer &layer)
    {
        Result<std::unique_ptr<Archive>> archive =
            Archive::open(layer, archiveRoot, Archive::OpenMode::createIfMissing);
        if (!archive) {
            std::fprintf(stderr, "%s\n", said(archive.error()).c_str());
            std::abort();
        }
        return archive.take();
    }

    // A run that ended right behind its rename: visible, and not known to last.
    void cutShort()
    {
        FaultFileLayer faults(m_start);
        const std::unique_ptr<Archive> archive = opened(faults);
        bool isRenamed = false;
        faults.setObserver([&](const std::string &operation, const std::filesystem::path &) {
            if (std::exchange(isRenamed, isRenamed || operation == "rename"))
                faults.setFault(Fault{0, EIO, Fault::Mode::processEnds});
        });
        (void)fileImport(*archive, m_scenario.now).isOk();
    }

    // The fault is over: the next start, the next try, and a try that has nothing to do.
    std::string brokenAfterwards(SimulatedDisk &disk, Acknowledged acknowledged, bool areLocksUnseen) const
    {
        Result<std::unique_ptr<Archive>> archive = Archive::open(disk, archiveRoot, Archive::OpenMode::createIfMissing);
        if (!archive)
            return "cannot be opened afterwards: " + said(archive.error());
        for (const auto &[path, entry] : disk.tree(archiveRoot / ".staging"))
            return "left in staging: " + path;
        const Result<FilingResult> retry = fileImport(**archive, m_scenario.now);
        if (!retry)
            return "cannot be filed afterwards: " + said(retry.error());
        if (retry->outcome == FilingOutcome::notConfirmed || !retry->problemsAfterCommit.empty())
            return "is filed afterwards with problems";
        acknowledged.add(m_scenario.now, retry, m_archivedBefore);
        disk.cutPower(PowerCut::nothingUnflushedSurvives);
        if (std::string what = m_promise->broken(disk, acknowledged); !what.empty())
            return "after the next try: " + what;
        const auto settled = disk.tree(archiveRoot);
        if (const Result<FilingResult> again = fileImport(**archive, m_scenario.now); !again)
            return "cannot be filed a second time: " + said(again.error());
        if (withoutStaging(disk.tree(archiveRoot)) != withoutStaging(settled))
            return "importing twice changes the archive";
        const Result<VerifyReport> report = (*archive)->verify({});
        // Two who do not see each other's locks can write the same next line of the log; it says so, and no more is
        // promised of it.
        const bool isLogShared = areLocksUnseen && report && report->differences.size() == 1 &&
                                 report->differences.front().path.starts_with("audit/");
        if (!report || (!report->differences.empty() && !isLogShared))
            return "verify: " + (report ? report->differences.front().path + " " + report->differences.front().kind +
                                              " " + report->differences.front().detail
                                        : said(report.error()));
        return {};
    }

    static std::map<std::string, SimulatedDisk::Entry> withoutStaging(std::map<std::string, SimulatedDisk::Entry> tree)
    {
        std::erase_if(tree, [](const auto &entry) { return entry.first.starts_with(".staging"); });
        return tree;
    }

    const Scenario &m_scenario;
    SimulatedDisk m_start;
    std::optional<Promise> m_promise;
    Import m_racer;
    Acknowledged m_acknowledged;
    std::map<std::string, std::string> m_archivedBefore;
};

struct Totals {
    std::size_t runs = 0;
    std::size_t violations = 0;
    std::string first;
};

void count(Totals &totals, const Run &run, const Outcome &outcome)
{
    ++totals.runs;
    if (outcome.violation.empty())
        return;
    if (totals.violations++ == 0)
        totals.first = wordsOf(run) + ": " + outcome.violation;
}

std::vector<Run> waysToFail()
{
    constexpr std::array codes{ENOSPC, EIO, EINTR, EDQUOT, EROFS, EACCES};
    std::vector<Run> ways;
    const auto add = [&](Fault fault) {
        Run run;
        run.fault = fault;
        run.ending.isPowerCut = true; // what was acknowledged must last in spite of the fault
        ways.push_back(run);
    };
    for (const int code : codes) {
        for (const Fault::Mode mode : {Fault::Mode::once, Fault::Mode::forEver}) {
            const bool isAboutWriting = code == ENOSPC || code == EDQUOT || code == EROFS;
            add({0, code, mode, isAboutWriting ? Fault::Kind::writingOnly : Fault::Kind::all});
        }
    }
    for (const Fault::Mode mode : {Fault::Mode::once, Fault::Mode::forEver})
        add({0, ENOSPC, mode, Fault::Kind::writingOnly, true});
    // A target that goes away and comes back: a lost share, and a mount point with nothing in it. A file that is not
    // found once and then is would be a file system that lies.
    add({0, ESTALE, Fault::Mode::once});
    add({0, ESTALE, Fault::Mode::forEver});
    add({0, ENOENT, Fault::Mode::forEver});
    add({0, EIO, Fault::Mode::doneAllTheSame});
    const auto end = [&](Ending ending) {
        Run run;
        run.fault = Fault{0, EIO, Fault::Mode::processEnds, Fault::Kind::all, true};
        run.ending = ending;
        ways.push_back(run);
    };
    end({});
    end({true, PowerCut::nothingUnflushedSurvives});
    end({true, PowerCut::namesSurviveWithoutContent});
    for (std::uint32_t seed = 1; seed <= 12; ++seed)
        end({true, PowerCut::anyPartSurvives, seed});
    return ways;
}

// Every operation of one scenario in one way, until the fault no longer happens.
void sweep(const Sweep &runner, Run run, std::size_t stride, Totals &totals)
{
    for (std::size_t operation = 0; operation < mostOperations; operation += stride) {
        if (run.fault)
            run.fault->operation = operation;
        else if (run.sweptAt)
            run.sweptAt = operation;
        else
            run.lostWrite = operation;
        run.ending.seed += static_cast<std::uint32_t>(operation) * 16;
        const Outcome outcome = runner.run(run);
        count(totals, run, outcome);
        if (!outcome.hasFaultHappened)
            return;
    }
    std::fprintf(stderr, "more operations than expected\n");
    std::abort();
}

Totals sweepScenario(const Scenario &scenario, bool isFlushedTogether, std::size_t stride)
{
    const Sweep runner(scenario, isFlushedTogether);
    Totals totals;
    if (std::string what = runner.brokenAtStart(); !what.empty()) {
        ++totals.violations;
        totals.first = "before anything failed: " + what;
    }
    for (const Run &way : waysToFail())
        sweep(runner, way, stride, totals);
    Run lost;
    lost.ending.isPowerCut = true;
    sweep(runner, lost, stride, totals);
    Run swept;
    swept.sweptAt = 0;
    sweep(runner, swept, stride, totals);
    swept.ending.isPowerCut = true;
    sweep(runner, swept, stride, totals);
    return totals;
}

int sweepAll(std::size_t stride)
{
    std::size_t runs = 0;
    std::size_t violations = 0;
    for (const Scenario &scenario : scenarios()) {
        for (const bool isFlushedTogether : {false, true}) {
            const Totals totals = sweepScenario(scenario, isFlushedTogether, stride);
            std::printf("%-34s %-13s %7zu runs, %zu violations%s%s\n", scenario.name.c_str(),
                        isFlushedTogether ? "together" : "file by file", totals.runs, totals.violations,
                        totals.first.empty() ? "" : ": ", totals.first.c_str());
            runs += totals.runs;
            violations += totals.violations;
        }
    }
    std::printf("%zu runs, %zu violations of the promise\n", runs, violations);
    return violations == 0 && runs > 0 ? 0 : 1;
}

// A mutant counts as noticed when any run of any scenario breaks the promise.
int sweepMutants(std::size_t stride)
{
    constexpr std::array mutations{Mutation::noFileFlush,       Mutation::noFolderFlush,
                                   Mutation::noFileSystemFlush, Mutation::manifestBeforePayload,
                                   Mutation::renameBeforeFlush, Mutation::replacingRename};
    int unnoticed = 0;
    for (const Mutation mutation : mutations) {
        Totals totals;
        for (const Scenario &scenario : scenarios()) {
            for (const bool isFlushedTogether : {false, true}) {
                if (mutation == Mutation::noFileSystemFlush && !isFlushedTogether)
                    continue;
                const Sweep runner(scenario, isFlushedTogether);
                for (Run way : waysToFail()) {
                    if (way.ending.isPowerCut && way.ending.seed > 1)
                        continue;
                    if (way.fault->mode != Fault::Mode::processEnds)
                        continue;
                    way.mutation = mutation;
                    sweep(runner, way, stride, totals);
                }
                Run lost;
                lost.ending.isPowerCut = true;
                lost.mutation = mutation;
                sweep(runner, lost, stride, totals);
            }
        }
        const std::string name(nameOf(mutation));
        std::printf("%-28s %6zu of %zu runs break the promise%s%s\n", name.c_str(), totals.violations, totals.runs,
                    totals.first.empty() ? "" : ", the first: ", totals.first.c_str());
        unnoticed += totals.violations == 0;
    }
    return unnoticed;
}

} // namespace

} // namespace mi::test

int main(int argc, char **argv)
{
    std::size_t stride = 1;
    bool isMutants = false;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--mutants")
            isMutants = true;
        else if (argument == "--stride" && i + 1 < argc)
            stride = std::strtoul(argv[++i], nullptr, 10);
        else
            stride = 0;
    }
    if (stride == 0) {
        std::fprintf(stderr, "usage: archive_fault_sweep [--stride N] [--mutants]\n");
        return 64;
    }
    return isMutants ? mi::test::sweepMutants(stride) : mi::test::sweepAll(stride);
}
