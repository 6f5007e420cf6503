// bench_index STUDIES FOLDER [URL]: files STUDIES small studies of five instances into an archive in FOLDER, if it has
// not as many, and prints how long the index takes to be made, to catch up and to be searched; beside it, in the same
// run, what anything that reads the bags has to do at least: read and parse every metadata.json. FOLDER should be in
// memory. With a URL the index is in PostgreSQL.
#include "core/archive/archive.h"
#include "core/archive/file_content.h"
#include "core/extract/study_metadata.h"
#include "core/index/archive_index.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>

using namespace mi;
namespace fs = std::filesystem;

namespace {

constexpr int instancesInStudy = 5;
constexpr int rounds = 5;

[[noreturn]] void fail(const Error &error)
{
    std::fprintf(stderr, "bench_index: %s\n", describeWithSubject(error).c_str());
    std::exit(EXIT_FAILURE);
}

template <class T>
T must(Result<T> result)
{
    if (!result)
        fail(result.error());
    return result.take();
}

std::string familyName(int study)
{
    static const char *const syllables[] = {"ka", "mo", "ri", "ten", "sho", "bel", "gra", "nu", "vi", "zor"};
    std::string name;
    for (int rest = study + 10; rest > 0; rest /= 10)
        name += syllables[rest % 10];
    return name;
}

InstanceHeader headerOf(int study, int instance)
{
    InstanceHeader header;
    header.studyInstanceUid = "1.2.276.0.7230010.3.1.2." + std::to_string(study);
    header.seriesInstanceUid = header.studyInstanceUid + "." + std::to_string(instance % 2 + 1);
    header.sopInstanceUid = header.seriesInstanceUid + "." + std::to_string(instance + 1);
    header.sopClassUid = "1.2.840.10008.5.1.4.1.1.2";
    header.transferSyntaxUid = "1.2.840.10008.1.2.1";
    header.patientName = familyName(study) + "^" + familyName(study / 7) + "^Maria";
    header.patientId = "PID" + std::to_string(study / 3);
    header.studyDate = std::to_string(20'000'101 + study % 24 * 10'000 + study % 12 * 100 + study % 28);
    header.accessionNumber = "ACC" + std::to_string(study);
    header.modality = study % 3 == 0 ? "MR" : "CT";
    header.institutionName = "Hospital " + std::to_string(study % 50);
    header.studyDescription = "Study of the head";
    return header;
}

class Describer final : public BagDescriber {
public:
    explicit Describer(int study) : m_study(study) {}
    Result<void> describe(const StagedInstance &instance) override
    {
        m_metadata.add(headerOf(m_study, static_cast<int>(instance.sourceIndex)),
                       {.archivePath = instance.archivePath,
                        .sourceName = "IM000001",
                        .size = instance.size,
                        .sha256 = instance.sha256},
                       {});
        return {};
    }
    std::string refusal() override { return {}; }
    Result<void> writeDescriptions(const WriteFile &write) override
    {
        const QByteArray metadata = m_metadata.toJson();
        if (Result<void> written = write(
                "metadata.json", archive::bytesOf({metadata.constData(), static_cast<std::size_t>(metadata.size())}));
            !written)
            return written;
        return write("validation.json", archive::bytesOf("{\"study\": {\"verdict\": \"passed\"}}\n"));
    }

private:
    int m_study;
    StudyMetadata m_metadata;
};

void makeArchive(FileLayer &files, const fs::path &root, int studies)
{
    const fs::path sources = root.parent_path() / (root.filename().string() + ".sources");
    fs::create_directories(sources);
    for (int i = 0; i < instancesInStudy; ++i)
        std::ofstream(sources / std::to_string(i)) << "instance " << i;
    const auto archive = must(Archive::open(files, root, Archive::OpenMode::createIfMissing));
    const auto serially = [](std::size_t count, const std::function<void(std::size_t)> &task) {
        for (std::size_t i = 0; i < count; ++i)
            task(i);
    };
    for (int study = 0; study < studies; ++study) {
        std::vector<FilingSource> list;
        for (int i = 0; i < instancesInStudy; ++i) {
            const InstanceHeader header = headerOf(study, i);
            list.push_back({sources / std::to_string(i), header.sopInstanceUid, header.seriesInstanceUid});
        }
        Describer describer(study);
        (void)must(archive->fileStudy(headerOf(study, 0).studyInstanceUid, list, describer, serially, {}));
    }
}

double seconds(const std::function<void()> &work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// Median, smallest and largest.
double show(const char *what, const std::function<void()> &work, int times = rounds)
{
    std::vector<double> all;
    for (int i = 0; i < times; ++i)
        all.push_back(seconds(work));
    std::ranges::sort(all);
    const double median = all[all.size() / 2];
    std::printf("%-46s %10.4f s  (%.4f to %.4f)\n", what, median, all.front(), all.back());
    return median;
}

void parseEveryMetadata(const fs::path &root)
{
    std::size_t patients = 0;
    for (const auto &entry : fs::recursive_directory_iterator(root / "studies")) {
        if (entry.path().filename() != "metadata.json")
            continue;
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        const QJsonDocument document =
            QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())));
        patients += document.object().contains(QLatin1StringView("patient")) ? 1U : 0U;
    }
    std::printf("# %zu files of metadata\n", patients);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc < 3) {
        std::fprintf(stderr, "usage: bench_index STUDIES FOLDER [URL]\n");
        return EXIT_FAILURE;
    }
    const int studies = std::atoi(argv[1]);
    const fs::path root = argv[2];
    const auto files = makeSystemFileLayer();
    if (!fs::exists(root / "archive.json")) {
        const double filing = seconds([&] { makeArchive(*files, root, studies); });
        std::printf("# filed in %.1f s\n", filing);
    }
    const auto index = must(ArchiveIndex::open(*files, root, argc > 3 ? argv[3] : ""));
    (void)must(index->catchUp({}));
    std::printf("# %llu studies\n", static_cast<unsigned long long>(must(index->state({})).studies));

    const auto search = [&](const StudyQuery &query) { return [&index, query] { (void)must(index->search(query)); }; };
    StudyQuery name;
    name.name = familyName(studies / 2) + " mar";
    StudyQuery id;
    id.patientId = "pid" + std::to_string(studies / 6);
    StudyQuery uid;
    uid.uid = headerOf(studies / 2, 3).sopInstanceUid;
    StudyQuery days;
    days.firstDate = "20050101";
    days.lastDate = "20050630";
    days.modality = "MR";
    days.limit = 100;
    StudyQuery page;
    page.limit = 100;
    const double made = show(
        "make anew", [&] { (void)must(index->rebuild({})); }, 3);
    const double parsed = show(
        "read and parse every metadata.json", [&] { parseEveryMetadata(root); }, 3);
    show("catch up with nothing new", [&] { (void)must(index->catchUp({})); });
    const double byName = show("search by name", search(name));
    show("search by Patient ID", search(id));
    show("search by SOP Instance UID", search(uid));
    show("search by date and modality, 100 of them", search(days));
    show("the first 100 of all", search(page));
    show("all", search({}), 3);
    std::printf("make anew / parse %.2f   parse / search by name %.0f   studies a second %.0f\n", made / parsed,
                parsed / byName, studies / made);
    return EXIT_SUCCESS;
}
