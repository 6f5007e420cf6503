// bench_study_cost FOLDER: on one thread, judges every file below the folder with and without taking facts, taking
// turns, three times, and then judges all as one study. Prints processor times and what the second adds to the first.
// Then judges made-up studies of 10,000 to 100,000 slices in series of 500 and prints the time an instance takes.
#include "core/dicom/dcmtk_session.h"
#include "core/pipeline/file_judge.h"
#include "core/platform/file_layer.h"
#include "core/study/entity_checks.h"
#include "core/study/reference_checks.h"
#include "core/study/series_checks.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;

double seconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

std::vector<mi::FoundFile> filesBelow(const fs::path &folder)
{
    std::vector<mi::FoundFile> files;
    for (const fs::directory_entry &entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        mi::FoundFile found;
        found.folder = std::make_shared<const fs::path>(entry.path());
        found.type = mi::FileType::regular;
        files.push_back(std::move(found));
    }
    return files;
}

double judgeAll(mi::FileLayer &layer, const std::vector<mi::FoundFile> &files, bool takesFacts,
                std::vector<mi::InstanceFacts> *facts)
{
    mi::JudgeOptions options;
    options.takesFacts = takesFacts;
    const double begin = seconds();
    for (const mi::FoundFile &file : files) {
        std::optional<mi::JudgedFile> judged = mi::judgeFile(layer, file, options, {});
        if (facts != nullptr && judged && judged->facts)
            facts->push_back(std::move(*judged->facts));
    }
    return seconds() - begin;
}

double judgeStudy(const std::vector<mi::InstanceFacts> &instances)
{
    const double begin = seconds();
    mi::StudyFacts facts;
    for (const mi::InstanceFacts &instance : instances)
        facts.add(instance);
    std::uint64_t decided = 0;
    std::uint64_t notDecidable = 0;
    const std::vector<bool> leftOut(facts.records().size());
    mi::checkEntities(facts, leftOut, decided);
    mi::checkReferences(facts, "", [](std::string_view) { return std::optional<mi::KnownInstance>{}; });
    mi::checkSeries(facts, leftOut, {}, {}, decided, notDecidable);
    return seconds() - begin;
}

// Slices that differ as those of a real series do, made from one that was read.
std::vector<mi::InstanceFacts> madeUp(const mi::InstanceFacts &model, std::size_t count)
{
    constexpr std::size_t slicesOfSeries = 500;
    std::vector<mi::InstanceFacts> instances(count, model);
    for (std::size_t i = 0; i < count; ++i) {
        mi::InstanceFacts &one = instances[i];
        const std::size_t series = i / slicesOfSeries;
        one.seriesInstanceUid = "2.25." + std::to_string(series + 1);
        one.sopInstanceUid = one.seriesInstanceUid + "." + std::to_string(i + 1);
        one.seriesNumber = std::to_string(series + 1);
        one.instanceNumber = static_cast<std::int32_t>(i % slicesOfSeries + 1);
        one.plane = mi::Plane{{0, 0, static_cast<double>(i % slicesOfSeries)}, {1, 0, 0, 0, 1, 0}};
        one.frames = 1;
    }
    return instances;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fputs("usage: bench_study_cost FOLDER\n", stderr);
        return 64;
    }
    const auto dcmtk = mi::DcmtkSession::create();
    if (!dcmtk)
        return 70;
    const std::unique_ptr<mi::FileLayer> layer = mi::makeSystemFileLayer();
    const std::vector<mi::FoundFile> files = filesBelow(argv[1]);
    judgeAll(*layer, files, true, nullptr); // into the page cache
    std::vector<double> without;
    std::vector<double> with;
    std::vector<mi::InstanceFacts> facts;
    for (int round = 0; round < 3; ++round) {
        without.push_back(judgeAll(*layer, files, false, nullptr));
        facts.clear();
        with.push_back(judgeAll(*layer, files, true, &facts));
    }
    std::ranges::sort(without);
    std::ranges::sort(with);
    const double study = judgeStudy(facts);
    std::printf("%zu files: %.3f s without facts, %.3f s with facts, %.3f s for the study: adds %.1f %%\n",
                files.size(), without[1], with[1], study, 100 * (with[1] + study - without[1]) / without[1]);
    if (facts.empty())
        return 0;
    for (const std::size_t count :
         {std::size_t{10'000}, std::size_t{20'000}, std::size_t{50'000}, std::size_t{100'000}}) {
        const double time = judgeStudy(madeUp(facts.front(), count));
        std::printf("%zu instances: %.3f s, %.2f us each\n", count, time, 1e6 * time / static_cast<double>(count));
    }
    return 0;
}
